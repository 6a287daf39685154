"""What needs the founder now: one list, most urgent first, each line with its reason."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from core.services import urgency
from core.services.actions import list_open_actions
from core.services.board import get_board
from core.services.feedback import count_labels, share_of
from core.services.items import Facts, Item
from core.services.partners import PARTNER
from core.services.records import all_records
from core.services.snapshot import today_of
from core.services.snoozes import snoozed_items
from core.services.ventures import StoredCompany

MOST_ITEMS = 7
MOST_OF_A_KIND = 2
RULES = (
    urgency.late_and_due_actions,
    urgency.runway,
    urgency.date_limits,
    urgency.partners,
    urgency.paused_partners,
    urgency.single_holders,
    urgency.complaints,
)


def urgent_items(
    session: Session, company: StoredCompany, today: date | None = None, *, who: str = "", owner: str = ""
) -> list[Item]:
    """Return at most seven items, at most two of one kind, without those that `who` has snoozed.

    Order: late actions by days × value of what they serve; a short runway, then dates that come close; partners by
    value × probability; what one person alone holds in a chosen initiative; complaints that nobody is on; what is due in
    the next 14 days. With `owner`, only that person's.
    """
    facts = Facts(session, company, today or today_of(company))
    hidden = snoozed_items(session, company.id, facts.today, who)
    found = [item for rule in RULES for item in rule(facts) if item.key not in hidden]
    if owner:
        found = [item for item in found if item.owner.strip().casefold() == owner.strip().casefold()]
    return most_urgent(found)


def most_urgent(items: Iterable[Item]) -> list[Item]:
    """Return the most urgent items, at most two of a kind and seven in all."""
    chosen: list[Item] = []
    for item in sorted(items, key=lambda item: item.urgency):
        if sum(other.kind == item.kind for other in chosen) < MOST_OF_A_KIND:
            chosen.append(item)
    return chosen[:MOST_ITEMS]


def counts(session: Session, company: StoredCompany) -> dict[str, Any]:
    """Return the four figures of Today, and how many actions are open."""
    labels = count_labels(session, company.id).get(None, {})
    board = get_board(session, company.id)
    return {
        "resources": len(board.resources),
        "seats": len(board.gaps),
        "actions": len(list_open_actions(session, company.id)),
        "partners": sum(p.outcome == "open" for p in all_records(session, PARTNER, company.id)),
        "comments": sum(labels.values()),
        "negative": share_of(labels, "negative"),
    }
