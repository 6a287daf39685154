"""Drafts with their sections' sentences and the evidence of each."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Owned


class Draft(Owned):
    """One version of a plan in one language."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("venture_id", "number"),)

    number: Mapped[int]
    language: Mapped[str]
    audience: Mapped[str] = mapped_column(default="team")
    generator: Mapped[str]
    missing: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    titles: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    withheld: Mapped[dict[str, int]] = mapped_column(JSON, default=dict, server_default=text("'{}'"))
    job_id: Mapped[int | None] = mapped_column(unique=True)
    based_on_id: Mapped[int | None] = mapped_column(ForeignKey("draft.id", ondelete="SET NULL"))

    sentences: Mapped[list["DraftSentence"]] = relationship(
        order_by="DraftSentence.position", cascade="all, delete-orphan", lazy="selectin"
    )
    based_on: Mapped["Draft | None"] = relationship(remote_side="Draft.id")


class DraftSentence(Base):
    """A sentence of a draft."""

    __tablename__ = "draft_sentence"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete="CASCADE"), index=True)
    section: Mapped[str]
    position: Mapped[int]
    text: Mapped[str]
    source: Mapped[str]
    worded_by: Mapped[str]
    refused: Mapped[str] = mapped_column(default="")

    evidence: Mapped[list["Evidence"]] = relationship(
        order_by="Evidence.id", cascade="all, delete-orphan", lazy="selectin"
    )


class Evidence(Base):
    """A fact as it stood when the sentence was written."""

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    sentence_id: Mapped[int] = mapped_column(ForeignKey("draft_sentence.id", ondelete="CASCADE"), index=True)
    fact_id: Mapped[str]
    kind: Mapped[str]
    subject: Mapped[str]
    value: Mapped[Any] = mapped_column(JSON)
    unit: Mapped[str]
    text: Mapped[str]
    forms: Mapped[list[str]] = mapped_column(JSON, default=list)
    record: Mapped[str | None]
