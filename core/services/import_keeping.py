"""How imported comments are kept: each once, a ticket that went on in place of its older text, a batch undone whole."""

from typing import Any, NamedTuple

from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, aliased

from core.errors import NotFound
from core.services.jobs import cancel_job
from db.base import now
from db.models import Comment, Correction, ImportBatch


class Kept(NamedTuple):
    """What became of a chunk's comments; an updated one may have no words left."""

    added: int
    updated: int
    duplicates: int


def keep_comments(session: Session, comments: list[dict[str, Any]]) -> Kept:
    """Add the comments that are new; put tickets that have other words than before in place of their older text.

    The latest import of a ticket counts. Its older text goes to the trash; where nothing is left of it, a mark there
    says so, by which an undo finds the older text again.
    """
    older = _replace_older(session, comments)
    marks = [
        c | {"unique_key": None, "deleted_at": now()} for c in comments if not c["text"] and c["content_key"] in older
    ]
    worded = [comment for comment in comments if comment["text"]]
    inserted = _insert_new(session, worded)
    if marks:
        session.execute(insert(Comment), marks)
    _carry_corrections(session, older)
    return Kept(inserted - (len(older) - len(marks)), len(older), len(worded) - inserted)


def _replace_older(session: Session, comments: list[dict[str, Any]]) -> dict[str, Comment]:
    """Put the texts of tickets that have changed since into the trash, and return them by their keys."""
    tickets = {comment["content_key"]: comment for comment in comments if comment["external_id"]}
    if not tickets:
        return {}
    known = (Comment.venture_id == comments[0]["venture_id"]) & Comment.unique_key.in_(tickets)
    rows = session.scalars(select(Comment).where(known)).all()
    older = {row.content_key: row for row in rows if _has_changed(row, tickets[row.content_key])}
    for row in older.values():
        row.deleted_at, row.unique_key = now(), None
    session.flush()
    return older


def _has_changed(old: Comment, new: dict[str, Any]) -> bool:
    return old.text != new["text"] or (new["rating"] is not None and new["rating"] != old.rating)


def _insert_new(session: Session, comments: list[dict[str, Any]]) -> int:
    if not comments:
        return 0
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    before = session.scalar(select(Comment.id).order_by(Comment.id.desc()).limit(1)) or 0
    session.execute(dialect.insert(Comment.__table__).on_conflict_do_nothing(), comments)
    mine = (Comment.id > before) & (Comment.batch_id == comments[0]["batch_id"])
    return session.scalar(select(func.count(Comment.id)).where(mine)) or 0


def _carry_corrections(session: Session, replaced: dict[str, Comment]) -> None:
    """Let a person's label stand where the ticket's text only grew."""
    if not replaced:
        return
    old_ids = [row.id for row in replaced.values()]
    kept = {
        row.comment_id: row for row in session.scalars(select(Correction).where(Correction.comment_id.in_(old_ids)))
    }
    venture_id = next(iter(replaced.values())).venture_id
    mine = (Comment.venture_id == venture_id) & Comment.unique_key.in_(replaced)
    for new in session.scalars(select(Comment).where(mine)):
        old = replaced[new.content_key]
        if (made := kept.get(old.id)) and new.text.startswith(old.text):
            session.add(Correction(comment_id=new.id, label=made.label, kind=made.kind, corrected_at=made.corrected_at))


def undo_batch(session: Session, venture_id: int, batch_id: int) -> int:
    """Put an import's comments into the trash; return how many. The same file can be imported again.

    Older texts of its tickets come back. An import that still runs is cancelled.
    """
    batch = _own_batch(session, venture_id, batch_id)
    batch.undone_at = now()
    if batch.job_id is not None:
        cancel_job(session, batch.job_id)
    live = (Comment.batch_id == batch_id) & Comment.deleted_at.is_(None)
    gone = _changed(session, update(Comment).where(live).values(deleted_at=now(), unique_key=None))
    _bring_back_older(session, venture_id, batch_id)
    return gone


def _bring_back_older(session: Session, venture_id: int, batch_id: int) -> None:
    session.flush()
    older, other = aliased(Comment), aliased(Comment)
    tickets = select(other.content_key).where(other.batch_id == batch_id, other.external_id != "")
    standing = select(ImportBatch.id).where(ImportBatch.venture_id == venture_id, ImportBatch.undone_at.is_(None))
    newest = (
        select(func.max(older.id))
        .where(older.venture_id == venture_id, older.batch_id.in_(standing), older.deleted_at.is_not(None))
        .where(older.content_key.in_(tickets), older.content_key.not_in(_live_keys(venture_id)))
        .group_by(older.content_key)
    )
    back = Comment.id.in_(newest)
    _changed(session, update(Comment).where(back).values(deleted_at=None, unique_key=Comment.content_key))


def restore_batch(session: Session, venture_id: int, batch_id: int) -> int:
    """Take an import's comments out of the trash, but for those that have come again since; return how many.

    Its tickets stand for their older texts again.
    """
    batch = _own_batch(session, venture_id, batch_id)
    batch.undone_at = None
    other = aliased(Comment)
    tickets = select(other.content_key).where(other.batch_id == batch_id, other.external_id != "")
    older = (Comment.venture_id == venture_id) & (Comment.batch_id < batch_id) & Comment.unique_key.in_(tickets)
    _changed(session, update(Comment).where(older).values(deleted_at=now(), unique_key=None))
    back = (Comment.batch_id == batch_id) & Comment.deleted_at.is_not(None) & (Comment.text != "")
    back &= Comment.content_key.not_in(_live_keys(venture_id))
    return _changed(session, update(Comment).where(back).values(deleted_at=None, unique_key=Comment.content_key))


def _live_keys(venture_id: int) -> Any:
    other = aliased(Comment)
    return select(other.unique_key).where(other.venture_id == venture_id, other.unique_key.is_not(None))


def _changed(session: Session, statement: Any) -> int:
    return len(session.scalars(statement.returning(Comment.id).execution_options(synchronize_session=False)).all())


def _own_batch(session: Session, venture_id: int, batch_id: int) -> ImportBatch:
    batch = session.scalar(select(ImportBatch).filter_by(id=batch_id, venture_id=venture_id).with_for_update())
    if batch is None:
        raise NotFound("This import is not there any more.")
    return batch
