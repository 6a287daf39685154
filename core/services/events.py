"""Events on which partners are met."""

import re
from datetime import date
from typing import Any

from pydantic import Field, field_validator
from sqlalchemy.orm import Session

from core.errors import SextantError
from core.i18n import N_
from core.services.records import Noun, all_records
from core.services.validation import Data, Stored
from db.models import Event, Partner
from db.repository import live

HOUR = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


class EventData(Data):
    """What a user enters about an event."""

    name: str = Field(min_length=1, max_length=200, title=N_("Name"))
    held_on: date = Field(default_factory=date.today, title=N_("On"))
    at: str = Field("", max_length=5, title=N_("Time"))
    place: str = Field("", max_length=300, title=N_("Place"))
    partner_ids: list[int] = Field(default_factory=list, title=N_("Partners"))
    note: str = Field("", max_length=5000, title=N_("Remark"))

    @field_validator("at")
    @classmethod
    def _is_an_hour(cls, value: str) -> str:
        plain = value.replace("：", ":")
        found = HOUR.fullmatch(plain)
        if plain and not found:
            raise ValueError("Write the time as hours and minutes, for example 14:30.")
        return f"{int(found[1]):02}:{found[2]}" if found else ""


class StoredEvent(EventData, Stored):
    """An event as it is kept."""

    partner_names: list[str] = Field(default_factory=list)


def _assign_partners(session: Session, row: Event, data: Any) -> None:
    with session.no_autoflush:
        wanted = live(Partner, venture_id=row.venture_id).where(Partner.id.in_(data.partner_ids)).order_by(Partner.id)
        found = list(session.scalars(wanted))
        if len(found) != len(set(data.partner_ids)):
            raise SextantError("This partner is not there any more. Choose another one.")
        if row.partner_ids != [partner.id for partner in found]:
            row.partners = found


EVENT = Noun(
    "event",
    Event,
    EventData,
    StoredEvent,
    search=("name", "place", "note"),
    sorts=("held_on", "name", "updated_at"),
    assign=_assign_partners,
    skip=frozenset({"partner_ids"}),
)


def coming_events(session: Session, venture_id: int, today: date) -> list[StoredEvent]:
    """Return the events from today on, the next first."""
    found = [event for event in all_records(session, EVENT, venture_id) if event.held_on >= today]
    return sorted(found, key=lambda event: (event.held_on, event.at, event.id))
