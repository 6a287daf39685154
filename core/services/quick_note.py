"""A note with its next step, saved in one go: what one pastes from a chat between two calls."""

from datetime import date

from sqlalchemy.orm import Session

from core.errors import SextantError
from core.services.notes import add_note
from core.services.partners import StoredNote, update_partner


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
    """Keep a note of today and the partner's next step with its date.

    Without a next step the one there is stays.
    """
    if partner_id is None:
        raise SextantError("Choose the partner the note belongs to.")
    if next_step.strip() and next_step_on is None:
        raise SextantError("Say by when the next step is due.")
    values = {"partner_id": partner_id, "text": text}
    note = add_note(session, venture_id, values, token, today=today)
    if next_step.strip():
        update_partner(session, partner_id, venture_id, {"next_step": next_step, "next_step_on": next_step_on})
    return note
