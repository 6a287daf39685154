"""A company leaves as one zip and comes back the same, on either database; a damaged file stores nothing."""

import tracemalloc
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, insert, select

from core.services.comments import correct_comment
from core.services.drafts import changed_facts, get_draft, list_drafts
from core.services.initiatives import INITIATIVE, NEED
from core.services.market import COMPETITOR, MARKET_SEGMENT
from core.services.money import FIGURE, MONEY_MONTH
from core.services.records import add_record, all_records, delete_records, update_record
from core.services.venture_export import export_company
from core.services.venture_import import import_company
from core.services.venture_tables import TABLES, rows_of
from core.services.ventures import delete_venture
from db.models import BlindLabel, Comment, ExternalId, ImportBatch, ImportPreset, RecordBatch, Snooze
from db.session import Database
from tests.core.services.test_outside import write
from tests.secrets import add_company

NUMBERS = ("id", "token", "job_id", "record_id", "requires")


@pytest.fixture
def venture_id(database: Database) -> int:
    """Return a company with rows in every table, drafts of two audiences, and something in the trash."""
    with database.write() as session:
        venture_id = add_company(session)
        first, second = all_records(session, INITIATIVE, venture_id)
        update_record(session, INITIATIVE, second.id, venture_id, {"requires": [first.id]})
        add_record(session, MONEY_MONTH, venture_id, {"month": date(2026, 10, 1), "cash_end": 1.5})
        values = [{"month": date(2026, 10, 1), "value": 0.31, "n": 120}]
        add_record(session, FIGURE, venture_id, {"name": "Negative share", "values": values})
        gone = add_record(session, FIGURE, venture_id, {"name": "Gone"})
        delete_records(session, FIGURE, [gone.id], venture_id)
        comment = session.scalars(select(Comment).filter_by(venture_id=venture_id)).first()
        assert comment
        correct_comment(session, venture_id, comment.id, "positive")
        session.add(BlindLabel(comment_id=comment.id, label="positive", read_label="negative", encoder_version="v"))
        need = {"initiative_id": first.id, "capability": "model serving"}
        add_record(session, NEED, venture_id, need)
        add_record(session, COMPETITOR, venture_id, {"name": "Rival"})
        add_record(session, MARKET_SEGMENT, venture_id, {"name": "Shops"})
        session.add(ExternalId(venture_id=venture_id, noun="initiative", source="x", key="7", record_id=second.id))
        session.add(RecordBatch(venture_id=venture_id, noun="figure", file_name="f.csv"))
        session.add(ImportPreset(venture_id=venture_id, noun="figure", headings="a|b", columns={"a": "name"}))
        session.add(Snooze(venture_id=venture_id, item=f"initiative:{first.id}", until_on=date(2026, 12, 1)))
    for audience in ("team", "outside"):
        write(database, venture_id, "en", audience)
    return venture_id


def content(database: Database, venture_id: int) -> dict[str, list[Any]]:
    """Return all rows without their numbers; a number that points to a row is replaced by that row's place."""
    places: dict[str, dict[int, int]] = {}
    found: dict[str, list[Any]] = {}
    with database.read() as session:
        for name, table in TABLES.items():
            rows = list(rows_of(session, table, venture_id))
            places[name] = {row["id"]: place for place, row in enumerate(rows) if "id" in row}
            found[name] = [_without_numbers(table, row, places) for row in rows]
    return found


def _without_numbers(table: Any, row: dict[str, Any], places: dict[str, dict[int, int]]) -> dict[str, Any]:
    kept = {key: value for key, value in row.items() if key not in NUMBERS}
    for column in table.c:
        for key in column.foreign_keys:
            if row[column.name] is not None and column.name in kept:
                kept[column.name] = places[key.column.table.name][row[column.name]]
    if table.name == "change":
        kept["fields"] = {key: pair for key, pair in row["fields"].items() if key != "requires"}
    if table.name in ("change", "external_id"):
        kept["points to"] = places.get(row["noun"], {}).get(row["record_id"])
    for name in ("item", "record", "fact_id"):
        noun, mark, rest = str(kept.get(name)).replace(":", ".").partition(".")
        number = rest.split(".")[0]
        if mark and number.isdigit() and noun in places:
            kept[name] = (noun, places[noun].get(int(number)), rest.removeprefix(number))
    return kept


def packed(database: Database, venture_id: int, tmp_path: Path) -> Path:
    export_company(database, venture_id, tmp_path / "lamplight.zip")
    return tmp_path / "lamplight.zip"


def test_a_company_comes_back_the_same_beside_itself(database: Database, venture_id: int, tmp_path: Path) -> None:
    before = content(database, venture_id)

    new = import_company(database, packed(database, venture_id, tmp_path))

    after = content(database, new.id)
    assert new.name == "Lamplight (2)"
    assert after.pop("venture")[0]["name"] == "Lamplight (2)" and before.pop("venture")[0]["name"] == "Lamplight"
    assert [name for name, rows in before.items() if not rows] == []
    assert after == before


def test_a_company_moves_from_sqlite_to_postgresql_and_back(
    sqlite_database: Database, postgres_database: Database, tmp_path: Path
) -> None:
    with sqlite_database.write() as session:
        venture_id = add_company(session)
    write(sqlite_database, venture_id, "zh-CN", "team")

    there = import_company(postgres_database, packed(sqlite_database, venture_id, tmp_path))
    back = import_company(sqlite_database, packed(postgres_database, there.id, tmp_path))

    assert content(postgres_database, there.id) == content(sqlite_database, venture_id)
    assert (there.name, back.name) == ("Lamplight", "Lamplight (2)")


def test_a_draft_that_came_back_still_knows_its_records(database: Database, venture_id: int, tmp_path: Path) -> None:
    file = packed(database, venture_id, tmp_path)
    with database.write() as session:
        delete_venture(session, venture_id)  # its name is free, so no sentence about it changes

    new = import_company(database, file)

    with database.read() as session:
        drafts = [get_draft(session, new.id, row[0]) for row in list_drafts(session, new.id)]
        assert [changed_facts(session, new.id, draft) for draft in drafts] == [{}, {}]
        first, second = all_records(session, INITIATIVE, new.id)
        assert second.requires == [first.id]


def test_the_old_company_can_go_without_the_new_one(database: Database, venture_id: int, tmp_path: Path) -> None:
    new = import_company(database, packed(database, venture_id, tmp_path))
    before = content(database, new.id)

    with database.write() as session:
        delete_venture(session, venture_id)

    assert content(database, new.id) == before


@pytest.mark.parametrize("n", [2_000, 10_000])
def test_memory_does_not_grow_with_the_comments(sqlite_database: Database, tmp_path: Path, n: int) -> None:
    database = sqlite_database
    with database.write() as session:
        venture_id = add_company(session)
        batch = session.scalars(select(ImportBatch)).one()
        rows = [
            {"venture_id": venture_id, "batch_id": batch.id, "row_number": k + 1000, "text": f"{k} " + "words " * 150}
            | {"content_key": f"k{k}", "unique_key": f"k{k}"}
            for k in range(n)
        ]
        session.execute(insert(Comment), rows)
    del rows

    tracemalloc.start()
    new = import_company(database, packed(database, venture_id, tmp_path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    with database.read() as session:
        assert session.scalar(select(func.count()).where(Comment.venture_id == new.id)) == n + 106
    assert peak < 9e6  # the lines of 10 000 are 11 MB, their rows several times that
