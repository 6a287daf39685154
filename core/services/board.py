"""The board: what is there, what is missing, and what hangs on one holder."""

from dataclasses import dataclass, field
from math import fsum

from sqlalchemy.orm import Session

from core.planning.coverage import Coverage, Gap, SingleHolder, cover, gaps, single_holders
from core.services.initiatives import INITIATIVE, NEED, StoredInitiative, StoredNeed
from core.services.records import all_records
from core.services.resources import RESOURCE, StoredResource
from core.services.snapshot import today_of
from core.services.ventures import get_venture

OPEN_STATES = ("idea", "chosen")


@dataclass(frozen=True)
class Board:
    """All resources with the needs of the open initiatives held against them."""

    resources: list[StoredResource]
    initiatives: dict[int, StoredInitiative]
    coverages: dict[int, Coverage]
    gaps: list[Gap]
    holders: list[SingleHolder]
    needs: list[StoredNeed] = field(default_factory=list)

    def coverage_of(self, kind: str) -> float | None:
        """Return the mean coverage of a kind over the open initiatives that need it, or None where none does."""
        shares = [
            coverage.kinds[kind] for coverage in self.coverages.values() if coverage.kinds and kind in coverage.kinds
        ]
        return fsum(shares) / len(shares) if shares else None

    def held_alone(self, resource_id: int) -> list[str]:
        """Return the capabilities that only this resource holds and an open initiative needs."""
        return [holder.capability for holder in self.holders if holder.resource_id == resource_id]


def get_board(session: Session, venture_id: int) -> Board:
    """Return the company's board."""
    resources = all_records(session, RESOURCE, venture_id)
    initiatives = {row.id: row for row in all_records(session, INITIATIVE, venture_id) if row.state in OPEN_STATES}
    needs = [need for need in all_records(session, NEED, venture_id) if need.initiative_id in initiatives]
    coverages = cover(needs, resources)
    missing = gaps(coverages, initiatives.values(), today_of(get_venture(session, venture_id)))
    return Board(resources, initiatives, coverages, missing, single_holders(resources, needs), needs)
