"""Notion's export: each row with its id, relations as names, and the text of its page."""

from core.i18n import N_
from core.tables.mapping import Mapping, guess_mapping
from core.tables.matching import guess_list
from core.tables.presets.preset import Preset
from core.tables.readers import Context
from core.tables.table import Table

NOTION_ID, PAGE_TEXT = "Notion ID", "Page text"
BODIES = {"initiatives": "goal", "comments": "text"}  # where a page's text goes; to the remark in every other list


def recognise(table: Table) -> bool:
    """Say whether the table comes out of Notion's zip."""
    return table.kind == "notion"


def mapping(table: Table, context: Context) -> Mapping:
    """Return the guess for the list that the headings fit best; a table of nothing but pages is one of ideas."""
    own = [column for column in table.columns if column not in (NOTION_ID, PAGE_TEXT)]
    places = [table.columns.index(column) for column in own]
    rows = [[row.cells[place] for place in places] for row in table.preview(50)]
    guessed = guess_mapping(guess_list(own) or "initiatives", own, rows, context)
    columns = dict(guessed.columns)
    if guessed.list_key == "initiatives":
        columns.setdefault("name", table.columns[0])
    body = BODIES.get(guessed.list_key, "note")
    if guessed.list.field(body):
        columns.setdefault(body, PAGE_TEXT)
    return Mapping(guessed.list_key, columns, key=NOTION_ID, source=PRESET.name)


PRESET = Preset("notion_zip", N_("Notion export"), recognise, mapping)
