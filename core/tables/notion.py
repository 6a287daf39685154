"""Notion's export: a zip with one CSV for each database and one Markdown file for each row; nothing is unpacked to disk."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from core.errors import SextantError
from core.tables.delimited import LINE_CHARS
from core.tables.table import Note

MAX_ENTRIES = 20_000  # attachments count as entries, too
MAX_READ = 200 * 1024 * 1024  # of tables and pages together, whatever sizes the archive declares
ID_NAME = re.compile(r"(?P<title>.*?)[ _-]?(?P<id>[0-9a-f]{32})(?P<all>_all)?\.(?P<kind>csv|md)", re.IGNORECASE)
INNER_ZIP = re.compile(r"(?:ExportBlock|Export)-[\w-]+\.zip", re.IGNORECASE)
PROPERTY = re.compile(r"([^:\n]{1,200}): (.*)")
# "Yunling Bank (https://www.notion.so/…)" or "Yunling Bank (Companies/Yunling%20Bank%20<id>.md)".
RELATION = re.compile(r"\s*\((?:https?://(?:www\.)?notion\.(?:so|site)/[^()\s]*|[^()\n]*?[0-9a-f]{32}\.(?:md|csv))\)")
ADDED = ("Notion ID", "Page text")


@dataclass(frozen=True)
class Page:
    """A row's page: its id, its properties as written and its text."""

    id: str
    title: str
    properties: dict[str, str]
    text: str


@dataclass
class NotionSource:
    """One database of an export, each row with its id and the text of its page."""

    sheet: str
    sheets: list[str]
    columns: list[str]
    rows: list[tuple[int, list[str]]]
    pages: list[Page] = field(default_factory=list)

    def records(self, note: Note) -> Iterator[tuple[int, list[str]]]:
        """Yield the heading, then every row; links to other pages are reduced to their names."""
        by_title: dict[str, list[Page]] = {}
        for page in self.pages:
            by_title.setdefault(page.title, []).append(page)
        yield 1, [*self.columns, *ADDED]
        for number, cells in self.rows:
            padded = [*cells, *[""] * (len(self.columns) - len(cells))][: len(self.columns)]
            found = _page_of(padded, self.columns, by_title)
            yield (
                number,
                [*(RELATION.sub("", cell) for cell in padded), found.id if found else "", found.text if found else ""],
            )


def _page_of(cells: list[str], columns: list[str], by_title: dict[str, list[Page]]) -> Page | None:
    """Return the row's page; of several with one title, the one whose properties are the row's."""
    found = by_title.get(" ".join(cells[0].split()), [])
    if len(found) > 1:
        row = dict(zip(columns, cells, strict=True))
        found = [page for page in found if all(row.get(name) == value for name, value in page.properties.items())]
    return found[0] if len(found) == 1 else None


def is_notion_export(path: Path) -> bool:
    """Say whether a zip holds tables or pages named as Notion names them."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [PurePosixPath(name).name for name in archive.namelist()[: MAX_ENTRIES + 1]]
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError):
        return False
    return any(ID_NAME.fullmatch(name) or INNER_ZIP.fullmatch(name) for name in names)


def open_notion(path: Path, *, name: str, sheet: str | None = None) -> NotionSource:
    """Read one database (the first by default) of an export.

    Raises SextantError when the archive is damaged, locked or too large, or has no such database.
    """
    try:
        files = _read_files(path.read_bytes(), name)
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError):
        raise SextantError(
            "The archive {file} is damaged, cut off or protected by a password. Export it from Notion again.", file=name
        ) from None
    tables = _tables(files)
    pages = [page for path_, content in files.items() if (page := _page(path_, content)) is not None]
    if not tables:
        rows = [(number, [page.title]) for number, page in enumerate(pages, start=2)]
        return NotionSource("Notion", ["Notion"], ["Name"], rows, pages)
    chosen = sheet or next(iter(tables))
    if chosen not in tables:
        raise SextantError(
            "The archive {file} has no table {sheet}. Its tables are: {sheets}.",
            file=name,
            sheet=chosen,
            sheets=", ".join(tables),
        )
    csv.field_size_limit(LINE_CHARS)
    records = list(enumerate(csv.reader(io.StringIO(tables[chosen], newline="")), start=1))
    heading = records[0][1] if records else []
    return NotionSource(chosen, list(tables), heading, [(n, cells) for n, cells in records[1:] if any(cells)], pages)


def _read_files(packed: bytes, name: str, depth: int = 0) -> dict[str, str]:
    """Return the tables and pages by their paths; an archive in the archive is looked into, once."""
    files: dict[str, str] = {}
    left = MAX_READ
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        entries = archive.infolist()
        for entry in entries[: MAX_ENTRIES + 1]:
            path = PurePosixPath(entry.filename.replace("\\", "/"))
            inner = depth == 0 and INNER_ZIP.fullmatch(path.name)
            if path.is_absolute() or ".." in path.parts or not (ID_NAME.fullmatch(path.name) or inner):
                continue
            with archive.open(entry) as opened:
                content = opened.read(left + 1)
            left -= len(content)
            if left < 0 or len(entries) > MAX_ENTRIES:
                raise _too_large(name)
            files |= _read_files(content, name, 1) if inner else {str(path): content.decode("utf-8-sig", "replace")}
    if sum(map(len, files.values())) > MAX_READ:
        raise _too_large(name)
    return files


def _too_large(name: str) -> SextantError:
    return SextantError(
        "The archive {file} would unpack to more than {limit} MB. Export single databases from Notion.",
        file=name,
        limit=MAX_READ // 1024**2,
    )


def _tables(files: dict[str, str]) -> dict[str, str]:
    """Return each database's CSV by its title, that with all rows (…_all.csv) before the one of a view."""
    found: dict[str, tuple[str, str]] = {}
    for path, content in sorted(files.items(), key=lambda item: ("_all.csv" not in item[0], item[0])):
        match = ID_NAME.fullmatch(PurePosixPath(path).name)
        if match and match["kind"].lower() == "csv" and match["id"] not in found:
            found[match["id"]] = (match["title"].strip() or match["id"], content)
    tables: dict[str, str] = {}
    for ident, (title, content) in found.items():
        tables[title if title not in tables else f"{title} {ident[:4]}"] = content
    return tables


def _page(path: str, content: str) -> Page | None:
    match = ID_NAME.fullmatch(PurePosixPath(path).name)
    if not match or match["kind"].lower() != "md":
        return None
    title, _, rest = content.lstrip().partition("\n")
    head, _, text = rest.strip().partition("\n\n")
    lines = [PROPERTY.fullmatch(line.strip()) for line in head.splitlines()]
    properties = {found[1]: found[2] for found in lines if found}
    if len(properties) < len(lines):  # a page without properties begins with its text
        properties, text = {}, rest
    written = title.removeprefix("# ") if title.startswith("# ") else match["title"]
    return Page(match["id"], " ".join(written.split()), properties, text.strip())
