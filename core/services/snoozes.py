"""Lines of Today that somebody does not want to see until a day."""

from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.errors import SextantError
from db.models import Snooze


def snooze(session: Session, venture_id: int, item: str, until_on: date, *, who: str = "", today: date) -> None:
    """Hide a line from a person until a day, which must lie ahead; a second time sets another day."""
    if until_on <= today:
        raise SextantError("Choose a day after today; the line comes back then.")
    row = session.scalar(select(Snooze).filter_by(venture_id=venture_id, item=item, who=who))
    if row is None:
        session.add(Snooze(venture_id=venture_id, item=item, who=who, until_on=until_on))
    else:
        row.until_on = until_on
    session.flush()


def snoozed_items(session: Session, venture_id: int, today: date, who: str = "") -> dict[str, date]:
    """Return the lines that are hidden from a person today, each with the day it comes back."""
    statement = select(Snooze).filter_by(venture_id=venture_id, who=who).where(Snooze.until_on > today)
    return {row.item: row.until_on for row in session.scalars(statement.order_by(Snooze.until_on, Snooze.id))}


def wake_items(session: Session, venture_id: int, who: str = "") -> None:
    """Show a person everything again."""
    session.execute(delete(Snooze).where(Snooze.venture_id == venture_id, Snooze.who == who))
