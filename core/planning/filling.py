"""What filling a gap costs a month, reckoned from what the company pays for the like."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Protocol

from core.planning.coverage import Gap, level_of
from core.planning.records import ResourceLike


class Priced(ResourceLike, Protocol):
    """A resource that may say what it costs."""

    @property
    def cost_a_month(self) -> float | None:
        """Return the cost a month of its whole quantity, None if nobody said."""


@dataclass(frozen=True)
class Filling:
    """`cost` a month of all that is missing, at the median price of a unit among the resources `like`.

    `same` tells whether these have the capability; otherwise they are all our people.
    """

    cost: float
    like: tuple[int, ...]
    same: bool


def price_filling(gap: Gap, resources: Sequence[Priced]) -> Filling | None:
    """Return what filling the gap costs a month; None where no resource tells.

    What costs nothing (data of our own, a card in a drawer) does not tell what more of it would cost.
    """
    need = gap.need
    of_kind = [row for row in resources if row.kind == need.kind]
    same = _prices(row for row in of_kind if level_of(row, need.capability))
    prices = same or (_prices(of_kind) if need.kind == "talent" else {})
    if not prices:
        return None
    return Filling(gap.quantity * median(prices.values()), tuple(prices), bool(same))


def _prices(resources: Iterable[Priced]) -> dict[int, float]:
    """Return the price of a unit by resource."""
    return {row.id: row.cost_a_month / row.quantity for row in resources if row.cost_a_month and row.quantity > 0}
