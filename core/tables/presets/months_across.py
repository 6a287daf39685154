"""A table with the months across: money by month, a line for income and for each cost, or measures with their values."""

from collections.abc import Iterator
from datetime import date

from core.errors import SextantError
from core.i18n import N_
from core.tables.derived import Record, derive
from core.tables.lists import LISTS
from core.tables.mapping import Mapping, guess_mapping
from core.tables.matching import guess_fields
from core.tables.presets.preset import Preset
from core.tables.readers import Context, is_blank, read_month
from core.tables.table import Note, Table

MONTHS_NEEDED, LINES_NEEDED = 3, 2
MOST_OTHERS = 7  # columns beside the months: name, unit, target, its day, owner, direction, definition
MONTH, VALUES = "月份 / month", "月度数值 / values by month"


def recognise(table: Table) -> bool:
    """Say whether at least three columns are months, after the one that names the lines."""
    months = _months(table)
    others = len(table.columns) - len(months)
    return len(months) >= MONTHS_NEEDED and 1 <= others <= MOST_OTHERS and 0 not in months


def _months(table: Table) -> list[int]:
    return [place for place, column in enumerate(table.columns) if _is_month(column)]


def _is_month(heading: str) -> bool:
    if heading.isdecimal() and len(heading) != len("202611"):
        return False
    try:
        read_month(heading, Context(date.today()))
    except SextantError:
        return False
    return True


def open_across(table: Table) -> Table:
    """Return money with a row for each month, measures with their values in one cell."""
    lines = [row.cells[0] for row in table.rows()]
    is_money = len(guess_fields(LISTS["months"], lines)) >= LINES_NEEDED
    return _turned(table, lines) if is_money else _joined(table)


def _turned(table: Table, lines: list[str]) -> Table:
    """Make rows of the months; a line without a name, or of a name that came before, is left out."""
    places = {line: place for place, line in reversed(list(enumerate(lines))) if line.strip()}
    kept = sorted(places, key=lambda line: places[line])

    def make(note: Note) -> Iterator[Record]:
        rows = [row.cells for row in table.read(note)]
        for number, month in enumerate(_months(table), start=1):
            yield number, [table.columns[month], *(rows[places[line]][month] for line in kept)]

    return derive(table, [MONTH, *kept], make)


def _joined(table: Table) -> Table:
    """Write the values of each line's months into one cell."""
    months = _months(table)
    others = [place for place in range(len(table.columns)) if place not in months]

    def make(note: Note) -> Iterator[Record]:
        for row in table.read(note):
            said = [f"{table.columns[m]}: {row.cells[m].strip()}" for m in months if not is_blank(row.cells[m])]
            yield row.number, [*(row.cells[place] for place in others), "; ".join(said)]

    return derive(table, [*(table.columns[place] for place in others), VALUES], make)


def mapping(table: Table, context: Context) -> Mapping:
    """Return the guess for money by month or for measures; a measure's name is in the first column."""
    key = "months" if MONTH in table.columns else "figures"
    guessed = guess_mapping(key, table.columns, [row.cells for row in table.preview(50)], context)
    fixed = {"month": MONTH} if key == "months" else {"name": table.columns[0], "values": VALUES}
    others = {name: column for name, column in guessed.columns.items() if column not in fixed.values()}
    return Mapping(key, others | fixed)


PRESET = Preset("months_across", N_("a table with the months across"), recognise, mapping, open_across)
