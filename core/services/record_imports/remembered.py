"""How a company's files are read, remembered by their headings: the columns and the words chosen last time."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.services.record_imports.setups import Setup, Split
from core.tables.lists import LISTS
from core.tables.mapping import Mapping
from db.base import now
from db.models import ImportPreset

# Names beside those of fields, under which a preset keeps what else was chosen.
KEY, SOURCE, SPLIT = "#key", "#source", "#split"


@dataclass(frozen=True)
class Remembered:
    """A mapping as it was used last, and which column told candidates from people."""

    mapping: Mapping
    split: Split | None


def remember(session: Session, venture_id: int, setup: Setup) -> None:
    """Keep how a sheet was read, for the next one with the same headings."""
    headings = _headings(setup.sheet.columns)
    row = session.scalar(select(ImportPreset).filter_by(venture_id=venture_id, noun=setup.list_key, headings=headings))
    if row is None:
        row = ImportPreset(venture_id=venture_id, noun=setup.list_key, headings=headings)
        session.add(row)
    mapping, split = setup.mapping, setup.split
    row.columns = dict(mapping.columns) | {KEY: mapping.key or "", SOURCE: mapping.source}
    row.columns = row.columns | {SPLIT: split.column if split else ""}
    row.words = {name: dict(words) for name, words in mapping.words.items()}
    if split:
        row.words = row.words | {SPLIT: dict.fromkeys(sorted(split.words), True)}
    row.used_at = now()
    session.flush()


def recall(session: Session, venture_id: int, columns: Sequence[str], list_key: str | None = None) -> Remembered | None:
    """Return how a sheet with these headings was read last, None where none was."""
    statement = select(ImportPreset).filter_by(venture_id=venture_id, headings=_headings(columns))
    if list_key:
        statement = statement.filter_by(noun=list_key)
    row = session.scalar(statement.order_by(ImportPreset.used_at.desc(), ImportPreset.id.desc()).limit(1))
    if row is None or row.noun not in LISTS:
        return None
    known = {name: column for name, column in row.columns.items() if LISTS[row.noun].field(name)}
    words = {name: said for name, said in row.words.items() if name != SPLIT}
    mapping = Mapping(row.noun, known, words, row.columns.get(KEY) or None, row.columns.get(SOURCE, ""))
    column = row.columns.get(SPLIT)
    return Remembered(mapping, Split(column, frozenset(row.words.get(SPLIT, {}))) if column else None)


def with_known_words(session: Session, venture_id: int, mapping: Mapping) -> Mapping:
    """Return the mapping with the words that were mapped for this list before, in files with other headings too."""
    rows = select(ImportPreset).filter_by(venture_id=venture_id, noun=mapping.list_key).order_by(ImportPreset.used_at)
    found: dict[str, dict[str, Any]] = {}
    for row in session.scalars(rows):
        for name, said in row.words.items():
            if name != SPLIT:
                found.setdefault(name, {}).update(said)
    for name, chosen in mapping.words.items():
        found.setdefault(name, {}).update(chosen)
    return replace(mapping, words=found)


def _headings(columns: Sequence[str]) -> str:
    return json.dumps(list(columns), ensure_ascii=False)
