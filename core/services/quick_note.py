"""A note with its next step, saved in one go: what one pastes from a chat between two calls."""

from datetime import date

from sqlalchemy.orm import Session

from core.errors import SextantError
from core.services.partners import NOTE, PARTNER, StoredNote, update_partner
from core.services.records import add_record, get_record


def add_quick_note(
    session: Session,
    venture_id: int,
    partner_id: int | None,
    text: str,
    *,
    today: date,
    next_step: str = "",
    next_step_on: date | None = None,
    token: str | None = None,
) -> StoredNote:
    """Keep a note of today and the partner's next step with its date; the partner counts as spoken to today.

    Without a next step the one there is stays.
    """
    if partner_id is None:
        raise SextantError("Choose the partner the note belongs to.")
    if next_step.strip() and next_step_on is None:
        raise SextantError("Say by when the next step is due.")
    partner = get_record(session, PARTNER, partner_id, venture_id)
    note = add_record(session, NOTE, venture_id, {"partner_id": partner_id, "text": text, "noted_on": today}, token)
    spoken = {"last_contact_on": max(partner.last_contact_on or today, today)}
    step = {"next_step": next_step, "next_step_on": next_step_on} if next_step.strip() else {}
    update_partner(session, partner_id, venture_id, spoken | step)
    return note
