"""Coverage against its rules and against trying everything."""

from dataclasses import replace
from datetime import date
from itertools import product
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.planning.coverage import cover, cover_one, gaps, lost_capabilities, single_holders
from tests.core.planning.pieces import NAMES, Held, Project, Wanted

TODAY = date(2026, 11, 22)


people = st.builds(
    Held,
    id=st.integers(1, 999),
    skills=st.dictionaries(st.sampled_from(NAMES), st.integers(1, 3)),
    quantity=st.sampled_from([0.5, 1.0, 2.0]),
)
wants = st.builds(
    Wanted,
    id=st.integers(1, 999),
    capability=st.sampled_from(NAMES),
    level=st.integers(1, 3),
    kind=st.sampled_from(["talent", "market"]),
    quantity=st.sampled_from([0.5, 1.0, 2.0]),
    weight=st.sampled_from([0.5, 1.0, 3.0]),
)


def test_one_person_never_serves_two_needs_in_full() -> None:
    both = Held(1, {"retrieval": 3, "speech": 3})

    coverage = cover_one([Wanted(1, "retrieval"), Wanted(2, "speech")], [both])

    assert coverage.readiness == pytest.approx(0.5)
    assert sum(row.matched for row in coverage.needs) == pytest.approx(1.0)


def test_a_level_below_the_one_needed_serves_nothing_and_is_named_as_the_blocker() -> None:
    coverage = cover_one([Wanted(1, "retrieval", level=3)], [Held(1, {"retrieval": 2})])

    assert coverage.readiness == 0
    assert coverage.blockers == ("talent",)


def test_the_only_specialist_is_kept_for_the_need_nobody_else_serves() -> None:
    specialist, generalist = Held(1, {"retrieval": 3, "speech": 3}), Held(2, {"retrieval": 2})

    coverage = cover_one([Wanted(1, "retrieval"), Wanted(2, "speech")], [specialist, generalist])

    assert coverage.readiness == 1
    assert {row.need.capability: row.served[0][0] for row in coverage.needs} == {"retrieval": 2, "speech": 1}


def test_large_quantities_are_matched_in_their_own_unit() -> None:
    data = Held(1, {"dialogues": 2}, kind="technology", quantity=38_400)

    coverage = cover_one([Wanted(1, "dialogues", kind="technology", quantity=60_000)], [data])

    assert coverage.readiness == pytest.approx(0.64)


def test_readiness_is_the_weighted_geometric_mean_of_kinds() -> None:
    needs = [Wanted(1, "retrieval"), Wanted(2, "speech"), Wanted(3, "reach", kind="market", quantity=4)]
    held = [Held(1, {"retrieval": 2}), Held(2, {"reach": 2}, kind="market", quantity=1)]

    even, tilted = cover_one(needs, held), cover_one(needs, held, {"talent": 3, "market": 1})

    assert even.readiness == pytest.approx((0.5 * 0.25) ** 0.5)
    assert tilted.readiness == pytest.approx(0.5**0.75 * 0.25**0.25)


def test_somebody_who_has_left_by_then_serves_nothing() -> None:
    need = Wanted(1, "retrieval", due_on=date(2027, 1, 10))

    coverage = cover_one([need], [Held(1, {"retrieval": 3}, until_on=date(2027, 1, 9))])

    assert coverage.readiness == 0


def test_an_initiative_without_needs_has_no_readiness() -> None:
    assert cover_one([], [Held(1, {"retrieval": 3})]).readiness is None
    assert cover([], []) == {}


def test_initiatives_are_judged_alone() -> None:
    needs = [Wanted(1, "retrieval", initiative_id=1), Wanted(2, "retrieval", initiative_id=2)]

    covered = cover(needs, [Held(1, {"Retrieval ": 3})])

    assert [covered[1].readiness, covered[2].readiness] == [1, 1]


def test_a_gap_scores_impact_times_shortfall_over_days_left() -> None:
    needs = [Wanted(1, "retrieval", due_on=date(2026, 12, 2)), Wanted(2, "speech", due_on=date(2026, 11, 20))]

    late, soon = gaps(cover(needs, []), [Project(impact=70)], TODAY)

    assert (late.need.id, late.score, late.days_left) == (2, 10.0, -2)
    assert (soon.score, soon.quantity) == (7.0, 1.0)


def test_a_capability_with_one_able_holder_is_a_single_holder() -> None:
    held = [Held(1, {"retrieval": 3, "speech": 2}), Held(2, {"retrieval": 2, "speech": 1})]
    needs = [Wanted(1, "retrieval"), Wanted(2, "speech"), Wanted(3, "speech", initiative_id=2)]

    (holder,) = single_holders(held, needs)

    assert (holder.capability, holder.resource_id, holder.initiative_ids) == ("speech", 1, (1, 2))


def test_what_nobody_holds_once_two_have_left_is_lost_and_what_nobody_held_is_not() -> None:
    held = [Held(1, {"retrieval": 3, "speech": 2}), Held(2, {"retrieval": 2})]
    needs = [Wanted(1, "retrieval"), Wanted(2, "speech"), Wanted(3, "law")]

    def lost(*gone: int) -> list[str]:
        return [row.capability for row in lost_capabilities(gone, held, needs)]

    assert (lost(), lost(1), lost(2), lost(1, 2)) == ([], ["speech"], [], ["retrieval", "speech"])


@settings(max_examples=60, deadline=None)
@given(st.lists(wants, min_size=1, max_size=4), st.lists(people, max_size=3), people)
def test_one_resource_more_never_lowers_readiness(needs: list[Wanted], held: list[Held], more: Held) -> None:
    before, after = cover_one(needs, held), cover_one(needs, [*held, more])

    assert after.readiness is not None and before.readiness is not None
    assert after.readiness >= before.readiness - 1e-9


@settings(max_examples=60, deadline=None)
@given(st.lists(wants, min_size=1, max_size=4), st.lists(people, max_size=3))
def test_readiness_is_0_exactly_when_a_kind_has_nothing_and_1_when_all_is_covered(
    needs: list[Wanted], held: list[Held]
) -> None:
    coverage = cover_one(needs, held)

    assert (coverage.readiness == 0) == (0 in (coverage.kinds or {}).values())
    assert (coverage.readiness == 1) == all(row.share == 1 for row in coverage.needs)


@settings(max_examples=60, deadline=None)
@given(st.lists(wants, min_size=1, max_size=3), st.lists(people, max_size=4))
def test_the_matching_equals_trying_every_assignment(needs: list[Wanted], held: list[Held]) -> None:
    whole = [replace(need, kind="talent", quantity=1.0) for need in needs]
    units = [replace(person, quantity=1.0) for person in held]

    found = cover_one(whole, units)

    assert (found.kinds or {})["talent"] == pytest.approx(_try_all(whole, units))


def _try_all(needs: list[Wanted], held: list[Held]) -> float:
    best = 0.0
    for chosen in product(range(-1, len(needs)), repeat=len(held)):
        able = [
            n
            for n, p in zip(chosen, held, strict=True)
            if n >= 0 and p.skills.get(needs[n].capability, 0) >= needs[n].level
        ]
        best = max(best, sum(needs[n].weight for n in set(able)) / sum(need.weight for need in needs))
    return best


def test_the_geometric_mean_of_full_kinds_is_exactly_1() -> None:
    needs = [Wanted(1, "a", kind="talent"), Wanted(2, "b", kind="technology"), Wanted(3, "c", kind="market")]
    held = [Held(n, {need.capability: 3}, kind=need.kind) for n, need in enumerate(needs)]

    coverage = cover_one(needs, held)

    assert coverage.readiness == 1 == prod((coverage.kinds or {}).values())
