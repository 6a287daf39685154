"""The comments themselves: one list with filters, one comment, and what a person says against the reader."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel
from sqlalchemy import Select, and_, case, func, select
from sqlalchemy.orm import Session

from core.errors import NotFound, SextantError
from core.feedback.kinds import KINDS, QUESTION
from core.labels import SENTIMENTS
from db.base import now
from db.models import Comment, Correction, Prediction
from db.repository import contains

LABEL = func.coalesce(Correction.label, Prediction.label)
KIND = func.coalesce(Correction.kind, Prediction.kind, "")
# How a plain question that reads as negative is counted: its label stays, but "how do I export?" accuses nobody.
ASKED = "asked"
COUNTED = case(
    (and_(KIND == QUESTION, Prediction.label == "negative", Correction.label.is_(None)), ASKED),
    else_=LABEL,
)


class StoredComment(BaseModel):
    """A comment with its reading; `label` and `kind` are the person's where there is a correction."""

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
    kind: str
    language: str | None
    reason: str | None
    encoder_version: str | None
    corrected: bool
    kind_corrected: bool

    @property
    def asked(self) -> bool:
        """Tell whether it is a plain question that reads as negative, and so is not counted as negative."""
        return self.kind == QUESTION and self.label == "negative" and not self.corrected


@dataclass(frozen=True)
class CommentQuery:
    """What a list of comments asks for; `label` is one that is counted (`ASKED` too) or unread.

    `customers` are the names one customer goes by in the comments.
    """

    search: str = ""
    label: str = ""
    kind: str = ""
    language: str = ""
    channel: str = ""
    customer: str = ""
    sort: str = "written_on"
    descending: bool = True
    page: int = 1
    size: int = 50
    customers: tuple[str, ...] = ()


def comments_of(venture_id: int, *columns: Any) -> Select[Any]:
    """Return a query of the venture's comments that are not in the trash, with their readings and corrections."""
    return (
        select(*columns)
        .select_from(Comment)
        .outerjoin(Prediction, Prediction.comment_id == Comment.id)
        .outerjoin(Correction, Correction.comment_id == Comment.id)
        .where(Comment.venture_id == venture_id, Comment.deleted_at.is_(None))
    )


def filtered(statement: Select[Any], query: CommentQuery) -> Select[Any]:
    """Add a list's search and filters to a query of comments."""
    if query.search.strip():
        statement = statement.where(contains([Comment.text, Comment.customer], query.search.strip()))
    if query.label:
        statement = statement.where(COUNTED.is_(None) if query.label == "unread" else COUNTED == query.label)  # noqa: SIM300
    for column, value in (
        (KIND, query.kind),
        (Prediction.language, query.language),
        (Comment.channel, query.channel),
        (Comment.customer, query.customer),
    ):
        if value:
            statement = statement.where(column == value)
    if query.customers:
        statement = statement.where(Comment.customer.in_(query.customers))
    return statement


def list_comments(session: Session, venture_id: int, query: CommentQuery) -> tuple[list[StoredComment], int]:
    """Return one page of comments with their readings, and how many fit the query."""
    order = {"probability": Prediction.probability, "rating": Comment.rating}.get(query.sort, Comment.written_on)
    statement = filtered(comments_of(venture_id, Comment, Prediction, Correction), query)
    total = session.scalar(filtered(comments_of(venture_id, func.count(Comment.id)), query)) or 0
    ordered = statement.order_by(order.is_(None), order.desc() if query.descending else order.asc(), Comment.id)
    page = session.execute(ordered.limit(query.size).offset((max(query.page, 1) - 1) * query.size))
    return [_stored(*row) for row in page], total


def _stored(comment: Comment, prediction: Prediction | None, correction: Correction | None) -> StoredComment:
    own_label, own_kind = (correction.label, correction.kind) if correction else (None, None)
    return StoredComment(
        **{name: getattr(comment, name) for name in StoredComment.model_fields if hasattr(comment, name)},
        label=own_label or (prediction.label if prediction else None),
        probability=prediction.probability if prediction else None,
        kind=own_kind or (prediction.kind if prediction else ""),
        language=prediction.language if prediction else None,
        reason=prediction.reason if prediction else None,
        encoder_version=prediction.encoder_version if prediction else None,
        corrected=own_label is not None,
        kind_corrected=own_kind is not None,
    )


def choices(session: Session, venture_id: int, column: str) -> list[str]:
    """Return the values there are of customer or channel, for a filter."""
    statement = select(getattr(Comment, column)).where(Comment.venture_id == venture_id, Comment.deleted_at.is_(None))
    return sorted(value for value in session.scalars(statement.distinct()) if value)


def get_comment(session: Session, venture_id: int, comment_id: int) -> StoredComment:
    """Return one comment; raise NotFound if it is not there."""
    found = comments_of(venture_id, Comment, Prediction, Correction).where(Comment.id == comment_id)
    row = session.execute(found).first()
    if row is None:
        raise NotFound("This comment is not there any more.")
    return _stored(*row)


def correct_comment(session: Session, venture_id: int, comment_id: int, label: str | None) -> None:
    """Set a person's label, which wins over every reading; None takes it back."""
    get_comment(session, venture_id, comment_id)
    if label is not None and label not in SENTIMENTS:
        raise SextantError("{label} is no label. Choose positive, negative or not sure.", label=label)
    _keep(session, comment_id, "label", label)


def correct_kind(session: Session, venture_id: int, comment_id: int, kind: str | None) -> None:
    """Set a person's kind, which wins over every reading; None takes it back."""
    get_comment(session, venture_id, comment_id)
    if kind is not None and kind not in KINDS:
        raise SextantError("{kind} is no kind. Choose complaint, request, question, praise or other.", kind=kind)
    _keep(session, comment_id, "kind", kind)


def _keep(session: Session, comment_id: int, name: str, value: str | None) -> None:
    correction = session.get(Correction, comment_id) or Correction(comment_id=comment_id)
    setattr(correction, name, value)
    correction.corrected_at = now()
    if correction.label or correction.kind:
        session.add(correction)
    elif correction in session:
        session.delete(correction)
