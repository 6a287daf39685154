"""What customers say: lists, shares with intervals, trend, corrections. Every figure is counted in SQL."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from pydantic import BaseModel
from scipy.stats import binomtest
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from core.errors import NotFound, SextantError
from core.labels import SENTIMENTS
from db.models import Comment, Correction, ImportBatch, Prediction
from db.repository import contains

LABEL = func.coalesce(Correction.label, Prediction.label)
LABELLED = ("positive", "negative", "unclear")
TOO_FEW = 30  # below this many comments a share says little


class StoredComment(BaseModel):
    """A comment with its reading; `label` is the correction where there is one."""

    id: int
    batch_id: int
    row_number: int
    text: str
    written_on: date | None
    rating: float | None
    customer: str
    channel: str
    label: str | None
    probability: float | None
    language: str | None
    reason: str | None
    encoder_version: str | None
    corrected: bool


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
    problems: list[dict[str, Any]]
    problem_count: int
    created_at: datetime
    undone_at: datetime | None


@dataclass(frozen=True)
class CommentQuery:
    """What a list of comments asks for."""

    search: str = ""
    label: str = ""
    language: str = ""
    channel: str = ""
    customer: str = ""
    sort: str = "written_on"
    descending: bool = True
    page: int = 1
    size: int = 50


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


def _joined(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(Comment)
        .outerjoin(Prediction, Prediction.comment_id == Comment.id)
        .outerjoin(Correction, Correction.comment_id == Comment.id)
    )


def _live(statement: Select[Any], venture_id: int) -> Select[Any]:
    return statement.where(Comment.venture_id == venture_id, Comment.deleted_at.is_(None))


def _filtered(statement: Select[Any], query: CommentQuery) -> Select[Any]:
    if query.search.strip():
        statement = statement.where(contains([Comment.text, Comment.customer], query.search.strip()))
    if query.label:
        statement = statement.where(LABEL.is_(None) if query.label == "unread" else LABEL == query.label)  # noqa: SIM300
    for column, value in (
        (Prediction.language, query.language),
        (Comment.channel, query.channel),
        (Comment.customer, query.customer),
    ):
        if value:
            statement = statement.where(column == value)
    return statement


def list_comments(session: Session, venture_id: int, query: CommentQuery) -> tuple[list[StoredComment], int]:
    """Return one page of comments with their readings, and how many fit the query."""
    order = {"probability": Prediction.probability, "rating": Comment.rating}.get(query.sort, Comment.written_on)
    statement = _filtered(_live(_joined(Comment, Prediction, Correction), venture_id), query)
    total = session.scalar(_filtered(_live(_joined(func.count(Comment.id)), venture_id), query)) or 0
    ordered = statement.order_by(order.is_(None), order.desc() if query.descending else order.asc(), Comment.id)
    page = session.execute(ordered.limit(query.size).offset((max(query.page, 1) - 1) * query.size))
    return [_stored(*row) for row in page], total


def _stored(comment: Comment, prediction: Prediction | None, correction: Correction | None) -> StoredComment:
    return StoredComment(
        **{name: getattr(comment, name) for name in StoredComment.model_fields if hasattr(comment, name)},
        label=correction.label if correction else prediction.label if prediction else None,
        probability=prediction.probability if prediction else None,
        language=prediction.language if prediction else None,
        reason=prediction.reason if prediction else None,
        encoder_version=prediction.encoder_version if prediction else None,
        corrected=correction is not None,
    )


def count_labels(
    session: Session, venture_id: int, *, since: date | None = None, until: date | None = None, by: Any = None
) -> dict[Any, dict[str, int]]:
    """Return how many comments have each label, `since` and before `until`, in all (key None) or by a column."""
    label = func.coalesce(LABEL, "unread")
    groups = [] if by is None else [by]
    statement = _live(_joined(*groups, label, func.count(Comment.id)), venture_id)
    if since:
        statement = statement.where(Comment.written_on >= since)
    if until:
        statement = statement.where(Comment.written_on < until)
    counts: dict[Any, dict[str, int]] = {}
    for *group, name, number in session.execute(statement.group_by(*groups, label)):
        counts.setdefault(group[0] if group else None, {})[name] = number
    return counts


def share_of(counts: dict[str, int], label: str) -> Share:
    """Return a label's share of all labelled comments, those the reader is not sure of included."""
    return Share(counts.get(label, 0), sum(counts.get(name, 0) for name in LABELLED))


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
    statement = _live(_joined(Prediction.language, func.count(Comment.id)), venture_id).group_by(Prediction.language)
    return {row[0]: row[1] for row in session.execute(statement) if row[0]}


def choices(session: Session, venture_id: int, column: str) -> list[str]:
    """Return the values there are of customer or channel, for a filter."""
    statement = _live(select(getattr(Comment, column)).distinct(), venture_id)
    return sorted(value for value in session.scalars(statement) if value)


def get_comment(session: Session, venture_id: int, comment_id: int) -> StoredComment:
    """Return one comment; raise NotFound if it is not there."""
    row = session.execute(
        _live(_joined(Comment, Prediction, Correction), venture_id).where(Comment.id == comment_id)
    ).first()
    if row is None:
        raise NotFound("This comment is not there any more.")
    return _stored(*row)


def correct_comment(session: Session, venture_id: int, comment_id: int, label: str | None) -> None:
    """Set a person's label, which wins over every reading; None takes it back."""
    get_comment(session, venture_id, comment_id)
    if label is not None and label not in SENTIMENTS:
        raise SextantError("{label} is no label. Choose positive, negative or not sure.", label=label)
    known = session.get(Correction, comment_id)
    if known:
        session.delete(known)
        session.flush()
    if label is not None:
        session.add(Correction(comment_id=comment_id, label=label))


def list_batches(session: Session, venture_id: int) -> list[StoredBatch]:
    """Return the venture's imports, newest first."""
    rows = session.scalars(select(ImportBatch).filter_by(venture_id=venture_id).order_by(ImportBatch.id.desc()))
    return [StoredBatch.model_validate(row) for row in rows]


def count_comments(session: Session, venture_id: int) -> int:
    """Return how many live comments there are."""
    return session.scalar(_live(select(func.count(Comment.id)), venture_id)) or 0
