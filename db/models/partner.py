"""Who the company works with: partners, their stages, contacts and notes."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, false, text
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
