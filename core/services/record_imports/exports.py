"""A list as a file that can be edited elsewhere and come back: the same columns, and our id in front."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from sqlalchemy.orm import Session

from core.i18n import LOCALES, in_locale, t
from core.reach.lists import Column
from core.services.record_imports.known import OWN
from core.services.record_imports.targets import TARGETS
from core.services.record_imports.titles import field_title, field_words, shown
from core.services.records import all_records
from core.tables.lists import LISTS
from core.tables.mapping import Mapping as ReadMapping
from core.tables.values import flatten
from core.tables.writing import to_bytes

OWN_ID = re.compile(r"Sextant ID \((\w+)\)")


def own_fields(list_key: str) -> list[str]:
    """Return the fields of a list that a file can bring and our form keeps."""
    form = TARGETS[list_key].noun.form
    return [field.name for field in LISTS[list_key].fields if field.name in form.model_fields]


def export_list(session: Session, venture_id: int, list_key: str, kind: Literal["csv", "xlsx"]) -> bytes:
    """Return a list as a file in the language in use; imported again, it updates the same records."""
    names, target = own_fields(list_key), TARGETS[list_key]
    constants = LISTS[list_key].constants
    rows = all_records(session, target.noun, venture_id, **constants)
    columns = [own_id(list_key), *(t(field_title(list_key, name)) for name in names)]
    return to_bytes(kind, columns, ([row.id, *(shown(list_key, n, getattr(row, n)) for n in names)] for row in rows))


def with_ids(noun: str, columns: Sequence[Column]) -> list[Column]:
    """Return a list's columns so that the file can be edited and come back: our id in front, fields as imports read them.

    A list that no file can bring stays as it is; a column that only shows what is worked out is not read again.
    """
    key = next((key for key in ("resources", *TARGETS) if TARGETS[key].noun.name == noun), None)
    if key is None:
        return list(columns)
    titles = {t(field_title(key, name)): name for name in own_fields(key)}
    return [Column(own_id(key), "", lambda row: row.id), *(_own_column(key, titles, column) for column in columns)]


def _own_column(key: str, titles: Mapping[str, str], column: Column) -> Column:
    name = titles.get(column.title)
    if name is None:
        return column
    if name != column.field:  # worked out: under the field's own title it would be read as if somebody had entered it
        return Column(t("{title} (computed)", title=column.title), column.field, column.get)
    return Column(column.title, column.field, lambda row: shown(key, name, getattr(row, name)))


def own_id(list_key: str) -> str:
    """Return the heading of our id in a list's file."""
    return f"Sextant ID ({list_key})"


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
