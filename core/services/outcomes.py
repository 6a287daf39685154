"""How the way with a partner ends: agreed, not agreed and why, or paused until a day, on which it is shown again."""

from datetime import date
from typing import Literal

from sqlalchemy.orm import Session

from core.errors import SextantError
from core.services.partners import PARTNER, PartnerData, StoredPartner, update_partner
from core.services.records import get_record
from core.services.validation import validate

Outcome = Literal["open", "won", "lost", "paused"]


def set_outcome(
    session: Session,
    partner_id: int,
    venture_id: int,
    outcome: Outcome,
    *,
    reason: str = "",
    paused_until: date | None = None,
) -> StoredPartner:
    """Give a partner an outcome in whatever stage it is, or open it again; raise SextantError where a reason or day lacks."""
    until = paused_until if outcome == "paused" else None
    values = {"outcome": outcome, "outcome_reason": "" if outcome == "open" else reason, "paused_until": until}
    before = get_record(session, PARTNER, partner_id, venture_id)
    check_outcome(validate(PartnerData, before.model_dump() | values))
    return update_partner(session, partner_id, venture_id, values)


def check_outcome(partner: PartnerData) -> None:
    """Refuse a loss without a reason and a pause without an end."""
    if partner.outcome == "lost" and not partner.outcome_reason:
        raise SextantError("Say why it did not come about: choose a reason.")
    if partner.outcome == "paused" and partner.paused_until is None:
        raise SextantError("Say until which day it is paused; it is shown again then.")


def is_back(partner: StoredPartner, today: date) -> bool:
    """Tell whether a pause is over, so that somebody should look again."""
    return partner.outcome == "paused" and partner.paused_until is not None and partner.paused_until <= today
