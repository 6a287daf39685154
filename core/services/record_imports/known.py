"""The records that are here, found by their ids in another system and by their names; and what was edited here."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.services.record_imports.targets import Target, plain_name
from core.services.records import all_records
from db.models import Change, ExternalId, RecordBatch

OWN = "sextant"  # the source of a list that was exported here; its ids are ours


@dataclass
class Known:
    """A target's records: by id, by what names them, by their id in the source that a file comes from."""

    records: dict[int, Any]
    names: dict[str, list[int]]
    keys: dict[str, int]
    deleted: set[str] = field(default_factory=set)
    claimed: dict[int, int] = field(default_factory=dict)

    def find(self, key: str, name: str) -> Any | None:
        """Return the record of that id, else of that name; one that has another id in the source is another record."""
        if key and key in self.keys:
            return self.records.get(self.keys[key])
        others = set(self.keys.values()) if key else set()
        free = [i for i in self.names.get(name, []) if i not in others and i not in self.claimed]
        return self.records[free[0]] if free else None


def load_known(session: Session, venture_id: int, target: Target, source: str) -> Known:
    """Read the venture's records of a target."""
    records = {row.id: row for row in all_records(session, target.noun, venture_id)}
    names: dict[str, list[int]] = defaultdict(list)
    for row in records.values():
        for name in {target.key(row.model_dump()), *(plain_name(n) for n in getattr(row, target.aliases, []))} - {""}:
            names[name].append(row.id)
    if source == OWN:
        return Known(records, names, {str(i): i for i in records})
    rows = session.scalars(select(ExternalId).filter_by(venture_id=venture_id, noun=target.noun.name, source=source))
    ids = {row.key: row.record_id for row in rows}
    live = {key: i for key, i in ids.items() if i in records}
    gone = _deleted_by_hand(session, target.noun.name, [i for i in ids.values() if i not in records])
    return Known(records, names, live, {key for key, i in ids.items() if i in gone})


def _deleted_by_hand(session: Session, noun: str, ids: list[int]) -> set[int]:
    """Return which records a person put into the trash; those that went with an import that was undone may come again."""
    lines = select(Change).where(Change.noun == noun, Change.record_id.in_(ids), Change.what == "deleted")
    last = {line.record_id: line.batch_id for line in session.scalars(lines.order_by(Change.id))}
    return {record_id for record_id, batch_id in last.items() if batch_id is None}


@dataclass
class Edits:
    """Who wrote which field of a record last: a person here, or a file."""

    typed_in: bool = True
    by_hand: set[str] = field(default_factory=set)
    by_file: set[str] = field(default_factory=set)

    def follow(self, change: Change) -> None:
        """Take in the next line of the record's log."""
        fields = set(change.fields)
        if change.what == "added":  # SQLite gives the id of a record that is gone to the next one
            self.typed_in, self.by_hand, self.by_file = change.batch_id is None, set(), set()
        last, other = (self.by_hand, self.by_file) if change.batch_id is None else (self.by_file, self.by_hand)
        last |= fields
        other -= fields

    def __contains__(self, name: str) -> bool:
        return name in self.by_hand or (self.typed_in and name not in self.by_file)


def edits_here(session: Session, noun: str, ids: Iterable[int]) -> dict[int, Edits]:
    """Return by record what a person wrote last; a record that no log tells of was written by a person.

    Imports that were undone do not count.
    """
    found = {record_id: Edits() for record_id in ids}
    undone = select(RecordBatch.id).where(RecordBatch.undone_at.is_not(None))
    statement = select(Change).where(Change.noun == noun, Change.record_id.in_(list(found)))
    statement = statement.where(Change.batch_id.is_(None) | Change.batch_id.not_in(undone)).order_by(Change.id)
    for change in session.scalars(statement):
        found[change.record_id].follow(change)
    return found
