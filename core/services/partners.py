"""Partners on their way through seven stages, with contacts and notes."""

from datetime import date
from typing import Any, Literal

from pydantic import Field, model_validator
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.errors import SextantError
from core.i18n import N_
from core.planning.pipeline import Move, cold_limits, is_cold, stays_of
from core.services.records import Noun, add_record, get_record, update_record
from core.services.validation import Data, Reach, Stored
from core.services.ventures import venture_today
from db.models import Contact, Note, Partner, StageChange
from db.repository import live

FIRST_NAMED_STAGE = 4  # from first contact on, a partner is an organisation with a name


class PartnerData(Data):
    """What a user enters about a partner; in stages 1 to 3 a want is enough."""

    name: str = Field("", max_length=200, title=N_("Organisation"))
    want: str = Field("", max_length=500, title=N_("What we look for"))
    kind: Literal["investor", "pilot_customer", "supplier", "university", "public", "channel", "other"] = Field(
        "pilot_customer", title=N_("Type")
    )
    stage: Literal[1, 2, 3, 4, 5, 6, 7] = Field(1, title=N_("Stage"))
    stage_since: date = Field(default_factory=date.today, title=N_("In this stage since"))
    outcome: Literal["open", "won", "lost", "paused"] = Field("open", title=N_("Outcome"))
    outcome_reason: Literal["", "budget", "timing", "fit", "competitor", "trust", "compliance"] = Field(
        "", title=N_("Reason")
    )
    outcome_on: date | None = Field(None, title=N_("Outcome on"))
    owner: str = Field("", max_length=200, title=N_("Owner"))
    value: float | None = Field(None, ge=0, le=1e12, title=N_("Value"))
    probability: float | None = Field(None, ge=0, le=1, title=N_("Probability"))
    offers: str = Field("", max_length=2000, title=N_("What they offer"))
    next_step: str = Field("", max_length=500, title=N_("Next step"))
    next_step_on: date | None = Field(None, title=N_("Next step on"))
    last_contact_on: date | None = Field(None, title=N_("Last contact"))
    paused_until: date | None = Field(None, title=N_("Paused until"))
    under_nda: bool = Field(False, title=N_("Under NDA"))
    done_checks: list[str] = Field(default_factory=list, title=N_("Done before moving on"))
    reach: Reach = Field("", title=N_("Who may see it"))

    @model_validator(mode="after")
    def _fits(self) -> "PartnerData":
        if not self.name and not self.want:
            raise ValueError("Name the organisation, or say what you look for.")
        if not self.name and self.stage >= FIRST_NAMED_STAGE:
            raise ValueError("From first contact on a partner needs the organisation's name.")
        if self.outcome == "paused" and self.outcome_on and self.paused_until and self.paused_until < self.outcome_on:
            raise ValueError(
                "The pause ends before it begins. Change the day until which it is paused.", "paused_until"
            )
        return self


class StoredPartner(PartnerData, Stored):
    """A partner as it is kept."""

    @property
    def title(self) -> str:
        """Return the name, or what is sought while there is none."""
        return self.name or self.want


class ContactData(Data):
    """What a user enters about a person at a partner."""

    partner_id: int = Field(title=N_("Partner"))
    name: str = Field(min_length=1, max_length=200, title=N_("Name"))
    title: str = Field("", max_length=200, title=N_("Position"))
    email: str = Field("", max_length=200, title=N_("E-mail"))
    phone: str = Field("", max_length=60, title=N_("Phone"))


class StoredContact(ContactData, Stored):
    """A contact as it is kept."""


class NoteData(Data):
    """What was said or done with a partner."""

    partner_id: int = Field(title=N_("Partner"))
    text: str = Field(min_length=1, max_length=20_000, title=N_("Note"))
    noted_on: date = Field(default_factory=date.today, title=N_("On"))


class StoredNote(NoteData, Stored):
    """A note as it is kept."""


PARTNER = Noun(
    "partner",
    Partner,
    PartnerData,
    StoredPartner,
    search=("name", "want", "owner", "offers", "next_step"),
    sorts=("name", "stage", "stage_since", "value", "next_step_on", "updated_at"),
)
CONTACT = Noun("contact", Contact, ContactData, StoredContact, search=("name", "email"), sorts=("name",))
NOTE = Noun("note", Note, NoteData, StoredNote, search=("text",), sorts=("noted_on",))


def add_partner(session: Session, venture_id: int, values: dict[str, Any], token: str | None = None) -> StoredPartner:
    """Add a partner and begin its history."""
    values = {"stage_since": venture_today(session, venture_id)} | values
    partner = add_record(session, PARTNER, venture_id, values, token)
    if not session.scalar(select(func.count()).select_from(StageChange).filter_by(partner_id=partner.id)):
        session.add(StageChange(partner_id=partner.id, to_stage=partner.stage, changed_on=partner.stage_since))
    return partner


def update_partner(
    session: Session,
    partner_id: int,
    venture_id: int,
    values: dict[str, Any],
    version: int | None = None,
    *,
    reason: str = "",
) -> StoredPartner:
    """Change a partner; a changed stage is a move, of today where no other day is given, and enters the history.

    `reason` says why it moved though not everything before it was done.
    """
    before = get_record(session, PARTNER, partner_id, venture_id)
    # A form sends every field: a date that was left as it was belongs to the stage or outcome before.
    if values.get("stage", before.stage) != before.stage and _same(values, before, "stage_since"):
        values = values | {"stage_since": venture_today(session, venture_id)}
    if values.get("outcome", before.outcome) != before.outcome and _same(values, before, "outcome_on"):
        values = values | {"outcome_on": None if values["outcome"] == "open" else venture_today(session, venture_id)}
    if values.get("outcome", "paused") != "paused" and _same(values, before, "paused_until"):
        values = values | {"paused_until": None}
    after = update_record(session, PARTNER, partner_id, venture_id, values, version)
    if after.stage != before.stage:
        move = {"from_stage": before.stage, "to_stage": after.stage, "changed_on": after.stage_since}
        session.add(StageChange(partner_id=after.id, reason=reason, **move))
    return after


def _same(values: dict[str, Any], before: StoredPartner, name: str) -> bool:
    return bool(values.get(name, getattr(before, name)) == getattr(before, name))


def move_partner(
    session: Session, partner_id: int, venture_id: int, to_stage: int, on: date | None = None, *, reason: str = ""
) -> StoredPartner:
    """Move a partner to another stage, whatever is done; from first contact on it needs the organisation's name."""
    before = get_record(session, PARTNER, partner_id, venture_id)
    if to_stage not in range(1, 8):
        raise SextantError("There is no stage {stage}; stages run from 1 to 7.", stage=to_stage)
    if to_stage == before.stage:
        return before
    values = {"stage": to_stage, "stage_since": on or venture_today(session, venture_id)}
    return update_partner(session, partner_id, venture_id, values, reason=reason)


def count_by_stage(session: Session, venture_id: int) -> dict[int, int]:
    """Return how many open partners stand in each stage."""
    statement = select(Partner.stage, func.count()).where(
        Partner.venture_id == venture_id, Partner.deleted_at.is_(None), Partner.outcome == "open"
    )
    return {row[0]: row[1] for row in session.execute(statement.group_by(Partner.stage))}


def stage_history(session: Session, partner_id: int) -> list[tuple[int | None, int, date]]:
    """Return a partner's moves: from, to, day; oldest first."""
    return [(move.from_stage, move.to_stage, move.changed_on) for move in _moves(session, partner_id)]


def stage_reasons(session: Session, partner_id: int) -> list[str]:
    """Return why a partner was moved though something was missing, for each of its moves; oldest first."""
    return [move.reason for move in _moves(session, partner_id)]


def _moves(session: Session, partner_id: int) -> list[StageChange]:
    return list(session.scalars(select(StageChange).filter_by(partner_id=partner_id).order_by(StageChange.id)))


def days_limit(session: Session, venture_id: int) -> dict[tuple[str, int], float]:
    """Return after how many days a partner goes cold, by type and stage, where five or more have left the stage.

    The limit is 1.5 times the median stay; everywhere else it is 21 days.
    """
    return cold_limits(stays_of(stage_moves(session, venture_id)))


def stage_moves(session: Session, venture_id: int) -> list[Move]:
    """Return all moves of the company's partners, each partner's in their order."""
    rows = session.execute(
        select(Partner.kind, StageChange.partner_id, StageChange.to_stage, StageChange.changed_on)
        .join(Partner, Partner.id == StageChange.partner_id)
        .where(Partner.venture_id == venture_id, Partner.deleted_at.is_(None))
        .order_by(StageChange.partner_id, StageChange.id)
    )
    return [Move(row.partner_id, row.kind, row.to_stage, row.changed_on) for row in rows]


def going_cold(session: Session, venture_id: int, today: date | None = None) -> dict[int, int]:
    """Return the open partners that stay too long in their stage, with the days they have been there.

    Stage 7 is where a partner stays, so it never goes cold there.
    """
    today = today or venture_today(session, venture_id)
    limits = days_limit(session, venture_id)
    rows = session.scalars(live(Partner, venture_id=venture_id, outcome="open"))
    days = {row.id: (row, (today - row.stage_since).days) for row in rows}
    return {partner: stay for partner, (row, stay) in days.items() if is_cold(row.kind, row.stage, stay, limits)}
