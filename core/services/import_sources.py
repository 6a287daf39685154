"""What comments are read from: an upload or a paste, as it stands or as the known export that it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from core.errors import SextantError
from core.tables.dates import guess_day_first
from core.tables.mapping import Mapping, guess_mapping
from core.tables.presets import Preset, find_preset, get_preset, notion_zip
from core.tables.readers import Context
from core.tables.reading import IMPORT_ROWS, Table, open_pasted, open_table

COMMENTS = "comments"
PASTED = "pasted.txt"
SAMPLE = 50


@dataclass(frozen=True)
class Source:
    """A staged file, what the user calls it, and how it is opened."""

    path: Path
    name: str
    encoding: str | None = None
    header: bool = True
    pasted: bool = False

    @classmethod
    def of(cls, payload: dict[str, Any]) -> "Source":
        """Return what a task's payload says."""
        path, pasted = Path(payload["path"]), payload.get("pasted", False)
        return cls(path, payload["name"], payload["encoding"], payload["header"], pasted)

    def open(self) -> Table:
        """Open the table as it stands; raises SextantError where it is none."""
        if self.pasted:
            return open_pasted(self.path.read_bytes().decode(), header=self.header, row_limit=IMPORT_ROWS)
        options: dict[str, Any] = {"encoding": self.encoding, "header": self.header}
        return open_table(self.path, name=self.name, row_limit=IMPORT_ROWS, **options)


class Known(NamedTuple):
    """A known export, the table it was reshaped to, and which column there is which part of a comment."""

    preset: Preset
    table: Table
    mapping: Mapping

    @property
    def columns(self) -> dict[str, str]:
        """Return the columns by our names, with the one that tells a comment in every later export as `key`."""
        columns = dict(self.mapping.columns)
        if self.mapping.key and self.mapping.key != columns.get("ticket"):
            columns["key"] = self.mapping.key
        return columns

    def guess_day_first(self, rows: Iterable[Sequence[str]]) -> bool | None:
        """Return how some rows show 3/4/2026 to be meant, None where nothing shows it."""
        if not (column := self.columns.get("written_on")):
            return None
        place = self.table.columns.index(column)
        return guess_day_first(row[place] for row in rows)


def find_known(table: Table, today: date) -> Known | None:
    """Return the export of comments that a table is, None where it is none that we know."""
    tidy = _tidied(table)
    preset = find_preset(tidy) if tidy else None
    if tidy is None or preset is None:
        return None
    opened = preset.open(tidy)
    mapping = _mapping(preset, opened, Context(today))
    return Known(preset, opened, mapping) if mapping else None


def open_as(table: Table, preset: str) -> Table:
    """Return the table as the known export of this name; as it stands where the name is empty."""
    if not preset:
        return table
    found, tidy = get_preset(preset), _tidied(table)
    if found is None or tidy is None:
        raise SextantError("The file {file} can no longer be read as it was chosen. Import it again.", file=table.name)
    return found.open(tidy)


def _tidied(table: Table) -> Table | None:
    """Return the table with its titles, sums and hidden rows seen to, None where nothing is left of it."""
    try:
        return table if table.tidy else replace(table, tidy=True)
    except SextantError:
        return None


def _mapping(preset: Preset, table: Table, context: Context) -> Mapping | None:
    mapping = preset.mapping(table, context)
    if mapping.list_key == COMMENTS:
        return mapping
    if preset.name != notion_zip.PRESET.name:
        return None
    # Whoever brings pages of Notion here says that they are comments, whatever their headings fit best.
    rows = [row.cells for row in table.preview(SAMPLE)]
    columns = guess_mapping(COMMENTS, table.columns, rows, context).columns
    body = {"text": notion_zip.PAGE_TEXT} if "text" not in columns else {}
    return Mapping(COMMENTS, {**columns, **body}, key=notion_zip.NOTION_ID, source=preset.name)
