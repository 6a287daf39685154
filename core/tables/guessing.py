"""Which column holds what, guessed from its heading and its content; the user can always change it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from core.errors import SextantError
from core.tables.dates import guess_day_first, parse_date
from core.tables.headings import heading_role
from core.tables.table import Table
from core.tables.values import parse_rating

SAMPLE_ROWS = 200
VALUE_ROWS, VALUES_SHOWN = 5000, 200  # where different cells of a column are looked for, and how many are offered
PARSED = 0.6  # share of cells that must parse where no heading helps
WRITTEN = 0.5  # share of cells that must hold words
PROSE_CHARS = 10.0  # mean length from which a column without a telling heading can be prose; Chinese counts double
# Where two columns name the customer, the account says more than the person who wrote.
ORGANISATION = re.compile("company|organi[sz]ation|account|client|customer|公司|企业|单位|客户", re.I)
LABEL_CHARS = 40.0  # a date, name or channel is shorter


@dataclass(frozen=True)
class Guess:
    """Names of the columns that hold each thing, None where there seems to be none."""

    text: str | None = None
    written_on: str | None = None
    rating: str | None = None
    customer: str | None = None
    channel: str | None = None
    day_first: bool | None = None
    title: str | None = None
    ticket: str | None = None
    speaker: str | None = None
    private: str | None = None


@dataclass(frozen=True)
class Content:
    """What a column's cells look like: shares of the filled cells, mean length in letters (Chinese counts double)."""

    words: float
    length: float
    distinct: float
    dates: float
    ratings: float


def guess_columns(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Guess:
    """Return which column holds the text, date, rating, customer, channel and so on, judged from some sample rows.

    `rows` are tuples of cells; the first 200 are looked at.
    """
    sample = list(islice(rows, SAMPLE_ROWS))
    cells = {column: [row[place] for row in sample if row[place].strip()] for place, column in enumerate(columns)}
    content = {column: describe_content(values) for column, values in cells.items()}
    roles = {column: _role(column, content[column]) for column in columns}
    written_on = _first(roles, "written_on") or _first_dates(roles, content)
    ticket, named = _first(roles, "ticket"), [column for column, role in roles.items() if role == "customer"]
    customer = next((column for column in named if ORGANISATION.search(column)), next(iter(named), None))
    speaker = _first(roles, "speaker")
    if speaker is None and ticket:
        at = columns.index(ticket)
        speaker = next((column for column in named if _differs(sample, at, columns.index(column))), None)
    return Guess(
        text=_text(roles, content, written_on),
        written_on=written_on,
        rating=_first(roles, "rating"),
        customer=customer,
        channel=_first(roles, "channel"),
        day_first=guess_day_first(cells[written_on]) if written_on else None,
        title=_first(roles, "title"),
        ticket=ticket,
        speaker=speaker,
        private=_first(roles, "private"),
    )


def _differs(sample: Sequence[Sequence[str]], ticket: int, name: int) -> bool:
    """Tell whether several people speak in one ticket."""
    pairs = {(row[ticket], row[name]) for row in sample if row[ticket].strip() and row[name].strip()}
    return len(pairs) > len({key for key, _ in pairs})


def list_values(table: Table, column: str) -> list[str]:
    """Return the different cells of a column, the commonest first, judged from the first rows."""
    place = table.columns.index(column)
    cells = (" ".join(row.cells[place].split()) for row in islice(table.rows(), VALUE_ROWS))
    return [value for value, _ in Counter(filter(None, cells)).most_common(VALUES_SHOWN)]


def require_text_column(guess: Guess, *, file: str) -> str:
    """Return the guessed column of the comments. Raises SextantError when no column holds text."""
    if guess.text is None:
        raise SextantError(
            "The file {file} has no column with text. Choose the column that holds the comments.", file=file
        )
    return guess.text


def describe_content(values: Sequence[str]) -> Content:
    """Measure the filled cells of one column."""
    if not values:
        return Content(0.0, 0.0, 0.0, 0.0, 0.0)
    letters = [sum(1 + (letter > "\u2e7f") for letter in value if letter.isalpha()) for value in values]
    dates = _share(values, parse_date)
    return Content(
        words=(sum(count > 1 for count in letters) / len(values)) * (dates < PARSED),
        length=sum(letters) / len(values),
        distinct=len(set(values)) / len(values),
        dates=dates,
        ratings=_share(values, parse_rating),
    )


def _share(values: Sequence[str], parse: Callable[[str], object]) -> float:
    return sum(_parses(value, parse) for value in values) / len(values)


def _parses(value: str, parse: Callable[[str], object]) -> bool:
    try:
        parse(value)
    except SextantError:
        return False
    return True


def _role(column: str, content: Content) -> str | None:
    """Return what the heading says, unless the content contradicts it."""
    role = heading_role(column)
    fits = {
        "text": content.words >= WRITTEN,
        "written_on": content.length < LABEL_CHARS,
        "rating": content.length < LABEL_CHARS and content.ratings > 0,
        "customer": content.length < LABEL_CHARS,
        "channel": content.length < LABEL_CHARS,
        "ticket": content.length < LABEL_CHARS,
        "speaker": content.length < LABEL_CHARS,
        "private": content.length < LABEL_CHARS,
        "title": content.words >= WRITTEN,
    }
    return role if role is None or fits.get(role, True) else None


def _first(roles: dict[str, str | None], role: str) -> str | None:
    return next((column for column, found in roles.items() if found == role), None)


def _first_dates(roles: dict[str, str | None], content: dict[str, Content]) -> str | None:
    return next((c for c, role in roles.items() if role is None and content[c].dates >= PARSED), None)


def _text(roles: dict[str, str | None], content: dict[str, Content], written_on: str | None) -> str | None:
    """Return the column of the longest and most varied words: among headings that say so, else among all others."""
    named = [column for column, role in roles.items() if role == "text"]
    prose = [column for column, role in roles.items() if role is None and column != written_on]
    if not named:
        named = [column for column in prose if _is_prose(content[column], alone=len(roles) == 1)]
    weights = {column: content[column].length * content[column].distinct for column in named}
    return max(weights, key=lambda column: weights[column]) if weights else None


def _is_prose(content: Content, *, alone: bool) -> bool:
    return content.words >= WRITTEN and (alone or content.length >= PROSE_CHARS)
