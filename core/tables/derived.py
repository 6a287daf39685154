"""A table made of another one: rows reshaped on the way, read as a stream like any other."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.tables.columns import with_added_columns
from core.tables.problems import Problem
from core.tables.table import Note, Table

Cells = Mapping[str, str]
Record = tuple[int, list[str]]


@dataclass(frozen=True)
class DerivedSource:
    """Columns of its own, and the records that `make` yields under them; their heading counts as row 0."""

    columns: Sequence[str]
    make: Callable[[Note], Iterator[Record]]

    def records(self, note: Note) -> Iterator[Record]:
        """Yield the heading, then the records."""
        yield 0, list(self.columns)
        yield from self.make(note)


def derive(table: Table, columns: Sequence[str], make: Callable[[Note], Iterator[Record]]) -> Table:
    """Return a table of these columns and records in place of another one, under its name."""
    derived = Table(
        DerivedSource(columns, make),
        table.name,
        kind=table.kind,
        encoding=table.encoding,
        row_count_estimate=table.row_count_estimate,
        row_limit=table.row_limit,
        cell_limit=table.cell_limit,
        sheet=table.sheet,
        sheets=table.sheets,
        warnings=table.warnings,
    )
    derived.title = table.title
    return derived


def with_columns(table: Table, added: Sequence[str], compute: Callable[[Cells, int, Note], Sequence[str]]) -> Table:
    """Return the table with columns added, computed row by row from the cells by heading, the number and `note`."""

    def make(note: Note) -> Iterator[Record]:
        for row in table.read(note):
            cells = dict(zip(table.columns, row.cells, strict=True))
            yield row.number, [*row.cells, *compute(cells, row.number, note)]

    return derive(table, with_added_columns(table.columns, added), make)


def with_rows(table: Table, columns: Sequence[str], make: Callable[[Cells, int], Iterator[Sequence[str]]]) -> Table:
    """Return a table of other columns in which one row may become several or none; rows are counted anew from 1."""

    def remake(note: Note) -> Iterator[Record]:
        number = 0

        def note_here(problem: Problem) -> None:
            problem.place = number + 1  # a reading that goes on after row `number` has not met it yet
            note(problem)

        for row in table.read(note_here):
            for cells in make(dict(zip(table.columns, row.cells, strict=True)), row.number):
                number += 1
                yield number, list(cells)

    return derive(table, columns, remake)


def with_cells(table: Table, clean: Callable[[str], str]) -> Table:
    """Return the table with every cell passed through `clean`."""

    def make(note: Note) -> Iterator[Record]:
        for row in table.read(note):
            yield row.number, [clean(cell) for cell in row.cells]

    return derive(table, table.columns, make)
