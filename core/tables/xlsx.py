"""Excel workbooks: unpacked by a child process with limits, then read row by row from what it wrote."""

import json
import os
import subprocess
import sys
import tempfile
import weakref
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import core
from core.errors import SextantError
from core.tables.problems import Problem
from core.tables.table import Note

SECONDS = 120


@dataclass(eq=False)
class WorkbookSource:
    """One sheet of a workbook, kept as JSON lines in a temporary file that goes away with this object."""

    lines: Path
    sheet: str
    sheets: list[str]
    row_count: int
    oddities: list[tuple[int, str, str]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        weakref.finalize(self, self.lines.unlink, missing_ok=True)

    def records(self, note: Note) -> Iterator[tuple[int, list[str]]]:
        """Yield each row of the sheet with Excel's number for it; a blank row is an empty list."""
        for row, cell, kind in self.oddities:
            note(_oddity(row, cell, kind))
        with self.lines.open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                yield number, json.loads(line)


def open_workbook(path: Path, *, name: str, sheet: str | None = None) -> WorkbookSource:
    """Read one sheet (the first visible one by default) of a workbook that passed `find_format`.

    Raises SextantError when the workbook is damaged, has no such sheet, or takes too much time or memory.
    """
    handle, lines = tempfile.mkstemp(prefix="sextant-", suffix=".jsonl")
    os.close(handle)
    try:
        answer = _run_child(path.resolve(), lines, name, sheet)
        if "error" in answer:
            raise _refusal(answer, name, sheet)
        return WorkbookSource(Path(lines), **answer)
    except SextantError:
        Path(lines).unlink(missing_ok=True)
        raise


def _run_child(path: Path, lines: str, name: str, sheet: str | None) -> dict[str, Any]:
    command = [sys.executable, "-m", "core.tables.xlsx_child", str(path), lines, *([sheet] if sheet else [])]
    root = Path(core.__file__).parents[1]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, cwd=root, check=True)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        raise SextantError(
            "The workbook {file} takes too much memory or time to read. Save the sheet as CSV and import that.",
            file=name,
        ) from None
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _refusal(answer: dict[str, Any], name: str, sheet: str | None) -> SextantError:
    if answer["error"] == "no_sheet":
        return SextantError(
            "The workbook {file} has no sheet {sheet}. Its sheets are: {sheets}.",
            file=name,
            sheet=sheet,
            sheets=", ".join(answer["sheets"]),
        )
    if answer["error"] == "too_wide":
        return SextantError(
            "The sheet in {file} reaches down to row {row} and right to column {column}; that is too much to read. "
            "Delete the blank rows and columns around the table, or save it as CSV.",
            file=name,
            row=answer["row"],
            column=answer["column"],
        )
    return SextantError(
        "The workbook {file} is damaged or was cut off while it was copied. Get it again, or save it again in Excel "
        "as .xlsx.",
        file=name,
    )


def _oddity(row: int, cell: str, kind: str) -> Problem:
    if kind == "error":
        return Problem("The cell {cell} holds an Excel error; it was read as blank.", row=row, cell=cell)
    return Problem(
        "The formula in cell {cell} has no stored value; it was read as blank. Open and save the file in Excel once.",
        row=row,
        cell=cell,
    )
