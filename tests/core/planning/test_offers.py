from dataclasses import replace

import pytest

from core.planning.coverage import cover
from core.planning.offers import Offer, expected_gain, with_agreed
from core.planning.synergy import contributions
from tests.core.planning.pieces import Held, Project, Wanted

NEEDS = [Wanted(1, "retrieval"), Wanted(2, "gpu hours", kind="technology", quantity=200)]
TALKS = Offer(-1, 7, 5, "technology", {"gpu hours": 2}, 100)


@pytest.mark.parametrize(
    ("stage", "outcome", "readiness"), [(5, "open", 0), (6, "open", 0.5**0.5), (7, "won", 0.5**0.5), (6, "lost", 0)]
)
def test_an_offer_covers_needs_from_agreement_on(stage: int, outcome: str, readiness: float) -> None:
    offer = replace(TALKS, stage=stage, outcome=outcome)

    covered = cover(NEEDS, with_agreed([Held(1, {"retrieval": 2})], [offer]))

    assert covered[1].readiness == pytest.approx(readiness)


def test_what_an_expected_offer_would_bring_is_told_apart() -> None:
    held = [Held(1, {"retrieval": 2})]

    assert expected_gain([Project(impact=80)], NEEDS, held, [TALKS]) == pytest.approx(80 * 0.5**0.5)
    assert expected_gain([Project(impact=80)], NEEDS, held, [replace(TALKS, stage=6)]) == 0
    assert expected_gain([Project(impact=80)], NEEDS, held, [replace(TALKS, outcome="paused")]) == 0


def test_an_agreed_offer_contributes_like_a_resource_under_its_own_id() -> None:
    held = with_agreed([Held(1, {"retrieval": 2})], [replace(TALKS, stage=6)])

    assert {row.resource_id: row.value > 0 for row in contributions([Project()], NEEDS, held)} == {1: True, -1: True}
