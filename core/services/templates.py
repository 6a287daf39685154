"""From the catalogue to records: initiatives with their needs, and what a resource's form is filled with."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from core.i18n import t
from core.labels import TOOL_SORTS
from core.planning.templates import CapabilityEntry, Role, Template, TemplateNeed, Tool, get_template
from core.services.capabilities import list_capabilities
from core.services.initiatives import INITIATIVE, NEED, StoredInitiative
from core.services.records import add_record, all_records
from core.services.ventures import get_venture
from db.models import Need
from db.repository import by_token


def add_from_template(
    session: Session, venture_id: int, key: str, locale: str, start: date, token: str | None = None
) -> StoredInitiative:
    """Add an initiative with its needs, dated from its start; the same token a second time adds nothing.

    An initiative of the template's name that has no needs yet, from a list of ideas say, is given them instead of a
    twin. The cost is left open where the template has none in the company's currency.
    """
    template = get_template(key)
    names = CapabilityNames(session, venture_id, locale)
    currency = get_venture(session, venture_id).currency
    initiative = _bare_one(session, venture_id, template, token) or add_record(
        session, INITIATIVE, venture_id, _initiative(template, locale, start, currency), token
    )
    for place, need in enumerate(template.needs):
        values = _need(need, names.of(need.capability), start) | {"initiative_id": initiative.id}
        add_record(session, NEED, venture_id, values, f"{token}-{place}" if token else None)
    return initiative


def _bare_one(session: Session, venture_id: int, template: Template, token: str | None) -> StoredInitiative | None:
    names = {name.casefold() for name in template.name.values()}
    known = [one for one in all_records(session, INITIATIVE, venture_id) if one.name.casefold() in names]
    first = by_token(session, Need, f"{token}-0") if token else None
    taken = {need.initiative_id for need in all_records(session, NEED, venture_id)} - {first and first.initiative_id}
    return next((one for one in known if one.id not in taken), None)


def role_values(session: Session, venture_id: int, role: Role, locale: str) -> dict[str, Any]:
    """Return what the form of a new resource holds for a role; the name stays open."""
    names = CapabilityNames(session, venture_id, locale)
    skills = {names.of(entry): level for entry, level in role.capabilities}
    return {"kind": "talent", "role": role.name[locale], "skills": skills, "note": role.does[locale]}


def tool_values(session: Session, venture_id: int, tool: Tool, locale: str) -> dict[str, Any]:
    """Return what the form of a new resource holds for a tool, framework or cloud."""
    names = CapabilityNames(session, venture_id, locale)
    return {
        "kind": "technology",
        "name": tool.name[locale],
        "role": t(TOOL_SORTS[tool.sort]),
        "access": tool.access[locale],
        "skills": {names.of(entry): level for entry, level in tool.capabilities},
        "note": f"+ {tool.strength[locale]}\n− {tool.weakness[locale]}",
    }


class CapabilityNames:
    """Says a capability as the company already does, be it in the other language, else in the language asked for."""

    def __init__(self, session: Session, venture_id: int, locale: str) -> None:
        self.locale = locale
        self.known = {name.casefold(): name for name in list_capabilities(session, venture_id)}

    def of(self, entry: CapabilityEntry) -> str:
        """Return the name to use."""
        own = entry.name[self.locale]
        spoken = [own, *(name for locale, name in entry.name.items() if locale != self.locale)]
        return next((self.known[name.casefold()] for name in spoken if name.casefold() in self.known), own)


def _initiative(template: Template, locale: str, start: date, currency: str) -> dict[str, Any]:
    return {
        "name": template.name[locale],
        "goal": template.goal[locale],
        "stop_rule": template.stop_rule[locale],
        "impact": template.impact,
        "cost": template.cost.get(currency),
        "effort": template.effort,
        "starts_on": start,
        "due_on": start + timedelta(weeks=template.weeks),
    }


def _need(need: TemplateNeed, capability: str, start: date) -> dict[str, Any]:
    return {
        "kind": need.capability.kind,
        "capability": capability,
        "level": need.level,
        "quantity": need.quantity,
        "due_on": start + timedelta(weeks=need.weeks),
    }
