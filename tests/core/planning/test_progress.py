"""Plan against actual by hand-checked figures."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.planning.progress import Progress, Use, add_uses, find_progress, time_over

TODAY = date(2026, 5, 11)
KNOWN = st.floats(0, 1e9)
PERHAPS = st.none() | KNOWN


@dataclass(frozen=True)
class Plan:
    id: int = 1
    state: str = "chosen"
    starts_on: date | None = date(2026, 5, 1)
    due_on: date | None = date(2026, 5, 20)
    cost: float | None = 100_000
    effort: float | None = 4
    cost_spent: float | None = 70_000
    effort_spent: float | None = 1


@dataclass(frozen=True)
class Task:
    initiative_id: int | None = 1
    done_on: date | None = None
    dropped_on: date | None = None


DONE, OPEN, DROPPED, OTHERS = Task(done_on=TODAY), Task(), Task(dropped_on=TODAY), Task(2, TODAY)
TWO_OF_FIVE = [DONE, DONE, OPEN, OPEN, OPEN, DROPPED, OTHERS]


def only(plan: Plan, tasks: list[Task] = TWO_OF_FIVE) -> Progress:
    [found] = find_progress([plan], tasks, TODAY).values()
    return found


def test_time_money_people_and_actions_are_shares_of_their_plan() -> None:
    found = only(Plan())

    # Ten of the twenty days from 1 to 20 May are over on the morning of the 11th.
    assert (found.time, found.money.share, found.people.share) == (0.5, 0.7, 0.25)
    assert (found.done, found.actions, found.done_share) == (2, 5, 0.4)


def test_money_ahead_of_what_is_done_stands_out_and_people_behind_it_do_not() -> None:
    found = only(Plan())

    assert found.runs_ahead(found.money) and not found.runs_ahead(found.people)
    assert found.needs_a_look and not found.is_over


@pytest.mark.parametrize(("spent", "ahead"), [(40_000, False), (60_000, False), (60_001, True)])
def test_a_fifth_ahead_is_not_yet_told(spent: float, ahead: bool) -> None:
    found = only(Plan(cost_spent=spent))

    assert found.runs_ahead(found.money) is ahead


def test_more_than_planned_is_over_by_the_difference_and_said_once() -> None:
    found = only(Plan(cost_spent=120_000, effort_spent=4))

    assert (found.money.over, found.people.over, found.is_over) == (20_000, None, True)
    assert not found.runs_ahead(found.money)


def test_blank_is_unknown_and_not_nothing() -> None:
    found = only(Plan(cost=None, effort_spent=None, due_on=None), [])

    assert (found.time, found.money.share, found.money.over, found.people.share, found.done_share) == (None,) * 5
    assert not found.needs_a_look


def test_of_a_plan_of_nothing_no_share_can_be_spent_but_all_of_it_is_over() -> None:
    assert (Use(0, 500).share, Use(0, 500).over) == (None, 500)
    assert (Use(0, 0).share, Use(0, 0).over) == (None, None)


def test_what_is_finished_may_be_over_plan_and_is_ahead_of_nothing() -> None:
    finished = only(Plan(state="done"))
    over = only(Plan(state="done", cost_spent=100_001))

    assert (finished.needs_a_look, over.is_over) == (False, True)


LATER, NOTHING = date(2026, 6, 1), {"cost_spent": None, "effort_spent": None}


@pytest.mark.parametrize(
    ("plan", "tasks", "begun"),
    [
        (Plan(**NOTHING), [], True),
        (Plan(starts_on=TODAY, **NOTHING), [], True),
        (Plan(starts_on=LATER, **NOTHING), [OPEN], False),
        (Plan(starts_on=LATER, **NOTHING), [DONE], True),
        (Plan(starts_on=None, **NOTHING), [OPEN], False),
        (Plan(starts_on=LATER, cost_spent=0, effort_spent=0), [], False),
        (Plan(starts_on=LATER, cost_spent=0, effort_spent=0.5), [], True),
        (Plan(state="idea", **NOTHING), [DONE], False),
        (Plan(state="idea", starts_on=None), [], True),
        (Plan(state="paused", **NOTHING), [], True),
        (Plan(state="done", starts_on=None, **NOTHING), [], True),
    ],
)
def test_an_initiative_has_begun_once_something_shows_it(plan: Plan, tasks: list[Task], begun: bool) -> None:
    assert bool(find_progress([plan], tasks, TODAY)) is begun


@pytest.mark.parametrize(
    ("first", "last", "share"),
    [
        (date(2026, 5, 11), date(2026, 5, 11), 0),
        (date(2026, 5, 10), date(2026, 5, 10), 1),
        (date(2026, 5, 12), date(2026, 5, 20), 0),
        (date(2026, 5, 8), date(2026, 5, 11), 0.75),
        (None, date(2026, 5, 20), None),
        (date(2026, 5, 20), date(2026, 5, 19), None),
    ],
)
def test_a_day_is_over_when_the_next_one_begins(first: date | None, last: date | None, share: float | None) -> None:
    assert time_over(first, last, TODAY) == share


@given(st.integers(0, 400), st.integers(-500, 500))
def test_time_never_runs_back_nor_beyond_its_end(length: int, ago: int) -> None:
    first = TODAY - timedelta(ago)
    shares = [time_over(first, first + timedelta(length), TODAY + timedelta(day)) for day in (0, 1)]

    assert 0 <= (shares[0] or 0) <= (shares[1] or 0) <= 1


@given(PERHAPS, PERHAPS)
def test_a_use_is_over_just_where_both_are_known_and_more_was_used(planned: float | None, used: float | None) -> None:
    use = Use(planned, used)

    known = planned is not None and used is not None
    assert (use.over is not None) == (known and used > planned * (1 + 1e-12))  # type: ignore[operator]
    assert use.over is None or use.over > 0


@given(st.lists(st.tuples(PERHAPS, PERHAPS), max_size=8))
def test_sums_count_only_what_is_known_on_both_sides(pairs: list[tuple[float | None, float | None]]) -> None:
    total = add_uses((number, Use(*pair)) for number, pair in enumerate(pairs))

    known = [(p, u) for p, u in pairs if p is not None and u is not None]
    assert (total.counted, total.counted + len(total.missing)) == (len(known), len(pairs))
    assert (total.use.planned is None) == (not known)
    if known:
        assert total.use.planned == pytest.approx(sum(p for p, _ in known))
        assert total.use.used == pytest.approx(sum(u for _, u in known))


def test_a_sum_names_the_initiatives_it_leaves_out() -> None:
    total = add_uses([(1, Use(100, 40)), (2, Use(None, 7)), (3, Use(50, None)), (4, Use(60, 70))])

    assert (total.use, total.counted, total.missing) == (Use(160, 110), 2, (2, 3))
