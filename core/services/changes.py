"""The log of changes: who did what to which record, so that a Monday can ask and an import can be undone."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Change, Venture

TITLES = ("name", "title", "want", "capability", "text", "rater", "month")
SHOWN = 120  # characters of a title


@dataclass(frozen=True)
class Acting:
    """On whose behalf records are written, and by which import, if by one."""

    who: str = ""
    batch_id: int | None = None


NOBODY = Acting()
_acting: ContextVar[Acting] = ContextVar("acting", default=NOBODY)
_ask: Callable[[], str] = str


@contextmanager
def acting(who: str | None = None, batch_id: int | None = None) -> Iterator[None]:
    """Log what is written in this block under a person's name (the one outside by default) or under an import."""
    token = _acting.set(Acting(_acting.get().who if who is None else who, batch_id))
    try:
        yield
    finally:
        _acting.reset(token)


def act_as(who: str) -> None:
    """Log what this thread writes from now on under a person's name; a page does so at the start of each run."""
    _acting.set(Acting(who))


def ask_for_actor(source: Callable[[], str]) -> None:
    """Ask a function for the name where nobody said it: a page's buttons act before its run has begun."""
    global _ask  # noqa: PLW0603  (one per process by design)
    _ask = source


def current_actor() -> str:
    """Return whose name the log will carry, "" if nobody said and nobody is known."""
    return _acting.get().who or _ask()


def current_batch() -> int | None:
    """Return the import that writes, None if a person does."""
    return _acting.get().batch_id


@dataclass(frozen=True)
class StoredChange:
    """A line of the log; `fields` maps a changed field to its values before and after."""

    id: int
    made_at: datetime
    who: str
    noun: str
    record_id: int
    title: str
    what: str
    fields: dict[str, list[Any]]


def log_change(
    session: Session,
    noun: str,
    row: Any,
    what: str,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Add a line to the log: `what` is added, changed, deleted or restored; a change that changed nothing is none."""
    old, new = before or {}, after or {}
    fields = {name: [old.get(name), new.get(name)] for name in new if old.get(name) != new.get(name)}
    if what == "changed" and not fields:
        return
    session.add(
        Change(
            venture_id=row.venture_id,
            who=current_actor(),
            batch_id=_acting.get().batch_id,
            noun=noun,
            record_id=row.id,
            title=title_of(row),
            what=what,
            fields=fields if what == "changed" else {},
        )
    )


def title_of(row: Any) -> str:
    """Return what a record is called on screen."""
    found = next((str(value) for name in TITLES if (value := getattr(row, name, ""))), "")
    return found[:SHOWN] or str(row.id)


def log_version(session: Session, venture_id: int) -> str:
    """Return a mark that changes with each line of the log, and with the company, which erasing somebody marks."""
    lines = select(func.count(Change.id), func.max(Change.id)).where(Change.venture_id == venture_id)
    company = select(Venture.updated_at).where(Venture.id == venture_id)
    return "/".join(str(mark) for mark in (*session.execute(lines).one(), session.scalar(company)))


def list_changes(
    session: Session, venture_id: int, since: datetime, until: datetime | None = None, limit: int = 500
) -> list[StoredChange]:
    """Return the log's lines from a moment on, newest first."""
    # Columns and not rows of the session: the log of a week may have thousands of lines.
    what = (
        Change.id,
        Change.made_at,
        Change.who,
        Change.noun,
        Change.record_id,
        Change.title,
        Change.what,
        Change.fields,
    )
    statement = select(*what).where(Change.venture_id == venture_id, Change.made_at >= since)
    if until is not None:
        statement = statement.where(Change.made_at < until)
    rows = session.execute(statement.order_by(Change.made_at.desc(), Change.id.desc()).limit(limit))
    return [StoredChange(*row) for row in rows]
