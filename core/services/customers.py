"""Customers and what they say: comments join by a customer's name or one of its other names."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.reach.consents import name_key
from core.services.feedback import Groups, Share, share_of
from core.services.market import StoredCustomer


@dataclass(frozen=True)
class Heard:
    """How many comments a customer wrote, and the negative share of those that are read."""

    comments: int
    negative: Share


def comment_names(customers: Iterable[StoredCustomer], written: Iterable[str]) -> dict[int, tuple[str, ...]]:
    """Return under which of the names written in comments each customer stands there."""
    found: dict[int, list[str]] = {customer.id: [] for customer in customers}
    by_key: dict[str, list[int]] = {}
    for customer in customers:
        for key in {name_key(name) for name in (customer.name, *customer.other_names)}:
            by_key.setdefault(key, []).append(customer.id)
    for name in filter(None, written):
        for customer_id in by_key.get(name_key(name), ()):
            found[customer_id].append(name)
    return {customer_id: tuple(sorted(names)) for customer_id, names in found.items()}


def comments_by_customer(customers: list[StoredCustomer], counts: Groups) -> dict[int, Heard]:
    """Return what was heard of each customer; `counts` are the labels' counts by the names in the comments."""
    names = comment_names(customers, counts)
    return {customer.id: _heard([counts[name] for name in names[customer.id]]) for customer in customers}


def _heard(groups: list[dict[str, int]]) -> Heard:
    total: dict[str, int] = {}
    for group in groups:
        for label, number in group.items():
            total[label] = total.get(label, 0) + number
    return Heard(sum(total.values()), share_of(total, "negative"))


def unknown_names(customers: Iterable[StoredCustomer], counts: Groups, most: int = 20) -> list[tuple[str, int]]:
    """Return the names in comments that no customer bears, with their comments, most comments first."""
    known = {name_key(name) for customer in customers for name in (customer.name, *customer.other_names)}
    found = [(name, sum(said.values())) for name, said in counts.items() if name and name_key(name) not in known]
    return sorted(found, key=lambda row: (-row[1], row[0]))[:most]


def sum_of_values(customers: Iterable[StoredCustomer], state: str) -> tuple[float, int, int]:
    """Return the value a year of the customers in a state, how many have one, and how many there are."""
    rows = [customer for customer in customers if customer.state == state]
    values = [customer.yearly_value for customer in rows if customer.yearly_value is not None]
    return sum(values), len(values), len(rows)
