"""The trash: what was deleted, and how it comes back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.services.changes import title_of
from core.services.decisions import DECISION
from core.services.events import EVENT
from core.services.import_keeping import restore_batch
from core.services.initiatives import ACTION, INITIATIVE, NEED
from core.services.market import COMPETITOR, CUSTOMER, MARKET_SEGMENT
from core.services.money import FIGURE, MONEY_MONTH
from core.services.offers import OFFER
from core.services.partners import CONTACT, NOTE, PARTNER
from core.services.record_imports.undo import redo_record_batch
from core.services.records import Noun, restore_records
from core.services.resources import ASSESSMENT, CANDIDATE, RESOURCE
from db.models import Comment, Draft, ExternalId, ImportBatch

NOUNS: dict[str, Noun[Any]] = {
    noun.name: noun
    for noun in (
        RESOURCE,
        CANDIDATE,
        ASSESSMENT,
        INITIATIVE,
        NEED,
        FIGURE,
        ACTION,
        PARTNER,
        CONTACT,
        NOTE,
        OFFER,
        EVENT,
        CUSTOMER,
        COMPETITOR,
        MARKET_SEGMENT,
        MONEY_MONTH,
        DECISION,
    )
}


@dataclass(frozen=True)
class Trashed:
    """A record in the trash."""

    noun: str
    id: int
    title: str
    deleted_at: datetime


def restore(session: Session, noun: str, venture_id: int, ids: list[int]) -> int:
    """Take records, an import or drafts out of the trash; return how many."""
    if noun == "record_batch":
        return sum(redo_record_batch(session, venture_id, batch_id).records for batch_id in ids)
    if noun == "batch":
        return sum(restore_batch(session, venture_id, batch_id) for batch_id in ids)
    if noun == "draft":
        rows = session.scalars(select(Draft).filter_by(venture_id=venture_id).where(Draft.id.in_(ids))).all()
        for row in rows:
            row.deleted_at = None
        return len(rows)
    return restore_records(session, NOUNS[noun], ids, venture_id)


def list_trash(session: Session, venture_id: int) -> list[Trashed]:
    """Return what lies in the trash, newest first."""
    found = []
    for noun in NOUNS.values():
        statement = select(noun.model).filter_by(venture_id=venture_id).where(noun.model.deleted_at.is_not(None))
        for row in session.scalars(statement):
            found.append(Trashed(noun.name, row.id, title_of(row), row.deleted_at))  # type: ignore[arg-type]
    drafts = select(Draft).filter_by(venture_id=venture_id).where(Draft.deleted_at.is_not(None))
    found += [Trashed("draft", row.id, str(row.number), row.deleted_at) for row in session.scalars(drafts)]  # type: ignore[arg-type]
    undone = select(ImportBatch).filter_by(venture_id=venture_id).where(ImportBatch.undone_at.is_not(None))
    found += [Trashed("batch", row.id, row.file_name, row.undone_at) for row in session.scalars(undone)]  # type: ignore[arg-type]
    return sorted(found, key=lambda item: item.deleted_at, reverse=True)


def empty_trash(session: Session, venture_id: int) -> int:
    """Delete for good what lies in the trash; return how many records."""
    number = len(list_trash(session, venture_id))
    for noun in reversed(NOUNS.values()):
        model = noun.model
        gone = select(model.id).where(model.venture_id == venture_id, model.deleted_at.is_not(None))
        # SQLite may give their ids to other records.
        session.execute(delete(ExternalId).where(ExternalId.noun == noun.name, ExternalId.record_id.in_(gone)))
        session.execute(delete(model).where(model.venture_id == venture_id, model.deleted_at.is_not(None)))
    for other in (Draft, Comment):
        session.execute(delete(other).where(other.venture_id == venture_id, other.deleted_at.is_not(None)))
    session.execute(delete(ImportBatch).where(ImportBatch.venture_id == venture_id, ImportBatch.undone_at.is_not(None)))
    return number
