"""CSV, TSV and their kin, read as a stream; what is broken costs its own row only."""

import csv
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from core.tables.problems import Problem
from core.tables.table import Note
from core.tables.texts import TextFile

DELIMITERS = (",", "\t", ";", "|")
NO_DELIMITER = "\x1f"  # occurs in no text: the whole line is one cell
SAMPLE_CHARS = 256 * 1024
LINE_CHARS = 16 * 1024 * 1024  # more is not a line of a table; a forgotten quotation mark is given up after as much
HEADING_CHARS = 30
SAME_WIDTH = 0.8  # share of rows that must agree before a file without headings counts as divided


@dataclass(frozen=True)
class DelimitedSource:
    """A text whose cells are divided by `delimiter` (None: one column)."""

    file: TextFile
    encoding: str
    delimiter: str | None

    def records(self, note: Note) -> Iterator[tuple[int, list[str]]]:
        """Yield each record with its number, counting blank lines too, as a spreadsheet does."""
        csv.field_size_limit(LINE_CHARS)
        delimiter = self.delimiter or NO_DELIMITER
        with self.file.open_text(self.encoding) as file:
            lines = _Lines(file)
            width = 0
            for number, read in enumerate(_records(lines, delimiter), start=1):
                cells = read
                width = width or len(cells or ())
                if cells is None or _swallowed(cells, lines, width, delimiter):
                    cells = lines.take_first(delimiter)
                    note(_never_closed(number))
                if lines.had_nul:
                    note(Problem("Row {row} held NUL characters; they were removed.", row=number))
                if lines.dropped:
                    note(_too_long(number))
                else:
                    yield number, cells


def _never_closed(row: int) -> Problem:
    return Problem("The quotation mark in row {row} is never closed; the row was read as it stands.", row=row)


def _too_long(row: int) -> Problem:
    return Problem(
        "Row {row} is longer than {limit} million characters and was left out. Is this file a table?",
        kept_out=True,
        row=row,
        limit=LINE_CHARS // 1024**2,
    )


class _Lines:
    """Lines for csv.reader; remembers those of the current record, so that they can be read another way."""

    def __init__(self, file: TextIO) -> None:
        self.file = file
        self.waiting: deque[str] = deque()
        self.start_record()

    def start_record(self) -> None:
        self.record: list[str] = []
        self.had_nul = self.dropped = self.ended = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self.waiting.popleft() if self.waiting else self.file.readline(LINE_CHARS)
        if len(line) == LINE_CHARS:
            line = self._skip_line(line)
        if not line:
            self.ended = True
            raise StopIteration
        if "\0" in line:
            self.had_nul = True
            line = line.replace("\0", "")
        self.record.append(line)
        return line

    def take_first(self, delimiter: str) -> list[str]:
        """Return the record's first line divided without regard to quotation marks; the other lines wait again."""
        first, *rest = self.record
        self.waiting.extendleft(reversed(rest))
        return _divide(first, delimiter)

    def _skip_line(self, line: str) -> str:
        while line and not line.endswith(("\n", "\r")):
            line = self.file.readline(LINE_CHARS)
        self.dropped = True
        return "\n"


def _records(lines: _Lines, delimiter: str) -> Iterator[list[str] | None]:
    """Yield the records, and None for one whose quotation mark never closes."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        lines.start_record()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield None
            continue
        yield None if lines.ended and _unclosed(lines.record, delimiter) else cells


def _unclosed(record: list[str], delimiter: str) -> bool:
    return "unexpected end of data" in _fault(record, delimiter)


def _fault(record: list[str], delimiter: str) -> str:
    """Return what a strict reader says against the record, "" if nothing."""
    try:
        list(csv.reader(record, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return str(error)
    return ""


def _swallowed(cells: list[str], lines: _Lines, width: int, delimiter: str) -> bool:
    """Say whether stray quotation marks made one record of several whole rows."""
    if len(lines.record) == 1 or len(_divide(lines.record[0], delimiter)) != width:
        return False
    rows_inside = delimiter == "\t" and any("\t" in cell and "\n" in cell for cell in cells)
    return len(cells) != width or rows_inside or bool(_fault(lines.record, delimiter))


def _divide(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])


def find_delimiter(text: TextFile, encoding: str, *, header: bool, skip: int = 0) -> str | None:
    """Return the character that divides the cells after the first `skip` lines, or None when there is one column."""
    with text.open_text(encoding) as file:
        sample = file.read(SAMPLE_CHARS).replace("\0", "")
    lines = sample.splitlines(keepends=True)
    if len(sample) == SAMPLE_CHARS and len(lines) > 1:
        lines.pop()
    lines = lines[skip:]
    scores = {delimiter: _score(lines, delimiter, header=header) for delimiter in DELIMITERS}
    best = max(scores, key=lambda delimiter: scores[delimiter])
    return best if scores[best] > (0.0, 0) else None


def _score(lines: list[str], delimiter: str, *, header: bool) -> tuple[float, int]:
    """Return how well the delimiter fits: the share of rows that are as wide as the table, and its width."""
    csv.field_size_limit(LINE_CHARS)
    try:
        records = [cells for cells in csv.reader(lines, delimiter=delimiter) if cells]
    except csv.Error:
        return 0.0, 0
    if not records:
        return 0.0, 0
    widths = Counter(map(len, records[1:] if header else records))
    width = len(records[0]) if header else widths.most_common(1)[0][0]
    share = widths[width] / widths.total() if widths else 1.0
    if width == 1:
        return 0.0, 0
    if header and _is_heading(records[0]):
        return 1.0 + share, width
    return (share, width) if share >= SAME_WIDTH else (0.0, 0)


def _is_heading(cells: list[str]) -> bool:
    """Say whether the cells read like headings, not like prose that happens to hold the delimiter."""
    named = [cell for cell in cells if cell]
    short = all(len(cell) <= HEADING_CHARS and cell == cell.lstrip() for cell in named)
    return short and len(named) == len(set(named)) > 1
