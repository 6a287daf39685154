"""What needs the founder now: one list, most urgent first, each line with its reason."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import inf
from typing import Any

from sqlalchemy.orm import Session

from core.i18n import N_
from core.planning.money import months_left
from core.services.board import get_board
from core.services.feedback import count_comments, count_labels, share_of
from core.services.initiatives import ACTION
from core.services.partners import PARTNER, going_cold
from core.services.records import all_records
from core.services.snapshot import today_of
from core.services.ventures import StoredCompany
from db.models import Draft
from db.repository import count, live

MOST_ITEMS = 7
MOST_OF_A_KIND = 2
SHORT_RUNWAY = 9  # months; below it money comes before partners
DUE_DAYS = 14


@dataclass(frozen=True)
class Item:
    """A line of Today: a message id with its values, where it leads, and how urgent it is (smaller is sooner)."""

    kind: str
    message: str
    values: dict[str, Any]
    page: str
    urgency: float
    record_id: int | None = None


def urgent_items(session: Session, company: StoredCompany) -> list[Item]:
    """Return at most seven items, at most two of one kind.

    Order: overdue actions, the one that serves most first; short runway; partners going cold by value × probability;
    capabilities that one person alone holds in a chosen initiative; what is due in the next 14 days.
    """
    today = today_of(company)
    items = [*_actions(session, company, today), *_money(company, today), *_cold(session, company, today)]
    items += _single_holders(session, company)
    items.sort(key=lambda item: item.urgency)
    chosen: list[Item] = []
    for item in items:
        if sum(other.kind == item.kind for other in chosen) < MOST_OF_A_KIND:
            chosen.append(item)
    return chosen[:MOST_ITEMS]


def _actions(session: Session, company: StoredCompany, today: date) -> list[Item]:
    board = get_board(session, company.id)
    found = []
    for action in all_records(session, ACTION, company.id):
        if action.done_on or not action.due_on or action.due_on > today + timedelta(days=DUE_DAYS):
            continue
        late = (today - action.due_on).days
        initiative = board.initiatives.get(action.initiative_id or 0)
        weight = late * (initiative.impact if initiative else 25)
        values = {"title": action.title, "owner": action.owner or "–", "days": abs(late)}
        if late > 0:
            found.append(
                Item(
                    "late",
                    N_("{title} is {days} days late (owner: {owner})."),
                    values,
                    "initiatives",
                    -weight,
                    action.id,
                )
            )
        else:
            due = N_("{title} is due in {days} days (owner: {owner}).")
            found.append(Item("due", due, values, "initiatives", 4e6 - late, action.id))
    return found


def _money(company: StoredCompany, today: date) -> list[Item]:
    months = months_left(company.cash, company.net_burn, company.cash_on or today, today)
    if months is None or months == inf or months >= SHORT_RUNWAY:
        return []
    return [Item("money", N_("Cash lasts {months} more months."), {"months": round(months, 1)}, "company", 1e6)]


def _cold(session: Session, company: StoredCompany, today: date) -> list[Item]:
    cold = going_cold(session, company.id, today)
    found = []
    for partner in all_records(session, PARTNER, company.id):
        if partner.id in cold:
            worth = (partner.value or 0) * (partner.probability or 0)
            values = {"name": partner.title, "days": cold[partner.id], "step": partner.next_step or "–"}
            message = N_("{name} has been in its stage for {days} days. Next step: {step}.")
            found.append(Item("cold", message, values, "partners", 2e6 + 1 / (1 + worth), partner.id))
    return found


def _single_holders(session: Session, company: StoredCompany) -> list[Item]:
    board = get_board(session, company.id)
    names = {resource.id: resource.name for resource in board.resources}
    found = []
    for holder in board.holders:
        chosen = [board.initiatives[i] for i in holder.initiative_ids if board.initiatives[i].state == "chosen"]
        if chosen and holder.kind == "talent":
            values = {"name": names[holder.resource_id], "capability": holder.capability, "count": len(chosen)}
            message = N_("Only {name} holds {capability}; chosen initiatives that need it: {count}.")
            found.append(Item("single", message, values, "resources", 3e6 - len(chosen), holder.resource_id))
    return found


def start_list(session: Session, company: StoredCompany) -> list[tuple[str, str, bool]]:
    """Return the first steps: message id, page, whether it is done."""
    board = get_board(session, company.id)
    drafts = count(session, live(Draft, venture_id=company.id))
    return [
        (N_("Fill in the company card"), "company", bool(company.offer and company.cash is not None)),
        (N_("Add the people"), "resources", any(r.kind == "talent" for r in board.resources)),
        (N_("Add the partners"), "partners", bool(all_records(session, PARTNER, company.id))),
        (N_("Say what you may do next, and what it needs"), "initiatives", bool(board.needs)),
        (N_("Import feedback"), "feedback", count_comments(session, company.id) > 0),
        (N_("Write the first draft"), "plans", drafts > 0),
    ]


def counts(session: Session, company: StoredCompany) -> dict[str, Any]:
    """Return the four figures of Today."""
    labels = count_labels(session, company.id).get(None, {})
    board = get_board(session, company.id)
    return {
        "resources": len(board.resources),
        "seats": len(board.gaps),
        "partners": sum(p.outcome == "open" for p in all_records(session, PARTNER, company.id)),
        "comments": sum(labels.values()),
        "negative": share_of(labels, "negative"),
    }
