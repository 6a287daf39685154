from datetime import date

import pytest

from core.errors import SextantError
from core.services.changes import acting
from core.services.initiatives import ACTION
from core.services.records import add_record, update_record
from core.services.ventures import StoredCompany
from db.models import RecordBatch
from db.session import Database


def day(number: int) -> dict[str, date]:
    return {"due_on": date(2026, 5, number)}


def test_the_first_move_of_a_day_is_free_and_the_second_asks_why(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        action = add_record(session, ACTION, company.id, {"title": "Call", **day(1)})
        once = update_record(session, ACTION, action.id, company.id, day(2))

    with pytest.raises(SextantError, match="Why the day moved"), database.write() as session:
        update_record(session, ACTION, action.id, company.id, day(3))

    with database.write() as session:
        told = update_record(session, ACTION, action.id, company.id, day(3) | {"moved_reason": "they are away"})
    assert (action.moved, once.moved, told.moved) == (0, 1, 2)


def test_the_reason_of_the_last_move_does_not_excuse_the_next(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        action = add_record(session, ACTION, company.id, {"title": "Call", **day(1)})
        update_record(session, ACTION, action.id, company.id, day(2))
        update_record(session, ACTION, action.id, company.id, day(3) | {"moved_reason": "they are away"})

    with pytest.raises(SextantError), database.write() as session:
        update_record(session, ACTION, action.id, company.id, day(4) | {"moved_reason": "they are away"})


def test_a_first_day_is_no_move_and_other_changes_ask_nothing(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        action = add_record(session, ACTION, company.id, {"title": "Call"})
        update_record(session, ACTION, action.id, company.id, day(2))
        after = update_record(session, ACTION, action.id, company.id, {"dropped_on": date(2026, 5, 9), "note": "no"})

    assert (after.moved, after.dropped_on) == (0, date(2026, 5, 9))


def test_an_import_counts_moves_and_is_not_asked(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        batch = RecordBatch(venture_id=company.id, noun="action", file_name="x.csv")
        session.add(batch)
        session.flush()
        action = add_record(session, ACTION, company.id, {"title": "Call", **day(1)})
        update_record(session, ACTION, action.id, company.id, day(2))
        with acting(batch_id=batch.id):
            moved = update_record(session, ACTION, action.id, company.id, day(3))

    assert moved.moved == 2
