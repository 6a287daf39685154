"""Capabilities: named once per kind, made as they are first used."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Capability
from db.repository import live


def list_capabilities(session: Session, venture_id: int, kind: str | None = None) -> list[str]:
    """Return the names of the venture's capabilities, of one kind or of all."""
    statement = live(Capability, venture_id=venture_id)
    if kind:
        statement = statement.where(Capability.kind == kind)
    return sorted({row.name for row in session.scalars(statement)})


def get_or_add_capability(session: Session, venture_id: int, kind: str, name: str) -> Capability:
    """Return the capability of that name and kind, adding it if it is new."""
    known = session.scalar(select(Capability).filter_by(venture_id=venture_id, kind=kind, name=name.strip()))
    if known:
        known.deleted_at = None
        return known
    row = Capability(venture_id=venture_id, kind=kind, name=name.strip())
    session.add(row)
    session.flush()
    return row
