"""What customers say, in figures: shares with intervals, kinds, trend, imports. Everything is counted in SQL."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from pydantic import BaseModel
from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from core.planning.shares import wilson_interval
from core.services.comments import ASKED, COUNTED, KIND, comments_of
from db.models import Comment, Correction, ImportBatch, Prediction, Venture

LABELLED = ("positive", "negative", "unclear")
TOO_FEW = 30  # below this many comments a share says little


class StoredBatch(BaseModel):
    """An import as the user sees it."""

    model_config = {"from_attributes": True}

    id: int
    job_id: int | None
    file_name: str
    rows_read: int
    imported: int
    duplicates: int
    empty: int
    updated: int
    counts: dict[str, int]
    problems: list[dict[str, Any]]
    problem_count: int
    created_at: datetime
    undone_at: datetime | None


@dataclass(frozen=True)
class Share:
    """`k` of `n` with the 95 % Wilson interval; n = 0 has no share."""

    k: int
    n: int
    low: float = field(init=False)
    high: float = field(init=False)

    def __post_init__(self) -> None:
        low, high = wilson_interval(self.k, self.n) if self.n else (0.0, 1.0)
        object.__setattr__(self, "low", low)
        object.__setattr__(self, "high", high)

    @property
    def value(self) -> float | None:
        """Return k ÷ n, or None where n is 0."""
        return self.k / self.n if self.n else None


def count_labels(
    session: Session, venture_id: int, *, since: date | None = None, until: date | None = None, by: Any = None
) -> dict[Any, dict[str, int]]:
    """Return how many comments have each label, `since` and before `until`, in all (key None) or by a column.

    A plain question that reads as negative is counted under `ASKED`, one that was not read under unread.
    """
    label = func.coalesce(COUNTED, "unread")
    # An expression, not the column: SQLite would else read the comments in the order of the column's index, which is slow.
    groups = [] if by is None else [case((by.is_not(None), by))]
    statement = comments_of(venture_id, *groups, label, func.count(Comment.id))
    if since:
        statement = statement.where(Comment.written_on >= since)
    if until:
        statement = statement.where(Comment.written_on < until)
    counts: dict[Any, dict[str, int]] = {}
    for *group, name, number in session.execute(statement.group_by(*groups, label)):
        counts.setdefault(group[0] if group else None, {})[name] = number
    return counts


def share_of(counts: dict[str, int], label: str) -> Share:
    """Return a label's share of all labelled comments, those the reader is not sure of and questions included."""
    return Share(counts.get(label, 0), sum(counts.get(name, 0) for name in (*LABELLED, ASKED)))


Groups = dict[Any, dict[str, int]]


@dataclass(frozen=True)
class Counts:
    """The labels' counts of a company's comments: of each kind, day, channel and customer; and how many in each language."""

    kinds: Groups
    days: Groups
    channels: Groups
    customers: Groups
    languages: dict[str, int]

    @cached_property
    def labels(self) -> dict[str, int]:
        """Return the labels' counts of all comments together."""
        return in_all(self.kinds)

    @property
    def total(self) -> int:
        """Return how many comments there are."""
        return sum(self.labels.values())


def get_counts(session: Session, venture_id: int) -> Counts:
    """Return all that the pages count, each group in one query."""
    return Counts(
        by_kind(session, venture_id),
        by_day(session, venture_id),
        by_channel(session, venture_id),
        by_customer(session, venture_id),
        by_language(session, venture_id),
    )


def counts_version(session: Session, venture_id: int) -> str:
    """Return a mark that changes with whatever the comments' counts are reckoned from.

    An import changes its batch, an undo too; the reader and a person leave the moment; what is erased lowers the number
    of comments or marks the company. Readings of other companies change it too, which is harmless.
    """
    live = Comment.venture_id == venture_id, Comment.deleted_at.is_(None)
    batch = ImportBatch
    sums = (func.sum(column) for column in (batch.last_row, batch.imported, batch.updated))
    statements = (
        select(Venture.updated_at).where(Venture.id == venture_id),
        select(func.count(Comment.id), func.max(Comment.id)).where(*live),
        select(func.max(batch.id), func.count(batch.undone_at), func.max(batch.undone_at), *sums).where(
            batch.venture_id == venture_id
        ),
        select(func.count(Prediction.comment_id), func.max(Prediction.predicted_at)),
        select(func.count(Correction.comment_id), func.max(Correction.corrected_at)),
    )
    return "/".join(str(mark) for statement in statements for mark in session.execute(statement).one())


def by_kind(session: Session, venture_id: int) -> dict[str, dict[str, int]]:
    """Return the labels' counts of each kind, those of comments whose kind is not told under ""."""
    return count_labels(session, venture_id, by=KIND)


def by_day(session: Session, venture_id: int) -> dict[date | None, dict[str, int]]:
    """Return the labels' counts of each day, those of comments without one under None."""
    return count_labels(session, venture_id, by=Comment.written_on)


def in_all(groups: dict[Any, dict[str, int]]) -> dict[str, int]:
    """Return the labels' counts of all groups together."""
    return dict(sum((Counter(counts) for counts in groups.values()), Counter[str]()))


@dataclass(frozen=True)
class Week:
    """A week's comments, from its Monday."""

    monday: date
    negative: Share


def trend(days: Groups) -> list[Week]:
    """Return the negative share of what was counted by day week by week, with n and interval; no date is left out."""
    weeks: dict[date, dict[str, int]] = {}
    for day, counts in days.items():
        if day is not None:
            into = weeks.setdefault(day - timedelta(days=day.weekday()), {})
            for name, number in counts.items():
                into[name] = into.get(name, 0) + number
    return [Week(monday, share_of(counts, "negative")) for monday, counts in sorted(weeks.items())]


def by_channel(session: Session, venture_id: int) -> dict[str, dict[str, int]]:
    """Return the labels' counts of each channel."""
    return count_labels(session, venture_id, by=Comment.channel)


def by_customer(session: Session, venture_id: int) -> dict[str, dict[str, int]]:
    """Return the labels' counts of each customer."""
    return count_labels(session, venture_id, by=Comment.customer)


def by_language(session: Session, venture_id: int) -> dict[str, int]:
    """Return how many comments were read in each language."""
    statement = comments_of(venture_id, Prediction.language, func.count(Comment.id)).group_by(Prediction.language)
    return {row[0]: row[1] for row in session.execute(statement) if row[0]}


def list_batches(session: Session, venture_id: int) -> list[StoredBatch]:
    """Return the venture's imports, newest first."""
    rows = session.scalars(select(ImportBatch).filter_by(venture_id=venture_id).order_by(ImportBatch.id.desc()))
    return [StoredBatch.model_validate(row) for row in rows]


def count_comments(session: Session, venture_id: int) -> int:
    """Return how many live comments there are."""
    mine = select(func.count(Comment.id)).where(Comment.venture_id == venture_id, Comment.deleted_at.is_(None))
    return session.scalar(mine) or 0
