"""From the rows of a file to comments: the customer's words, what is personal hidden, what is odd noted."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial
from typing import Any

from core.errors import SextantError
from core.feedback.conversations import Line, customer_words, read_private
from core.feedback.duplicates import text_key
from core.feedback.masking import mask, may_be_personal
from core.feedback.speakers import Speakers
from core.i18n import N_
from core.tables.dates import parse_date
from core.tables.grouping import Group
from core.tables.reading import Row, Table
from core.tables.values import parse_rating, shorten

COLUMNS = ("text", "written_on", "rating", "customer", "channel")
CONVERSATION_COLUMNS = ("title", "ticket", "speaker", "private")


@dataclass(frozen=True)
class Reading:
    """How a file is read: which column holds what, how 3/4/2026 is meant, who speaks for us, what is hidden."""

    columns: dict[str, str]
    day_first: bool | None = None
    speakers: Speakers = field(default_factory=Speakers)
    drop_own: bool = True
    hide_personal: bool = True
    preset: str = ""

    @classmethod
    def of(cls, payload: dict[str, Any]) -> "Reading":
        """Return what a task's payload says."""
        return cls(
            payload["columns"],
            payload.get("day_first"),
            Speakers.of(payload.get("own", ()), payload.get("customers", ())),
            payload.get("drop_own", True),
            payload.get("mask", True),
            payload.get("preset", ""),
        )


class CommentReader:
    """Turns a file's rows into comments, counts what it left out, and notes what it did not understand."""

    def __init__(self, table: Table, reading: Reading) -> None:
        columns = {key: name for key, name in reading.columns.items() if name}
        missing = [name for name in columns.values() if name not in table.columns]
        if missing:
            raise SextantError("The file has no column {column}. Choose the columns again.", column=missing[0])
        self.table, self.reading = table, reading
        # Days and ratings repeat; a refused one is not kept, so each of its rows is told.
        self.parse_date = lru_cache(maxsize=10_000)(partial(parse_date, day_first=reading.day_first))
        self.parse_rating = lru_cache(maxsize=1000)(parse_rating)
        self.at = {key: table.columns.index(name) for key, name in columns.items()}
        self.seen_problems = 0
        self.counted_problems = 0
        self.counted_by_rule: Counter[str] = Counter()
        self.problems: list[dict[str, Any]] = []
        self.counts: Counter[str] = Counter()

    def read(self, group: Group) -> dict[str, Any]:
        """Return the comment of a row or ticket; a date or rating that is none is left out and noted, the rest kept."""
        lines = [self._line(row) for row in group.rows]
        title, speakers = self._first(group.rows, "title"), self.reading.speakers
        words = customer_words(lines, speakers, title=title, drop_own=self.reading.drop_own)
        if words.counts:
            self.counts.update(words.counts)
        theirs = [row for row, line in zip(group.rows, lines, strict=True) if self._is_theirs(line)]
        values = {
            "row_number": group.number,
            "text": self._hide(words.text),
            "written_on": self._day(theirs),
            "rating": self._rating(group.rows),
            "customer": self._hide_name(self._first(theirs, "customer"))[:200],
            "channel": self._first(group.rows, "channel")[:60],
            "external_id": self._ticket(group),
        }
        key = "" if values["external_id"] else self._key(group)
        if key:
            return values | {"external_id": key[:200], "content_key": _hashed(f"{self.reading.preset}|{key}")}
        return values | {"content_key": _content_key(values)}

    def _cell(self, row: Row, key: str) -> str:
        return row.cells[self.at[key]].strip() if key in self.at else ""

    def _first(self, rows: list[Row], key: str) -> str:
        """Return the first cell that is filled."""
        if key not in self.at:
            return ""
        return next((cell for row in rows if (cell := row.cells[self.at[key]].strip())), "")

    def _line(self, row: Row) -> Line:
        private = False
        if cell := self._cell(row, "private"):
            told = read_private(cell, self.reading.columns["private"])
            if told is None:
                message = N_("{value} does not say whether a line is private; the line was kept.")
                self._note(row.number, SextantError(message, value=shorten(cell)))
            private = bool(told)
        return Line(self._cell(row, "text"), self._cell(row, "speaker"), private, self._cell(row, "written_on"))

    def _is_theirs(self, line: Line) -> bool:
        ours = self.reading.drop_own and line.speaker and self.reading.speakers.is_own(line.speaker)
        return not (line.private or ours)

    def _day(self, rows: list[Row]) -> date | None:
        if "written_on" not in self.at:
            return None
        days = [self._parse(self.parse_date, self._cell(row, "written_on"), row.number) for row in rows]
        return min(filter(None, days), default=None)

    def _rating(self, rows: list[Row]) -> float | None:
        if "rating" not in self.at:
            return None
        found = next(((cell, row.number) for row in rows if (cell := self._cell(row, "rating"))), None)
        rating: float | None = self._parse(self.parse_rating, *found) if found else None
        return rating

    def _ticket(self, group: Group) -> str:
        if "ticket" not in self.at:
            return ""
        ticket = " ".join(self._cell(group.rows[0], "ticket").split())
        if not ticket:
            return ""
        self.counts["tickets"] += 1
        if group.size > len(group.rows):
            message = N_(
                "Ticket {ticket} is longer than 1 MB; {count} of its rows were left out. Is {column} the column of tickets?"
            )
            left_out = {"count": group.size - len(group.rows), "column": self.reading.columns["ticket"]}
            self._note(group.number, SextantError(message, ticket=shorten(ticket), **left_out))
        return self._hide_name(ticket)[:200]

    def _key(self, group: Group) -> str:
        """Return what tells a comment in every later export of the same kind, "" where nothing does."""
        if self.reading.preset and not self.reading.columns.get("ticket"):
            self.counts["entries"] += group.size
        return " ".join(self._cell(group.rows[0], "key").split())

    def _hide(self, text: str) -> str:
        if not self.reading.hide_personal or not may_be_personal(text):
            return text
        masked = mask(text)
        self.counts.update({f"masked_{kind}": number for kind, number in masked.counts.items()})
        return masked.text

    def _hide_name(self, name: str) -> str:
        """Return a name without address or number, a few figures keeping two customers apart."""
        hidden = self._hide(name)
        return name if hidden == name else f"{hidden} {hashlib.sha256(name.encode()).hexdigest()[:6]}"

    def _parse(self, parser: Any, text: str, number: int) -> Any:
        if not text:
            return None
        try:
            return parser(text)
        except SextantError as error:
            self._note(number, error)
            return None

    def _note(self, number: int, error: SextantError) -> None:
        self.problems.append({"row": number, "message": error.message, "values": error.values | {"row": number}})

    def skip_problems(self) -> None:
        """Leave out the file's problems met so far: they were noted before."""
        problems = self.table.problems
        self.seen_problems, self.counted_problems = len(problems), problems.total - problems.counts.total()
        self.counted_by_rule = problems.counts.copy()

    def take_counts(self) -> Counter[str]:
        """Return what was counted since the last call."""
        counts, self.counts = self.counts, Counter()
        return +counts

    def take_problems(self) -> tuple[list[dict[str, Any]], int]:
        """Return the problems met since the last call, the file's own included, and how many they were.

        What a known export leaves out by rule is no problem; it goes to the counts.
        """
        problems = self.table.problems
        fresh = [problem for problem in problems[self.seen_problems :] if not problem.counted]
        self.counts.update(problems.counts - self.counted_by_rule)
        noted = [{"row": p.row, "message": p.message, "values": p.values} for p in fresh] + self.problems
        number = problems.total - problems.counts.total() - self.counted_problems + len(self.problems)
        self.skip_problems()
        self.problems = []
        return noted, number


def _content_key(values: dict[str, Any]) -> str:
    # A ticket stays itself whatever is added to it. The same words by another customer or on another day are another
    # comment; "good" is written often.
    named = f"ticket|{values['external_id']}"
    if not values["external_id"]:
        named = f"{text_key(values['text'])}|{values['customer']}|{values['written_on'] or ''}"
    return _hashed(named)


def _hashed(named: str) -> str:
    return hashlib.sha256(named.encode()).hexdigest()[:40]
