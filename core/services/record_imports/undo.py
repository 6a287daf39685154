"""An import is taken back whole, or done again, from the lines it left in the log."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import SextantError
from core.services.changes import acting
from core.services.record_imports.run import own_batch
from core.services.record_imports.targets import TARGETS, Target
from core.services.records import Noun, all_records, delete_records, restore_records, update_record
from db.base import now
from db.models import Change, ExternalId, RecordBatch
from db.repository import live

BY_NOUN: dict[str, Target] = {target.noun.name: target for target in TARGETS.values()}
# Records that belong to one of another noun, with their field for its id: a contact to its partner.
OWNERS = {side.name: (target.noun, owner) for target in TARGETS.values() for side, owner, _ in target.sides.values()}
SIDES = {side.name: side for target in TARGETS.values() for side, _, _ in target.sides.values()}
NOUNS: dict[str, Noun[Any]] = {name: target.noun for name, target in BY_NOUN.items()} | SIDES


@dataclass(frozen=True)
class Undone:
    """What taking an import back, or doing it again, came to; `kept` were changed since, and keep the newer values."""

    records: int
    changes: int
    kept: int


def undo_record_batch(session: Session, venture_id: int, batch_id: int) -> Undone:
    """Put what an import added into the trash and give what it changed its former values back.

    A value that somebody changed since stays as it is.
    """
    batch = own_batch(session, venture_id, batch_id)
    if batch.undone_at:
        return Undone(0, 0, 0)
    changes = kept = records = 0
    with acting(batch_id=batch.id):
        for line in _first_changes(session, batch):
            done, all_done = _turn(session, line, back=True)
            changes, kept = changes + done, kept + (not all_done)
        for name, ids in _ids(session, batch, "added").items():
            records += len(delete_records(session, NOUNS[name], ids, venture_id))
    batch.undone_at = now()
    session.flush()
    return Undone(records, changes, kept)


def redo_record_batch(session: Session, venture_id: int, batch_id: int) -> Undone:
    """Do an import that was undone again: its records come back, but for those that have come again since."""
    batch = own_batch(session, venture_id, batch_id)
    if not batch.undone_at:
        return Undone(0, 0, 0)
    changes = kept = records = 0
    with acting(batch_id=batch.id):
        gone = _ids(session, batch, "deleted")
        for name, ids in sorted(gone.items(), key=lambda item: item[0] in OWNERS):
            back = _restored(session, name, venture_id, ids)
            records, kept = records + back, kept + len(ids) - back
        for line in _first_changes(session, batch):
            done, all_done = _turn(session, line, back=False)
            changes, kept = changes + done, kept + (not all_done)
    batch.undone_at = None
    session.flush()
    return Undone(records, changes, kept)


def _lines(session: Session, batch: RecordBatch, what: str) -> list[Change]:
    statement = select(Change).filter_by(batch_id=batch.id, what=what).where(Change.noun.in_(NOUNS))
    return list(session.scalars(statement.order_by(Change.id)))


def _first_changes(session: Session, batch: RecordBatch) -> Iterator[Change]:
    """Yield what the import itself changed; later lines of the batch are of its undoing and redoing."""
    seen = set()
    for line in _lines(session, batch, "changed"):
        if (line.noun, line.record_id) not in seen:
            seen.add((line.noun, line.record_id))
            yield line


def _ids(session: Session, batch: RecordBatch, what: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for line in _lines(session, batch, what):
        found.setdefault(line.noun, []).append(line.record_id)
    return {name: sorted(set(ids)) for name, ids in found.items()}


def _turn(session: Session, line: Change, *, back: bool) -> tuple[bool, bool]:
    """Set a changed record's fields to their values before the import, or after it.

    Returns whether anything was set, and whether nothing had to be kept.
    """
    noun = NOUNS[line.noun]
    row = session.scalar(live(noun.model, id=line.record_id, venture_id=line.venture_id))
    if row is None:
        return False, False
    here = noun.form.model_validate(row).model_dump(mode="json")
    old, new = (1, 0) if back else (0, 1)
    values = {name: pair[new] for name, pair in line.fields.items() if here.get(name) == pair[old]}
    if not values:
        return False, False
    target = BY_NOUN[line.noun]
    try:
        with session.begin_nested():
            if back:
                update_record(session, noun, row.id, line.venture_id, values)
                if target.forget:
                    target.forget(session, row, {name: line.fields[name] for name in values})
            else:
                target.update_row(session, row.id, line.venture_id, values)
    except SextantError:
        return False, False
    return True, len(values) == len(line.fields)


def _restored(session: Session, name: str, venture_id: int, ids: list[int]) -> int:
    """Take records out of the trash, but for those of which there is another one by now; return how many."""
    noun = NOUNS[name]
    may = _has_owner(session, name) if name in OWNERS else _not_again(session, name, venture_id, ids)
    back = 0
    for record_id in ids:
        row = session.get(noun.model, record_id)
        if row is not None and may(row):
            with suppress(SextantError):
                back += restore_records(session, noun, [record_id], venture_id)
    return back


def _has_owner(session: Session, name: str) -> Callable[[Any], bool]:
    noun, owner = OWNERS[name]
    return lambda row: session.scalar(live(noun.model, id=getattr(row, owner))) is not None


def _not_again(session: Session, name: str, venture_id: int, ids: list[int]) -> Callable[[Any], bool]:
    """Return whether a record is still the one that its id elsewhere, or else its name, stands for."""
    target = BY_NOUN[name]
    taken = {target.key(row.model_dump()) for row in all_records(session, target.noun, venture_id)}
    here = select(ExternalId.record_id).filter_by(venture_id=venture_id, noun=name)
    named = set(session.scalars(here.where(ExternalId.record_id.in_(ids))))
    return lambda row: row.id in named or _key(target, row) not in taken


def _key(target: Target, row: Any) -> str:
    return target.key(target.noun.stored.model_validate(row).model_dump())
