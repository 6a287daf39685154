"""From a table's row to the fields of a record: what was read, what is doubtful, what was not understood."""

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from typing import Any

from core.errors import SextantError
from core.tables.fields import RecordList
from core.tables.lists import LISTS
from core.tables.matching import guess_fields, guess_key
from core.tables.parsed import Parsed
from core.tables.readers import Context, UnknownWord, is_blank
from core.tables.table import Row
from core.tables.values import flatten


@dataclass(frozen=True)
class Mapping:
    """How a table's columns become a list's fields.

    `columns` maps a field to its heading; `words` a field's words, in narrow lower case, to our codes; `key` is the
    column that names a row in the system it comes from; `source` is that system ("" where it has no name).
    """

    list_key: str
    columns: Map[str, str]
    words: Map[str, Map[str, Any]] = field(default_factory=dict)
    key: str | None = None
    source: str = ""

    @property
    def list(self) -> RecordList:
        """Return the list that the rows go to."""
        return LISTS[self.list_key]


@dataclass(frozen=True)
class ReadRecord:
    """One row as it was read. A blank cell is in none of the three; a refused one is only in `refused`.

    `doubts` are message ids by field; `refused` the refusals by field, with message and values.
    """

    number: int
    key: str
    values: dict[str, Any]
    doubts: dict[str, str]
    refused: dict[str, SextantError]


def guess_mapping(list_key: str, columns: Sequence[str], rows: Iterable[Sequence[str]], context: Context) -> Mapping:
    """Return the likely mapping of a table without a preset."""
    return Mapping(list_key, guess_fields(LISTS[list_key], columns, rows, context), key=guess_key(columns))


def read_record(mapping: Mapping, columns: Sequence[str], row: Row, context: Context) -> ReadRecord:
    """Read one row of a table with these columns; never raises for what a cell holds."""
    found = ReadRecord(row.number, _cell(mapping.key, columns, row), dict(mapping.list.constants), {}, {})
    for name, column in mapping.columns.items():
        text = _cell(column, columns, row)
        if is_blank(text):
            continue
        try:
            parsed = _read(mapping, name, text, context.under(column))
        except SextantError as error:
            found.refused[name] = error
            continue
        found.values.update(parsed.value if _is_several(mapping, name, parsed.value) else {name: parsed.value})
        if parsed.doubt:
            found.doubts[name] = parsed.doubt
    return found


def unknown_words(
    mapping: Mapping, columns: Sequence[str], rows: Iterable[Row], context: Context
) -> dict[str, list[str]]:
    """Return by field the words in its column whose meaning nobody has said yet, in the order they come."""
    found: dict[str, list[str]] = {}
    for row in rows:
        for name, error in read_record(mapping, columns, row, context).refused.items():
            word = flatten(_cell(mapping.columns[name], columns, row))
            if isinstance(error, UnknownWord) and word not in found.setdefault(name, []):
                found[name].append(word)
    return found


def _cell(column: str | None, columns: Sequence[str], row: Row) -> str:
    return row.cells[list(columns).index(column)].strip() if column else ""


def _read(mapping: Mapping, name: str, text: str, context: Context) -> Parsed[Any]:
    known = mapping.words.get(name, {})
    if (plain := flatten(text)) in known:
        return Parsed(known[plain])
    chosen = mapping.list.field(name)
    return chosen.read(text, context) if chosen else Parsed(text)


def _is_several(mapping: Mapping, name: str, value: Any) -> bool:
    """Say whether a word stood for several fields at once: "closed won" is a stage and an outcome."""
    chosen = mapping.list.field(name)
    return isinstance(value, dict) and chosen is not None and chosen.words is not None
