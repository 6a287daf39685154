import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError
from sqlalchemy.orm.exc import StaleDataError

from db.models import CompanyCard, Job, Preference, Resource, Venture
from db.session import Database


def add_resource(database: Database) -> int:
    with database.write() as session:
        venture = Venture(name="Tea", card=CompanyCard())
        session.add(venture)
        session.flush()
        resource = Resource(venture_id=venture.id, kind="talent", name="Lin", quantity=0)
        session.add(resource)
        session.flush()
        return resource.id


def test_a_normal_end_commits(database: Database) -> None:
    with database.write() as session:
        session.add(Preference(name="language", value="en"))

    with database.read() as session:
        assert session.get_one(Preference, "language").value == "en"


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, GeneratorExit])
def test_any_error_rolls_everything_back(database: Database, error: type[BaseException]) -> None:
    with pytest.raises(error), database.write() as session:
        session.add(Preference(name="language", value="en"))
        session.flush()
        raise error

    with database.read() as session:
        assert session.get(Preference, "language") is None


def test_a_reading_keeps_nothing(database: Database) -> None:
    with database.read() as session:
        session.add(Preference(name="language", value="en"))
        session.flush()

    with database.read() as session:
        assert session.get(Preference, "language") is None


def test_changes_of_eight_threads_at_once_are_all_counted(database: Database) -> None:
    resource_id = add_resource(database)
    refused: list[Exception] = []

    def add_ones() -> None:
        left = 10
        while left:
            try:
                with database.write() as session:
                    row = session.get_one(Resource, resource_id)
                    row.quantity = row.quantity + 1
                left -= 1
            except StaleDataError as error:
                refused.append(error)

    threads = [threading.Thread(target=add_ones) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    with database.read() as session:
        assert session.get_one(Resource, resource_id).quantity == 80
    assert not (refused and database.engine.dialect.name == "sqlite")


def test_a_moment_comes_back_in_utc(database: Database) -> None:
    noon_in_shanghai = datetime(2026, 11, 22, 12, 0, tzinfo=timezone(timedelta(hours=8)))
    with database.write() as session:
        session.add(Job(kind="import", started_at=noon_in_shanghai))

    with database.read() as session:
        started_at = session.scalars(select(Job.started_at)).one()
    assert started_at == noon_in_shanghai
    assert started_at is not None and started_at.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="without a time zone"), database.write() as session:
        session.add(Job(kind="import", started_at=datetime(2026, 11, 22)))


def test_a_child_without_a_parent_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError), database.write() as session:
        session.add(Resource(venture_id=999, kind="talent", name="Nobody's"))


def test_removing_a_company_removes_its_records(database: Database) -> None:
    add_resource(database)

    with database.write() as session:
        session.delete(session.scalars(select(Venture)).one())

    with database.read() as session:
        assert session.scalars(select(Resource)).all() == []


def test_a_reader_does_not_wait_for_a_writer(sqlite_database: Database) -> None:
    with sqlite_database.write() as writing:
        writing.add(Preference(name="language", value="en"))
        writing.flush()

        with sqlite_database.read() as reading:
            assert reading.get(Preference, "language") is None


def test_a_second_writer_waits_instead_of_writing_over_the_first(sqlite_database: Database) -> None:
    other = Database(sqlite_database.url)
    with other.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")

    with sqlite_database.write() as first:
        first.add(Preference(name="language", value="en"))
        first.flush()
        with pytest.raises(OperationalError, match="locked"), other.write() as second:
            second.get(Preference, "language")

    other.close()
