"""What a reader may know of a snapshot: everything else is taken out before anything is planned."""

from collections.abc import Iterable
from dataclasses import MISSING, fields, replace
from typing import Any, TypeVar

from core.i18n import t
from core.labels import RESOURCE_KINDS
from core.reach.consents import Consents
from core.reach.fields import FIELDS, OUTSIDE, TEAM
from core.reach.rules import may_show
from core.reach.withheld import Withheld
from core.strategy.feedback_summary import FeedbackSummary
from core.strategy.mentions import mentions, short_forms, spellings
from core.strategy.model import Point
from core.strategy.picture import Picture
from core.strategy.snapshot import Company, Initiative, Partner, Resource, Snapshot

R = TypeVar("R", Company, Resource, Initiative, Partner)
NEEDED = ("kind", "skills", "quantity")  # what coverage is worked out from; never a name
LEAST_SUMMED = 2  # a sum of one is that one
# What a draft could have said of each noun: only this is listed as withheld.
SAID: dict[str, tuple[str, ...]] = {
    "company": ("cash", "net_burn"),
    "resource": ("name", "monthly_cost", "access", "until_on"),
    "candidate": ("name",),
    "initiative": ("name", "owner", "stop_rule", "cost_spent"),
    "need": ("capability",),
    "action": ("title",),
    "partner": ("name", "value", "next_step"),
    "customer": ("name",),
}


def restrict(snapshot: Snapshot, audience: str) -> Snapshot:
    """Return the snapshot an audience may know: fields blank, records gone, people by their role."""
    if audience == TEAM:
        return snapshot
    known = Picture(snapshot)
    initiatives = [i for i in snapshot.initiatives if may_show("initiative", "name", i, audience)]
    ids = {initiative.id for initiative in initiatives}
    told = may_show("need", "capability", None, audience)
    named = [p for p in snapshot.partners if may_show("partner", "name", p, audience)]
    unnamed = [_unnamed(p) for p in snapshot.partners if p not in named] if told else []
    return replace(
        snapshot,
        audience=audience,
        company=_blank("company", snapshot.company, audience),
        # Those that have ended are left out here: their last day may be blank from now on.
        resources=tuple(_resource(r, audience) for r in known.resources),
        candidates=(),
        initiatives=tuple(_blank("initiative", i, audience) for i in initiatives),
        needs=tuple(n for n in snapshot.needs if told and n.initiative_id in ids),
        actions=tuple(a for a in snapshot.actions if told and (a.initiative_id is None or a.initiative_id in ids)),
        partners=tuple(_blank("partner", p, audience) for p in named),
        unnamed=tuple(unnamed),
        feedback=_feedback(snapshot.feedback, Consents(snapshot.customers, audience)),
        previous=snapshot.previous if told else None,
        # Coverage is worked out from them; whose they are is nobody's to know.
        offers=tuple(replace(offer, name="") for offer in snapshot.offers),
        costs={} if audience == OUTSIDE else _costs(known),
    )


def _blank(noun: str, record: R, audience: str) -> R:
    hidden = {
        field.name: field.default
        for field in fields(record)
        if field.name in FIELDS[noun] and field.name not in NEEDED and field.default is not MISSING
        if not may_show(noun, field.name, record, audience)
    }
    return replace(record, **hidden)


def _resource(resource: Resource, audience: str) -> Resource:
    shown = _blank("resource", resource, audience)
    if may_show("resource", "name", resource, audience):
        return shown
    return replace(shown, name=shown.role or t(RESOURCE_KINDS[resource.kind]))


def _unnamed(partner: Partner) -> Partner:
    # Kept for sums and counts: nothing of it is ever shown alone. What investors offer is in no sum.
    value = None if partner.kind == "investor" else partner.value
    return Partner(
        partner.id,
        partner.stage_since,
        kind=partner.kind,
        stage=partner.stage,
        outcome=partner.outcome,
        value=value,
        probability=partner.probability,
    )


def _costs(known: Picture) -> dict[str, tuple[float, int]]:
    sums = {kind: known.cost_of(kind) for kind in RESOURCE_KINDS}
    return {kind: cost for kind, cost in sums.items() if cost[1] >= LEAST_SUMMED}


def _feedback(feedback: FeedbackSummary, consents: Consents) -> FeedbackSummary:
    groups = [g if consents.may_name(g.name) else replace(g, name="") for g in feedback.customers]
    quotes = [q for q in feedback.quotes if consents.may_quote(q.customer)]
    quotes = [q if consents.may_name(q.customer) else replace(q, customer="") for q in quotes]
    return replace(feedback, customers=tuple(groups), quotes=tuple(quotes))


def unsayable(snapshot: Snapshot, audience: str) -> frozenset[str]:
    """Return the names no sentence may hold for an audience: people, candidates, customers, partners, contacts."""
    if audience == TEAM:
        return frozenset()
    consents = Consents(snapshot.customers, audience)
    hidden = set(snapshot.names)
    for noun, records in _lists(snapshot):
        hidden |= {r.name for r in records if "name" in FIELDS[noun] and not may_show(noun, "name", r, audience)}
    for customer in snapshot.customers:
        if not consents.may_name(customer.name):
            hidden |= {customer.name, *customer.other_names}
    hidden |= {group.name for group in snapshot.feedback.customers if not consents.may_name(group.name)}
    if not may_show("initiative", "owner", None, audience):
        owned: list[Any] = [*snapshot.initiatives, *snapshot.actions, *snapshot.partners]
        hidden |= {row.owner for row in owned}
    return _written(hidden, {snapshot.company.name, snapshot.company.name_en} | _open_names(snapshot, audience))


def _open_names(snapshot: Snapshot, audience: str) -> set[str]:
    lists = (("resource", snapshot.resources), ("partner", snapshot.partners), ("customer", snapshot.customers))
    return {r.name for noun, records in lists for r in records if may_show(noun, "name", r, audience)}


def _written(hidden: set[str], told: set[str]) -> frozenset[str]:
    """Return all spellings of hidden names, but for short forms that are part of a name everybody may read."""
    full = {form for name in hidden - told for form in spellings(name)}
    short = {form for name in hidden - told for form in short_forms(name)}
    public = " ".join(told).lower()
    return frozenset(full | {form for form in short if form.lower() not in public})


def without_mentions(points: Iterable[Point], names: frozenset[str], withheld: Withheld) -> list[Point]:
    """Return the points that hold none of the names, in their words or in their facts."""
    kept = []
    for point in points:
        words = [point.text, *(w for f in point.facts for w in (f.id, f.subject, f.text, str(f.value), *f.forms))]
        if mentions("\n".join(words), names):
            withheld.add("mention", point.text)
        else:
            kept.append(point)
    return kept


def left_out(snapshot: Snapshot, audience: str) -> Withheld:
    """Return what of a snapshot an audience may not know, of all that a draft could say."""
    withheld = Withheld()
    if audience == TEAM:
        return withheld
    withheld.add("assessment", *range(snapshot.assessments))
    withheld.collect("company", [snapshot.company], audience, SAID["company"])
    for noun, records in _lists(snapshot):
        withheld.collect(noun, records, audience, SAID[noun])
    consents = Consents(snapshot.customers, audience)
    groups = [group.name for group in snapshot.feedback.customers]
    withheld.add("customer", *(consents.name_of(name) for name in groups if name and not consents.may_name(name)))
    quotes = [quote.comment_id for quote in snapshot.feedback.quotes if not consents.may_quote(quote.customer)]
    withheld.add("quote", *quotes)
    return withheld


def _lists(snapshot: Snapshot) -> list[tuple[str, tuple[Any, ...]]]:
    names = {noun: f"{noun}s" for noun in SAID if noun != "company"}
    return [(noun, getattr(snapshot, plural)) for noun, plural in names.items()]
