"""Contributions, pair effects and leaving, against their definitions worked out one by one."""

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.planning import pools
from core.planning.coverage import cover
from core.planning.synergy import contributions, pair_effects, value_of, what_if_all_leave, what_if_leaves
from tests.core.planning.pieces import Held, Project, Wanted, initiatives, needs, resources

HELD = [
    Held(1, {"retrieval": 3}),
    Held(2, {"retrieval": 2}),
    Held(3, {"reach": 2}, kind="market"),
]
NEEDS = [
    Wanted(1, "retrieval"),
    Wanted(2, "reach", kind="market"),
    Wanted(3, "retrieval", level=3, initiative_id=2),
]
PROJECTS = [Project(1, 80), Project(2, 30), Project(3, 100)]


def worth(projects: Sequence[Project], wanted: list[Wanted], held: Sequence[Held], *gone: int) -> float:
    return value_of(projects, cover(wanted, [resource for resource in held if resource.id not in gone]))


def test_the_value_sums_impact_times_readiness_and_leaves_out_what_is_unknown() -> None:
    assert worth(PROJECTS, NEEDS, HELD) == pytest.approx(110)
    assert worth(PROJECTS, NEEDS, HELD[1:]) == pytest.approx(80)


def test_a_contribution_is_what_is_lost_without_the_resource() -> None:
    first, second, third = contributions(PROJECTS, NEEDS, HELD)

    assert (first.resource_id, first.value, first.initiative_ids) == (3, 80, (1,))
    assert (second.resource_id, second.value, second.initiative_ids) == (1, 30, (2,))
    assert (third.resource_id, third.value, third.initiative_ids) == (2, 0, ())


def test_a_pair_stands_in_for_each_other_below_0_and_needs_each_other_above_0() -> None:
    found = {(row.first_id, row.second_id): row.value for row in pair_effects(PROJECTS, NEEDS, HELD)}
    assert found == {(1, 2): pytest.approx(-80)}

    alone = {(row.first_id, row.second_id): row.value for row in pair_effects(PROJECTS, NEEDS, [HELD[0], HELD[2]])}
    assert alone == {(1, 3): pytest.approx(80)}


def test_what_stops_when_a_resource_leaves_comes_first_with_its_blocker() -> None:
    stopped, weaker = what_if_leaves(1, PROJECTS, [*NEEDS, Wanted(4, "retrieval", quantity=1)], HELD)

    assert (stopped.initiative_id, stopped.before, stopped.after, stopped.stops) == (2, 1, 0, True)
    assert stopped.blockers == ("talent",)
    assert (weaker.initiative_id, weaker.before, weaker.stops) == (1, 1, False)
    assert weaker.after == pytest.approx(0.5**0.5)
    assert [(lost.need.id, lost.before, lost.after) for lost in weaker.lost] == [(4, 1, 0)]


def test_a_resource_nobody_needs_may_leave() -> None:
    assert what_if_leaves(9, PROJECTS, NEEDS, [*HELD, Held(9, {"law": 3})]) == []
    assert what_if_leaves(2, PROJECTS, NEEDS, HELD) == []


@pytest.mark.parametrize("most", [12, 0])
@settings(max_examples=80, deadline=None)
@given(projects=initiatives, wanted=needs, held=resources)
def test_contributions_equal_brute_force(
    most: int, projects: list[Project], wanted: list[Wanted], held: list[Held]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pools, "MOST_NEEDS", most)
        found = {row.resource_id: row.value for row in contributions(projects, wanted, held)}

    whole = worth(projects, wanted, held)
    assert found == {r.id: pytest.approx(whole - worth(projects, wanted, held, r.id), abs=1e-6) for r in held}


@pytest.mark.parametrize("most", [12, 0])
@settings(max_examples=80, deadline=None)
@given(projects=initiatives, wanted=needs, held=resources)
def test_pair_effects_equal_brute_force(
    most: int, projects: list[Project], wanted: list[Wanted], held: list[Held]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pools, "MOST_NEEDS", most)
        found = {(row.first_id, row.second_id): row.value for row in pair_effects(projects, wanted, held)}

    def v(*gone: int) -> float:
        return worth(projects, wanted, held, *gone)

    for a, b in combinations([r.id for r in held], 2):
        assert found.pop((a, b), 0.0) == pytest.approx(v() - v(a) - v(b) + v(a, b), abs=1e-6)
    assert found == {}


@settings(max_examples=100, deadline=None)
@given(projects=initiatives, wanted=needs, held=resources, data=st.data())
def test_a_resource_more_never_lowers_the_value(
    projects: list[Project], wanted: list[Wanted], held: list[Held], data: st.DataObject
) -> None:
    kept = [resource.id for resource in held if data.draw(st.booleans())]

    assert worth(projects, wanted, held) >= worth(projects, wanted, held, *kept) - 1e-9


@settings(max_examples=100, deadline=None)
@given(projects=initiatives, wanted=needs, held=resources)
def test_what_leaving_changes_equals_covering_anew(
    projects: list[Project], wanted: list[Wanted], held: list[Held]
) -> None:
    before = cover(wanted, held)
    for resource in held:
        after = cover(wanted, [other for other in held if other is not resource])

        changes = {c.initiative_id: c for c in what_if_leaves(resource.id, projects, wanted, held)}

        for n in before:
            change = changes.get(n)
            ends = (change.before, change.after) if change else (before[n].readiness, before[n].readiness)
            assert ends == pytest.approx((before[n].readiness, after[n].readiness), abs=1e-9)
            assert all(lost.after < lost.before for lost in (change.lost if change else ()))


@settings(max_examples=60, deadline=None)
@given(projects=initiatives, wanted=needs, held=resources, gone=st.sets(st.integers(1, 6)))
def test_several_that_leave_at_once_change_what_covering_without_them_gives(
    projects: list[Project], wanted: list[Wanted], held: list[Held], gone: set[int]
) -> None:
    before, after = cover(wanted, held), cover(wanted, [other for other in held if other.id not in gone])

    for change in what_if_all_leave(gone, projects, wanted, held):
        old, new = before[change.initiative_id], after[change.initiative_id]
        assert (change.before, change.after) == pytest.approx((old.readiness, new.readiness), abs=1e-9)
        fallen = {kind for kind, share in (old.kinds or {}).items() if share - (new.kinds or {})[kind] > 1e-6}
        assert fallen <= {kind for kind, *_ in change.kinds}
    nobody = [n for n in before if before[n].readiness and not after[n].readiness]
    stopped = [c.initiative_id for c in what_if_all_leave(gone, projects, wanted, held) if c.stops]
    assert sorted(nobody) == sorted(stopped)


@settings(max_examples=100, deadline=None)
@given(projects=initiatives, wanted=needs, held=resources)
def test_no_need_is_met_better_because_somebody_left(
    projects: list[Project], wanted: list[Wanted], held: list[Held]
) -> None:
    before = cover(wanted, held)
    for resource in held:
        after = cover(wanted, [other for other in held if other is not resource])

        for n in before:
            pairs = zip(before[n].needs, after[n].needs, strict=True)
            assert all(new.share <= old.share + 1e-9 for old, new in pairs)
