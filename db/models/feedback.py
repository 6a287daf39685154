"""What customers say: imports, comments, readings and corrections."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, now


class ImportBatch(Base):
    """One file of comments; it can be undone whole."""

    __tablename__ = "import_batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    venture_id: Mapped[int] = mapped_column(ForeignKey("venture.id", ondelete="CASCADE"), index=True)
    job_id: Mapped[int | None] = mapped_column(unique=True)
    file_name: Mapped[str]
    rows_read: Mapped[int] = mapped_column(default=0)
    last_row: Mapped[int] = mapped_column(default=0)
    imported: Mapped[int] = mapped_column(default=0)
    duplicates: Mapped[int] = mapped_column(default=0)
    empty: Mapped[int] = mapped_column(default=0)
    problems: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    problem_count: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(default=0, server_default=sql("0"))
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict, server_default=sql("'{}'"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    undone_at: Mapped[datetime | None]


class Comment(Base):
    """A customer's words.

    `content_key` tells equal comments; `unique_key` is the same while the comment is live and empty in the trash, so
    that a file imported twice adds nothing and an undone one can come again.
    """

    __tablename__ = "comment"
    __table_args__ = (
        UniqueConstraint("venture_id", "unique_key"),
        UniqueConstraint("batch_id", "row_number"),
        Index("ix_comment_venture_id_written_on", "venture_id", "written_on"),
        Index("ix_comment_venture_id_external_id", "venture_id", "external_id"),
        Index("ix_comment_venture_id_customer", "venture_id", "customer"),
        Index("ix_comment_venture_id_deleted_at", "venture_id", "deleted_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    venture_id: Mapped[int] = mapped_column(ForeignKey("venture.id", ondelete="CASCADE"))
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id", ondelete="CASCADE"))
    row_number: Mapped[int]
    text: Mapped[str]
    content_key: Mapped[str]
    unique_key: Mapped[str | None]
    written_on: Mapped[date | None]
    rating: Mapped[float | None]
    customer: Mapped[str] = mapped_column(default="")
    channel: Mapped[str] = mapped_column(default="")
    external_id: Mapped[str] = mapped_column(default="", server_default=sql("''"))
    deleted_at: Mapped[datetime | None]


class Prediction(Base):
    """The encoder's reading of a comment, with the encoder's version; `kind` is empty where it could not be told."""

    __tablename__ = "prediction"

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"), primary_key=True)
    encoder_version: Mapped[str]
    label: Mapped[str]
    probability: Mapped[float | None]
    language: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="", server_default=sql("''"))
    predicted_at: Mapped[datetime] = mapped_column(default=now)


class Correction(Base):
    """A person's label or kind or both; what is set wins over every reading, for ever."""

    __tablename__ = "correction"

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"), primary_key=True)
    label: Mapped[str | None]
    kind: Mapped[str | None]
    corrected_at: Mapped[datetime] = mapped_column(default=now)


class BlindLabel(Base):
    """What a person said of a comment before seeing the reading, beside what the reader had said."""

    __tablename__ = "blind_label"

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"), primary_key=True)
    label: Mapped[str]
    kind: Mapped[str] = mapped_column(default="")
    read_label: Mapped[str]
    read_kind: Mapped[str] = mapped_column(default="")
    encoder_version: Mapped[str]
    who: Mapped[str] = mapped_column(default="")
    labelled_at: Mapped[datetime] = mapped_column(default=now)
