"""The one exporter: CSV and Excel files in which no text can act as a formula."""

import csv
import io
import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, Any, Literal, TextIO

import xlsxwriter  # type: ignore[import-untyped]

from core.errors import SextantError

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")
PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")  # a number column read as text stays numbers
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
EXCEL_ROWS = 1_048_575  # under the heading
EXCEL_CHARS = 32_767  # of one cell
EXACT_INT = 2**53  # Excel keeps numbers as doubles


def write_csv(target: Path | TextIO, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write rows as CSV in UTF-8 with a byte order mark and return their number.

    Text that a spreadsheet would take for a formula gets a leading apostrophe; numbers, also as text, stay numbers.
    A text stream must have been opened with `newline=""` and gets the mark as its first character.
    """
    if isinstance(target, Path):
        with target.open("w", encoding="utf-8", errors="replace", newline="") as file:
            return write_csv(file, columns, rows)
    target.write("\ufeff")
    writer = csv.writer(target)
    writer.writerow([_csv_cell(column) for column in columns])
    written = 0
    for row in rows:
        writer.writerow([_csv_cell(value) for value in row])
        written += 1
    return written


def write_xlsx(
    target: Path | IO[bytes], columns: Sequence[str], rows: Iterable[Sequence[Any]], *, sheet: str = "Sheet1"
) -> int:
    """Write rows as an Excel workbook, text as text, row by row without holding them, and return their number.

    A cell over Excel's 32,767 characters ends in "…". Raises SextantError when the rows do not fit on a sheet.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    written = 0
    with xlsxwriter.Workbook(target, options) as book:
        page = book.add_worksheet(sheet)
        formats: dict[type, Any] = {
            date: book.add_format({"num_format": "yyyy-mm-dd"}),
            datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        }
        for place, column in enumerate(columns):
            page.write_string(0, place, _excel_text(column))
        for written, row in enumerate(rows, start=1):
            if written > EXCEL_ROWS:
                raise SextantError(
                    "An Excel sheet holds at most {limit} rows. Export as CSV instead.", limit=EXCEL_ROWS
                )
            for place, value in enumerate(row):
                _write_cell(page, (written, place), value, formats)
    return written


def to_bytes(kind: Literal["csv", "xlsx"], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return the rows as a whole file, for a download."""
    if kind == "xlsx":
        packed = io.BytesIO()
        write_xlsx(packed, columns, rows)
        return packed.getvalue()
    text = io.StringIO(newline="")
    write_csv(text, columns, rows)
    return text.getvalue().encode("utf-8", errors="replace")


def _csv_cell(value: Any) -> Any:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_STARTS) and not PLAIN_NUMBER.fullmatch(value) else value
    if isinstance(value, float) and not math.isfinite(value):
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if value is None or isinstance(value, bool | int | float | Decimal | date):
        return value
    return _csv_cell(str(value))


def _write_cell(page: Any, place: tuple[int, int], value: Any, formats: dict[type, Any]) -> None:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return
    if isinstance(value, bool):
        page.write_boolean(*place, value)
    elif isinstance(value, int | float | Decimal) and abs(float(value)) <= EXACT_INT:
        page.write_number(*place, value)
    elif isinstance(value, date):  # a datetime is a date, too
        naive = value.replace(tzinfo=None) if isinstance(value, datetime) else value
        page.write_datetime(*place, naive, formats[datetime if isinstance(value, datetime) else date])
    elif text := _excel_text(str(value)):
        page.write_string(*place, text)


def _excel_text(text: str) -> str:
    text = NOT_IN_XML.sub("", text)
    return text if len(text) <= EXCEL_CHARS else text[: EXCEL_CHARS - 1] + "…"
