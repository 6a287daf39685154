"""What was left out for a reader, counted by reason."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from core.i18n import N_, format_number, get_locale, t
from core.reach.fields import FIELDS
from core.reach.rules import (
    COSTS,
    INSIDE,
    PRIVATE,
    RANK,
    chosen_reach,
    is_early,
    is_salary,
    is_terms,
    may_show,
    may_show_any,
    value_of,
)

REASONS = {
    "salary": N_("salaries"),
    "assessment": N_("assessments"),
    "candidate": N_("candidates"),
    "customer": N_("customers without consent"),
    "quote": N_("comments without consent"),
    "early_partner": N_("partners before agreement"),
    "nda_partner": N_("partners under NDA"),
    "terms": N_("other people's terms"),
    "cost": N_("single costs"),
    "money": N_("money and runway"),
    "person": N_("names of people"),
    "contact": N_("contacts of partners"),
    "note": N_("notes on partners"),
    "action": N_("actions"),
    "need": N_("gaps and needs"),
    "decision": N_("decisions"),
    "figure": N_("figures"),
    "remark": N_("remarks"),
    "marked": N_("records kept inside by their owner"),
    "mention": N_("sentences that name somebody withheld"),
    "detail": N_("internal details"),
}
PERSON_FIELDS = ("owner", "decided_by", "rater")
OF_NOUN = {"money_month": "money", "need": "need", "action": "action", "decision": "decision", "figure": "figure"}


class Withheld:
    """Collects what was left out, each thing once."""

    def __init__(self) -> None:
        self._items: dict[str, set[Hashable]] = {}

    def add(self, reason: str, *items: Hashable) -> None:
        """Note things that were left out for a reason of `REASONS`."""
        if items:
            self._items.setdefault(reason, set()).update(items)

    def counts(self) -> dict[str, int]:
        """Return how many things were left out for each reason, in the order of `REASONS`."""
        return {reason: len(self._items[reason]) for reason in REASONS if reason in self._items}

    def collect(self, noun: str, records: Iterable[Any], audience: str, fields: Iterable[str] | None = None) -> None:
        """Note what of some records readers may not see; `fields` are those they would see, all by default."""
        for record in records:
            shown = may_show_any(noun, record, audience)
            for field in fields or FIELDS[noun]:
                if not may_show(noun, field, record, audience) and _is_set(value_of(record, field)):
                    self.add(*_reason(noun, field, record, shown, audience))


def say_withheld(counts: Mapping[str, int]) -> str:
    """Say in one line what was left out: "Withheld: 7 items (salaries 3, assessments 4)."; "" for nothing."""
    if not counts:
        return ""
    reasons = [
        t("{reason} {n}", reason=t(REASONS.get(reason, reason)), n=format_number(n, 0)) for reason, n in counts.items()
    ]
    listed = ("、" if get_locale() == "zh-CN" else ", ").join(reasons)
    return t("Withheld: {n} items ({reasons}).", n=format_number(sum(counts.values()), 0), reasons=listed)


def _is_set(value: Any) -> bool:
    return value is not None and value is not False and value not in ("", [], {})


def _reason(noun: str, field: str, record: Any, shown: bool, audience: str) -> tuple[str, Hashable]:
    """Return why a field is left out, and what is counted: the record, or the person it names."""
    key = (noun, value_of(record, "id"))
    if noun in INSIDE or noun in PRIVATE:
        return ("note" if noun == "stage_change" else noun), key
    chosen = chosen_reach(record)
    if noun == "partner" and (is_early(record) or value_of(record, "under_nda")):
        return ("nda_partner" if value_of(record, "under_nda") else "early_partner"), key
    if noun == "customer" and not value_of(record, "may_be_named"):
        return "customer", value_of(record, "name")
    if chosen and not shown and RANK[chosen] < RANK[audience]:
        return "marked", key
    return _reason_of_field(noun, field, record, key)


def _reason_of_field(noun: str, field: str, record: Any, key: Hashable) -> tuple[str, Hashable]:
    if noun == "resource" and field in COSTS:
        return ("salary" if is_salary(noun, field, record) else "cost"), key
    if is_terms(noun, field, record):
        return "terms", key
    if field in PERSON_FIELDS or (noun, field) == ("resource", "name"):
        return "person", value_of(record, field)
    if noun == "comment":
        return ("customer", value_of(record, field)) if field == "customer" else ("quote", key)
    if field == "note":
        return "remark", key
    if noun == "company" and field in ("cash", "cash_on", "net_burn"):
        return "money", field
    return OF_NOUN.get(noun, "detail"), key
