"""An import is taken back whole, and done again."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.services.partners import PARTNER, add_partner
from core.services.record_imports.run import list_record_batches
from core.services.record_imports.undo import Undone, redo_record_batch, undo_record_batch
from core.services.records import all_records
from core.services.resources import RESOURCE
from tests.core.services.record_imports.test_people import HEADINGS, PEOPLE, ROWS
from tests.exports.partners import hubspot_rows, write_hubspot

if TYPE_CHECKING:
    from core.services.record_imports.run import StoredBatch
    from tests.core.services.record_imports.conftest import Importer


def undo(importer: "Importer", batch: "StoredBatch") -> Undone:
    with importer.database.write() as session:
        return undo_record_batch(session, importer.company.id, batch.id)


def redo(importer: "Importer", batch: "StoredBatch") -> Undone:
    with importer.database.write() as session:
        return redo_record_batch(session, importer.company.id, batch.id)


def test_undo_and_redo_restore_every_record_exactly(importer: "Importer", tmp_path: Path) -> None:
    importer.import_(PEOPLE)
    importer.import_(write_hubspot(tmp_path / "a.csv"))
    before = importer.dump()
    rows = hubspot_rows(45)
    rows[0][2], rows[0][-1], rows[1][5], rows[2][12] = "Contract Sent", "2026-11-23 09:00", "5", "Send the offer"
    batch = importer.import_(write_hubspot(tmp_path / "b.csv", rows))
    after = importer.dump()

    undone = undo(importer, batch)

    assert importer.dump() == before
    assert undone == Undone(records=4 + 4, changes=3, kept=0)  # each deal with its contact
    redo(importer, batch)
    assert importer.dump() == after


def test_what_was_changed_since_keeps_the_newer_value(importer: "Importer", change: Callable[..., None]) -> None:
    importer.import_(PEOPLE)
    raised = [[*row[:2], "70万/年", *row[3:]] for row in ROWS[:3]]
    batch = importer.import_([HEADINGS, *raised])
    first = importer.dump()["resource"][0]
    change(RESOURCE, first["id"], monthly_cost=61_000)

    undone = undo(importer, batch)

    assert undone == Undone(records=0, changes=2, kept=1)
    assert [row["monthly_cost"] for row in importer.dump()["resource"][:3]] == [61_000, 25_000, 30_000]


def test_after_an_undo_the_same_file_comes_in_anew(importer: "Importer", tmp_path: Path) -> None:
    path = write_hubspot(tmp_path / "a.csv")
    first = importer.import_(path)
    undo(importer, first)

    second = importer.import_(path)

    assert (second.added, second.left_out) == (41, 0)
    assert redo(importer, first).records == 0
    assert len(importer.dump()["partner"]) == 41


def test_undoing_twice_is_undoing_once(importer: "Importer") -> None:
    batch = importer.import_(PEOPLE)

    assert (undo(importer, batch).records, undo(importer, batch).records) == (9, 0)
    with importer.database.read() as session:
        assert [b.undone_at is not None for b in list_record_batches(session, importer.company.id)] == [True]


def test_an_undone_import_leaves_no_hand_edit_behind(importer: "Importer") -> None:
    with importer.database.write() as session:
        add_partner(session, importer.company.id, {"name": "Yunling Bank", "stage": 4, "value": 10.0})
    table = [["公司", "阶段", "金额"], ["Yunling Bank", "洽谈", "30万"]]
    plan = importer.plan(importer.setup(table, "partners"))

    assert set(plan.rows[0].conflicts) == {"stage", "value"}


def test_an_import_with_the_same_token_happens_once(importer: "Importer") -> None:
    setup = importer.setup(PEOPLE)

    first, second = importer.run(setup, token="t"), importer.run(setup, token="t")

    assert first == second
    with importer.database.read() as session:
        assert len(all_records(session, RESOURCE, importer.company.id)) == 6
        assert len(list_record_batches(session, importer.company.id)) == 1


cells = st.fixed_dictionaries(
    {
        "value": st.sampled_from(["", "1000", "30万", "2.5w", "nonsense"]),
        "stage": st.sampled_from(["", "建联", "洽谈", "签约", "已成交", "丢单", "?"]),
        "contact": st.sampled_from(["", "Ida", "Bo"]),
    }
)
files = st.dictionaries(st.sampled_from(["云岭银行", "港湾货运", "莲花诊所", "北山保险"]), cells, min_size=1)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=files, second=files)
def test_whatever_two_files_say_undo_leads_back(importer: "Importer", first: dict, second: dict) -> None:
    def table(file: dict) -> list[list[str]]:
        rows = [[name, c["value"], c["stage"], "2026-10-01", c["contact"]] for name, c in file.items()]
        return [["公司", "金额", "阶段", "最后跟进", "联系人"], *rows]

    importer.run(importer.setup(table(first), "partners"))
    before = importer.dump()
    batch = importer.run(importer.setup(table(second), "partners"))

    undone = undo(importer, batch)

    assert importer.dump() == before and undone.kept == 0
    assert date(2026, 10, 1) in {row["last_contact_on"] for row in before["partner"]}
    assert PARTNER.name == "partner"
