from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from core.services.changes import act_as
from core.services.record_imports.plan import Choices, Plan, plan_import
from core.services.record_imports.run import StoredBatch, run_import
from core.services.record_imports.setups import Setup
from core.services.record_imports.sheets import begin, open_sheet
from core.services.record_imports.undo import NOUNS
from core.services.records import all_records
from core.tables.writing import write_csv
from db.models import StageChange

if TYPE_CHECKING:
    from core.services.ventures import StoredCompany
    from db.session import Database

NOTHING_CHOSEN = Choices()


class Importer:
    """Imports files and dumps all records, as tests say it."""

    def __init__(self, database: "Database", company: "StoredCompany", folder: Path) -> None:
        self.database, self.company, self.folder = database, company, folder

    def setup(self, source: Path | Sequence[Sequence[str]], list_key: str | None = None) -> Setup:
        """Return how a file, or rows under headings, would be read."""
        path = source if isinstance(source, Path) else self.folder / "table.csv"
        if not isinstance(source, Path):
            write_csv(path, source[0], source[1:])
        with self.database.read() as session:
            start = begin(session, self.company, open_sheet(path, path.name), list_key)
        assert start is not None
        return start.setup

    def plan(self, setup: Setup, choices: Choices = NOTHING_CHOSEN) -> Plan:
        with self.database.read() as session:
            return plan_import(session, self.company.id, setup, choices)

    def run(self, setup: Setup, choices: Choices = NOTHING_CHOSEN, token: str | None = None) -> StoredBatch:
        with self.database.write() as session:
            return run_import(session, self.company.id, setup, choices, token)

    def import_(self, source: Path | Sequence[Sequence[str]], list_key: str | None = None) -> StoredBatch:
        return self.run(self.setup(source, list_key))

    def dump(self) -> dict[str, Any]:
        """Return every record with all that a user sees of it, and every partner's history."""
        with self.database.read() as session:
            found: dict[str, Any] = {
                name: [row.model_dump(exclude={"version"}) for row in all_records(session, noun, self.company.id)]
                for name, noun in NOUNS.items()
            }
            moves = session.query(StageChange).order_by(StageChange.partner_id, StageChange.id)
            live = {row["id"] for row in found["partner"]}
            found["moves"] = [
                (m.partner_id, m.from_stage, m.to_stage, m.changed_on) for m in moves if m.partner_id in live
            ]
            return found


@pytest.fixture
def importer(database: "Database", company: "StoredCompany", tmp_path: Path) -> Iterator[Importer]:
    yield Importer(database, company, tmp_path)
    act_as("")


@pytest.fixture
def change(database: "Database", company: "StoredCompany") -> Callable[..., None]:
    """Return a function that changes a record by hand."""
    from core.services.records import update_record

    def by_hand(noun: Any, record_id: int, **values: Any) -> None:
        with database.write() as session:
            update_record(session, noun, record_id, company.id, values)

    return by_hand
