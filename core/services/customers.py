"""Customers and what they say: comments join by a customer's name or one of its other names."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.reach.consents import name_key
from core.services.comments import COUNTED, comments_of
from core.services.feedback import Share, share_of
from core.services.market import CUSTOMER, StoredCustomer
from core.services.records import all_records
from db.models import Comment


@dataclass(frozen=True)
class Heard:
    """How many comments a customer wrote, and the negative share of those that are read."""

    comments: int
    negative: Share


def comment_names(session: Session, venture_id: int, customers: Iterable[StoredCustomer]) -> dict[int, tuple[str, ...]]:
    """Return the names under which comments carry each customer, as they are written there."""
    found: dict[int, list[str]] = {customer.id: [] for customer in customers}
    by_key: dict[str, list[int]] = {}
    for customer in customers:
        for key in {name_key(name) for name in (customer.name, *customer.other_names)}:
            by_key.setdefault(key, []).append(customer.id)
    # The names alone come from the index; databases differ in what they call the same letter.
    written = select(Comment.customer).where(Comment.venture_id == venture_id, Comment.customer != "").distinct()
    for name in session.scalars(written):
        for customer_id in by_key.get(name_key(name), ()):
            found[customer_id].append(name)
    return {customer_id: tuple(sorted(names)) for customer_id, names in found.items()}


def comments_by_customer(session: Session, venture_id: int, customers: list[StoredCustomer]) -> dict[int, Heard]:
    """Return what was heard of each customer; counted in SQL."""
    names = comment_names(session, venture_id, customers)
    wanted = {name for known in names.values() for name in known}
    label = func.coalesce(COUNTED, "unread")
    statement = comments_of(venture_id, Comment.customer, label, func.count(Comment.id))
    counts: dict[str, dict[str, int]] = {}
    mine = statement.where(Comment.customer.in_(wanted)).group_by(Comment.customer, label)
    for name, said, number in session.execute(mine):
        counts.setdefault(name, {})[said] = number
    return {customer.id: _heard([counts.get(name, {}) for name in names[customer.id]]) for customer in customers}


def _heard(groups: list[dict[str, int]]) -> Heard:
    total: dict[str, int] = {}
    for group in groups:
        for label, number in group.items():
            total[label] = total.get(label, 0) + number
    return Heard(sum(total.values()), share_of(total, "negative"))


def unknown_names(session: Session, venture_id: int, most: int = 20) -> list[tuple[str, int]]:
    """Return the names in comments that no customer bears, with their comments, most comments first."""
    customers = all_records(session, CUSTOMER, venture_id)
    known = {name_key(name) for customer in customers for name in (customer.name, *customer.other_names)}
    number = func.count(Comment.id)
    named = comments_of(venture_id, Comment.customer, number).where(Comment.customer != "")
    rows = session.execute(named.group_by(Comment.customer).order_by(number.desc(), Comment.customer))
    found = []
    for name, count in rows:
        if name_key(name) not in known:
            found.append((name, count))
        if len(found) == most:
            break
    return found


def sum_of_values(customers: Iterable[StoredCustomer], state: str) -> tuple[float, int, int]:
    """Return the value a year of the customers in a state, how many have one, and how many there are."""
    rows = [customer for customer in customers if customer.state == state]
    values = [customer.yearly_value for customer in rows if customer.yearly_value is not None]
    return sum(values), len(values), len(rows)
