"""A table exported from Feishu Base (多维表格): people, several choices and links stand as text in one cell."""

import re

from core.i18n import N_
from core.tables.derived import with_cells
from core.tables.mapping import Mapping, guess_mapping
from core.tables.matching import guess_list, plain_heading
from core.tables.presets.preset import Preset
from core.tables.readers import Context
from core.tables.table import Table

# Fields that Base fills by itself; two of them tell where the file comes from.
SYSTEM = (
    "创建人",
    "修改人",
    "最后更新人",
    "创建时间",
    "最后更新时间",
    "最后修改时间",
    "父记录",
    "自动编号",
    "记录id",
    "sourceid",
)
SYSTEM_ENGLISH = (
    "created by",
    "modified by",
    "last modified by",
    "date created",
    "last modified date",
    "parent items",
    "record id",
    "sourceid",
)
MARKDOWN_LINK = re.compile(r"\[([^\[\]\n]*)\]\(https?://[^()\s]*\)")
WORDED_LINK = re.compile(r"(?<=\S)\s*[(（]https?://[^()（）\s]*[)）]")
ACCOUNT = re.compile(r"(?<=\S)\s*[(（<][\w.+-]+@[\w.-]+[)）>]")  # 李娜(lina@example.com)
ID_COLUMNS = ("记录id", "record id", "自动编号", "sourceid", "编号")


def recognise(table: Table) -> bool:
    """Say whether the table has the fields that Base keeps by itself, and is a list of ours."""
    headings = [plain_heading(column) for column in table.columns]
    kept = max(sum(heading in names for heading in headings) for names in (SYSTEM, SYSTEM_ENGLISH))
    return kept >= 2 and guess_list(_own(table)) is not None


def _own(table: Table) -> list[str]:
    """Return the columns that somebody filled in."""
    system = (*SYSTEM, *SYSTEM_ENGLISH)
    return [column for column in table.columns if plain_heading(column) not in system]


def clean(cell: str) -> str:
    """Return a cell with links reduced to their words and people to their names."""
    return ACCOUNT.sub("", WORDED_LINK.sub("", MARKDOWN_LINK.sub(r"\1", cell)))


def open_base(table: Table) -> Table:
    """Return the table with plain cells."""
    return with_cells(table, clean)


def mapping(table: Table, context: Context) -> Mapping:
    """Return the guess for the list that the headings fit best, with Base's own number as the key."""
    own = _own(table)
    places = [table.columns.index(column) for column in own]
    rows = [[row.cells[place] for place in places] for row in table.preview(50)]
    guessed = guess_mapping(guess_list(own) or "partners", own, rows, context)
    keys = {plain_heading(column): column for column in table.columns}
    key = next((keys[name] for name in ID_COLUMNS if name in keys), None)
    return Mapping(guessed.list_key, guessed.columns, key=key, source=PRESET.name)


PRESET = Preset("feishu_base", N_("Feishu Base"), recognise, mapping, open_base)
