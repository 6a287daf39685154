"""Who the company works with: partners, their stages, contacts and notes."""

from datetime import date, datetime

from sqlalchemy import JSON, Column, ForeignKey, Table, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Owned, now


class Partner(Owned):
    """An organisation on its way through seven stages; in stages 1 to 3 it may be a want without a name."""

    __tablename__ = "partner"

    name: Mapped[str] = mapped_column(default="")
    want: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="other")
    stage: Mapped[int] = mapped_column(default=1, index=True)
    stage_since: Mapped[date]
    outcome: Mapped[str] = mapped_column(default="open")
    outcome_reason: Mapped[str] = mapped_column(default="")
    outcome_on: Mapped[date | None]
    owner: Mapped[str] = mapped_column(default="")
    value: Mapped[float | None]
    probability: Mapped[float | None]
    offers: Mapped[str] = mapped_column(default="")
    next_step: Mapped[str] = mapped_column(default="")
    next_step_on: Mapped[date | None]
    last_contact_on: Mapped[date | None]
    paused_until: Mapped[date | None]
    under_nda: Mapped[bool] = mapped_column(default=False, server_default=false())
    done_checks: Mapped[list[str]] = mapped_column(JSON, default=list, server_default=text("'[]'"))
    reach: Mapped[str] = mapped_column(default="", server_default=text("''"))

    changes: Mapped[list["StageChange"]] = relationship(order_by="StageChange.id", cascade="all, delete-orphan")

    @property
    def title(self) -> str:
        """Return the name, or what is sought while there is none."""
        return self.name or self.want


class StageChange(Base):
    """One move of a partner from stage to stage."""

    __tablename__ = "stage_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id", ondelete="CASCADE"), index=True)
    from_stage: Mapped[int | None]
    to_stage: Mapped[int]
    changed_on: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)


class Contact(Owned):
    """A person at a partner."""

    __tablename__ = "contact"

    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")


class Note(Owned):
    """What was said or done with a partner, on a day."""

    __tablename__ = "note"

    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id", ondelete="CASCADE"), index=True)
    text: Mapped[str]
    noted_on: Mapped[date]


class Offer(Owned):
    """What a partner, or without one the company itself, offers or seeks: a capability, how well and how much."""

    __tablename__ = "offer"

    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id", ondelete="CASCADE"), index=True)
    direction: Mapped[str] = mapped_column(default="offer")
    kind: Mapped[str]
    capability: Mapped[str]
    level: Mapped[int] = mapped_column(default=2)
    quantity: Mapped[float] = mapped_column(default=1.0)
    text: Mapped[str] = mapped_column(default="")
    until_on: Mapped[date | None]

    partner: Mapped[Partner | None] = relationship(lazy="joined", viewonly=True)

    @property
    def whose(self) -> str:
        """Return the partner's name, or "" where it is the company's own."""
        return self.partner.title if self.partner else ""


event_partner = Table(
    "event_partner",
    Base.metadata,
    Column("event_id", ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
    Column("partner_id", ForeignKey("partner.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Event(Owned):
    """Where one meets partners: a day, perhaps an hour (HH:MM where the company is), a place."""

    __tablename__ = "event"

    name: Mapped[str]
    held_on: Mapped[date] = mapped_column(index=True)
    at: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")

    partners: Mapped[list[Partner]] = relationship(secondary=event_partner, lazy="selectin", order_by=Partner.id)

    @property
    def partner_ids(self) -> list[int]:
        """Return the partners that are met there, without those in the trash."""
        return [partner.id for partner in self.partners if partner.deleted_at is None]

    @property
    def partner_names(self) -> list[str]:
        """Return what they are called."""
        return [partner.title for partner in self.partners if partner.deleted_at is None]
