"""A list as a file that can be edited elsewhere and come back: the same columns, and our id in front."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from sqlalchemy.orm import Session

from core import labels
from core.i18n import LOCALES, N_, in_locale, t
from core.services.record_imports.known import OWN
from core.services.record_imports.targets import TARGETS
from core.services.records import all_records
from core.tables.lists import LISTS
from core.tables.mapping import Mapping as ReadMapping
from core.tables.values import flatten
from core.tables.writing import to_bytes

OWN_ID = re.compile(r"Sextant ID \((\w+)\)")
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


def own_fields(list_key: str) -> list[str]:
    """Return the fields of a list that a file can bring and our form keeps."""
    form = TARGETS[list_key].noun.form
    return [field.name for field in LISTS[list_key].fields if field.name in form.model_fields]


def export_list(session: Session, venture_id: int, list_key: str, kind: Literal["csv", "xlsx"]) -> bytes:
    """Return a list as a file in the language in use; imported again, it updates the same records."""
    names, target = own_fields(list_key), TARGETS[list_key]
    constants = LISTS[list_key].constants
    rows = all_records(session, target.noun, venture_id, **constants)
    columns = [f"Sextant ID ({list_key})", *(t(field_title(list_key, name)) for name in names)]
    return to_bytes(kind, columns, ([row.id, *(_cell(list_key, n, getattr(row, n)) for n in names)] for row in rows))


def own_mapping(columns: Sequence[str]) -> ReadMapping | None:
    """Return how a list that was exported here is read, in whichever language; None for any other table."""
    key = next((match for column in columns if (match := OWN_ID.fullmatch(column))), None)
    if key is None or key[1] not in TARGETS:
        return None
    found: dict[str, str] = {}
    words: dict[str, dict[str, Any]] = {}
    for name in own_fields(key[1]):
        titles = set(_in_all_languages([field_title(key[1], name)]))
        if column := next((column for column in columns if column in titles), None):
            found[name] = column
        codes = field_words(key[1], name)
        words[name] = {flatten(word): code for code in codes for word in _in_all_languages([codes[code]])}
    return ReadMapping(key[1], found, {n: w for n, w in words.items() if w}, key[0], OWN)


def _in_all_languages(messages: Iterable[str]) -> Iterable[str]:
    for message in messages:
        for locale in LOCALES:
            with in_locale(locale):
                yield t(message)


def _cell(list_key: str, name: str, value: Any) -> Any:
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
