"""May a reader see a field of a record? The table's answer, the record's own choice, and rules nobody can lift."""

from collections.abc import Mapping
from typing import Any

from core.reach.fields import BOARD, FIELDS, OUTSIDE, TEAM, TEAM_ONLY

AUDIENCES = (TEAM, BOARD, OUTSIDE)
RANK = {reach: rank for rank, reach in enumerate(AUDIENCES)}
AGREEMENT = 6  # the stage from which a partner may be named
PEOPLE = ("talent", "network")  # resources whose name is a person's
MONEY_OF_A_PARTNER = ("value", "probability", "offers")
COSTS = ("monthly_cost", "cost_a_month")  # as entered, and as computed where it is not
INSIDE = ("candidate", "assessment")  # never outside
PRIVATE = ("contact", "note", "stage_change")  # never beyond the team


def may_show(noun: str, field: str, record: Any, audience: str) -> bool:
    """Tell whether readers may see a field of a record; `record` is an object or a mapping, None for any record."""
    return RANK[reach_of(noun, field, record)] >= RANK[audience]


def may_show_any(noun: str, record: Any, audience: str) -> bool:
    """Tell whether readers may see anything of a record."""
    return any(may_show(noun, field, record, audience) for field in FIELDS[noun])


def reach_of(noun: str, field: str, record: Any = None) -> str:
    """Return the widest reader of a field: the record's choice or the table's, never past a hard rule."""
    wanted = chosen_reach(record) or _usual(noun, field, record)
    return min(wanted, _limit(noun, field, record), key=RANK.__getitem__)


def chosen_reach(record: Any) -> str:
    """Return the reach a record was given by its owner, "" for none."""
    chosen = value_of(record, "reach") or ""
    return chosen if chosen in RANK else ""


def value_of(record: Any, field: str) -> Any:
    """Return a field of an object or a mapping, None where it has none."""
    return record.get(field) if isinstance(record, Mapping) else getattr(record, field, None)


def is_early(partner: Any) -> bool:
    """Tell whether a partner has not agreed yet."""
    return (value_of(partner, "stage") or 0) < AGREEMENT


def is_salary(noun: str, field: str, record: Any) -> bool:
    """Tell whether a field is what one person earns."""
    kind = value_of(record, "kind")
    return noun == "resource" and field in COSTS and (kind is None or kind == "talent")


def is_terms(noun: str, field: str, record: Any) -> bool:
    """Tell whether a field is an investor's offer to us."""
    return noun == "partner" and field in MONEY_OF_A_PARTNER and value_of(record, "kind") in (None, "investor")


def _usual(noun: str, field: str, record: Any) -> str:
    if noun == "partner" and (is_early(record) or value_of(record, "under_nda")):
        return TEAM
    if noun in ("customer", "comment") and not _has_consent(noun, field, record):
        return TEAM
    if noun == "resource" and field in ("name", "role", "quantity") and _is_private(field, value_of(record, "kind")):
        return BOARD
    return TEAM if is_terms(noun, field, record) else FIELDS[noun].get(field, TEAM)


def _is_private(field: str, kind: str | None) -> bool:
    """Tell whether a resource's field is a person's name, or says how much money there is."""
    return field == "name" and kind in (None, *PEOPLE) or kind == "funds"


def _limit(noun: str, field: str, record: Any) -> str:
    if noun in PRIVATE or (noun, field) in TEAM_ONLY or field not in FIELDS[noun]:
        return TEAM
    closed = noun in INSIDE or is_salary(noun, field, record) or is_terms(noun, field, record)
    if noun == "partner":
        closed = closed or is_early(record) or bool(value_of(record, "under_nda"))
    if noun in ("customer", "comment"):
        closed = closed or not _has_consent(noun, field, record)
    return BOARD if closed else OUTSIDE


def _has_consent(noun: str, field: str, record: Any) -> bool:
    if noun == "comment" and field not in ("text", "customer"):
        return True
    return bool(value_of(record, "may_be_quoted" if field in ("quotes", "text") else "may_be_named"))
