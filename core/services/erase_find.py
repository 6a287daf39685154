"""Where one person or customer stands: records that are theirs, and places that only mention them."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import JSON, ColumnElement, String, Table, or_, select, true
from sqlalchemy.orm import Session

from core.errors import SextantError
from core.services.venture_tables import CHUNK, TABLES, owned_by
from db.models import Base
from db.repository import contains

SHORTEST = 2  # characters: a shorter name stands in everything
# Records that are somebody, with the fields their name stands in; of resources, only those that are people.
SOMEBODY = {
    "resource": ("name",),
    "candidate": ("name",),
    "contact": ("name",),
    "customer": ("name", "other_names"),
    "partner": ("name",),
    "comment": ("customer",),
}
PEOPLE = ("talent", "network")
# Words of ours and marks of machines, which a name may look like: Won, Will.
CODES = frozenset(
    [
        "kind",
        "state",
        "stage",
        "outcome",
        "outcome_reason",
        "direction",
        "basis",
        "better",
        "label",
        "read_label",
        "read_kind",
        "language",
        "noun",
        "what",
        "audience",
        "worded_by",
        "section",
        "reach",
        "form",
        "personal",
        "currency",
        "time_zone",
        "token",
        "token_hash",
        "unique_key",
        "content_key",
        "encoder_version",
        "generator",
        "address",
        "lease_owner",
    ]
)
BESIDE = ("job", "team_session")
OF_DRAFTS = ("draft_sentence", "evidence")
# An owner who is gone is nobody; everywhere else a word must say that somebody was named.
OWNERS = ("owner", "decided_by", "who", "customer")


@dataclass(frozen=True)
class Names:
    """The names to erase, and the search for them: whole words in Latin letters, whatever their case and spaces."""

    names: tuple[str, ...]

    def __post_init__(self) -> None:
        for name in self.names:
            if len(name) < SHORTEST:
                raise SextantError("“{name}” is too short to look for. Write the whole name.", name=name)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return what finds any of the names, the longest first."""
        found = [self._searched(name) for name in sorted(self.names, key=len, reverse=True)]
        return re.compile("|".join(found) or r"(?!)", re.IGNORECASE)

    @staticmethod
    def _searched(name: str) -> str:
        words = r"\s+".join(re.escape(word) for word in name.split())
        before = r"(?<![A-Za-z0-9])" if name[0].isascii() else ""
        return before + words + (r"(?![A-Za-z0-9])" if name[-1].isascii() else "")

    @cached_property
    def keys(self) -> frozenset[str]:
        """Return the names as they are compared whole."""
        return frozenset(_key(name) for name in self.names)

    def are(self, value: Any) -> bool:
        """Tell whether a value is one of the names, or a list that has one."""
        return any(self.are(one) for one in value) if isinstance(value, list) else _key(str(value or "")) in self.keys

    def in_value(self, value: Any) -> bool:
        """Tell whether a text, or any text inside a list or mapping, mentions one of the names."""
        return any(self.pattern.search(text) for text in _texts(value))

    def without(self, value: Any, mark: str) -> Any:
        """Return a value with a mark in place of each mention."""
        if isinstance(value, str):
            return self.pattern.sub(mark, value)
        if isinstance(value, list):
            return [self.without(one, mark) for one in value]
        if isinstance(value, dict):
            return {self.without(name, mark): self.without(one, mark) for name, one in value.items()}
        return value


def _key(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).split()).casefold()


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _texts(name)
            yield from _texts(one)


@dataclass
class Found:
    """What is to be done: rows that go, rows that keep standing without the name, and sentences that are replaced."""

    gone: dict[str, set[int]] = field(default_factory=dict)
    below: dict[str, int] = field(default_factory=dict)
    mentions: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    sentences: set[int] = field(default_factory=set)

    def counts(self) -> dict[str, dict[str, int]]:
        """Return how many rows of each table go, how many mention the name, and how many sentences."""
        gone = {table: len(ids) for table, ids in self.gone.items() if ids}
        below = {table: n for table, n in self.below.items() if n}
        mentions = {table: len(rows) for table, rows in self.mentions.items() if rows}
        if self.sentences:
            mentions["draft_sentence"] = len(self.sentences)
        return {"gone": gone | below, "mentions": mentions}


def all_names(session: Session, venture_id: int, names: Names) -> Names:
    """Return the names with all those that their records carry, so that a short name finds the long one."""
    known = set(names.names)
    for noun in ("customer", "partner"):
        for row in _rows(session, TABLES[noun], venture_id):
            if is_theirs(noun, row, names):
                known |= {row["name"], *row.get("other_names", [])}
    return Names(tuple(sorted(name for name in known if len(name) >= SHORTEST)))


def find(session: Session, venture_id: int, names: Names) -> Found:
    """Look through every table of a company."""
    found = Found()
    for name, table in TABLES.items():
        if name in OF_DRAFTS:
            continue
        for row in _rows(session, table, venture_id, names):
            _sort(found, name, table, row, names)
    for name in BESIDE:
        table = Base.metadata.tables[name]
        mine = table.c.venture_id == venture_id if "venture_id" in table.c else true()
        rows = session.execute(select(table).where(mine)).mappings()
        found.mentions[name] = [dict(row) for row in rows if names.in_value([row[c] for c in texts_of(table)])]
    _find_sentences(session, venture_id, names, found)
    return found


def is_theirs(noun: str, row: Mapping[str, Any], names: Names) -> bool:
    """Tell whether a row is the person or customer, or said by them."""
    if noun == "resource" and row["kind"] not in PEOPLE:
        return False
    return any(names.are(row[name]) for name in SOMEBODY.get(noun, ()))


def _sort(found: Found, name: str, table: Table, row: dict[str, Any], names: Names) -> None:
    if is_theirs(name, row, names):
        found.gone.setdefault(name, set()).add(row["id"])
    elif _hangs_on_gone(table, row, found):
        if "id" in row:
            found.gone.setdefault(name, set()).add(row["id"])
        else:
            found.below[name] = found.below.get(name, 0) + 1
    elif _is_told_of(row, found) or names.in_value([row[c] for c in texts_of(table)]):
        found.mentions.setdefault(name, []).append(row)


def _hangs_on_gone(table: Table, row: Mapping[str, Any], found: Found) -> bool:
    return any(
        key.ondelete == "CASCADE" and row[column.name] in found.gone.get(key.column.table.name, ())
        for column in table.c
        for key in column.foreign_keys
    )


def _is_told_of(row: Mapping[str, Any], found: Found) -> bool:
    """Tell whether a line of the log or an outside number is about a record that goes."""
    return "record_id" in row and row["record_id"] in found.gone.get(row["noun"], ())


def texts_of(table: Table) -> list[str]:
    """Return the columns that hold words."""
    return [c.name for c in table.c if isinstance(c.type, String | JSON) and c.name not in CODES]


def _rows(session: Session, table: Table, venture_id: int, names: Names | None = None) -> Iterator[dict[str, Any]]:
    statement = select(table).where(owned_by(table, venture_id)).order_by(*table.primary_key)
    if names and table.name == "comment":
        # There may be very many: the database looks first.
        statement = statement.where(_holds(table, names))
    for row in session.execute(statement.execution_options(yield_per=CHUNK)).mappings():
        yield dict(row)


def _holds(table: Table, names: Names) -> ColumnElement[bool]:
    columns = [table.c[name] for name in texts_of(table)]
    # One word of each name is enough to look at the row: how a name is spaced differs.
    return or_(*(contains(columns, max(name.split(), key=len)) for name in names.names))


def _find_sentences(session: Session, venture_id: int, names: Names, found: Found) -> None:
    refer = {f"{table}:{number}" for table, ids in found.gone.items() for number in ids}
    for row in _rows(session, TABLES["draft_sentence"], venture_id):
        if names.in_value([row["text"], row["refused"]]):
            found.sentences.add(row["id"])
    for row in _rows(session, TABLES["evidence"], venture_id):
        if row["record"] in refer or names.in_value([row[name] for name in texts_of(TABLES["evidence"])]):
            found.sentences.add(row["sentence_id"])
