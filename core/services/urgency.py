"""The rules of Today: which records need somebody, how much, and why. Each rule gives its lines; `today.py` orders them."""

from collections.abc import Callable, Iterator
from datetime import date
from math import inf, isinf
from typing import Any

from core.days import say_days, say_late
from core.feedback.effect import say_points
from core.i18n import N_, format_date, format_money, format_number, format_percent
from core.planning.months import Span
from core.planning.pipeline import COLD_DAYS
from core.services import money
from core.services.actions import SOON
from core.services.complaints import Complaint, find_complaints, is_owned
from core.services.initiatives import StoredAction
from core.services.items import Facts, Item
from core.services.outcomes import is_back
from core.services.partners import StoredPartner, days_limit, going_cold
from db.models import Customer
from db.repository import live

SHORT_RUNWAY = 9  # months; below it money comes before partners
LIMIT_DAYS = 30  # how far ahead the end of a contract, a renewal or a need-by date is shown
NO_INITIATIVE = 25  # the value an action counts with that serves no initiative
LATE, LIMITS, PARTNERS, ALONE, COMPLAINTS, NEXT = range(1, 7)  # the classes, the most urgent first


def late_and_due_actions(facts: Facts) -> Iterator[Item]:
    """Yield late actions by days late × value of what they serve, and those due within 14 days."""
    for action in facts.actions:
        if action.due_on and action.due_on <= facts.today + SOON:
            late = (facts.today - action.due_on).days
            yield _late(facts, action, late) if late > 0 else _due(action, -late)


def _late(facts: Facts, action: StoredAction, late: int) -> Item:
    initiative = facts.board.initiatives.get(action.initiative_id or 0)
    impact = initiative.impact if initiative else NO_INITIATIVE
    why = {"days": late, "impact": format_number(impact), "product": format_number(late * impact)}
    return Item(
        "late",
        f"action:{action.id}",
        N_("{title} is {late} (owner: {owner})."),
        {"title": action.title, "owner": action.owner or "–", "late": say_late(late)},
        (LATE, -late * impact),
        N_("Rule 1, late: {days} (days late) × {impact} (value of {initiative}) = {product}.")
        if initiative
        else N_("Rule 1, late: {days} (days late) × {impact} (it serves no open initiative) = {product}."),
        why | ({"initiative": initiative.name} if initiative else {}),
        record_id=action.id,
        owner=action.owner,
    )


def _due(action: StoredAction, days: int) -> Item:
    return Item(
        "due",
        f"action:{action.id}",
        N_("{title} is due {when} (owner: {owner})."),
        {"title": action.title, "owner": action.owner or "–", "when": say_days(days)},
        (NEXT, days),
        N_("Rule 6: due within 14 days, the soonest first."),
        record_id=action.id,
        owner=action.owner,
    )


def runway(facts: Facts) -> Iterator[Item]:
    """Yield a line where the cash lasts less than nine months, in the worse case where the months leave a range."""
    found = money.runway(facts.session, facts.company, facts.today)
    left = found.left(facts.today)
    if left is None or found.burn is None or left.low >= SHORT_RUNWAY:
        return
    currency = facts.company.currency
    yield Item(
        "money",
        "money",
        N_("Cash lasts about {months} months."),
        {"months": _range(left, format_number)},
        (LIMITS, -inf),
        N_(
            "Rule 2, limits: less than {limit} months of cash. {cash} ÷ {burn} a month, less the time since it was counted."
        ),
        {
            "limit": SHORT_RUNWAY,
            "cash": format_money(found.cash or 0, currency),
            "burn": _range(found.burn, lambda amount: format_money(amount, currency)),
        },
        page="company" if found.source == "card" else "money",
    )


def _range(span: Span, say: Callable[[float], str]) -> str:
    """Say a figure, or from where to where it may lie."""
    return say(span.low) if span.is_exact or isinf(span.high) else f"{say(span.low)}–{say(span.high)}"


def date_limits(facts: Facts) -> Iterator[Item]:
    """Yield what ends, is renewed, or is needed and not there within 30 days, the soonest first."""
    for resource in facts.board.resources:
        if resource.until_on and 0 <= (resource.until_on - facts.today).days <= LIMIT_DAYS:
            message = N_(
                "{name} is here until {day}, {when}." if resource.kind == "talent" else "{name} ends on {day}, {when}."
            )
            yield _limit(facts, "ends", f"resource:{resource.id}", message, {"name": resource.name}, resource.until_on)
    statement = live(Customer, venture_id=facts.company.id).where(Customer.state != "left")
    for customer in facts.session.scalars(statement.where(Customer.renewal_on.is_not(None))):
        if customer.renewal_on and 0 <= (customer.renewal_on - facts.today).days <= LIMIT_DAYS:
            message, words = N_("{name} is up for renewal on {day}, {when}."), {"name": customer.name}
            yield _limit(
                facts, "renewal", f"customer:{customer.id}", message, words, customer.renewal_on, customer.owner
            )
    for gap in facts.board.gaps:
        initiative = facts.board.initiatives[gap.need.initiative_id]
        if initiative.state == "chosen" and gap.due_on and gap.days_left is not None and gap.days_left <= LIMIT_DAYS:
            message = N_("{name} is needed for {initiative} by {day}, {when}: {share} is missing.")
            words = {"name": gap.need.capability, "initiative": initiative.name, "share": format_percent(gap.shortfall)}
            yield _limit(facts, "need", f"need:{gap.need.id}", message, words, gap.due_on, initiative.owner)


PAGES = {"ends": "resources", "renewal": "customers", "need": "resources"}


def _limit(facts: Facts, kind: str, key: str, message: str, words: dict[str, Any], day: date, owner: str = "") -> Item:
    days = (day - facts.today).days
    return Item(
        kind,
        key,
        message,
        words | {"day": format_date(day), "when": say_days(days)},
        (LIMITS, days),
        N_("Rule 2, limits: a date within {limit} days, the soonest first. Days left: {days}."),
        {"limit": LIMIT_DAYS, "days": days},
        page=PAGES[kind],
        record_id=int(key.partition(":")[2]),
        owner=owner,
    )


def partners(facts: Facts) -> Iterator[Item]:
    """Yield partners that go cold, and next steps that are overdue, by value × probability."""
    cold = going_cold(facts.session, facts.company.id, facts.today)
    limits = days_limit(facts.session, facts.company.id)
    for partner in facts.partners:
        if partner.id in cold:
            limit = format_number(limits.get((partner.kind, partner.stage), COLD_DAYS))
            words = {"days": cold[partner.id], "step": partner.next_step or "–"}
            message = N_("{name} has been in its stage for {days} days. Next step: {step}.")
            yield _partner(facts, "cold", partner, message, words, limit)
        elif partner.next_step_on and partner.next_step_on < facts.today:
            words = {"late": say_late((facts.today - partner.next_step_on).days), "step": partner.next_step or "–"}
            yield _partner(facts, "step", partner, N_("{name}: the next step is {late}: {step}."), words)


def _partner(
    facts: Facts, kind: str, partner: StoredPartner, message: str, words: dict[str, Any], limit: str = ""
) -> Item:
    value, chance = partner.value or 0, partner.probability or 0
    why = {"value": format_money(value, facts.company.currency), "chance": format_percent(chance), "limit": limit}
    reasons = {
        "cold": N_("Rule 3, partners: {value} × {chance} = {product}. Cold after {limit} days in this stage."),
        "step": N_("Rule 3, partners: {value} × {chance} = {product}. The next step's date has passed."),
        "again": N_("Rule 3, partners: {value} × {chance} = {product}. The pause is over."),
    }
    return Item(
        kind,
        f"partner:{partner.id}",
        message,
        {"name": partner.title} | words,
        (PARTNERS, -value * chance),
        reasons[kind],
        why | {"product": format_money(value * chance, facts.company.currency)},
        page="partners",
        record_id=partner.id,
        owner=partner.owner,
    )


def paused_partners(facts: Facts) -> Iterator[Item]:
    """Yield partners whose pause is over, by value × probability."""
    for partner in facts.paused:
        if is_back(partner, facts.today):
            message = N_("{name} was paused until {day}: look at it again.")
            words = {"day": format_date(partner.paused_until or facts.today)}
            yield _partner(facts, "again", partner, message, words)


def single_holders(facts: Facts) -> Iterator[Item]:
    """Yield people who alone hold what a chosen initiative needs, the one most of them need first."""
    names = {supply.id: supply.name for supply in facts.board.supplies}
    for holder in facts.board.holders:
        needing = [facts.board.initiatives[i] for i in holder.initiative_ids]
        chosen = [initiative for initiative in needing if initiative.state == "chosen"]
        # Where a partner alone offers it, the partner's page says so.
        partner = next((o.partner_id for o in facts.board.offers if o.id == holder.resource_id), None)
        if chosen and holder.kind == "talent":
            yield Item(
                "single",
                f"holder:{holder.resource_id}:{holder.capability}",
                N_("Only {name} holds {capability}; chosen initiatives that need it: {count}."),
                {"name": names[holder.resource_id], "capability": holder.capability, "count": len(chosen)},
                (ALONE, -len(chosen)),
                N_("Rule 4, only one holder: {initiatives}."),
                {"initiatives": ", ".join(initiative.name for initiative in chosen)},
                page="partners" if partner else "resources",
                record_id=partner or holder.resource_id,
                owner=chosen[0].owner,
            )


def complaints(facts: Facts) -> Iterator[Item]:
    """Yield customers and channels that clearly raise the negative share and that no open action names."""
    counts = facts.known.counts
    for complaint in find_complaints(counts.customers, counts.channels):
        if not is_owned(complaint, facts.actions):
            yield _complaint(complaint)


def _complaint(complaint: Complaint) -> Item:
    share, effect = complaint.negative, complaint.effect
    why = {
        "n": share.n,
        "value": say_points(effect.value),
        "low": say_points(effect.low),
        "high": say_points(effect.high),
    }
    return Item(
        "complaint",
        f"{complaint.by}:{complaint.name}",
        N_("{name}: {share} of {n} comments are negative, and nobody is on it."),
        {"name": complaint.title, "share": format_percent(share.value or 0), "n": share.n},
        (COMPLAINTS, -effect.value),
        N_(
            "Rule 5, complaints: of {n} comments; they raise the negative share of all by {value} points ({low} to {high})."
        ),
        why,
        page="feedback",
    )
