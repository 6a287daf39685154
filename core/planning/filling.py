"""What filling a gap costs a month, reckoned from what the company pays for the like."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Protocol

from core.planning.coverage import Gap, holders_of, plain_name
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


def price_fillings(gaps: Iterable[Gap], resources: Sequence[Priced]) -> dict[int, Filling]:
    """Return by need what filling each gap costs a month; a gap whose like no resource is, is left out.

    What costs nothing (data of our own, a card in a drawer) does not tell what more of it would cost.
    """
    prices = {row.id: row.cost_a_month / row.quantity for row in resources if row.cost_a_month and row.quantity > 0}
    holders, people = holders_of(resources), [row for row in resources if row.kind == "talent"]
    found = {}
    for gap in gaps:
        same = _priced(holders.get((gap.need.kind, plain_name(gap.need.capability)), ()), prices)
        like = same or (_priced(people, prices) if gap.need.kind == "talent" else ())
        if like:
            cost = gap.quantity * median(prices[number] for number in like)
            found[gap.need.id] = Filling(cost, like, bool(same))
    return found


def _priced(resources: Iterable[ResourceLike], prices: Mapping[int, float]) -> tuple[int, ...]:
    return tuple(row.id for row in resources if row.id in prices)
