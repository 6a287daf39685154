"""The child process that unpacks a workbook: `python -m core.tables.xlsx_child WORKBOOK LINES [SHEET]`.

It writes one JSON list per row to LINES and one JSON object about the sheet to standard output. A hostile workbook
can only make this process slow, big or dead; the app goes on.
"""

import datetime
import json
import sys
import zipfile
import zlib
from pathlib import Path
from typing import Any

import python_calamine

from core.tables.xlsx_scan import TooWide, scan_sheet

MEMORY = 3 * 1024**3  # address space; a sheet of 200 MB of XML needs about half of it
CPU_SECONDS = 100
MAX_MERGES = 20_000


def main(arguments: list[str]) -> None:
    """Read one sheet and say what came of it."""
    _limit_resources()
    workbook, lines, *sheet = arguments
    print(json.dumps(_convert(workbook, lines, sheet[0] if sheet else None)))


def _limit_resources() -> None:
    """Let the system stop this process before it fills the machine (Windows has only the parent's clock)."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        if sys.platform != "darwin":  # macOS refuses to lower the address space
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _convert(workbook: str, lines: str, wanted: str | None) -> dict[str, Any]:
    try:
        with zipfile.ZipFile(workbook) as archive, python_calamine.load_workbook(workbook) as book:
            sheets = _visible(book)
            if wanted and wanted not in sheets or not sheets:
                return {"error": "no_sheet", "sheets": sheets}
            name = wanted or sheets[0]
            oddities, hidden = scan_sheet(archive, name)
            page = book.get_sheet_by_name(name)
            merges = _merges(page)
            rows = _write_rows(page, Path(lines))
    except TooWide as error:
        return {"error": "too_wide", "row": error.row, "column": error.column}
    except (python_calamine.CalamineError, zipfile.BadZipFile, KeyError, OSError, EOFError, ValueError, zlib.error):
        return {"error": "damaged"}
    return {
        "sheet": name,
        "sheets": sheets,
        "row_count": rows,
        "oddities": oddities,
        "hidden": hidden,
        "merges": merges,
    }


def _visible(book: python_calamine.CalamineWorkbook) -> list[str]:
    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
        and sheet.visible == python_calamine.SheetVisibleEnum.Visible
    ]


def _merges(sheet: python_calamine.CalamineSheet) -> list[tuple[int, int, int, int]]:
    """Return first row (from 1), first column (from 0, as the cells are written), last row and last column of merges."""
    left = sheet.start[1] if sheet.start else 0
    ranges = (sheet.merged_cell_ranges or [])[:MAX_MERGES]
    return [(first[0] + 1, first[1] - left, last[0] + 1, last[1] - left) for first, last in ranges]


def _write_rows(sheet: python_calamine.CalamineSheet, lines: Path) -> int:
    """Write every row down to the last one that holds something, blank ones as `[]`; return their number."""
    written = 0
    with lines.open("w", encoding="utf-8") as file:
        for row in sheet.iter_rows():
            cells = [cell_text(value) for value in row]
            file.write(json.dumps(cells if any(cells) else [], ensure_ascii=False) + "\n")
            written += 1
    return written


def cell_text(value: Any) -> str:
    """Return a cell's value as a person would type it."""
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value)


if __name__ == "__main__":
    main(sys.argv[1:])
