"""How long the money lasts."""

from datetime import date, timedelta
from math import inf

DAYS_A_MONTH = 365.25 / 12


def runway_months(cash: float | None, net_burn: float | None) -> float | None:
    """Return how many months the cash lasts at today's net burn; inf without a burn, None where a figure is missing.

    Cash is what lies in the bank; net burn is what it falls by in a month: all payments out less all payments in.
    """
    if cash is None or net_burn is None:
        return None
    return inf if net_burn <= 0 else cash / net_burn


def cash_end(cash: float | None, net_burn: float | None, cash_on: date) -> date | None:
    """Return the day the cash is used up, counted from the day it was counted; None without an end or a figure."""
    months = runway_months(cash, net_burn)
    if months is None or months > (date.max - cash_on).days / DAYS_A_MONTH:
        return None
    return cash_on + timedelta(days=int(months * DAYS_A_MONTH))


def months_left(cash: float | None, net_burn: float | None, cash_on: date, today: date) -> float | None:
    """Return how many months of cash are left today, not below 0; inf and None as in `runway_months`."""
    months = runway_months(cash, net_burn)
    return None if months is None else max(0.0, months - (today - cash_on).days / DAYS_A_MONTH)
