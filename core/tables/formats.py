"""What a file really is, told from its bytes; its name is only used to explain a refusal."""

import zipfile
from pathlib import Path
from typing import Literal

from core.errors import SextantError
from core.tables.notion import is_notion_export

MAX_ENTRIES = 2000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 100
HARMLESS = 1024 * 1024  # below it a high ratio means a small, dull sheet
EXCEL_NAMES = (".xlsx", ".xls", ".xlsm", ".xlsb")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# First bytes of files that people pick by mistake.
OTHERS = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"\x1f\x8b": "gzip",
    b"7z\xbc\xaf": "7z",
    b"Rar!": "RAR",
    b"SQLite format 3": "SQLite",
    b"PAR1": "Parquet",
}


def find_format(path: Path, *, name: str) -> Literal["text", "xlsx", "notion"]:
    """Return whether the file is text, an Excel workbook that is safe to unpack, or an export of Notion.

    Raises SextantError, each with its own message, for every other kind of file.
    """
    with path.open("rb") as file:
        head = file.read(1024)
    if head.startswith(b"PK"):
        if is_notion_export(path):
            return "notion"
        _check_workbook(path, name)
        return "xlsx"
    if head.startswith(OLE):
        raise _old_excel(path, name)
    for magic, kind in OTHERS.items():
        if head.startswith(magic):
            raise SextantError(
                "The file {file} is a {kind} file, not a table. Choose a CSV or Excel file.", file=name, kind=kind
            )
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise SextantError(
            "The file {file} holds a web page (HTML or XML), not a table. Open it in Excel and save it as .xlsx.",
            file=name,
        )
    if head and Path(name).suffix.lower() in EXCEL_NAMES:
        raise SextantError(
            "The file {file} is named like an Excel workbook but is none. If it is text, rename it to .csv; otherwise "
            "save it again in Excel as .xlsx.",
            file=name,
        )
    return "text"


def _old_excel(path: Path, name: str) -> SextantError:
    if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        return SextantError(
            "The workbook {file} is protected by a password. Remove the password in Excel and import it again.",
            file=name,
        )
    return SextantError(
        "The file {file} is in the old Excel format .xls. Open it in Excel and save it as .xlsx or CSV.", file=name
    )


def _check_workbook(path: Path, name: str) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            kind = archive.read("mimetype")[:100] if "mimetype" in archive.namelist() else b""
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError):
        raise SextantError(
            "The workbook {file} is damaged or was cut off while it was copied. Get it again, or save it again in "
            "Excel as .xlsx.",
            file=name,
        ) from None
    _check_size(entries, path.stat().st_size, name)
    _check_kind({entry.filename for entry in entries}, kind, name)
    if any(entry.flag_bits & 1 for entry in entries):
        raise SextantError(
            "The workbook {file} is protected by a password. Remove the password in Excel and import it again.",
            file=name,
        )


def _check_size(entries: list[zipfile.ZipInfo], packed: int, name: str) -> None:
    """Refuse what would unpack to more than a laptop can hold, going by the sizes the archive declares."""
    unpacked = sum(entry.file_size for entry in entries)
    dense = unpacked > HARMLESS and unpacked > MAX_RATIO * packed
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or dense:
        raise SextantError(
            "The workbook {file} would unpack to {size} MB in {count} parts; that is more than is read from Excel (at "
            "most {limit} MB). Save the sheet as CSV and import that.",
            file=name,
            size=round(unpacked / 1024**2),
            count=len(entries),
            limit=MAX_UNPACKED // 1024**2,
        )


def _check_kind(names: set[str], mimetype: bytes, name: str) -> None:
    if mimetype.startswith(b"application/vnd.oasis.opendocument"):
        raise SextantError(
            "The file {file} is an OpenDocument file (.ods). Save it as .xlsx or CSV and import that.", file=name
        )
    if any(entry.endswith("vbaProject.bin") for entry in names):
        raise SextantError(
            "The workbook {file} contains macros (.xlsm). Save it as .xlsx, without macros, and import that.", file=name
        )
    if "xl/workbook.bin" in names:
        raise SextantError(
            "The workbook {file} is in Excel's binary format (.xlsb). Save it as .xlsx and import that.", file=name
        )
    if "xl/workbook.xml" not in names:
        raise SextantError(
            "The file {file} is a zip archive without an Excel workbook in it. Unpack it and import the table inside.",
            file=name,
        )
