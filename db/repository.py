"""Plain reads and writes that every table shares."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from db.base import Record, now

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Query:
    """What a list asks for: words to find, exact filters, an order and a page."""

    search: str = ""
    filters: dict[str, Any] = field(default_factory=dict)
    sort: str = "id"
    descending: bool = False
    page: int = 1
    size: int = 50


def contains(columns: Sequence[Any], words: str) -> ColumnElement[bool]:
    """Return a condition: any of the columns holds the words, whatever their case; % and _ are plain characters."""
    return or_(*(column.icontains(words, autoescape=True) for column in columns))


def live(model: type[R], **equal: Any) -> Select[R]:
    """Return a select of the records that are not in the trash."""
    statement = select(model).where(model.deleted_at.is_(None))
    return statement.filter_by(**equal) if equal else statement


def by_token(session: Session, model: type[Any], token: str | None) -> Any | None:
    """Return the row made under a token, or None; on a server, wait for a transaction that is just making it."""
    if not token:
        return None
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext(token))))
    return session.scalar(select(model).filter_by(token=token))


def apply_query(statement: Select[R], model: type[R], query: Query, searched: Sequence[str]) -> Select[R]:
    """Add a list's search and filters to a select."""
    if query.search.strip():
        statement = statement.where(contains([getattr(model, name) for name in searched], query.search.strip()))
    for name, value in query.filters.items():
        if value not in (None, "", []):
            column = getattr(model, name)
            statement = statement.where(column.in_(value) if isinstance(value, list | tuple) else column == value)
    return statement


def ordered(statement: Select[R], model: type[R], query: Query) -> Select[R]:
    """Add a list's order: blanks last on every database, and the id makes it total."""
    column = getattr(model, query.sort)
    return statement.order_by(column.is_(None), column.desc() if query.descending else column.asc(), model.id.asc())


def paged(statement: Select[R], query: Query) -> Select[R]:
    """Add a list's page."""
    return statement.limit(query.size).offset((max(query.page, 1) - 1) * query.size)


def count(session: Session, statement: Select[Any]) -> int:
    """Return how many rows a select has."""
    return session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0


def trash(record: Record) -> None:
    """Put a record into the trash."""
    record.deleted_at = now()


def restore(record: Record) -> None:
    """Take a record out of the trash."""
    record.deleted_at = None
