"""Notes: what was said or done with a partner, which is also when it was last spoken to."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from core.services.partners import NOTE, PARTNER, StoredNote
from core.services.records import add_record, get_record, update_record
from core.services.ventures import venture_today


def add_note(
    session: Session, venture_id: int, values: dict[str, Any], token: str | None = None, *, today: date | None = None
) -> StoredNote:
    """Keep a note, of today where no other day is given; from its day on the partner counts as spoken to."""
    today = today or venture_today(session, venture_id)
    note = add_record(session, NOTE, venture_id, {"noted_on": today} | values, token)
    _speak(session, venture_id, note, today)
    return note


def update_note(
    session: Session, note_id: int, venture_id: int, values: dict[str, Any], version: int | None = None
) -> StoredNote:
    """Change a note; a later day is a later contact."""
    note = update_record(session, NOTE, note_id, venture_id, values, version)
    _speak(session, venture_id, note, venture_today(session, venture_id))
    return note


def _speak(session: Session, venture_id: int, note: StoredNote, today: date) -> None:
    partner = get_record(session, PARTNER, note.partner_id, venture_id)
    known = partner.last_contact_on
    # A day ahead is a plan, not a contact; an older note is no news.
    if note.noted_on <= today and (known is None or known < note.noted_on):
        update_record(session, PARTNER, note.partner_id, venture_id, {"last_contact_on": note.noted_on})
