"""A table read row by row, whatever file it came from."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple, Protocol

from core.errors import SextantError
from core.tables.columns import name_columns, number_columns
from core.tables.layout import Layout, fill_down, find_layout, sum_label
from core.tables.problems import Problem, Problems

CELL_BYTES = 1024 * 1024  # the limit of one cell, in UTF-8
COLUMN_LIMIT = 1000
HEAD_RECORDS = 100  # enough to see how wide a file without headings is

Note = Callable[[Problem], None]


class Row(NamedTuple):
    """One row: its number as a person counts it, and one text per column ("" where blank)."""

    number: int
    cells: tuple[str, ...]


class Source(Protocol):
    """What a format gives: records with their numbers; an empty list is a blank line."""

    def records(self, note: Note) -> Iterator[tuple[int, list[str]]]:
        """Yield every record from the first on, telling `note` what was odd."""
        ...


@dataclass
class Table:
    """A file opened for reading; every reading starts at the file's beginning, so it can be read again.

    `problems` holds what the latest reading met so far; `warnings` what is odd about the file as a whole. With `tidy`
    a title, a second row of headings, merged cells, sums and hidden rows are seen to.
    """

    source: Source
    name: str
    kind: str
    header: bool = True
    encoding: str = "utf-8"
    delimiter: str | None = None
    row_count_estimate: int = 0
    row_limit: int | None = None
    cell_limit: int | None = CELL_BYTES
    sheet: str | None = None
    sheets: list[str] = field(default_factory=list)
    tidy: bool = False
    keep_hidden: bool = False
    warnings: list[Problem] = field(default_factory=list)
    title: str = field(init=False, default="")
    columns: list[str] = field(init=False)
    problems: Problems = field(init=False, default_factory=Problems)

    def __post_init__(self) -> None:
        head = list(islice(((n, cells) for n, cells in self.source.records(_ignore) if any(cells)), HEAD_RECORDS))
        if not head:
            raise SextantError("The file {file} is empty. Choose a file with at least one row.", file=self.name)
        layout = self._layout(head)
        self._header_number = layout.last
        self.columns = name_columns(layout.headings) if self.header else number_columns(_usual_width(head))
        if len(head) == 1 and self.header and not self._has_data():
            raise SextantError(
                "The file {file} has headings but no rows under them. If its first row is data, say that it has no "
                "headings.",
                file=self.name,
            )
        if len(self.columns) > COLUMN_LIMIT:
            raise SextantError(
                "The file {file} has {count} columns; at most {limit} can be read. Delete the columns you do not need.",
                file=self.name,
                count=len(self.columns),
                limit=COLUMN_LIMIT,
            )

    def rows(self, start: int = 0) -> Iterator[Row]:
        """Yield the rows numbered after `start`, one at a time (give the last number seen to go on from there).

        Raises SextantError once the table turns out longer than `row_limit`.
        """
        self.problems = problems = Problems()

        def note(problem: Problem) -> None:
            if problem.place > start:
                problems.append(problem)

        yield from self.read(note, start)

    def read(self, note: Note, start: int = 0) -> Iterator[Row]:
        """Yield the rows numbered after `start`, telling `note` what was odd instead of keeping it."""
        for seen, (number, cells) in enumerate(self._records(note), start=1):
            self._check_limit(seen)
            if number > start and (row := self._fit(number, cells, note)):
                yield row

    def preview(self, n: int = 20) -> list[Row]:
        """Return the first `n` rows."""
        return list(islice(self.rows(), n))

    def _records(self, note: Note) -> Iterator[tuple[int, list[str]]]:
        """Yield the records under the heading; a blank line counts as a row only where there is one column."""
        one_column = len(self.columns) == 1
        records = self.source.records(note)
        for number, cells in self._tidied(records, note) if self.tidy else records:
            if number > self._header_number and (cells or one_column):
                yield number, cells

    def _layout(self, head: list[tuple[int, list[str]]]) -> Layout:
        if not self.header:
            return Layout(0, [])
        if not self.tidy:
            return Layout(head[0][0], head[0][1])
        layout = find_layout(head, getattr(self.source, "merges", ()))
        self.warnings = [*self.warnings, *layout.remarks]
        self.title = layout.title
        return layout

    def _tidied(self, records: Iterator[tuple[int, list[str]]], note: Note) -> Iterator[tuple[int, list[str]]]:
        """Yield the records without sums and hidden rows, each told, and with what was merged repeated down."""
        hidden = set() if self.keep_hidden else set(getattr(self.source, "hidden", ()))
        for number, cells in fill_down(records, getattr(self.source, "merges", ()), self._header_number):
            if number <= self._header_number or not any(cells):
                yield number, cells
            elif number in hidden:
                note(Problem("Row {row} is hidden in the workbook and was left out.", kept_out=True, row=number))
            elif label := sum_label(cells):
                note(Problem("Row {row} is a sum ({label}) and was left out.", kept_out=True, row=number, label=label))
            else:
                yield number, cells

    def _has_data(self) -> bool:
        met: list[Problem] = []
        return next(self._records(met.append), None) is not None or any(problem.kept_out for problem in met)

    def _check_limit(self, seen: int) -> None:
        if self.row_limit is not None and seen > self.row_limit:
            raise SextantError(
                "The file {file} has more than {limit} rows. Split it and import the parts one after the other.",
                file=self.name,
                limit=self.row_limit,
            )

    def _fit(self, number: int, cells: list[str], note: Note) -> Row | None:
        """Return the record as a row as wide as the table, or None when a cell is over the limit."""
        if problem := self._oversized(number, cells):
            note(problem)
            return None
        missing = len(self.columns) - len(cells)
        if missing == 0:
            return Row(number, tuple(cells))
        if missing > 0:
            if cells:
                note(Problem("Row {row} is {count} cells short; they count as blank.", row=number, count=missing))
            return Row(number, (*cells, *[""] * missing))
        return Row(number, self._joined(number, cells, note))

    def _joined(self, number: int, cells: list[str], note: Note) -> tuple[str, ...]:
        """Append the cells beyond the last column to its text, so that nothing is lost."""
        width = len(self.columns)
        if any(cells[width:]):
            note(
                Problem(
                    "Row {row} has {count} cells too many; they were joined to the column {column}.",
                    row=number,
                    count=len(cells) - width,
                    column=self.columns[-1],
                )
            )
            cells = [*cells[: width - 1], (self.delimiter or " ").join(cells[width - 1 :])]
        return tuple(cells[:width])

    def _oversized(self, number: int, cells: list[str]) -> Problem | None:
        limit = self.cell_limit
        if limit is None or not cells or max(map(len, cells)) * 4 <= limit:  # no character is longer than four bytes
            return None
        for place, cell in enumerate(cells):
            if (size := len(cell.encode("utf-8", "replace"))) > limit:
                column = self.columns[place] if place < len(self.columns) else str(place + 1)
                return Problem(
                    "The cell in row {row}, column {column} holds {size} MB; the limit is 1 MB. Shorten it and import "
                    "it again.",
                    kept_out=True,
                    row=number,
                    column=column,
                    size=round(size / CELL_BYTES, 1),
                )
        return None


def _ignore(problem: Problem) -> None:
    """Drop a problem: the reading proper will meet it again."""


def _usual_width(head: list[tuple[int, list[str]]]) -> int:
    return Counter(len(cells) for _, cells in head).most_common(1)[0][0]
