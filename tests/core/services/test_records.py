import threading
from datetime import date

import pytest
from sqlalchemy import func, select

from core.errors import Conflict, NotFound
from core.i18n import in_locale
from core.services.initiatives import ACTION
from core.services.records import (
    Query,
    add_record,
    all_records,
    delete_records,
    get_record,
    list_records,
    restore_records,
    update_record,
)
from core.services.resources import RESOURCE
from core.services.validation import InvalidField
from core.services.ventures import StoredCompany, add_venture
from db.models import Resource
from db.session import Database

LIN = {"kind": "talent", "name": "Lin", "skills": {"retrieval": 3}, "from_on": date(2026, 3, 1)}


def test_a_record_comes_back_as_it_was_entered(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        added = add_record(session, RESOURCE, company.id, LIN | {"monthly_cost": 30_000, "note": "两行\n<b>&\"'"})

    with database.read() as session:
        found = get_record(session, RESOURCE, added.id, company.id)
    assert found.model_dump(include=LIN.keys()) == LIN
    assert (found.monthly_cost, found.note, found.version) == (30_000, "两行\n<b>&\"'", added.version)


def test_three_clicks_make_one_record(database: Database, company: StoredCompany) -> None:
    ids = []
    for _ in range(3):
        with database.write() as session:
            ids.append(add_record(session, RESOURCE, company.id, LIN, token="click").id)

    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Resource)) == 1
    assert len(set(ids)) == 1


def test_three_clicks_at_the_same_moment_make_one_record(database: Database, company: StoredCompany) -> None:
    ids, together = [], threading.Barrier(3)

    def click() -> None:
        together.wait()
        with database.write() as session:
            ids.append(add_record(session, ACTION, company.id, {"title": "call"}, token="click").id)

    threads = [threading.Thread(target=click) for _ in range(3)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert len(ids) == 3
    assert len(set(ids)) == 1


def test_the_second_editor_is_told_and_nothing_is_lost(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        opened = add_record(session, RESOURCE, company.id, LIN)
    with database.write() as session:
        update_record(session, RESOURCE, opened.id, company.id, {"role": "first editor"}, opened.version)

    with pytest.raises(Conflict, match="Somebody else"), database.write() as session:
        update_record(session, RESOURCE, opened.id, company.id, {"role": "second editor"}, opened.version)

    with database.read() as session:
        assert get_record(session, RESOURCE, opened.id, company.id).role == "first editor"


def test_two_editors_who_save_at_the_same_moment_are_not_both_believed(
    postgres_database: Database, postgres_url: str
) -> None:
    with postgres_database.write() as session:
        company = add_venture(session, {"name": "Tea"})
        opened = add_record(session, ACTION, company.id, {"title": "call"})

    def second() -> None:
        with postgres_database.write() as session:
            update_record(session, ACTION, opened.id, company.id, {"owner": "second"}, opened.version)

    with pytest.raises(Conflict), postgres_database.write() as session:
        get_record(session, ACTION, opened.id, company.id)
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
        update_record(session, ACTION, opened.id, company.id, {"owner": "first"}, opened.version)


def test_a_change_of_capabilities_alone_makes_a_new_version(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        before = add_record(session, RESOURCE, company.id, LIN)

    with database.write() as session:
        after = update_record(session, RESOURCE, before.id, company.id, {"skills": {"speech": 1}})

    assert after.version > before.version
    assert after.skills == {"speech": 1}


def test_what_was_deleted_is_gone_and_comes_back_whole(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        added = add_record(session, RESOURCE, company.id, LIN)
        assert delete_records(session, RESOURCE, [added.id, 999], company.id) == [added.id]
    with pytest.raises(NotFound), database.read() as session:
        get_record(session, RESOURCE, added.id, company.id)

    with database.write() as session:
        assert restore_records(session, RESOURCE, [added.id], company.id) == 1

    with database.read() as session:
        assert get_record(session, RESOURCE, added.id, company.id).skills == {"retrieval": 3}


def test_a_company_neither_sees_nor_changes_the_records_of_another(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        other = add_venture(session, {"name": "Rival"})
        added = add_record(session, RESOURCE, company.id, LIN)

    with database.write() as session:
        assert all_records(session, RESOURCE, other.id) == []
        assert delete_records(session, RESOURCE, [added.id], other.id) == []
        with pytest.raises(NotFound):
            update_record(session, RESOURCE, added.id, other.id, {"name": "stolen"})


def test_a_list_is_found_sorted_and_cut_into_pages(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        for number in range(7):
            add_record(session, RESOURCE, company.id, LIN | {"name": f"100% {number}", "quantity": number % 3 / 2})
        add_record(session, RESOURCE, company.id, LIN | {"name": "100 times"})

    with database.read() as session:
        query = Query(search="100%", sort="quantity", descending=True, page=2, size=3)
        found = list_records(session, RESOURCE, company.id, query)

    assert found.total == 7
    assert [row.name for row in found.rows] == ["100% 4", "100% 0", "100% 3"]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"name": ""}, "Name: is empty."),
        ({"name": "   "}, "Name: is empty."),
        ({"name": None}, "Name: is missing."),
        ({"name": "n" * 201}, "Name: is too long: 200 characters at most."),
        ({"quantity": -1}, "Quantity: must be at least 0."),
        ({"quantity": float("nan")}, "Quantity: is not a number."),
        ({"quantity": "five"}, "Quantity: is not a number."),
        ({"kind": "gold"}, "Kind: is not one of the choices."),
        ({"until_on": "soon"}, "Until: is not a date."),
        ({"skills": {"speech": 9}}, "Capabilities: is not one of the choices."),
        ({"until_on": date(2020, 1, 1)}, "The end lies before the start. Change one of the two dates."),
        (
            {"quantity": 3},
            "A person has at most 1.5 full-time equivalents. Write 1 for full time, 0.5 for half time.",
        ),
    ],
)
def test_a_refusal_names_the_field_and_what_is_wrong(
    sqlite_database: Database, values: dict[str, object], message: str
) -> None:
    with sqlite_database.write() as session:
        venture = add_venture(session, {"name": "Tea"})

    with pytest.raises(InvalidField) as caught, sqlite_database.write() as session:
        add_record(session, RESOURCE, venture.id, LIN | values)

    assert str(caught.value) == message


def test_a_refusal_is_said_in_the_language_of_the_reader(sqlite_database: Database) -> None:
    with sqlite_database.write() as session, in_locale("zh-CN"), pytest.raises(InvalidField) as caught:
        add_venture(session, {"name": ""})

    with in_locale("zh-CN"):
        assert "公司" in str(caught.value)


def test_control_characters_from_a_form_do_not_break_a_server(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        added = add_record(session, RESOURCE, company.id, LIN | {"name": "Li\0n", "skills": {"re\0trieval": 2}})

    assert (added.name, added.skills) == ("Lin", {"retrieval": 2})
