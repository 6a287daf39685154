"""What people put around a table: a title, two rows of headings, merged cells, sums. Nothing is dropped unsaid."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from core.errors import SextantError
from core.tables.dates import parse_date
from core.tables.money import parse_money
from core.tables.problems import Problem
from core.tables.values import parse_number

Record = tuple[int, list[str]]
Merge = tuple[int, int, int, int]  # first row, first column, last row, last column

TITLES = 3  # rows above a table that may be its title
TITLE_CHARS = 80
TITLE_COVERS = 3  # columns that must follow before one lone cell is a title
HEADING_CHARS = 30
SUMS = re.compile(
    r".{0,8}(?:合计|总计|小计|共计|汇总|总和)[:：]?|(?:(?:grand|sub)[ -]?)?totals?:?|sums?:?", re.IGNORECASE
)
NO_VALUE = re.compile(r"[-–—/]*")


@dataclass(frozen=True)
class Layout:
    """Where the rows begin and what the columns are called."""

    last: int
    headings: list[str]
    title: str = ""
    remarks: list[Problem] = field(default_factory=list)


def find_layout(head: Sequence[Record], merges: Sequence[Merge] = ()) -> Layout:
    """Return the headings of a table whose first records are given, joined where two rows of them stand on each other."""
    titles = _count_titles(head, merges)
    remarks = [
        Problem("Row {row} was taken for the table's title: {title}.", row=number, title=next(filter(None, cells)))
        for number, cells in head[:titles]
    ]
    title = "\n".join(cell for _, cells in head[:titles] for cell in cells if cell)
    rows = head[titles:]
    number, top = rows[0]
    groups = _merged_groups(rows, merges) or _blank_groups(rows)
    if not groups:
        return Layout(number, top, title, remarks)
    below = rows[1][1]
    remarks.append(Problem("Rows {row} and {next} were read as one heading.", row=number, next=rows[1][0]))
    headings = [_joined(*pair) for pair in zip(groups, _padded(below, len(groups)), strict=True)]
    return Layout(rows[1][0], headings, title, remarks)


def _joined(group: str, sub: str) -> str:
    return f"{group} / {sub}" if group and sub and group != sub else group or sub


def _padded(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))][:width]


def _count_titles(head: Sequence[Record], merges: Sequence[Merge]) -> int:
    """Return how many rows of one lone cell stand above the first row that has a table's width."""
    count = 0
    while count < len(head) and _is_lone(head[count][1]):
        count += 1
    if not 0 < count <= TITLES or count + 1 >= len(head):
        return 0
    merged = all(_is_merged(record, merges) for record in head[:count])
    return count if sum(map(bool, head[count][1])) >= (2 if merged else TITLE_COVERS) else 0


def _is_lone(cells: Sequence[str]) -> bool:
    """Say whether a row's only cell is its first, or a unit at its end."""
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) == 1 and len(filled[0]) <= TITLE_CHARS and (bool(cells[0].strip()) or "单位" in filled[0])


def _is_merged(record: Record, merges: Sequence[Merge]) -> bool:
    return any(first == record[0] and right > left for first, left, _, right in merges)


def _merged_groups(rows: Sequence[Record], merges: Sequence[Merge]) -> list[str]:
    """Return the upper heading of each column where merged cells of the first row stand over headings; else nothing."""
    number, top = rows[0]
    if len(rows) < 3 or rows[1][0] != number + 1:
        return []
    over = [m for m in merges if m[0] == number == m[2] and m[3] > m[1]]
    width = max(len(top), len(rows[1][1]))
    groups, below = _padded(top, width), _padded(rows[1][1], width)
    if not over or any(_is_value(cell) for cell in below):
        return []
    for _, left, _, right in over:
        if 0 <= left < width and groups[left]:
            groups[left : right + 1] = [groups[left]] * (min(right + 1, width) - left)
    return groups


def _blank_groups(rows: Sequence[Record]) -> list[str]:
    """Return the same where nothing tells of merges: blanks beside a group's name, all over headings, values below."""
    if len(rows) < 3:
        return []
    width = max(len(rows[0][1]), len(rows[1][1]))
    top, below = (_padded(cells, width) for _, cells in rows[:2])
    if not _stand_on_each_other(top, below) or not _values_under_words(below, [cells for _, cells in rows[2:]]):
        return []
    groups: list[str] = []
    for upper, lower in zip(top, below, strict=True):
        groups.append(upper or (groups[-1] if groups and lower else ""))
    return groups


def _stand_on_each_other(top: Sequence[str], below: Sequence[str]) -> bool:
    named = [cell for cell in below if cell]
    words = all(len(cell) <= HEADING_CHARS and not _is_value(cell) for cell in (*top, *below) if cell)
    if not top[0] or not named or all(top) or len(set(named)) < len(named) or not words:
        return False
    for place, (upper, lower) in enumerate(zip(top, below, strict=True)):
        begins_group = place + 1 < len(top) and not top[place + 1]
        if not upper and not lower or (upper and bool(lower) != begins_group):
            return False
    return True


def _values_under_words(below: Sequence[str], rest: Sequence[Sequence[str]]) -> bool:
    for place, cell in enumerate(below):
        cells = [row[place] for row in rest if place < len(row) and row[place].strip()]
        if cell and cells and sum(map(_is_value, cells)) * 2 > len(cells):
            return True
    return False


def _is_value(cell: str) -> bool:
    parsers: tuple[Callable[[str], object], ...] = (parse_number, parse_date, parse_money)
    return any(_parses(parse, cell) for parse in parsers)


def _parses(parse: Callable[[str], object], cell: str) -> bool:
    try:
        parse(cell)
    except SextantError:
        return False
    return True


def sum_label(cells: Sequence[str]) -> str | None:
    """Return the word that makes a row a sum of others (合计, Total), None where it is an ordinary row."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(cells) < 2 or not filled or not SUMS.fullmatch(label := "".join(filled[0].split())):
        return None
    rest = filled[1:]
    return label if all(NO_VALUE.fullmatch(cell) or _is_value(cell) for cell in rest) else None


def fill_down(records: Iterable[Record], merges: Sequence[Merge], after: int) -> Iterator[Record]:
    """Yield the records with a cell's value repeated where it was merged with those under it, below row `after`."""
    starting: dict[int, list[Merge]] = {}
    for merge in merges:
        if merge[2] > merge[0] > after and merge[1] >= 0:
            starting.setdefault(merge[0], []).append(merge)
    active: dict[int, tuple[int, str]] = {}
    for number, cells in records:
        active = {place: held for place, held in active.items() if held[0] >= number}
        filled = list(cells)
        for place, (_, value) in active.items() if any(cells) else ():
            filled = _padded(filled, max(len(filled), place + 1))
            filled[place] = filled[place] or value
        for _, left, last, _ in starting.get(number, ()):
            if left < len(cells) and cells[left]:
                active[left] = (last, cells[left])
        yield number, filled
