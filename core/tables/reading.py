"""Opening a table: what it is, its encoding, its delimiter and its headings come from the content."""

from pathlib import Path

from core.errors import SextantError
from core.tables.delimited import DelimitedSource, find_delimiter
from core.tables.encodings import find_encoding
from core.tables.formats import find_format
from core.tables.problems import Problem, Problems
from core.tables.table import CELL_BYTES, Row, Table
from core.tables.xlsx import open_workbook

__all__ = ["CELL_BYTES", "IMPORT_ROWS", "Problem", "Problems", "Row", "Table", "open_table"]

IMPORT_ROWS = 500_000  # what the app imports at once; `score` has no limit


def open_table(
    path: Path,
    *,
    name: str | None = None,
    encoding: str | None = None,
    header: bool = True,
    sheet: str | None = None,
    row_limit: int | None = None,
    cell_limit: int | None = CELL_BYTES,
) -> Table:
    """Open a CSV, TSV or Excel file for reading; `name` is what the user calls it (an upload's path says nothing).

    Every cell is text. With `row_limit` a longer table is refused before a row is given out. A row with a cell over
    `cell_limit` bytes is left out and said so; None keeps it.
    Raises SextantError saying what is wrong, where, and how to mend it.
    """
    name = name or path.name
    if not path.is_file():
        raise SextantError("There is no file {file}.", file=name)
    if find_format(path, name=name) == "xlsx":
        table = _open_xlsx(path, name, header, sheet)
    else:
        table = _open_text(path, name, encoding, header)
    table.cell_limit = cell_limit
    return _within(table, row_limit)


def _open_xlsx(path: Path, name: str, header: bool, sheet: str | None) -> Table:
    source = open_workbook(path, name=name, sheet=sheet)
    warnings = []
    if len(source.sheets) > 1 and sheet is None:
        warnings.append(
            Problem(
                "The workbook has {count} sheets; the first one, {sheet}, was read.",
                count=len(source.sheets),
                sheet=source.sheet,
            )
        )
    return Table(
        source,
        name,
        kind="xlsx",
        header=header,
        row_count_estimate=max(0, source.row_count - header),
        sheet=source.sheet,
        sheets=source.sheets,
        warnings=warnings,
    )


def _open_text(path: Path, name: str, wanted: str | None, header: bool) -> Table:
    encoding = find_encoding(path, name=name, wanted=wanted)
    delimiter = find_delimiter(path, encoding.name, header=header)
    warnings = []
    if wanted is None and encoding.name == "gb18030":
        warnings.append(
            Problem("The file was read as GB18030. If the preview shows wrong characters, choose another encoding.")
        )
    return Table(
        DelimitedSource(path, encoding.name, delimiter),
        name,
        kind="text",
        header=header,
        encoding=encoding.name,
        delimiter=delimiter,
        row_count_estimate=max(0, encoding.lines - header),
        warnings=warnings,
    )


def _within(table: Table, row_limit: int | None) -> Table:
    """Count a table that looks too long (line ends inside cells count as rows in the estimate) and set its limit."""
    table.row_limit = row_limit
    if row_limit is not None and table.row_count_estimate >= row_limit:
        for _ in table.rows():
            pass
    return table
