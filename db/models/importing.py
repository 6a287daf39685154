"""Lists that come from files: what an import did, what it is called elsewhere, and how its columns were read."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, now


class RecordBatch(Base):
    """One import of a list of records; it can be undone whole through the changes it logged."""

    __tablename__ = "record_batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str | None] = mapped_column(unique=True)
    venture_id: Mapped[int] = mapped_column(ForeignKey("venture.id", ondelete="CASCADE"), index=True)
    noun: Mapped[str]
    file_name: Mapped[str]
    source: Mapped[str] = mapped_column(default="")
    rows_read: Mapped[int] = mapped_column(default=0)
    added: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    left_out: Mapped[int] = mapped_column(default=0)
    problems: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    who: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    undone_at: Mapped[datetime | None]


class ExternalId(Base):
    """What a record is called in the system it came from, so that a second import updates it."""

    __tablename__ = "external_id"
    __table_args__ = (UniqueConstraint("venture_id", "noun", "source", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    venture_id: Mapped[int] = mapped_column(ForeignKey("venture.id", ondelete="CASCADE"))
    noun: Mapped[str]
    source: Mapped[str] = mapped_column(default="")
    key: Mapped[str]
    record_id: Mapped[int] = mapped_column(index=True)


class ImportPreset(Base):
    """How a company's files of one kind are read: by their headings, the columns and words chosen last time."""

    __tablename__ = "import_preset"
    __table_args__ = (UniqueConstraint("venture_id", "noun", "headings"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    venture_id: Mapped[int] = mapped_column(ForeignKey("venture.id", ondelete="CASCADE"))
    noun: Mapped[str]
    headings: Mapped[str]
    columns: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    words: Mapped[dict[str, dict[str, Any]]] = mapped_column(JSON, default=dict)
    used_at: Mapped[datetime] = mapped_column(default=now)
