"""Burn, runway and margin from months, each figure worked out by hand."""

from datetime import date
from math import inf

import pytest

from core.planning.money import Burn, find_runway, gross_margin, net_burn
from core.planning.months import Against, Question, Span, plan_against_actual, questions
from core.services.money import MoneyMonthData

TODAY = date(2026, 7, 10)
FULL = {"income": 100.0, "people": 200.0, "compute": 30.0, "data_cost": 10.0, "marketing": 20.0, "other": 40.0}


def month(number: int, basis: str = "actual", **lines: float | None) -> MoneyMonthData:
    return MoneyMonthData.model_validate({"month": date(2026, number, 1), "basis": basis} | lines)


def full(number: int, **changed: float | None) -> MoneyMonthData:
    return month(number, **FULL | changed)  # costs 300, income 100: burn 200


def test_net_burn_is_the_mean_of_the_last_three_full_months() -> None:
    # Costs less income: April 200, May 260 (people 260), June 140 (income 160); March would be 1,200.
    months = [full(3, people=1_200.0), full(4), full(5, people=260.0), full(6, income=160.0)]

    burn = net_burn(months, TODAY)

    assert burn.span == Span(200, 200)
    assert burn.ways == {"costs"} and [m.month.month for m in burn.months] == [6, 5, 4]


def test_the_month_that_is_not_over_does_not_count() -> None:
    assert net_burn([full(6), full(7, people=9_999.0)], TODAY).span == Span(200, 200)


def test_where_costs_are_missing_the_fall_of_the_cash_is_the_burn() -> None:
    # 1,000 → 820 → 600 → 450: falls of 180, 220 and 150; March opens the balance.
    months = [month(n, cash_end=c) for n, c in ((3, 1_000.0), (4, 820.0), (5, 600.0), (6, 450.0))]

    burn = net_burn(months, TODAY)

    assert burn.ways == {"cash"}
    assert burn.span and burn.span.low == burn.span.high == pytest.approx(550 / 3)


def test_both_ways_are_named_where_both_were_gone() -> None:
    # June: 200 from its costs; May: no people's cost, but the cash fell from 900 to 640.
    months = [month(4, cash_end=900.0), full(5, people=None, cash_end=640.0), full(6, cash_end=1.0)]

    burn = net_burn(months, TODAY)

    assert [(m.way, m.span) for m in burn.months] == [("costs", Span(200, 200)), ("cash", Span(260, 260))]
    assert burn.span == Span(230, 230)


def test_borrowed_money_does_not_hide_the_burn() -> None:
    # The cash rose by 300, but 500 of it are borrowed: burn 200.
    months = [month(5, cash_end=100.0, debt=0.0), month(6, cash_end=400.0, debt=500.0)]

    assert net_burn(months, TODAY).span == Span(200, 200)


def test_more_income_than_costs_is_a_negative_burn_and_the_cash_has_no_end() -> None:
    found = find_runway([full(6, income=350.0, cash_end=1_000.0)], TODAY, cash=None, cash_on=None, burn=None)

    assert (found.burn, found.months, found.ends) == (Span(-50, -50), Span(inf, inf), (None, None))


def test_one_month_alone_tells_its_own_burn() -> None:
    found = find_runway([full(6, cash_end=1_000.0)], TODAY, cash=7.0, cash_on=TODAY, burn=7.0)

    assert (found.source, found.cash, found.cash_on) == ("months", 1_000, date(2026, 6, 30))
    assert (found.months, len(found.from_months.months)) == (Span(5, 5), 1)


def test_one_months_cash_alone_tells_no_burn_so_the_card_answers() -> None:
    months = [month(6, cash_end=1_000.0)]

    with_card = find_runway(months, TODAY, cash=900.0, cash_on=TODAY, burn=100.0)
    without = find_runway(months, TODAY, cash=None, cash_on=None, burn=None)

    assert (with_card.source, with_card.months) == ("card", Span(9, 9))
    assert (without.source, without.months, without.from_months.span) == ("", None, None)
    assert without.questions == (Question(date(2026, 6, 1), ("income", *list(FULL)[1:])),)


def test_a_missing_line_makes_a_range_and_never_counts_as_zero() -> None:
    # May lacks people: 200 in June, 260 in April. Burns: April 260, May 200 to 260, June 200; means 220 and 240.
    months = [full(4, people=260.0), full(5, people=None), full(6, cash_end=2_640.0)]

    found = find_runway(months, TODAY, cash=None, cash_on=None, burn=None)

    assert found.burn == Span(220, 240)
    assert found.months == Span(11, 12)
    assert Question(date(2026, 5, 1), ("cash_end", "people")) in found.questions


def test_a_missing_month_is_asked_for_and_makes_a_range_of_the_months_known() -> None:
    # Burns: March 140, April 200, June 230; May is missing: 140 to 230. Means of April, May, June: 190 and 220.
    months = [full(3, income=160.0), full(4), full(6, people=230.0)]

    assert net_burn(months, TODAY).span == Span(190, 220)
    assert Question(date(2026, 5, 1)) in questions(months, TODAY)


def test_what_no_other_months_tell_is_unknown_with_its_cause() -> None:
    months = [full(5, people=None), full(6)]

    burn = net_burn([month(4, income=1.0), *months], TODAY)

    assert burn.span is None
    assert [(m.month.month, m.way) for m in burn.months] == [(6, "costs"), (5, "unknown")]


def test_months_since_the_last_recorded_one_are_asked_for() -> None:
    asked = questions([full(4, cash_end=5.0)], TODAY)

    assert asked == [Question(date(2026, 6, 1)), Question(date(2026, 5, 1))]


def test_the_runway_counts_from_the_last_cash_that_is_known() -> None:
    # June has no cash: May's 1,000 at the end of May, burn 200.
    found = find_runway([full(5, cash_end=1_000.0), full(6)], TODAY, cash=None, cash_on=None, burn=None)

    assert (found.cash_on, found.months, found.ends[0]) == (date(2026, 5, 31), Span(5, 5), date(2026, 10, 30))
    left = found.left(TODAY)
    assert left and left.low == pytest.approx(5 - 40 / (365.25 / 12))


def test_no_cash_left_lasts_no_month_even_in_overdraft() -> None:
    assert find_runway([full(6, cash_end=-50.0)], TODAY, cash=None, cash_on=None, burn=None).months == Span(0, 0)


def test_without_months_the_card_answers_and_without_figures_nothing_does() -> None:
    card = find_runway([], TODAY, cash=900.0, cash_on=date(2026, 7, 1), burn=100.0)
    nothing = find_runway([], TODAY, cash=900.0, cash_on=None, burn=None)

    assert (card.source, card.months, card.cash_on) == ("card", Span(9, 9), date(2026, 7, 1))
    assert (nothing.source, nothing.months, nothing.from_months) == ("", None, Burn())


def test_gross_margin_is_what_serving_the_customers_leaves_of_the_income() -> None:
    # Income 100 + 300, compute and data 40 + 40: 1 − 80 ÷ 400.
    margin = gross_margin([full(5), full(6, income=300.0)], TODAY)

    assert (margin.span, margin.months) == (Span(0.8, 0.8), 2)


def test_gross_margin_is_a_range_where_a_line_is_missing_and_unknown_without_income() -> None:
    # June's compute is missing: 30 in May, 50 in April. Income 300; serving 40 + 60 + (10 + 30 to 50).
    months = [full(4, compute=50.0), full(5), full(6, compute=None)]

    margin = gross_margin(months, TODAY)

    assert margin.span and (margin.span.low, margin.span.high) == pytest.approx((1 - 160 / 300, 1 - 140 / 300))
    assert gross_margin([full(6, income=0.0)], TODAY).span is None
    assert gross_margin([full(6, compute=None)], TODAY).span is None


def test_plan_and_actual_are_compared_only_where_both_are_known() -> None:
    months = [
        month(5, cash_end=900.0, income=100.0, people=200.0),
        month(5, "plan", cash_end=950.0, income=120.0, people=180.0),
        month(6, cash_end=700.0, income=90.0),
        month(6, "plan", cash_end=800.0, income=150.0, people=180.0),
        month(7, "plan", income=999.0),
    ]

    found = plan_against_actual(months)

    assert found == [
        Against("cash_end", 800, 700, 1),
        Against("income", 270, 190, 2),
        Against("people", 180, 200, 1),
    ]
    assert [line.difference for line in found] == [-100, -80, 20]
