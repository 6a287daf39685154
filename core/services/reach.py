"""What the rules of reach need of the tables: who agreed to what, and names that must not get out."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Assessment, Candidate, Contact, Customer, Decision, Figure, Partner
from db.repository import live


def customers_of(session: Session, venture_id: int) -> list[dict[str, Any]]:
    """Return the live customers with what they allow."""
    names = ("id", "name", "other_names", "may_be_named", "may_be_quoted", "reach")
    rows = session.scalars(live(Customer, venture_id=venture_id).order_by(Customer.id))
    return [{name: getattr(row, name) for name in names} for row in rows]


def private_records(session: Session, venture_id: int) -> dict[str, Any]:
    """Return customers, the number of assessments, and names that never leave the team: contacts, raters, the trash's."""
    sheets = live(Assessment, venture_id=venture_id).subquery()
    return {
        "customers": customers_of(session, venture_id),
        "assessments": session.scalar(select(func.count()).select_from(sheets)) or 0,
        "names": _private_names(session, venture_id),
    }


def _private_names(session: Session, venture_id: int) -> set[str]:
    names: set[str] = set()
    for column in (Contact.name, Assessment.rater, Decision.decided_by, Decision.owner, Figure.owner, Customer.owner):
        names |= set(session.scalars(select(column).where(column.class_.venture_id == venture_id).distinct()))
    for model in (Candidate, Customer, Partner):
        gone = select(model.name).where(model.venture_id == venture_id, model.deleted_at.is_not(None))
        names |= set(session.scalars(gone))
    return {name for name in names if name}
