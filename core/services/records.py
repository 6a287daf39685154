"""What every list of records can do: list, get, add once, update with a version, trash and restore."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from core.errors import Conflict, NotFound
from core.i18n import N_
from core.services.changes import log_change
from core.services.validation import Data, Stored, validate
from db.base import Owned, now
from db.repository import Query, apply_query, by_token, count, live, ordered, paged, restore, trash

__all__ = [
    "Noun",
    "Page",
    "Query",
    "add_record",
    "all_records",
    "delete_records",
    "get_record",
    "list_records",
    "restore_records",
    "update_record",
]
S = TypeVar("S", bound=Stored)
CHANGED = N_("Somebody else changed this record meanwhile. Your entries are kept here; open it again to compare.")


@dataclass(frozen=True)
class Noun(Generic[S]):
    """A table with the data a user enters, the data a user sees, and what may be searched and sorted."""

    name: str
    model: type[Owned]
    form: type[Data]
    stored: type[S]
    search: tuple[str, ...]
    sorts: tuple[str, ...]
    assign: Callable[[Session, Any, Any], None] | None = None
    skip: frozenset[str] = field(default_factory=frozenset)
    check: Callable[[Session, Any], None] | None = None
    """Refuse what may not stand beside the other records; asked before a record is added, changed or restored."""


@dataclass(frozen=True)
class Page(Generic[S]):
    """One page of a list, and how many records there are in all."""

    rows: list[S]
    total: int


def list_records(session: Session, noun: Noun[S], venture_id: int, query: Query = Query()) -> Page[S]:  # noqa: B008
    """Return one page of a venture's records that fit the query."""
    statement = apply_query(live(noun.model, venture_id=venture_id), noun.model, query, noun.search)
    rows = session.scalars(paged(ordered(statement, noun.model, query), query))
    return Page([noun.stored.model_validate(row) for row in rows], count(session, statement))


def all_records(session: Session, noun: Noun[S], venture_id: int, **equal: Any) -> list[S]:
    """Return all of a venture's records, oldest first."""
    rows = session.scalars(live(noun.model, venture_id=venture_id, **equal).order_by(noun.model.id))
    return [noun.stored.model_validate(row) for row in rows]


def get_record(session: Session, noun: Noun[S], record_id: int, venture_id: int) -> S:
    """Return one record of the venture; raise NotFound if it is not there."""
    return noun.stored.model_validate(_row(session, noun, record_id, venture_id))


def add_record(session: Session, noun: Noun[S], venture_id: int, values: dict[str, Any], token: str | None = None) -> S:
    """Add a record; the same token a second time returns the first record."""
    if known := by_token(session, noun.model, token):
        return noun.stored.model_validate(known)
    data = validate(noun.form, values)
    row = noun.model(venture_id=venture_id, token=token)
    _assign(session, noun, row, data)
    session.add(row)
    session.flush()
    log_change(session, noun.name, row, "added")
    return noun.stored.model_validate(row)


def update_record(
    session: Session, noun: Noun[S], record_id: int, venture_id: int, values: dict[str, Any], version: int | None = None
) -> S:
    """Change some fields of a record; raise Conflict if somebody else changed it since `version`."""
    row = _row(session, noun, record_id, venture_id)
    if version is not None and row.version != version:
        raise Conflict(CHANGED)
    before = noun.form.model_validate(row)
    data = validate(noun.form, before.model_dump() | values)
    try:
        _assign(session, noun, row, data)
        row.updated_at = now()
        session.flush()
    except StaleDataError as error:
        raise Conflict(CHANGED) from error
    log_change(session, noun.name, row, "changed", before.model_dump(mode="json"), data.model_dump(mode="json"))
    return noun.stored.model_validate(row)


def delete_records(session: Session, noun: Noun[S], ids: list[int], venture_id: int) -> list[int]:
    """Put records into the trash; return the ids that were there."""
    rows = session.scalars(live(noun.model, venture_id=venture_id).where(noun.model.id.in_(ids))).all()
    for row in rows:
        trash(row)
        log_change(session, noun.name, row, "deleted")
    session.flush()
    return [row.id for row in rows]


def restore_records(session: Session, noun: Noun[S], ids: list[int], venture_id: int) -> int:
    """Take records out of the trash; return how many."""
    statement = select(noun.model).filter_by(venture_id=venture_id).where(noun.model.id.in_(ids))
    rows = session.scalars(statement.where(noun.model.deleted_at.is_not(None))).all()
    for row in rows:
        _check(session, noun, row)
        restore(row)
        log_change(session, noun.name, row, "restored")
        session.flush()
    return len(rows)


def _row(session: Session, noun: Noun[S], record_id: int, venture_id: int) -> Any:
    row = session.scalar(live(noun.model, id=record_id, venture_id=venture_id))
    if row is None:
        raise NotFound("This record is not there any more. It may lie in the trash, on the page Data.")
    return row


def _assign(session: Session, noun: Noun[S], row: Any, data: Data) -> None:
    if noun.assign:
        noun.assign(session, row, data)
        session.flush()
    for name in type(data).model_fields:
        if name not in noun.skip:
            setattr(row, name, getattr(data, name))
    _check(session, noun, row)


def _check(session: Session, noun: Noun[S], row: Any) -> None:
    if noun.check:
        with session.no_autoflush:
            noun.check(session, row)
