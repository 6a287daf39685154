from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.services.changes import act_as, acting, current_actor, list_changes, log_version
from core.services.erase import erase
from core.services.records import add_record, delete_records, restore_records, update_record
from core.services.resources import RESOURCE
from db.base import now
from db.models import Change

if TYPE_CHECKING:
    from core.services.ventures import StoredCompany
    from db.session import Database


@pytest.fixture(autouse=True)
def nobody() -> Iterator[None]:
    yield
    act_as("")


def test_the_log_says_who_did_what_to_which_record(database: "Database", company: "StoredCompany") -> None:
    with database.write() as session, acting("Ida"):
        made = add_record(session, RESOURCE, company.id, {"name": "Jun", "monthly_cost": 20_000})
        update_record(session, RESOURCE, made.id, company.id, {"monthly_cost": 25_000})
    with database.write() as session, acting("Bo"):
        delete_records(session, RESOURCE, [made.id], company.id)
        restore_records(session, RESOURCE, [made.id], company.id)

    with database.read() as session:
        lines = list_changes(session, company.id, now() - timedelta(minutes=1))

    assert [(line.who, line.what, line.title) for line in reversed(lines)] == [
        ("Ida", "added", "Jun"),
        ("Ida", "changed", "Jun"),
        ("Bo", "deleted", "Jun"),
        ("Bo", "restored", "Jun"),
    ]
    assert lines[2].fields == {"monthly_cost": [20_000.0, 25_000.0]}


def test_saving_without_a_change_leaves_no_line(database: "Database", company: "StoredCompany") -> None:
    with database.write() as session:
        made = add_record(session, RESOURCE, company.id, {"name": "Jun"})
        update_record(session, RESOURCE, made.id, company.id, {"name": "Jun"})

    with database.read() as session:
        lines = list_changes(session, company.id, now() - timedelta(minutes=1))

    assert [line.what for line in lines] == ["added"]


def test_an_import_signs_its_lines_under_the_name_outside(database: "Database", company: "StoredCompany") -> None:
    act_as("Ida")
    with database.write() as session, acting(batch_id=None):
        made = add_record(session, RESOURCE, company.id, {"name": "Jun"})

    with database.read() as session:
        line = session.query(Change).filter_by(record_id=made.id).one()

    assert (line.who, line.batch_id, current_actor()) == ("Ida", None, "Ida")


def test_the_log_can_be_asked_from_a_moment_on(database: "Database", company: "StoredCompany") -> None:
    with database.write() as session:
        add_record(session, RESOURCE, company.id, {"name": "Jun"})
    moment = now()

    with database.read() as session:
        after, before = (list_changes(session, company.id, since) for since in (moment, moment - timedelta(hours=1)))

    assert (len(after), len(before)) == (0, 1)


def test_the_mark_of_the_log_changes_with_each_line_and_when_somebody_is_erased(
    database: "Database", company: "StoredCompany", home: Path
) -> None:
    marks = []
    for step in range(3):
        with database.write() as session:
            if step == 1:
                add_record(session, RESOURCE, company.id, {"name": "Call Jun Sato back"})
        if step == 2:
            erase(database, company.id, ["Jun Sato"], "Jun Sato", home)
        with database.read() as session:
            marks.append(log_version(session, company.id))
            assert log_version(session, company.id) == marks[-1]

    assert len(set(marks)) == 3
