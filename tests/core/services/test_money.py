from datetime import date

import pytest

from core.errors import SextantError
from core.services.money import FIGURE, MONEY_MONTH, find_month
from core.services.records import add_record, all_records, delete_records, get_record, restore_records, update_record
from core.services.validation import InvalidField
from core.services.ventures import StoredCompany
from db.models import MoneyMonth
from db.session import Database

MAY = {"month": date(2026, 5, 17), "cash_end": 900_000.0}


def test_a_month_is_kept_under_its_first_day_and_a_blank_stays_blank(
    database: Database, company: StoredCompany
) -> None:
    with database.write() as session:
        add_record(session, MONEY_MONTH, company.id, MAY)

    with database.read() as session:
        found = find_month(session, company.id, date(2026, 5, 31))
        row = session.get(MoneyMonth, found.id if found else 0)
    assert found and (found.month, found.cash_end, found.people) == (date(2026, 5, 1), 900_000, None)
    assert row and row.unique_key == "2026-05-01|actual"


def test_a_month_is_there_once_as_it_came_and_once_as_planned(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        add_record(session, MONEY_MONTH, company.id, MAY)
        plan = add_record(session, MONEY_MONTH, company.id, MAY | {"basis": "plan"})

    with pytest.raises(SextantError, match="May 2026"), database.write() as session:
        add_record(session, MONEY_MONTH, company.id, {"month": date(2026, 5, 2)})
    with pytest.raises(SextantError, match="May 2026"), database.write() as session:
        update_record(session, MONEY_MONTH, plan.id, company.id, {"basis": "actual"})


def test_a_deleted_month_can_come_again_and_then_stays_in_the_trash(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        gone = add_record(session, MONEY_MONTH, company.id, MAY).id
        delete_records(session, MONEY_MONTH, [gone], company.id)
        add_record(session, MONEY_MONTH, company.id, MAY | {"cash_end": 1.0})

    with pytest.raises(SextantError, match="May 2026"), database.write() as session:
        restore_records(session, MONEY_MONTH, [gone], company.id)

    with database.read() as session:
        assert [month.cash_end for month in all_records(session, MONEY_MONTH, company.id)] == [1.0]


def test_a_month_taken_back_is_found_under_its_key(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        gone = add_record(session, MONEY_MONTH, company.id, MAY).id
        delete_records(session, MONEY_MONTH, [gone], company.id)
        session.flush()
        assert find_month(session, company.id, date(2026, 5, 1)) is None
        restore_records(session, MONEY_MONTH, [gone], company.id)

    with database.read() as session:
        found = find_month(session, company.id, date(2026, 5, 1))
    assert found and found.id == gone


def test_a_measure_keeps_its_values_in_order_and_the_later_line_of_a_month_wins(
    database: Database, company: StoredCompany
) -> None:
    lines = [{"month": date(2026, 6, 9), "value": 3.0}, {"month": date(2026, 5, 1), "value": 1.0, "n": 40}]
    with database.write() as session:
        figure = add_record(session, FIGURE, company.id, {"name": "Answered alone", "unit": "%", "values": lines})

    with database.write() as session:
        changed = [line.model_dump() for line in figure.values] + [{"month": date(2026, 6, 30), "value": 4.0, "n": 7}]
        after = update_record(session, FIGURE, figure.id, company.id, {"values": changed}, figure.version)

    with database.read() as session:
        found = get_record(session, FIGURE, figure.id, company.id)
    assert [(point.month, point.value, point.n) for point in found.values] == [
        (date(2026, 5, 1), 1.0, 40),
        (date(2026, 6, 1), 4.0, 7),
    ]
    assert found.last == found.values[-1] and after.version > figure.version


def test_a_value_that_is_no_number_is_refused(database: Database, company: StoredCompany) -> None:
    with pytest.raises(InvalidField), database.write() as session:
        add_record(session, FIGURE, company.id, {"name": "x", "values": [{"month": date(2026, 5, 1), "value": "many"}]})
