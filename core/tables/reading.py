"""Opening a table: what it is, its encoding, its delimiter and its headings come from the content."""

from pathlib import Path
from typing import Any

from core.errors import SextantError
from core.i18n import t
from core.tables.delimited import DelimitedSource, find_delimiter
from core.tables.encodings import Encoding, find_encoding
from core.tables.formats import find_format
from core.tables.json_source import JsonSource, find_json
from core.tables.layout import TITLES
from core.tables.notion import NotionSource, open_notion
from core.tables.pipes import PipeSource, is_pipe_table
from core.tables.problems import Problem, Problems
from core.tables.table import CELL_BYTES, Row, Source, Table
from core.tables.texts import PastedText, StoredText, TextFile
from core.tables.xlsx import WorkbookSource, open_workbook

__all__ = ["CELL_BYTES", "IMPORT_ROWS", "Problem", "Problems", "Row", "Table", "open_pasted", "open_table"]

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
    tidy: bool = False,
    keep_hidden: bool = False,
) -> Table:
    """Open CSV, TSV, Excel, JSON, a Markdown table or an export of Notion; `name` is what the user calls the file.

    Every cell is text. With `row_limit` a longer table is refused before a row is given out. A row with a cell over
    `cell_limit` bytes is left out and said so; None keeps it. With `tidy` a title, a second row of headings and merged
    cells are understood, and sums and (without `keep_hidden`) hidden rows left out, each said.
    Raises SextantError saying what is wrong, where, and how to mend it.
    """
    name = name or path.name
    if not path.is_file():
        raise SextantError("There is no file {file}.", file=name)
    kind = find_format(path, name=name)
    options: dict[str, Any] = {"header": header, "tidy": tidy, "keep_hidden": keep_hidden, "cell_limit": cell_limit}
    if kind == "text":
        found = find_encoding(path, name=name, wanted=encoding)
        table = _open_text(StoredText(path), name, found, options, wanted=encoding)
    else:
        source = (
            open_workbook(path, name=name, sheet=sheet) if kind == "xlsx" else open_notion(path, name=name, sheet=sheet)
        )
        table = _open_sheet(source, name, kind, options, is_chosen=sheet is not None)
    return _within(table, row_limit)


def open_pasted(text: str, *, header: bool = True, tidy: bool = True, row_limit: int | None = None) -> Table:
    """Open what somebody copied: a range of cells, a Markdown table, JSON, or lines of text.

    The same text in a file gives the same table. Raises SextantError like `open_table`.
    """
    if not text.strip():
        raise SextantError("Nothing was pasted. Copy the cells, headings included, and paste them again.")
    encoding = Encoding("utf-8", text.count("\n") + 1)
    options: dict[str, Any] = {"header": header, "tidy": tidy}
    return _within(_open_text(PastedText(text.removeprefix("\ufeff")), t("pasted text"), encoding, options), row_limit)


def _open_sheet(
    source: WorkbookSource | NotionSource, name: str, kind: str, options: dict[str, Any], *, is_chosen: bool
) -> Table:
    warnings = []
    if len(source.sheets) > 1 and not is_chosen:
        warnings.append(
            Problem(
                "The workbook has {count} sheets; the first one, {sheet}, was read."
                if kind == "xlsx"
                else "The archive has {count} tables; the first one, {sheet}, was read.",
                count=len(source.sheets),
                sheet=source.sheet,
            )
        )
    rows = source.row_count if isinstance(source, WorkbookSource) else len(source.rows) + 1
    return Table(
        source,
        name,
        kind=kind,
        row_count_estimate=max(0, rows - options["header"]),
        sheet=source.sheet,
        sheets=source.sheets,
        warnings=warnings,
        **options,
    )


def _open_text(
    text: TextFile, name: str, encoding: Encoding, options: dict[str, Any], *, wanted: str | None = None
) -> Table:
    warnings = []
    if wanted is None and encoding.name == "gb18030":
        warnings.append(
            Problem("The file was read as GB18030. If the preview shows wrong characters, choose another encoding.")
        )
    kind, delimiter = "text", None
    if json_kind := find_json(text, encoding.name, name=name):
        source: Source = JsonSource(text, encoding.name, json_kind)
        kind, options = "json", options | {"header": True}
    elif is_pipe_table(text, encoding.name):
        source = PipeSource(text, encoding.name)
    else:
        delimiter = _delimiter(text, encoding.name, options)
        source = DelimitedSource(text, encoding.name, delimiter)
    return Table(
        source,
        name,
        kind=kind,
        encoding=encoding.name,
        delimiter=delimiter,
        row_count_estimate=max(0, encoding.lines - options["header"]),
        warnings=warnings,
        **options,
    )


def _delimiter(text: TextFile, encoding: str, options: dict[str, Any]) -> str | None:
    """Return what divides the cells: tabs where cells were copied; under a title, what most lines agree on."""
    if isinstance(text, PastedText) and "\t" in text.text:
        return "\t"
    found = find_delimiter(text, encoding, header=options["header"])
    skips = range(1, TITLES + 1) if options["tidy"] and not found else ()
    below = (find_delimiter(text, encoding, header=False, skip=skip) for skip in skips)
    return found or next(filter(None, below), None)


def _within(table: Table, row_limit: int | None) -> Table:
    """Count a table that looks too long (line ends inside cells count as rows in the estimate) and set its limit."""
    table.row_limit = row_limit
    if row_limit is not None and table.row_count_estimate >= row_limit:
        for _ in table.rows():
            pass
    return table
