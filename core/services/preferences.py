"""What the person at this machine chose last."""

from sqlalchemy.orm import Session

from db.models import Preference


def get_preference(session: Session, name: str) -> str | None:
    """Return a remembered choice."""
    row = session.get(Preference, name)
    return row.value if row else None


def set_preference(session: Session, name: str, value: str) -> None:
    """Remember a choice."""
    session.merge(Preference(name=name, value=value))
