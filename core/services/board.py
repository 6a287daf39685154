"""The board: what is there, what is missing, and what hangs on one holder."""

from dataclasses import dataclass, field
from functools import cached_property
from math import fsum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.labels import RESOURCE_KINDS
from core.planning.coverage import Coverage, Gap, SingleHolder, cover, gaps, single_holders
from core.planning.filling import Filling, price_fillings
from core.planning.offers import Offer, expected_gain, with_agreed
from core.services.initiatives import INITIATIVE, NEED, StoredInitiative, StoredNeed
from core.services.offers import offers_of_partners
from core.services.records import all_records
from core.services.resources import RESOURCE, StoredResource
from core.services.snapshot import today_of
from core.services.ventures import get_venture
from db.models import Initiative, Need, Partner, Resource
from db.models import Offer as OfferRow

OPEN_STATES = ("idea", "chosen")
Supply = StoredResource | Offer  # both have id, name, kind, skills and quantity


@dataclass(frozen=True)
class Board:
    """All resources, and what partners offer by agreement, with the needs of the open initiatives held against them."""

    resources: list[StoredResource]
    initiatives: dict[int, StoredInitiative]
    coverages: dict[int, Coverage]
    gaps: list[Gap]
    holders: list[SingleHolder]
    needs: list[StoredNeed] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)

    @cached_property
    def supplies(self) -> list[Supply]:
        """Return what needs are covered with: the resources, and the offers from agreement on (ids below 0)."""
        return [*self.resources, *(offer for offer in self.offers if offer.counts)]

    @cached_property
    def expected(self) -> list[Offer]:
        """Return what partners may still agree to."""
        return [offer for offer in self.offers if offer.expected]

    @cached_property
    def expected_gain(self) -> float:
        """Return by how much the value of the open initiatives would rise if all that is expected were agreed."""
        if not self.expected:
            return 0.0
        return expected_gain(list(self.initiatives.values()), self.needs, self.resources, self.offers)

    def coverage_of(self, kind: str) -> float | None:
        """Return the mean coverage of a kind over the open initiatives that need it, or None where none does."""
        shares = [
            coverage.kinds[kind] for coverage in self.coverages.values() if coverage.kinds and kind in coverage.kinds
        ]
        return fsum(shares) / len(shares) if shares else None

    @cached_property
    def fillings(self) -> dict[int, Filling]:
        """Return what filling each gap costs a month, by need; those of which nothing tells the price are left out."""
        return price_fillings(self.gaps, self.resources)

    def held_alone(self, resource_id: int) -> list[str]:
        """Return the capabilities that only this resource holds and an open initiative needs."""
        return [holder.capability for holder in self.holders if holder.resource_id == resource_id]


def get_board(session: Session, venture_id: int) -> Board:
    """Return the company's board."""
    resources = all_records(session, RESOURCE, venture_id)
    initiatives = {row.id: row for row in all_records(session, INITIATIVE, venture_id) if row.state in OPEN_STATES}
    needs = [need for need in all_records(session, NEED, venture_id) if need.initiative_id in initiatives]
    today = today_of(get_venture(session, venture_id))
    offers = offers_of_partners(session, venture_id, today)
    supplies = with_agreed(resources, offers)
    coverages = cover(needs, supplies)
    missing = gaps(coverages, initiatives.values(), today)
    return Board(resources, initiatives, coverages, missing, single_holders(supplies, needs), needs, offers)


def planning_version(session: Session, venture_id: int) -> str:
    """Return a mark that changes with whatever the board, synergy and portfolio are reckoned from, the day included.

    Each write raises a row's version, the trash too; what is erased lowers their sum and number.
    """
    company = get_venture(session, venture_id)
    marks: list[Any] = [today_of(company), company.version, company.currency]
    for model in (Resource, Initiative, Need, Partner, OfferRow):
        columns = func.count(), func.sum(model.version), func.max(model.id), func.max(model.updated_at)
        marks += session.execute(select(*columns).where(model.venture_id == venture_id)).one()
    return "/".join(str(mark) for mark in marks)


def board_as_data(board: Board) -> dict[str, Any]:
    """Return coverage and gaps as plain data."""
    return {
        "kinds": {kind: share for kind in RESOURCE_KINDS if (share := board.coverage_of(kind)) is not None},
        "initiatives": [_initiative_as_data(board, row) for row in board.initiatives.values()],
        "gaps": [_gap_as_data(board, gap) for gap in board.gaps],
        "single_holders": [
            {
                "capability": row.capability,
                "kind": row.kind,
                **_supply_as_data(row.resource_id),
                "initiatives": list(row.initiative_ids),
            }
            for row in board.holders
        ],
        "offers": [_offer_as_data(offer) for offer in board.offers if offer.counts or offer.expected],
        "expected_gain": board.expected_gain,
    }


def _gap_as_data(board: Board, gap: Gap) -> dict[str, Any]:
    filling = board.fillings.get(gap.need.id)
    return {
        "need": gap.need.id,
        "initiative": gap.need.initiative_id,
        "kind": gap.need.kind,
        "capability": gap.need.capability,
        "missing": gap.quantity,
        "due_on": gap.due_on,
        "score": gap.score,
        "cost_a_month": filling.cost if filling else None,
        "cost_like": list(filling.like) if filling else [],
    }


def _supply_as_data(supply_id: int) -> dict[str, int]:
    """Name a resource, or a partner's offer, by its number."""
    return {"resource": supply_id} if supply_id > 0 else {"offer": -supply_id}


def _offer_as_data(offer: Offer) -> dict[str, Any]:
    return {
        **_supply_as_data(offer.id),
        "partner": offer.partner_id,
        "name": offer.name,
        "kind": offer.kind,
        "capability": next(iter(offer.skills)),
        "quantity": offer.quantity,
        "until_on": offer.until_on,
        "counts": offer.counts,
    }


def _initiative_as_data(board: Board, initiative: StoredInitiative) -> dict[str, Any]:
    coverage = board.coverages.get(initiative.id, Coverage())
    return {
        "id": initiative.id,
        "name": initiative.name,
        "impact": initiative.impact,
        "readiness": coverage.readiness,
        "blockers": list(coverage.blockers),
        "kinds": dict(coverage.kinds or {}),
        "needs": [
            {
                "id": row.need.id,
                "kind": row.need.kind,
                "capability": row.need.capability,
                "level": row.need.level,
                "quantity": row.need.quantity,
                "due_on": row.need.due_on,
                "matched": row.matched,
                "coverage": row.share,
                "served_by": [_supply_as_data(n) | {"quantity": amount} for n, amount in row.served],
            }
            for row in coverage.needs
        ],
    }
