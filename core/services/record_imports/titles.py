"""What fields and their codes are called, on screen and in files that leave and come back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from core import labels
from core.i18n import N_, t
from core.services.record_imports.targets import TARGETS

LIST_TITLES = {
    "people": N_("People"),
    "candidates": N_("Candidates"),
    "resources": N_("Technology and other resources"),
    "partners": N_("Partners"),
    "customers": N_("Customers"),
    "competitors": N_("Competitors"),
    "segments": N_("Market size"),
    "initiatives": N_("Initiatives"),
    "actions": N_("Actions"),
    "months": N_("Money by month"),
    "figures": N_("Measures"),
    "decisions": N_("Decisions"),
}
SEPARATOR = "; "
SIDE_TITLES = {"contact": N_("Contact"), "note": N_("Note")}
WORDS: dict[tuple[str, str], Mapping[Any, str]] = {
    ("resources", "kind"): labels.RESOURCE_KINDS,
    ("candidates", "stage"): labels.CANDIDATE_STAGES,
    ("partners", "kind"): labels.PARTNER_KINDS,
    ("partners", "stage"): labels.STAGES,
    ("partners", "outcome"): labels.OUTCOMES,
    ("partners", "outcome_reason"): labels.REASONS,
    ("customers", "state"): labels.CUSTOMER_STATES,
    ("months", "basis"): labels.BASES,
    ("figures", "better"): labels.BETTER,
    ("initiatives", "state"): labels.INITIATIVE_STATES,
}
YES_NO = {True: N_("Yes"), False: N_("No")}


def field_title(list_key: str, name: str) -> str:
    """Return a field's title as a message id."""
    info = TARGETS[list_key].noun.form.model_fields.get(name)
    return (info.title if info else SIDE_TITLES.get(name)) or name


def field_words(list_key: str, name: str) -> Mapping[Any, str]:
    """Return the words for a field's codes as message ids, empty for a field without codes."""
    if (list_key, name) in WORDS:
        return WORDS[list_key, name]
    info = TARGETS[list_key].noun.form.model_fields.get(name)
    return YES_NO if info and info.annotation is bool else {}


def shown(list_key: str, name: str, value: Any) -> Any:
    """Return a field's value as a table shows it: codes as words, several values in one cell."""
    if value is None or isinstance(value, date):
        return value
    if codes := field_words(list_key, name):
        return t(codes[value]) if value in codes else ""
    if name == "skills":
        return SEPARATOR.join(f"{skill} ({t(labels.LEVELS[level])})" for skill, level in value.items())
    if name == "values":
        return SEPARATOR.join(
            f"{p.month:%Y-%m}: {p.value:.12g}{f' (n {p.n})' if p.n is not None else ''}" for p in value
        )
    return SEPARATOR.join(value) if isinstance(value, list) else value


def _point(point: Mapping[str, Any]) -> str:
    cases = f" (n {point['n']})" if point["n"] is not None else ""
    return f"{point['month']:%Y-%m}: {point['value']:.12g}{cases}"
