"""An import is done: in one transaction, once, every change logged under its batch."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import NotFound, SextantError
from core.services.changes import acting, current_actor
from core.services.record_imports.known import OWN
from core.services.record_imports.plan import Choices, Plan, PlannedRow, plan_import
from core.services.record_imports.remembered import remember
from core.services.record_imports.setups import Setup
from core.services.record_imports.sides import add_sides
from core.services.record_imports.targets import TARGETS
from db.models import ExternalId, RecordBatch
from db.repository import by_token

KEPT_PROBLEMS = 500


@dataclass(frozen=True)
class StoredBatch:
    """An import as it is kept; `list_key` is the list its rows went to."""

    id: int
    list_key: str
    file_name: str
    source: str
    rows_read: int
    added: int
    updated: int
    unchanged: int
    left_out: int
    problems: list[dict[str, Any]]
    who: str
    created_at: datetime
    undone_at: datetime | None


def run_import(
    session: Session,
    venture_id: int,
    setup: Setup,
    choices: Choices = Choices(),  # noqa: B008
    token: str | None = None,
) -> StoredBatch:
    """Write what `plan_import` says, and remember how the columns were read; the same token a second time does nothing."""
    if known := by_token(session, RecordBatch, token):
        return stored_batch(known)
    plan = plan_import(session, venture_id, setup, choices)
    batch = RecordBatch(
        token=token,
        venture_id=venture_id,
        noun=setup.list_key,
        file_name=setup.sheet.name,
        source=setup.mapping.source,
        who=current_actor(),
    )
    session.add(batch)
    session.flush()
    with acting(batch_id=batch.id):
        _write(session, batch, plan)
    remember(session, venture_id, setup)
    return stored_batch(batch)


def _write(session: Session, batch: RecordBatch, plan: Plan) -> None:
    ids = _Ids(session, batch)
    counts = {"add": 0, "update": 0, "unchanged": 0, "left_out": 0}
    problems: list[dict[str, Any]] = []
    for row in plan.rows:
        does, reason = row.does, row.reason
        try:
            with session.begin_nested():
                _write_row(session, batch, row, ids)
        except SextantError as error:
            does, reason = "left_out", error
        counts[does] += 1
        problems += _problems(row, reason)
    batch.rows_read = len(plan.rows)
    batch.added, batch.updated = counts["add"], counts["update"]
    batch.unchanged, batch.left_out = counts["unchanged"], counts["left_out"]
    batch.problems = problems[:KEPT_PROBLEMS]
    session.flush()


def _write_row(session: Session, batch: RecordBatch, row: PlannedRow, ids: "_Ids") -> None:
    if row.does == "left_out":
        return
    target, record_id = TARGETS[row.list_key], row.record_id
    fields = {name: value for name, value in row.values.items() if name in target.noun.form.model_fields}
    if row.does == "add":
        record_id = target.add_row(session, batch.venture_id, fields).id
    elif fields and record_id is not None:
        target.update_row(session, record_id, batch.venture_id, fields)
    if record_id is None:
        return
    sides = {name: value for name, value in row.values.items() if name in target.sides}
    add_sides(session, target, batch.venture_id, record_id, sides, row.record.values.get("last_contact_on"))
    if row.record.key and batch.source != OWN:
        ids.note(target.noun.name, row.record.key, record_id)


class _Ids:
    """The ids that a batch's source gives to our records; read once, kept as rows are written."""

    def __init__(self, session: Session, batch: RecordBatch) -> None:
        self.session, self.batch = session, batch
        rows = session.scalars(select(ExternalId).filter_by(venture_id=batch.venture_id, source=batch.source))
        self.known = {(row.noun, row.key): row for row in rows}

    def note(self, noun: str, key: str, record_id: int) -> None:
        """Keep what a record is called in the source."""
        row = self.known.get((noun, key))
        if row is None:
            row = ExternalId(venture_id=self.batch.venture_id, noun=noun, source=self.batch.source, key=key)
            self.session.add(row)
            self.known[noun, key] = row
        row.record_id = record_id


def _problems(row: PlannedRow, reason: SextantError | None) -> list[dict[str, Any]]:
    """Return what was odd about a row as it is kept: why it was left out, else the cells that could not be read."""
    if reason:
        return [_problem(row, "", reason)]
    return [_problem(row, name, error) for name, error in row.record.refused.items()]


def _problem(row: PlannedRow, name: str, error: SextantError) -> dict[str, Any]:
    values = {k: v if isinstance(v, int | float | str) else str(v) for k, v in error.values.items()}
    return {"row": row.number, "list": row.list_key, "field": name, "message": error.message, "values": values}


def list_record_batches(session: Session, venture_id: int, lists: tuple[str, ...] = ()) -> list[StoredBatch]:
    """Return the imports of records, newest first, of all lists or of some."""
    statement = select(RecordBatch).filter_by(venture_id=venture_id).order_by(RecordBatch.id.desc())
    if lists:
        statement = statement.where(RecordBatch.noun.in_(lists))
    return [stored_batch(row) for row in session.scalars(statement)]


def own_batch(session: Session, venture_id: int, batch_id: int) -> RecordBatch:
    """Return a company's import; raise NotFound if it is not there."""
    batch = session.scalar(select(RecordBatch).filter_by(id=batch_id, venture_id=venture_id))
    if batch is None:
        raise NotFound("This import is not there any more.")
    return batch


def stored_batch(row: RecordBatch) -> StoredBatch:
    """Return an import as plain data."""
    names = [name for name in StoredBatch.__dataclass_fields__ if name != "list_key"]
    return StoredBatch(list_key=row.noun, **{name: getattr(row, name) for name in names})
