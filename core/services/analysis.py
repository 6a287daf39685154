"""The encoder reads the comments that have no reading yet, in batches, each one a transaction."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from time import monotonic
from typing import Any, Protocol

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from core.services.jobs import JobContext
from db.base import now
from db.models import Comment, Prediction, Run

BATCH = 256


class Network(Protocol):
    """What is kept of the encoder that read."""

    version: str


Read = Callable[[list[str]], Sequence[Any]]


def count_unread(session: Session, venture_id: int, version: str | None = None) -> int:
    """Return how many live comments have no reading, or none by this version of the encoder."""
    return session.scalar(_unread(func.count(Comment.id), venture_id, version)) or 0


def count_waiting(session: Session, venture_id: int, version: str) -> tuple[int, int]:
    """Return how many live comments have no reading, and how many have one by another version of the encoder."""
    unread = Prediction.comment_id.is_(None)
    outdated = Prediction.encoder_version != version
    counts = func.count(Comment.id).filter(unread), func.count(Comment.id).filter(outdated)
    row = session.execute(_read_or_not(venture_id, *counts)).one()
    return row[0], row[1] if version else 0


def _unread(column: Any, venture_id: int, version: str | None) -> Any:
    fresh: ColumnElement[bool] = Prediction.comment_id.is_(None)
    if version:
        fresh = or_(fresh, Prediction.encoder_version != version)
    return _read_or_not(venture_id, column).where(fresh)


def _read_or_not(venture_id: int, *columns: Any) -> Any:
    return (
        select(*columns)
        .select_from(Comment)
        .outerjoin(Prediction, Prediction.comment_id == Comment.id)
        .where(Comment.venture_id == venture_id, Comment.deleted_at.is_(None))
    )


def run_analysis(context: JobContext, encoder: Network, read: Read) -> dict[str, Any]:
    """Read all comments that wait; killed at any moment, it goes on with those that have no reading yet.

    `read` returns a reading (label, probability, language, reason, kind) of each text, in order.
    """
    venture_id, began = context.job.venture_id or 0, monotonic()
    with context.database.read() as session:
        waiting = count_unread(session, venture_id, encoder.version)
    total, done = context.job.done + waiting, context.job.done
    last_id = 0
    while rows := _next_batch(context, venture_id, encoder.version, last_id):
        context.check()
        readings = read([text for _, text in rows])
        with context.database.write() as session:
            done += len(rows)
            context.report(session, done, max(total, done))
            _keep(session, encoder.version, [comment_id for comment_id, _ in rows], readings)
        last_id = rows[-1][0]
    return _finish(context, encoder, done, monotonic() - began)


def _next_batch(context: JobContext, venture_id: int, version: str, last_id: int) -> list[tuple[int, str]]:
    statement = _unread(Comment.id, venture_id, version).add_columns(Comment.text).where(Comment.id > last_id)
    with context.database.read() as session:
        return [(row.id, row.text) for row in session.execute(statement.order_by(Comment.id).limit(BATCH))]


def _keep(session: Session, version: str, ids: list[int], readings: Sequence[Any]) -> None:
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    moment = now()
    rows = [
        {"comment_id": comment_id, "encoder_version": version, "predicted_at": moment} | asdict(reading)
        for comment_id, reading in zip(ids, readings, strict=True)
    ]
    statement = dialect.insert(Prediction)
    columns = ("encoder_version", "predicted_at", "label", "probability", "language", "reason", "kind")
    newest = {name: getattr(statement.excluded, name) for name in columns}
    session.execute(statement.on_conflict_do_update(index_elements=["comment_id"], set_=newest), rows)


def _finish(context: JobContext, encoder: Network, done: int, seconds: float) -> dict[str, Any]:
    with context.database.write() as session:
        run = Run(venture_id=context.job.venture_id, job_id=context.job.id, kind="analyse", network=encoder.version)
        run.rows, run.seconds = done, seconds
        session.add(run)
    return {"read": done, "seconds": round(seconds, 1)}
