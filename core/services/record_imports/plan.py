"""What an import would do, row by row, without writing anything."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from sqlalchemy.orm import Session

from core.errors import SextantError
from core.services.record_imports.known import OWN, Known, edits_here, load_known
from core.services.record_imports.setups import Setup, check_mapping, check_size
from core.services.record_imports.sides import Sides
from core.services.record_imports.targets import TARGETS, Target
from core.services.validation import invalid_fields
from core.tables.lists import LISTS
from core.tables.mapping import ReadRecord
from core.tables.table import Row

Does = Literal["add", "update", "unchanged", "left_out"]
BLANK: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True)
class Choices:
    """What a person chose about fields that were edited here: which take the file's value, by row and field."""

    take_all: bool = False
    take: frozenset[tuple[int, str]] = frozenset()

    def takes(self, number: int, name: str) -> bool:
        """Return whether the file's value shall stand."""
        return self.take_all or (number, name) in self.take


@dataclass(frozen=True)
class PlannedRow:
    """One row and what would become of it.

    `values` is what would be written; `changes` maps a field to its value here and in the file, `conflicts` does the
    same for those that a person edited here. `reason` says why a row is left out.
    """

    number: int
    list_key: str
    does: Does
    title: str
    record: ReadRecord
    cells: Mapping[str, str]
    record_id: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    changes: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    conflicts: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    reason: SextantError | None = None

    @property
    def doubtful(self) -> tuple[str, ...]:
        """Return the fields somebody should look at."""
        return (*self.record.doubts, *self.record.refused)


@dataclass(frozen=True)
class Plan:
    """All rows, in the file's order."""

    setup: Setup
    rows: tuple[PlannedRow, ...]

    def count(self, does: Does) -> int:
        """Return how many rows would be added, updated, stay as they are, or are left out."""
        return Counter(row.does for row in self.rows)[does]


def plan_import(session: Session, venture_id: int, setup: Setup, choices: Choices = Choices()) -> Plan:
    """Return what importing the sheet would do. Raises SextantError for a sheet or a mapping that cannot be read."""
    check_size(setup.sheet)
    check_mapping(setup)
    planner = _Planner(session, venture_id, setup)
    rows = [planner.plan(key, row, record) for key, row, record in setup.read()]
    return Plan(setup, tuple(planner.settle(rows, choices)))


class _Planner:
    """Goes through the rows with the records in hand."""

    def __init__(self, session: Session, venture_id: int, setup: Setup) -> None:
        self.session, self.venture_id, self.setup = session, venture_id, setup
        self.known: dict[str, Known] = {}
        self.sides: dict[str, Sides] = {}
        self.seen: dict[tuple[str, str], int] = {}

    def plan(self, key: str, row: Row, read: ReadRecord) -> PlannedRow:
        """Return what would become of one row, conflicts not yet looked for."""
        target = TARGETS[key]
        record = target.complete(read, self.setup.context.today) if target.complete else read
        cells = {name: self.setup.cell(row, column) for name, column in self.setup.mapping_of(row).columns.items()}
        planned = PlannedRow(row.number, key, "left_out", _title(target, record), record, cells)
        if not any(record.values.get(name) not in BLANK for name in LISTS[key].required):
            return replace(planned, reason=_no_name(record, key))
        if first := self._first(target, record):
            return replace(planned, reason=SextantError("The same stands in row {first} already.", first=first))
        known = self._known(target)
        if record.key in known.deleted:
            return replace(planned, reason=SextantError("You deleted this here. Restore it on the page Data."))
        found = known.find(record.key, target.key(record.values))
        if found is None:
            return self._added(planned, target)
        known.claimed[found.id] = row.number
        return self._updated(planned, target, found, read)

    def _known(self, target: Target) -> Known:
        name = target.noun.name
        if name not in self.known:
            self.known[name] = load_known(self.session, self.venture_id, target, self.setup.mapping.source)
        return self.known[name]

    def _sides(self, target: Target) -> Sides:
        name = target.noun.name
        if name not in self.sides:
            self.sides[name] = Sides(self.session, self.venture_id, target)
        return self.sides[name]

    def _first(self, target: Target, record: ReadRecord) -> int | None:
        """Return the earlier row that means the same record, None for the first of them."""
        mark = (target.noun.name, f"id {record.key}" if record.key else target.key(record.values))
        first = self.seen.setdefault(mark, record.number)
        return first if first != record.number else None

    def _added(self, planned: PlannedRow, target: Target) -> PlannedRow:
        values, record, reason = _valid(target, planned.record, {}, planned.record.values)
        does: Does = "left_out" if reason else "add"
        sides = self._sides(target).fresh(None, record.values)
        return replace(planned, does=does, record=record, values=values | sides, reason=reason)

    def _updated(self, planned: PlannedRow, target: Target, found: Any, read: ReadRecord) -> PlannedRow:
        here = {name: getattr(found, name) for name in target.noun.form.model_fields}
        wanted = dict(planned.record.values)
        for name in set(wanted) - set(read.values):  # supposed by us: only where it dates a change
            of = target.follows.get(name)
            if of is None or wanted.get(of, here[of]) == here[of]:
                del wanted[name]
        wanted |= {n: join(here[n], wanted[n]) for n, join in target.merge.items() if n in wanted}
        if self.setup.mapping.source == OWN:
            wanted |= self._cleared(target, planned)
        values, record, reason = _valid(target, planned.record, here, wanted)
        doubts = {name: doubt for name, doubt in record.doubts.items() if name in wanted}
        planned = replace(planned, record=replace(record, doubts=doubts), record_id=found.id)
        if reason:
            return replace(planned, reason=reason)
        changes = {name: (here[name], value) for name, value in values.items() if here[name] != value}
        sides = self._sides(target).fresh(found.id, record.values)
        changes |= {name: (None, value) for name, value in sides.items()}
        return replace(planned, does="update" if changes else "unchanged", changes=changes)

    def _cleared(self, target: Target, planned: PlannedRow) -> dict[str, Any]:
        """Return the fields that were emptied in a list of ours: there a blank cell says something."""
        fields = target.noun.form.model_fields
        blank = [name for name, cell in planned.cells.items() if not cell and name in fields]
        return {n: target.default(n) for n in blank if not fields[n].is_required() and n not in target.named_by}

    def settle(self, rows: list[PlannedRow], choices: Choices) -> list[PlannedRow]:
        """Set aside what a person edited here, unless the file's value was chosen."""
        changed = [row for row in rows if row.does == "update"]
        edits = {
            noun: edits_here(
                self.session, noun, [row.record_id or 0 for row in changed if _noun(row) == noun and row.record_id]
            )
            for noun in {_noun(row) for row in changed}
        }
        return [_settled(row, edits[_noun(row)], choices) if row.does == "update" else row for row in rows]


def _settled(row: PlannedRow, edits: Mapping[int, Any], choices: Choices) -> PlannedRow:
    mine, target = edits[row.record_id or 0], TARGETS[row.list_key]
    edited = {n for n, (here, _) in row.changes.items() if n in mine and here not in BLANK}
    # What still holds what a form begins with, nobody chose.
    edited = {n for n in edited if n in mine.by_hand or row.changes[n][0] != target.default(n)}
    free = set(row.changes) - edited
    conflicts = {n: row.changes[n] for n in row.changes if n in edited and target.follows.get(n) not in free}
    kept = {name for name in conflicts if not choices.takes(row.number, name)}
    changes = {name: pair for name, pair in row.changes.items() if name not in kept}
    values = {name: new for name, (_, new) in changes.items()}
    does: Does = "update" if changes else "unchanged"
    return replace(row, does=does, changes=changes, conflicts=conflicts, values=values)


def _noun(row: PlannedRow) -> str:
    return TARGETS[row.list_key].noun.name


def _valid(
    target: Target, record: ReadRecord, here: Mapping[str, Any], wanted: Mapping[str, Any]
) -> tuple[dict[str, Any], ReadRecord, SextantError | None]:
    """Return the values as our form keeps them; a cell it refuses is dropped, what does not fit together is a reason."""
    form = target.noun.form
    values = {name: value for name, value in wanted.items() if name in form.model_fields}
    # What does not fit together shows only once each field is right by itself.
    while wrong := invalid_fields(form, {**here, **values}, values):
        refused = {name: error for name, error in wrong.items() if name in values}
        if not refused:
            break
        values = {name: value for name, value in values.items() if name not in refused}
        record = replace(record, refused={**record.refused, **refused})
    if wrong:
        return values, record, next(iter(wrong.values()))
    data = form.model_validate({**here, **values})
    return {name: getattr(data, name) for name in values}, record, None


def _title(target: Target, record: ReadRecord) -> str:
    found = next((record.values[name] for name in target.named_by if record.values.get(name)), "")
    return str(found)


def _no_name(record: ReadRecord, key: str) -> SextantError:
    refused = next((record.refused[name] for name in LISTS[key].required if name in record.refused), None)
    return refused or SextantError("The row has no name.")
