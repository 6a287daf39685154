from pathlib import Path

import pytest
from sqlalchemy import func, select

from core.services.demo import add_demo, find_demo, remove_demo
from core.services.initiatives import INITIATIVE, NEED
from core.services.partners import PARTNER, stage_history
from core.services.records import all_records
from core.services.resources import RESOURCE
from core.services.ventures import StoredCompany, list_ventures
from db.models import Base
from db.session import Database


def count_rows(database: Database) -> dict[str, int]:
    with database.read() as session:
        tables = Base.metadata.sorted_tables
        return {table.name: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


@pytest.mark.parametrize("locale", ["en", "zh-CN"])
def test_the_demo_is_added_once_and_leaves_nothing_behind(
    database: Database, company: StoredCompany, home: Path, locale: str
) -> None:
    before = count_rows(database)
    for _ in range(2):
        with database.write() as session:
            added = add_demo(session, locale, home / "uploads")
        once = count_rows(database)
    assert once["venture"] == before["venture"] + 1

    with database.write() as session:
        assert find_demo(session) == added
        assert remove_demo(session) is True
        assert remove_demo(session) is False

    assert count_rows(database) == before


def test_a_removed_demo_can_be_added_again(database: Database, home: Path) -> None:
    for _ in range(2):
        with database.write() as session:
            add_demo(session, "en", home / "uploads")
            first = count_rows(database)
        with database.write() as session:
            remove_demo(session)

    with database.write() as session:
        add_demo(session, "zh-CN", home / "uploads")
    assert count_rows(database).keys() == first.keys()
    with database.read() as session:
        assert [company.is_demo for company in list_ventures(session)] == [True]


def test_the_demo_is_as_rich_as_promised(sqlite_database: Database, home: Path) -> None:
    with sqlite_database.write() as session:
        demo = add_demo(session, "en", home / "uploads")

    with sqlite_database.read() as session:
        partners = all_records(session, PARTNER, demo.id)
        initiatives = all_records(session, INITIATIVE, demo.id)
        needs = {need.initiative_id for need in all_records(session, NEED, demo.id)}
        histories = [stage_history(session, partner.id) for partner in partners]
        resources = all_records(session, RESOURCE, demo.id)
    assert len(resources) >= 12 and {row.kind for row in resources} >= {"talent", "technology", "market"}
    assert len(partners) >= 6 and len({partner.stage for partner in partners}) >= 5
    assert len(initiatives) >= 3 and needs == {row.id for row in initiatives}
    assert all(history[-1][1] == partner.stage for partner, history in zip(partners, histories, strict=True))
