"""What filling a gap costs, by hand."""

from dataclasses import dataclass

import pytest

from core.planning.coverage import Gap
from core.planning.filling import Filling, price_fillings
from tests.core.planning.pieces import Held, Wanted


@dataclass(frozen=True)
class Paid(Held):
    cost_a_month: float | None = None


def short_of(quantity: float, capability: str, kind: str = "talent") -> Gap:
    return Gap(Wanted(1, capability, 2, kind), 1.0, quantity, None, None, 1.0)


def test_a_gap_is_priced_by_the_median_unit_among_those_with_the_capability() -> None:
    cards = [
        Paid(1, {"GPU": 2}, quantity=4, kind="technology", cost_a_month=20_000),
        Paid(2, {"gpu": 1}, quantity=1, kind="technology", cost_a_month=7_000),
        Paid(3, {"GPU": 2}, quantity=1, kind="technology", cost_a_month=0),
        Paid(4, {"Search": 2}, quantity=1, kind="technology", cost_a_month=900),
        Paid(5, {"GPU": 2}, quantity=1, kind="technology"),
    ]

    assert price_fillings([short_of(2, "GPU", "technology")], cards) == {1: Filling(12_000, (1, 2), True)}


def test_a_person_nobody_is_like_costs_what_our_people_cost() -> None:
    people = [
        Paid(1, {"Sales": 2}, quantity=1.0, cost_a_month=30_000),
        Paid(2, {"Design": 2}, quantity=0.5, cost_a_month=20_000),
    ]

    assert price_fillings([short_of(0.5, "Speech")], people) == {1: Filling(pytest.approx(17_500), (1, 2), False)}


@pytest.mark.parametrize("kind", ["technology", "market"])
def test_a_thing_nothing_is_like_has_no_price(kind: str) -> None:
    others = [Paid(1, {"Other": 2}, quantity=1.0, kind=kind, cost_a_month=500)]

    assert price_fillings([short_of(1, "Router", kind)], others) == {}
    assert price_fillings([short_of(1, "Speech")], []) == {}
