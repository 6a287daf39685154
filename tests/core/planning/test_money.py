"""How long the cash lasts."""

from datetime import date
from math import inf

import pytest

from core.planning.money import cash_end, months_left, runway_months


def test_runway_is_cash_over_net_burn() -> None:
    assert runway_months(3_860_000, 420_000) == pytest.approx(9.190, abs=0.001)


@pytest.mark.parametrize(
    ("cash", "burn", "months"), [(1.0, 0.0, inf), (1.0, -5.0, inf), (None, 5.0, None), (5.0, None, None)]
)
def test_no_burn_has_no_limit_and_a_missing_figure_no_answer(
    cash: float | None, burn: float | None, months: float | None
) -> None:
    assert runway_months(cash, burn) == months
    assert cash_end(cash, burn, date(2026, 11, 22)) is None


def test_the_cash_ends_counted_from_the_day_it_was_counted() -> None:
    assert cash_end(1_200_000, 100_000, date(2026, 1, 1)) == date(2027, 1, 1)


def test_months_left_shrink_as_days_pass_and_stop_at_0() -> None:
    assert months_left(300_000, 100_000, date(2026, 1, 1), date(2026, 1, 31)) == pytest.approx(2.014, abs=0.001)
    assert months_left(300_000, 100_000, date(2026, 1, 1), date(2027, 1, 1)) == 0


def test_cash_for_centuries_has_no_end_date() -> None:
    assert cash_end(1e14, 1, date(2026, 1, 1)) is None
