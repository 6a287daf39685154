"""A file or a pasted range becomes a sheet of plain rows, and a first idea of how it is to be read."""

from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from core.services.record_imports.exports import own_mapping
from core.services.record_imports.remembered import recall, with_known_words
from core.services.record_imports.setups import MOST_ROWS, Setup, Sheet, Split
from core.services.snapshot import today_of
from core.services.ventures import StoredCompany
from core.tables import mapping as reading
from core.tables.dates import guess_day_first
from core.tables.matching import guess_list, plain_heading
from core.tables.presets import find_preset
from core.tables.presets.preset import Preset
from core.tables.readers import Context
from core.tables.reading import open_pasted, open_table
from core.tables.table import Table
from core.tables.values import flatten

SAMPLE = 200
NUMBERING = ("序号", "no", "no.", "#", "number")  # the place in the file, no name of the row
STATUS = ("状态", "类别", "类型", "人员类型", "人员状态", "在职状态", "status", "type", "employment status", "state")
CANDIDATE_WORDS = (
    *("候选", "候选人", "面试", "面试中", "待入职", "拟录用", "拟聘", "应聘", "已发offer", "candidate", "applicant"),
    *("interview", "interviewing", "applied", "offer", "offer made", "offered", "screening"),
)
COMMENTS = "comments"


@dataclass(frozen=True)
class Opened:
    """A sheet as it was opened: its rows, the preset that knows it, and the workbook's other sheets."""

    sheet: Sheet
    table: Table
    preset: Preset | None
    sheets: tuple[str, ...]


@dataclass(frozen=True)
class Start:
    """How a sheet would be read if nobody said otherwise; `known` where it is read as last time."""

    setup: Setup
    known: bool = False


def open_sheet(path: Path, name: str, **options: Any) -> Opened:
    """Open a file as a sheet of records; `options` are those of `open_table`.

    Raises SextantError saying what is wrong with the file.
    """
    return _opened(open_table(path, name=name, tidy=True, **options))


def open_paste(text: str, **options: Any) -> Opened:
    """Open copied cells as a sheet of records; `options` are those of `open_pasted`."""
    return _opened(open_pasted(text, **options))


def _opened(table: Table) -> Opened:
    preset = find_preset(table)
    opened = preset.open(table) if preset else table
    rows = tuple(islice(opened.rows(), MOST_ROWS + 1))
    notes = tuple((problem.message, dict(problem.values)) for problem in [*table.warnings, *opened.problems][:20])
    return Opened(
        Sheet(table.name, tuple(opened.columns), rows, notes, opened.title), opened, preset, tuple(table.sheets)
    )


def list_of(company: StoredCompany, opened: Opened) -> str | None:
    """Return the list that a sheet's headings tell, "comments" for customers' words, None where it is not clear."""
    if own := own_mapping(opened.sheet.columns):
        return own.list_key
    mapping = _guessed(opened, context_of(company, opened.sheet), None)
    return mapping.list_key if mapping else None


def begin(session: Session, company: StoredCompany, opened: Opened, list_key: str | None = None) -> Start | None:
    """Return how a sheet was read last, or how it is likely to be read; None where nobody can tell its list."""
    context = context_of(company, opened.sheet)
    if own := own_mapping(opened.sheet.columns):
        return Start(Setup(opened.sheet, own, context))
    if found := recall(session, company.id, opened.sheet.columns, list_key):
        return Start(Setup(opened.sheet, found.mapping, context, found.split), known=True)
    mapping = _guessed(opened, context, list_key)
    if mapping is None or mapping.list_key == COMMENTS:
        return None
    mapping = with_known_words(session, company.id, _with_source(mapping, opened.sheet))
    setup = Setup(opened.sheet, mapping, context)
    return Start(replace(setup, split=guess_split(opened.sheet)) if mapping.list_key == "people" else setup)


def context_of(company: StoredCompany, sheet: Sheet) -> Context:
    """Return what the company says about a sheet's cells: its day, its currency, the order of its dates."""
    cells = (cell for row in sheet.rows[:SAMPLE] for cell in row.cells if cell[:1].isdigit())
    return Context(today_of(company), company.currency, guess_day_first(cells), sheet.title)


def _guessed(opened: Opened, context: Context, list_key: str | None) -> reading.Mapping | None:
    if opened.preset:
        mapping = opened.preset.mapping(opened.table, context)
        if list_key in (None, mapping.list_key):
            return mapping
    key = list_key or guess_list(opened.sheet.columns)
    if key is None:
        return None
    return reading.guess_mapping(key, opened.sheet.columns, [row.cells for row in opened.sheet.rows[:SAMPLE]], context)


def _with_source(mapping: reading.Mapping, sheet: Sheet) -> reading.Mapping:
    """Name the source of a table that no preset knows by its headings: two tables count from 1 each."""
    if mapping.source or not mapping.key:
        return mapping
    if plain_heading(mapping.key) in NUMBERING:
        return replace(mapping, key=None)
    return replace(mapping, source=f"table {sha256('|'.join(sheet.columns).encode()).hexdigest()[:12]}")


def guess_split(sheet: Sheet) -> Split | None:
    """Return the column that tells candidates from people, with the words that mean a candidate."""
    for place, column in enumerate(sheet.columns):
        if plain_heading(column) not in STATUS:
            continue
        words = {flatten(row.cells[place]) for row in sheet.rows} - {""}
        if candidates := words & set(CANDIDATE_WORDS):
            return Split(column, frozenset(candidates))
    return None
