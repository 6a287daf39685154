from dataclasses import dataclass
from datetime import date

import pytest

from core.planning.coverage import cover
from core.planning.loads import loads
from tests.core.planning.pieces import Held, Wanted


@dataclass(frozen=True)
class Span:
    id: int
    starts_on: date | None = None
    due_on: date | None = None


LI, WANG = Held(1, {"retrieval": 3}), Held(2, {"speech": 3}, quantity=0.5)
DATA = Held(3, {"dialogues": 3}, kind="technology")
NEEDS = [
    Wanted(1, "retrieval", initiative_id=1),
    Wanted(2, "retrieval", initiative_id=2, quantity=0.5),
    Wanted(3, "speech", initiative_id=2, quantity=0.5),
    Wanted(4, "dialogues", initiative_id=1, kind="technology"),
    Wanted(5, "dialogues", initiative_id=2, kind="technology"),
]


def test_whoever_two_initiatives_count_on_is_asked_for_too_much() -> None:
    li, wang = loads([Span(1), Span(2)], cover(NEEDS, [LI, WANG, DATA]), [LI, WANG, DATA])

    assert (li.resource_id, li.share, li.initiative_ids, li.is_too_much) == (1, pytest.approx(1.5), (1, 2), True)
    assert (wang.resource_id, wang.share, wang.is_too_much) == (2, pytest.approx(1.0), False)


def test_initiatives_one_after_the_other_do_not_add_up() -> None:
    spring = Span(1, date(2027, 1, 1), date(2027, 3, 31))
    summer = Span(2, date(2027, 4, 1), date(2027, 6, 30))

    [li, _] = loads([spring, summer], cover(NEEDS, [LI, WANG]), [LI, WANG])

    assert (li.share, li.initiative_ids) == (pytest.approx(1.0), (1,))
