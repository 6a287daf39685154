"""What needs the founder now: one list, most urgent first, each line with its reason."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from core.services import urgency
from core.services.actions import list_open_actions
from core.services.feedback import share_of
from core.services.items import Facts, Item, Known, get_known
from core.services.partners import count_by_stage
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
    session: Session,
    company: StoredCompany,
    today: date | None = None,
    *,
    who: str = "",
    owner: str = "",
    known: Known | None = None,
) -> list[Item]:
    """Return at most seven items, at most two of one kind, without those that `who` has snoozed.

    Order: late actions by days × value of what they serve; a short runway, then dates that come close; partners by
    value × probability; what one person alone holds in a chosen initiative; complaints that nobody is on; what is due in
    the next 14 days. With `owner`, only that person's. `known` is what was reckoned already.
    """
    facts = Facts(session, company, today or today_of(company), known or get_known(session, company.id))
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


def counts(session: Session, company: StoredCompany, known: Known | None = None) -> dict[str, Any]:
    """Return the four figures of Today, and how many actions are open; `known` is what was reckoned already."""
    known = known or get_known(session, company.id)
    return {
        "resources": len(known.board.resources),
        "seats": len(known.board.gaps),
        "actions": len(list_open_actions(session, company.id)),
        "partners": sum(count_by_stage(session, company.id).values()),
        "comments": known.counts.total,
        "negative": share_of(known.counts.labels, "negative"),
    }
