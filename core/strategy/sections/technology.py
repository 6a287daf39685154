"""Technology: gaps, contracts that end, and what computing and data are there, with their use and terms."""

from core.i18n import N_, t
from core.strategy import facts
from core.strategy.model import Point
from core.strategy.picture import Picture
from core.strategy.sections.gap_points import say_gap
from core.strategy.sections.talent import initiative_names
from core.strategy.snapshot import Resource

ID = "technology"
MOST_GAPS, MOST_USES, MOST_TERMS = 2, 2, 1


def points(picture: Picture) -> list[Point]:
    """Say what the company computes with, what ends and what is missing."""
    held = picture.of_kind("technology")
    ending = sorted((r for r in held if picture.is_soon(r.until_on)), key=lambda r: (r.until_on, r.id))
    used = sorted((r for r in held if r.use_share is not None), key=lambda r: -(r.monthly_cost or 0))
    terms = [r for r in held if r.access and picture.used_by(r)]
    return [
        *[_ending(picture, resource) for resource in ending],
        *[say_gap(ID, picture, gap) for gap in picture.gaps_of("technology")[:MOST_GAPS]],
        *[_use(picture, resource) for resource in used[:MOST_USES]],
        *_cost(picture, held),
        *[_terms(resource) for resource in sorted(terms, key=lambda r: -len(picture.used_by(r)))[:MOST_TERMS]],
    ]


def _ending(picture: Picture, resource: Resource) -> Point:
    assert resource.until_on
    record = f"resource:{resource.id}"
    named = facts.name(f"resource.{resource.id}", resource.name, record)
    last = facts.day(f"resource.{resource.id}.until_on", named.subject, resource.until_on, record)
    left = facts.amount(
        f"resource.{resource.id}.days_left", named.subject, (resource.until_on - picture.today).days, "day", record
    )
    served = picture.used_by(resource)
    if not served:
        return facts.say(
            ID, "computed", N_("Contract for {name}: ends on {day}, in {days}."), name=named, day=last, days=left
        )
    message = N_("Contract for {name}: ends on {day}, in {days}; needed by {initiatives}.")
    return facts.say(ID, "computed", message, name=named, day=last, days=left, initiatives=initiative_names(served))


def _use(picture: Picture, resource: Resource) -> Point:
    record, currency = f"resource:{resource.id}", picture.snapshot.company.currency
    named = facts.name(f"resource.{resource.id}", resource.name, record)
    slots = {
        "name": named,
        "amount": facts.quantity(
            f"resource.{resource.id}.quantity", named.subject, resource.quantity, resource.unit, record
        ),
        "use": facts.share(
            f"resource.{resource.id}.use_share", named.subject, resource.use_share or 0.0, record, "record"
        ),
    }
    if resource.monthly_cost is None:
        message = N_("{name}: {amount}, {use} in use; no cost is recorded.")
        return facts.say(ID, "record", message if picture.for_team else N_("{name}: {amount}, {use} in use."), **slots)
    slots["cost"] = facts.money(
        f"resource.{resource.id}.monthly_cost", named.subject, resource.monthly_cost, currency, record
    )
    return facts.say(ID, "record", N_("{name}: {amount}, {use} in use, {cost} a month."), **slots)


def _cost(picture: Picture, held: list[Resource]) -> list[Point]:
    total, paid = picture.cost_of("technology")
    if not total:
        return []
    record, who = "resources:kind=technology", t("Technology")
    cost = facts.money("technology.cost", who, total, picture.snapshot.company.currency, record, "computed")
    known = facts.number("technology.cost_n", who, paid, record)
    count = facts.amount("technology.n", who, len(held), "entry", record)
    message = N_("Technology costs {cost} a month; {known} of {total} have a recorded cost.")
    return [facts.say(ID, "computed", message, cost=cost, known=known, total=count)]


def _terms(resource: Resource) -> Point:
    record = f"resource:{resource.id}"
    named = facts.name(f"resource.{resource.id}", resource.name, record)
    terms = facts.words(f"resource.{resource.id}.access", named.subject, resource.access, record)
    return facts.say(ID, "record", N_("Terms of {name}: {terms}."), name=named, terms=terms)
