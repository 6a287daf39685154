"""The best choice against trying every one, and the reason for each that is left out."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import SextantError
from core.planning.circles import find_circle
from core.planning.options import Option
from core.planning.portfolio import Portfolio, choose


def option(
    number: int, value: float = 50, cost: float | None = 100, effort: float | None = 1, *requires: int
) -> Option:
    return Option(number, f"Project {number}", 100, value / 100, cost, effort, requires)


def chosen(portfolio: Portfolio) -> list[int]:
    return sorted(portfolio.best.chosen)


def why(portfolio: Portfolio, number: int) -> tuple[str, tuple[int, ...]]:
    return portfolio.left_out[number].reason, portfolio.left_out[number].others


def test_two_small_ones_beat_a_large_one_and_the_large_one_says_whom_it_would_displace() -> None:
    portfolio = choose([option(1, 60, 200), option(2, 40, 100), option(3, 35, 100)], 200, 12)

    assert (chosen(portfolio), portfolio.best.value, portfolio.best.cost) == ([2, 3], pytest.approx(75), 200)
    assert why(portfolio, 1) == ("displaces", (2, 3))
    assert portfolio.left_out[1].worth == pytest.approx(75)


def test_only_those_that_really_make_room_are_named() -> None:
    options = [option(1, 60, 260, 5), option(2, 50, 120, 3), option(3, 20, 310, 6), option(4, 40, 60, 1.5)]

    assert why(choose(options, 500, 10), 3) == ("displaces", (1, 4))


def test_a_tenth_more_budget_says_what_it_buys() -> None:
    portfolio = choose([option(1, 40, 100), option(2, 35, 100), option(3, 10, 20)], 200, 12)

    assert chosen(portfolio) == [1, 2]
    assert (portfolio.entering, portfolio.with_more.value) == ({3}, pytest.approx(85))


def test_what_is_not_known_is_left_out_by_name_and_never_counted_as_0() -> None:
    unknown = Option(4, "No needs", 90, None, 1, 1)
    portfolio = choose([option(1), option(2, 50, None), option(3, 50, 1, None), unknown], 1000, 12)

    assert chosen(portfolio) == [1]
    assert [portfolio.left_out[n].reason for n in (2, 3, 4)] == ["cost_missing", "effort_missing", "readiness_unknown"]


def test_what_costs_too_much_alone_or_with_what_it_requires_says_how_much() -> None:
    options = [option(1, 90, 300), option(2, 50, 150, 1, 3), option(3, 0, 100), option(4, 90, 10, 30)]
    portfolio = choose(options, 200, 12)

    assert chosen(portfolio) == []
    assert (why(portfolio, 1), portfolio.left_out[1].amount) == (("budget", ()), 300)
    assert (why(portfolio, 2), portfolio.left_out[2].amount) == (("budget", (3,)), 250)
    assert (why(portfolio, 4), portfolio.left_out[4].amount) == (("person_months", ()), 30)


def test_what_requires_the_impossible_is_left_out_with_it() -> None:
    options = [option(1, 50, 10, 1, 2), option(2, 50, None), option(3, 50, 10, 1, 99), option(4, 50, 10, 1, 1)]
    portfolio = choose(options, 200, 12)

    assert chosen(portfolio) == []
    assert why(portfolio, 1) == ("requires", (2,))
    assert why(portfolio, 3) == ("requires", (99,))
    assert why(portfolio, 4) == ("requires", (2,))


def test_what_is_worth_nothing_is_chosen_only_where_it_is_required() -> None:
    portfolio = choose([option(1, 0), option(2, 0), option(3, 50, 50, 1, 2)], 1000, 12)

    assert chosen(portfolio) == [2, 3]
    assert why(portfolio, 1) == ("no_value", ())


def test_of_equal_choices_the_cheaper_then_the_lighter_then_the_first_is_taken() -> None:
    assert chosen(choose([option(1, 50, 100), option(2, 50, 90)], 100, 9)) == [2]
    assert chosen(choose([option(1, 50, 90, 8), option(2, 50, 90, 7)], 100, 9)) == [2]
    assert chosen(choose([option(2, 50, 90), option(1, 50, 90)], 100, 9)) == [1]


def test_decimal_costs_that_add_up_to_the_budget_fit() -> None:
    assert chosen(choose([option(1, 50, 0.1), option(2, 50, 0.2)], 0.3, 2)) == [1, 2]


def test_a_cost_one_cent_over_a_large_budget_does_not_fit() -> None:
    assert chosen(choose([option(1, 50, 50_000_000.01), option(2, 40, 50_000_000)], 100_000_000, 9)) == [1]


@pytest.mark.parametrize(
    ("requires", "circle"),
    [
        ({1: [2], 2: [3], 3: [1]}, [1, 2, 3, 1]),
        ({5: [5]}, [5, 5]),
        ({1: [2], 2: [3], 3: []}, []),
        ({7: [9], 9: [8], 8: [9]}, [8, 9, 8]),
    ],
)
def test_a_circle_is_found_and_told_from_what_requires_to_what_is_required(
    requires: dict[int, list[int]], circle: list[int]
) -> None:
    assert find_circle(requires) == circle


def test_a_circle_is_refused_by_name() -> None:
    with pytest.raises(SextantError, match="Project 1 → Project 3 → Project 1"):
        choose([option(1, 50, 1, 1, 3), option(2), option(3, 50, 1, 1, 1)], 10, 10)


@pytest.mark.parametrize(("budget", "months"), [(-1, 5), (5, -1), (float("nan"), 5), (float("inf"), 5)])
def test_a_budget_that_is_no_amount_is_refused(budget: float, months: float) -> None:
    with pytest.raises(SextantError, match="at least 0"):
        choose([option(1)], budget, months)


def test_a_negative_cost_is_refused_by_name() -> None:
    with pytest.raises(SextantError, match="“Project 2” has a negative cost"):
        choose([option(1), option(2, 50, -5)], 10, 10)


@st.composite
def many_options(draw: st.DrawFn) -> list[Option]:
    number = draw(st.integers(1, 12))
    amounts = st.one_of(st.none(), st.integers(0, 40), st.floats(0, 40).map(lambda x: round(x, 2)))
    return [
        Option(
            n,
            f"Project {n}",
            draw(st.integers(0, 100)),
            draw(st.one_of(st.none(), st.sampled_from([0.0, 0.25, 0.5, 1.0]), st.floats(0.01, 1))),
            draw(amounts),
            draw(amounts),
            tuple(draw(st.sets(st.integers(1, n), max_size=2)) - {n}),
        )
        for n in range(1, number + 1)
    ]


@settings(max_examples=60, deadline=None)
@given(many_options(), st.integers(0, 150), st.integers(0, 150))
def test_the_value_equals_exhaustive_search(options: list[Option], budget: int, months: int) -> None:
    portfolio = choose(options, budget, months)

    assert portfolio.best.value == pytest.approx(_exhaustive(options, budget, months), abs=1e-6)
    assert portfolio.with_more.value == pytest.approx(_exhaustive(options, budget * 1.1, months), abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(many_options(), st.integers(0, 150), st.integers(0, 150))
def test_every_choice_keeps_the_rules_and_every_other_has_a_true_reason(
    options: list[Option], budget: int, months: int
) -> None:
    portfolio = choose(options, budget, months)

    known = {o.id: o for o in options}
    taken = [known[n] for n in portfolio.best.chosen]
    assert all(set(o.requires) <= portfolio.best.chosen for o in taken)
    assert sum(o.cost or 0 for o in taken) <= budget + 1e-6 and sum(o.effort or 0 for o in taken) <= months + 1e-6
    assert set(portfolio.left_out) == set(known) - portfolio.best.chosen
    for n, left in portfolio.left_out.items():
        assert set(left.others) <= portfolio.best.chosen if left.reason == "displaces" else True
        assert left.worth >= known[n].value - 1e-6 if left.reason == "displaces" else True
        assert known[n].value < 1e-6 if left.reason == "no_value" else True


def _exhaustive(options: list[Option], budget: float, months: float) -> float:
    best = 0.0
    for taken in product((False, True), repeat=len(options)):
        rows = [o for o, yes in zip(options, taken, strict=True) if yes]
        ids = {o.id for o in rows}
        if any(None in (o.cost, o.effort, o.readiness) or not set(o.requires) <= ids for o in rows):
            continue
        fits = sum(o.cost or 0 for o in rows) <= budget + 1e-9 and sum(o.effort or 0 for o in rows) <= months + 1e-9
        best = max(best, sum(o.impact * (o.readiness or 0) for o in rows)) if fits else best
    return best
