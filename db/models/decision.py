"""What was decided, what changed, and what somebody does not want to see until a day."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Owned, now


class Decision(Owned):
    """Who decided what, when and why, and when to look at it again."""

    __tablename__ = "decision"

    title: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date]
    owner: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None]
    review_on: Mapped[date | None]
    initiative_id: Mapped[int | None] = mapped_column(ForeignKey("initiative.id", ondelete="SET NULL"), index=True)
    reach: Mapped[str] = mapped_column(default="")


class Change(Base):
    """One line of the log: who added, changed, deleted or brought back which record, and what it was before.

    `fields` maps a field to its value before and after. `batch_id` names the import that did it.
    """

    __tablename__ = "change"
    __table_args__ = (
        Index("ix_change_venture_id_made_at", "venture_id", "made_at"),
        Index("ix_change_noun_record_id", "noun", "record_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    venture_id: Mapped[int] = mapped_column(ForeignKey("venture.id", ondelete="CASCADE"))
    made_at: Mapped[datetime] = mapped_column(default=now)
    who: Mapped[str] = mapped_column(default="")
    noun: Mapped[str]
    record_id: Mapped[int]
    title: Mapped[str]
    what: Mapped[str]
    fields: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("record_batch.id", ondelete="SET NULL"), index=True)


class Snooze(Base):
    """A line of Today that shall not be shown before a day."""

    __tablename__ = "snooze"
    __table_args__ = (UniqueConstraint("venture_id", "item", "who"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    venture_id: Mapped[int] = mapped_column(ForeignKey("venture.id", ondelete="CASCADE"))
    item: Mapped[str]
    who: Mapped[str] = mapped_column(default="")
    until_on: Mapped[date]
