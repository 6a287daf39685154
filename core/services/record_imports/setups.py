"""What one import is asked to do: the rows, how their columns are read, what a person corrected or chose."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any

from core.errors import SextantError
from core.tables import mapping as reading
from core.tables.lists import LISTS
from core.tables.mapping import ReadRecord
from core.tables.readers import Context, is_blank
from core.tables.table import Row
from core.tables.values import flatten

MOST_ROWS = 5000


@dataclass(frozen=True)
class Split:
    """A column that tells candidates from people, and the words in it that mean a candidate."""

    column: str
    words: frozenset[str]


@dataclass(frozen=True)
class Sheet:
    """A file's or a pasted range's rows as plain data, each as wide as the columns; `title` stands above them."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[tuple[str, dict[str, Any]], ...] = ()
    title: str = ""


@dataclass(frozen=True)
class Setup:
    """How a sheet is read into records; `corrections` are cells that a person wrote anew, by row and column."""

    sheet: Sheet
    mapping: reading.Mapping
    context: Context
    split: Split | None = None
    corrections: Mapping[int, Mapping[str, str]] = field(default_factory=dict)

    @property
    def list_key(self) -> str:
        """Return the list that the rows go to."""
        return self.mapping.list_key

    def row(self, row: Row) -> Row:
        """Return a row with what a person corrected in it."""
        fixed = self.corrections.get(row.number, {})
        cells = zip(self.sheet.columns, row.cells, strict=True)
        return Row(row.number, tuple(fixed.get(column, cell) for column, cell in cells)) if fixed else row

    def cell(self, row: Row, column: str | None) -> str:
        """Return what a row holds in a column."""
        return row.cells[self.sheet.columns.index(column)].strip() if column in self.sheet.columns else ""

    def list_of(self, row: Row) -> str:
        """Return the list that a row goes to: candidates may stand among people."""
        if self.split and flatten(self.cell(row, self.split.column)) in self.split.words:
            return "candidates"
        return self.list_key

    def mapping_of(self, row: Row) -> reading.Mapping:
        """Return how a row is read."""
        key = self.list_of(row)
        if key == self.list_key:
            return self.mapping
        columns = {name: column for name, column in self.mapping.columns.items() if LISTS[key].field(name)}
        stage = LISTS[key].field("stage")
        if self.split and stage and flatten(self.cell(row, self.split.column)) in (stage.words or {}):
            columns["stage"] = self.split.column
        return replace(self.mapping, list_key=key, columns=columns)

    def read(self) -> Iterator[tuple[str, Row, ReadRecord]]:
        """Yield each row with the list it goes to and what was read in it."""
        for raw in self.sheet.rows:
            row = self.row(raw)
            mapping = self.mapping_of(row)
            yield mapping.list_key, row, reading.read_record(mapping, self.sheet.columns, row, self.context)

    def coded_words(self) -> dict[str, list[str]]:
        """Return the words of each column that holds codes, those first whose meaning nobody has said yet."""
        found: dict[str, list[str]] = {}
        for name, column in self.mapping.columns.items():
            known = self.mapping.list.field(name)
            if known and known.words is not None and column in self.sheet.columns:
                words = dict.fromkeys(flatten(self.cell(row, column)) for row in self.sheet.rows)
                mine = [(self.meaning(name, word) is not None, word) for word in words if not is_blank(word)]
                found[name] = [word for is_known, word in sorted(mine, key=itemgetter(0))]
        return {name: words for name, words in found.items() if words}

    def meaning(self, name: str, word: str) -> Any:
        """Return the code that a word of a field stands for, None where nobody has said."""
        known = self.mapping.list.field(name)
        said = self.mapping.words.get(name, {})
        return said[word] if word in said else ((known.words if known else None) or {}).get(word)

    def unknown_words(self) -> dict[str, list[str]]:
        """Return by field the words whose meaning nobody has said yet, in the order they come."""
        found = {
            name: [word for word in words if self.meaning(name, word) is None]
            for name, words in self.coded_words().items()
        }
        return {name: words for name, words in found.items() if words}


def check_size(sheet: Sheet) -> None:
    """Refuse a sheet that is longer than a list of records can be."""
    if len(sheet.rows) > MOST_ROWS:
        raise SextantError(
            "{file} has more than {limit} rows. Split it and import the parts one after the other.",
            file=sheet.name,
            limit=MOST_ROWS,
        )


def check_mapping(setup: Setup) -> None:
    """Refuse a mapping that names no record, or a column that is not there."""
    wanted = LISTS[setup.list_key].required
    if not set(wanted) & {name for name, column in setup.mapping.columns.items() if column}:
        raise SextantError("Choose the column that holds the name.")
    missing = [c for c in setup.mapping.columns.values() if c and c not in setup.sheet.columns]
    if missing:
        raise SextantError("The file has no column {column}. Choose the columns again.", column=missing[0])
