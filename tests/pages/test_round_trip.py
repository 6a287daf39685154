"""A list as the page exports it for the team, edited elsewhere and imported again."""

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from core.i18n import in_locale, t
from core.reach.lists import Column
from core.services.list_export import tell_list
from core.services.record_imports.exports import with_ids
from core.services.record_imports.plan import Choices, Plan, plan_import
from core.services.record_imports.run import run_import
from core.services.record_imports.sheets import begin, open_sheet
from core.services.record_imports.targets import TARGETS
from core.services.records import all_records, get_record
from core.services.resources import RESOURCE
from core.services.ventures import get_venture
from core.tables.writing import to_bytes, write_csv
from pages.components import screens
from pages.components.records import Screen

if TYPE_CHECKING:
    from core.runtime import Runtime

LOCALES = [("en", "en"), ("zh-CN", "zh-CN")]
IMPORTED = {target.noun.name for target in TARGETS.values()}
SCREENS = {name: found for name in screens.__all__ if isinstance(found := getattr(screens, name), Screen)}
LISTS = [name for name, screen in SCREENS.items() if screen.noun.name in IMPORTED]


def exported(runtime: "Runtime", name: str, kind: Any) -> bytes:
    screen = SCREENS[name]
    columns = [Column(t(title), getattr(get, "field", ""), get) for title, get in screen.columns.items()]
    with runtime.database.read() as session:
        told = tell_list(session, screen.noun, 1, with_ids(screen.noun.name, columns), "team")
    return to_bytes(kind, told.titles, told.rows)


def planned(runtime: "Runtime", path: Path) -> Plan:
    with runtime.database.read() as session:
        start = begin(session, get_venture(session, 1), open_sheet(path, path.name))
        assert start is not None
        return plan_import(session, 1, start.setup)


@pytest.mark.parametrize(("demo", "locale"), LOCALES, indirect=["demo"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_a_page_comes_back_as_the_same_records(
    demo: "Runtime", tmp_path: Path, name: str, kind: str, locale: str
) -> None:
    path = tmp_path / f"list.{kind}"
    with in_locale(locale):
        path.write_bytes(exported(demo, name, kind))

        plan = planned(demo, path)

    with demo.database.read() as session:
        ids = [row.id for row in all_records(session, SCREENS[name].noun, 1)]
    assert ids and [row.record_id for row in plan.rows] == ids
    assert {row.does for row in plan.rows} == {"unchanged"}, [row.changes for row in plan.rows if row.changes]
    assert [dict(row.record.refused) for row in plan.rows if row.record.refused] == []


def test_what_was_edited_in_the_file_changes_that_record_and_no_computed_cost(demo: "Runtime", tmp_path: Path) -> None:
    with demo.database.read() as session:
        before = {row.id: row for row in all_records(session, RESOURCE, 1)}
    columns, *rows = csv.reader(io.StringIO(exported(demo, "RESOURCES", "csv").decode("utf-8-sig")))
    rows[0][columns.index("Name")] = "Renamed elsewhere"
    write_csv(tmp_path / "list.csv", columns, rows)

    with demo.database.write() as session:
        run_import(session, 1, planned(demo, tmp_path / "list.csv").setup, Choices(take_all=True))

    first = min(before)
    with demo.database.read() as session:
        assert get_record(session, RESOURCE, first, 1).name == "Renamed elsewhere"
        after = {row.id: row for row in all_records(session, RESOURCE, 1)}
    assert [row for n, row in after.items() if n != first] == [row for n, row in before.items() if n != first]
