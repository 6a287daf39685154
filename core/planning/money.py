"""How long the money lasts: from the months where they tell it, else from the company card."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf
from typing import Literal

from core.planning.months import (
    COSTS,
    MonthLike,
    Question,
    Span,
    add_up,
    ended_months,
    exactly,
    last_day,
    line_span,
    questions,
    shifted,
    value_of,
)

DAYS_A_MONTH = 365.25 / 12
WINDOW = 3  # full months whose mean is the net burn
SERVING = ("compute", "data_cost")  # what it costs to serve the customers, for the gross margin
Way = Literal["costs", "cash", "range", "unknown"]


def runway_months(cash: float | None, net_burn: float | None) -> float | None:
    """Return how many months the cash lasts at today's net burn; inf without a burn, None where a figure is missing.

    Cash is what lies in the bank; net burn is what it falls by in a month: all payments out less all payments in.
    """
    if cash is None or net_burn is None:
        return None
    return inf if net_burn <= 0 else max(0.0, cash) / net_burn


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


@dataclass(frozen=True)
class MonthBurn:
    """A month's net burn, and the way it was found: costs less income, the fall of the cash, or a range."""

    month: date
    span: Span | None
    way: Way


@dataclass(frozen=True)
class Burn:
    """The mean net burn of the months looked at; `span` is None where one of them is not known at all."""

    span: Span | None = None
    months: tuple[MonthBurn, ...] = ()

    @property
    def ways(self) -> set[Way]:
        """Return the ways in which the months' burns were found."""
        return {month.way for month in self.months}


def net_burn(months: Iterable[MonthLike], today: date) -> Burn:
    """Return the mean net burn of the last three full months, up to the newest that is recorded.

    A month's burn is its costs less its income; where a line is missing, what the cash fell by (borrowed money taken
    out); where that is missing too, a range made of the other months. The first month on record opens the balance:
    it counts only where its costs and income are known.
    """
    known = ended_months(months, today)
    if not known:
        return Burn()
    newest, first = max(known), min(known)
    window = [month for back in range(WINDOW) if (month := shifted(newest, -back)) >= first]
    found = [_month_burn(known, month) for month in window]
    found = [burn for burn in found if burn.month != first or burn.way == "costs"]
    total = add_up(burn.span for burn in found)
    mean = Span(total.low / len(found), total.high / len(found)) if total and found else None
    return Burn(mean, tuple(found))


def _month_burn(known: Mapping[date, MonthLike], month: date) -> MonthBurn:
    own = _from_costs(known.get(month))
    if own is not None:
        return MonthBurn(month, exactly(own), "costs")
    fall = _from_cash(known, month)
    if fall is not None:
        return MonthBurn(month, exactly(fall), "cash")
    guess = _range(known, month)
    return MonthBurn(month, guess, "range" if guess else "unknown")


def _from_costs(month: MonthLike | None) -> float | None:
    costs = [value_of(month, line) if month else None for line in COSTS]
    if month is None or month.income is None or None in costs:
        return None
    return sum(cost or 0.0 for cost in costs) - month.income


def _from_cash(known: Mapping[date, MonthLike], month: date) -> float | None:
    before, after = known.get(shifted(month, -1)), known.get(month)
    if before is None or after is None or before.cash_end is None or after.cash_end is None:
        return None
    borrowed = 0.0 if before.debt is None or after.debt is None else after.debt - before.debt
    return before.cash_end - after.cash_end + borrowed


def _range(known: Mapping[date, MonthLike], month: date) -> Span | None:
    costs = add_up(line_span(known, month, line) for line in COSTS)
    income = line_span(known, month, "income")
    if month in known:
        return Span(costs.low - income.high, costs.high - income.low) if costs and income else None
    # A month that is missing whole was, as far as we can tell, like one of those that are known.
    burns = [burn for other in known if (burn := _exact_burn(known, other)) is not None]
    return Span(min(burns), max(burns)) if len(burns) > 1 else None


def _exact_burn(known: Mapping[date, MonthLike], month: date) -> float | None:
    own = _from_costs(known[month])
    return _from_cash(known, month) if own is None else own


@dataclass(frozen=True)
class Margin:
    """The gross margin, (income − compute − data) ÷ income, over the months looked at; None where it is not known."""

    span: Span | None
    months: int


def gross_margin(months: Iterable[MonthLike], today: date) -> Margin:
    """Return the gross margin of the recorded ones among the last three full months."""
    known = ended_months(months, today)
    window = [month for back in range(WINDOW) if known and (month := shifted(max(known), -back)) in known]
    income = add_up(line_span(known, month, "income") for month in window)
    serving = add_up(line_span(known, month, line) for month in window for line in SERVING)
    if not window or income is None or serving is None or income.low <= 0:
        return Margin(None, len(window))
    return Margin(Span(1 - serving.high / income.low, 1 - serving.low / income.high), len(window))


@dataclass(frozen=True)
class Runway:
    """How long the cash lasts, with what it rests on: the months, else the company card, else nothing."""

    source: Literal["months", "card", ""]
    cash: float | None
    cash_on: date
    burn: Span | None
    from_months: Burn
    questions: tuple[Question, ...] = ()

    @property
    def months(self) -> Span | None:
        """Return how many months the cash lasts from the day it was counted; inf where it does not fall."""
        if self.burn is None:
            return None
        least, most = runway_months(self.cash, self.burn.high), runway_months(self.cash, self.burn.low)
        return None if least is None or most is None else Span(least, most)

    def left(self, today: date) -> Span | None:
        """Return how many months are left today, not below 0."""
        gone = (today - self.cash_on).days / DAYS_A_MONTH
        return self.months and Span(max(0.0, self.months.low - gone), max(0.0, self.months.high - gone))

    @property
    def ends(self) -> tuple[date | None, date | None]:
        """Return the earliest and the latest day the cash is used up; None where there is no end."""
        if self.burn is None:
            return None, None
        return cash_end(self.cash, self.burn.high, self.cash_on), cash_end(self.cash, self.burn.low, self.cash_on)


def find_runway(
    months: Iterable[MonthLike], today: date, *, cash: float | None, cash_on: date | None, burn: float | None
) -> Runway:
    """Return the runway from the months, or where they do not tell it from the card's `cash` and net `burn`."""
    all_months = list(months)
    told, asked = net_burn(all_months, today), tuple(questions(all_months, today))
    counted = [month for month in ended_months(all_months, today).values() if month.cash_end is not None]
    if told.span and counted:
        return Runway("months", counted[-1].cash_end, last_day(counted[-1].month), told.span, told, asked)
    said = None if burn is None else exactly(burn)
    source: Literal["card", ""] = "" if cash is None or said is None else "card"
    return Runway(source, cash, cash_on or today, said, told, asked)
