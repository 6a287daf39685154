"""What customers say, in figures: shares with intervals, kinds, trend, imports. Everything is counted in SQL."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from pydantic import BaseModel
from scipy.stats import binomtest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.services.comments import ASKED, COUNTED, KIND, comments_of
from db.models import Comment, ImportBatch, Prediction

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
        interval = binomtest(self.k, self.n).proportion_ci(method="wilson") if self.n else None
        object.__setattr__(self, "low", float(interval.low) if interval else 0.0)
        object.__setattr__(self, "high", float(interval.high) if interval else 1.0)

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
    groups = [] if by is None else [by]
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


def by_kind(session: Session, venture_id: int) -> dict[str, dict[str, int]]:
    """Return the labels' counts of each kind, those of comments whose kind is not told under ""."""
    return count_labels(session, venture_id, by=KIND)


def in_all(groups: dict[Any, dict[str, int]]) -> dict[str, int]:
    """Return the labels' counts of all groups together."""
    return dict(sum((Counter(counts) for counts in groups.values()), Counter[str]()))


@dataclass(frozen=True)
class Week:
    """A week's comments, from its Monday."""

    monday: date
    negative: Share


def trend(session: Session, venture_id: int) -> list[Week]:
    """Return the negative share week by week, with n and interval; comments without a date are left out."""
    weeks: dict[date, dict[str, int]] = {}
    for day, counts in count_labels(session, venture_id, by=Comment.written_on).items():
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
