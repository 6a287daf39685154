"""What partners and we offer and seek, and what of it counts as a resource."""

from datetime import date
from typing import Literal

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import SextantError
from core.i18n import N_
from core.planning.offers import Offer as PlannedOffer
from core.services.records import Noun
from core.services.resources import ResourceKind
from core.services.validation import Data, Stored
from db.models import Offer, Partner
from db.repository import live


class OfferData(Data):
    """What a user enters about an offer or a want; without a partner it is the company's own."""

    partner_id: int | None = Field(None, title=N_("Whose"))
    direction: Literal["offer", "want"] = Field("offer", title=N_("Offers or seeks"))
    kind: ResourceKind = Field("technology", title=N_("Kind"))
    capability: str = Field(min_length=1, max_length=200, title=N_("Capability"))
    level: Literal[1, 2, 3] = Field(2, title=N_("Level"))
    quantity: float = Field(1, gt=0, le=1e9, title=N_("Quantity"))
    until_on: date | None = Field(None, title=N_("Until"))
    text: str = Field("", max_length=2000, title=N_("In their own words"))


class StoredOffer(OfferData, Stored):
    """An offer or a want as it is kept; `whose` is the partner's name, "" where it is our own."""

    whose: str = ""


def _refuse_a_stranger(session: Session, row: Offer) -> None:
    if row.partner_id is None:
        return
    mine = select(Partner.id).filter_by(id=row.partner_id, venture_id=row.venture_id)
    if session.scalar(mine) is None:
        raise SextantError("This partner is not there any more. Choose another one.")


OFFER = Noun(
    "offer",
    Offer,
    OfferData,
    StoredOffer,
    search=("capability", "text"),
    sorts=("capability", "kind", "quantity", "until_on", "updated_at"),
    check=_refuse_a_stranger,
)


def live_offers(session: Session, venture_id: int, today: date) -> list[tuple[StoredOffer, Partner | None]]:
    """Return the offers and wants that have not run out, each with its partner, None where they are our own.

    Those of a partner in the trash lie there with it.
    """
    partners = {row.id: row for row in session.scalars(live(Partner, venture_id=venture_id))}
    rows = [OFFER.stored.model_validate(row) for row in session.scalars(live(Offer, venture_id=venture_id))]
    current = [row for row in rows if row.until_on is None or row.until_on >= today]
    current.sort(key=lambda row: row.id)
    return [(row, partners.get(row.partner_id or 0)) for row in current if row.partner_id in (None, *partners)]


def offers_of_partners(session: Session, venture_id: int, today: date) -> list[PlannedOffer]:
    """Return what partners offer as planning reckons with it: there from agreement on, expected before."""
    found = live_offers(session, venture_id, today)
    return [_planned(row, partner) for row, partner in found if partner and row.direction == "offer"]


def _planned(row: StoredOffer, partner: Partner) -> PlannedOffer:
    return PlannedOffer(
        -row.id,
        partner.id,
        partner.stage,
        row.kind,
        {row.capability: row.level},
        row.quantity,
        partner.outcome,
        None,
        row.until_on,
        name=f"{partner.title} · {row.capability}",
        partner_kind=partner.kind,
    )
