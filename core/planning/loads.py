"""How much of each person the chosen initiatives ask for at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import fsum
from typing import Protocol

from core.planning.coverage import Coverage
from core.planning.matching import EXACT
from core.planning.records import ResourceLike


class Dated(Protocol):
    """An initiative with the days between which it runs; without one of them it is open on that side."""

    @property
    def id(self) -> int:
        """Return the row's id."""

    @property
    def starts_on(self) -> date | None:
        """Return the first day."""

    @property
    def due_on(self) -> date | None:
        """Return the last day."""


@dataclass(frozen=True)
class Load:
    """A person's greatest load on any day: the share of what they give, 1 is all; with the initiatives of that day."""

    resource_id: int
    share: float
    initiative_ids: tuple[int, ...]

    @property
    def is_too_much(self) -> bool:
        """Tell whether more is asked than the person gives."""
        return self.share > 1 + EXACT


def loads(chosen: Iterable[Dated], coverages: Mapping[int, Coverage], resources: Iterable[ResourceLike]) -> list[Load]:
    """Return the load of each person whom the chosen initiatives ask for, the greatest first.

    Each initiative is matched alone, so that two may count on the same person.
    """
    people = {r.id: r.quantity for r in resources if r.kind == "talent" and r.quantity > 0}
    asked: dict[int, list[tuple[Dated, float]]] = defaultdict(list)
    for initiative in chosen:
        for row in coverages.get(initiative.id, Coverage()).needs:
            for resource_id, amount in row.served:
                if resource_id in people:
                    asked[resource_id].append((initiative, amount / people[resource_id]))
    found = [_peak(resource_id, rows) for resource_id, rows in asked.items()]
    return sorted(found, key=lambda load: (-load.share, load.resource_id))


def _peak(resource_id: int, rows: list[tuple[Dated, float]]) -> Load:
    # A load rises only on a day on which something starts.
    days = {initiative.starts_on or date.min for initiative, _ in rows}
    on_days = [[(i, share) for i, share in rows if _runs(i, day)] for day in sorted(days)]
    fullest = max(on_days, key=lambda running: fsum(share for _, share in running))
    ids = tuple(dict.fromkeys(initiative.id for initiative, _ in fullest))
    return Load(resource_id, fsum(share for _, share in fullest), ids)


def _runs(initiative: Dated, day: date) -> bool:
    return (initiative.starts_on or date.min) <= day <= (initiative.due_on or date.max)
