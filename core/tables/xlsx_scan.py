"""What the Excel reader does not tell: how far a sheet reaches, and which cells hold no usable value."""

import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

CHUNK = 1024 * 1024
TAIL = 64 * 1024  # a cell's opening tag and formula hardly ever span more
MAX_CELLS = 30_000_000  # the reader lays out the whole rectangle in memory, about 30 bytes a cell
LISTED = 1000
SMALL = 8 * 1024 * 1024  # the lists of sheets and of their files
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Z]{1,3})(\d{1,7})["']""")
# A cell that is an error, or a formula followed by no value.
ODD = re.compile(
    rb"""<(?:\w+:)?c\s(?P<tag>[^>]*?)(?<!/)>\s*"""
    rb"""(?:<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?P<blank><(?:\w+:)?v\s*/>|<(?:\w+:)?v></|</(?:\w+:)?c>)?)?"""
)
PLACE = re.compile(rb"""\br=["']([A-Z]{1,3}(\d{1,7}))["']""")
HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\s(?=[^>]*\bhidden=["'](?:1|true)["'])[^>]*?\br=["'](\d{1,7})["']""")
IS_ERROR = re.compile(rb"""\bt=["']e["']""")


class TooWide(Exception):
    """The sheet's rectangle has more cells than are read."""

    def __init__(self, row: int, column: str) -> None:
        super().__init__(row, column)
        self.row = row
        self.column = column


def scan_sheet(archive: zipfile.ZipFile, sheet: str) -> tuple[list[tuple[int, str, str]], list[int]]:
    """Return (row, cell, "error" or "formula") of the cells without a usable value, and the numbers of hidden rows.

    Raises TooWide when the sheet reaches too far, KeyError when the workbook lacks the sheet's file.
    """
    last_row, columns = 1, {b"A"}
    odd: dict[str, tuple[int, str, str]] = {}
    hidden: set[int] = set()
    for text in _windows(archive, _sheet_path(archive, sheet)):
        cells = CELL.findall(text)
        columns.update(column for column, _ in cells)
        last_row = max(last_row, max((int(row) for _, row in cells), default=1))
        _check_reach(last_row, max(columns, key=_column_number))
        if (b"<f" in text or b":f" in text or b'"e"' in text or b"'e'" in text) and len(odd) < LISTED:
            odd.update(_odd_cells(text))
        if b"hidden=" in text:
            hidden.update(int(row) for row in HIDDEN_ROW.findall(text))
    return list(odd.values()), sorted(hidden)


def _windows(archive: zipfile.ZipFile, path: str) -> Iterator[bytes]:
    """Yield the file piece by piece, each with the end of the one before it."""
    tail = b""
    with archive.open(path) as file:
        while chunk := file.read(CHUNK):
            yield tail + chunk
            tail = (tail + chunk)[-TAIL:]


def _check_reach(last_row: int, column: bytes) -> None:
    if last_row * _column_number(column) > MAX_CELLS:
        raise TooWide(last_row, column.decode())


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _odd_cells(text: bytes) -> Iterator[tuple[str, tuple[int, str, str]]]:
    for match in ODD.finditer(text):
        place = PLACE.search(match["tag"])
        kind = "error" if IS_ERROR.search(match["tag"]) else "formula" if match["blank"] else None
        if place and kind:
            cell = place[1].decode()
            yield cell, (int(place[2]), cell, kind)


def _sheet_path(archive: zipfile.ZipFile, sheet: str) -> str:
    workbook = _small_xml(archive, "xl/workbook.xml")
    ids = {node.get("name"): node.get(f"{RELATIONS}id") for node in workbook.iter() if node.tag.endswith("}sheet")}
    relations = _small_xml(archive, "xl/_rels/workbook.xml.rels")
    targets = {node.get("Id"): node.get("Target", "") for node in relations.iter()}
    target = targets[ids[sheet]]
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _small_xml(archive: zipfile.ZipFile, path: str) -> ElementTree.Element:
    with archive.open(path) as file:
        text = file.read(SMALL)
    if b"<!DOCTYPE" in text:  # no workbook has one; entities can blow up
        raise ValueError(path)
    return ElementTree.fromstring(text)  # noqa: S314  (without a DOCTYPE it has no entities)
