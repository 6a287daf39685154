import threading
import time
from datetime import timedelta
from typing import Any

import pytest

from core.errors import SextantError
from core.jobs.worker import Handler, Worker
from core.services.jobs import JobContext, StoredJob, add_job, cancel_job, claim_job, get_job
from core.services.ventures import StoredCompany, add_venture
from db.session import Database

SHORT = timedelta(seconds=0.6)


@pytest.fixture
def venture(sqlite_database: Database) -> StoredCompany:
    with sqlite_database.write() as session:
        return add_venture(session, {"name": "Tea"})


def run(database: Database, handler: Handler, lease: timedelta = SHORT) -> StoredJob:
    with database.write() as session:
        job = add_job(session, "work", None)
    Worker(database, {"work": handler}, lease).run_next()
    with database.read() as session:
        return get_job(session, job.id)


def wait_for(database: Database, job: StoredJob, state: str) -> StoredJob:
    for _ in range(200):
        with database.read() as session:
            found = get_job(session, job.id)
        if found.state == state:
            return found
        time.sleep(0.05)
    raise AssertionError(f"the task is still {found.state}")


def test_a_task_ends_with_what_its_handler_returns(sqlite_database: Database) -> None:
    ended = run(sqlite_database, lambda context: {"rows": 3})

    assert (ended.state, ended.result, ended.error) == ("done", {"rows": 3}, None)


def test_a_known_error_is_kept_as_a_sentence_in_any_language(sqlite_database: Database) -> None:
    def refuse(context: JobContext) -> dict[str, Any]:
        raise SextantError("There is no file {file}.", file="x.csv")

    ended = run(sqlite_database, refuse)

    assert ended.state == "failed"
    assert ended.error == {"message": "There is no file {file}.", "values": {"file": "x.csv"}}


def test_an_unforeseen_error_is_logged_under_the_number_the_user_sees(
    sqlite_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    ended = run(sqlite_database, lambda context: {"rows": 1 / 0})

    assert ended.state == "failed" and ended.error is not None
    assert ended.error["values"]["number"] in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_a_long_step_keeps_its_lease_by_its_heartbeat(sqlite_database: Database) -> None:
    taken_by_others: list[StoredJob | None] = []

    def long_step(context: JobContext) -> None:
        for _ in range(10):
            time.sleep(SHORT.total_seconds() / 4)
            with sqlite_database.write() as session:
                taken_by_others.append(claim_job(session, "another process", context.job.id))

    ended = run(sqlite_database, long_step)

    assert ended.state == "done"
    assert taken_by_others == [None] * 10


def test_a_worker_whose_task_was_taken_over_leaves_it_alone(sqlite_database: Database) -> None:
    def overtaken(context: JobContext) -> dict[str, Any]:
        with sqlite_database.write() as session:
            row = claim_job(session, "another process", context.job.id, lease=SHORT)
            assert row is None
        with sqlite_database.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE job SET lease_owner = 'another process'")
        with sqlite_database.write() as session:
            context.report(session, 1, 2)
        return {"never": "reached"}

    ended = run(sqlite_database, overtaken)

    assert (ended.state, ended.lease_owner, ended.result, ended.done) == ("running", "another process", {}, 0)


def test_the_thread_finds_work_by_itself_and_stops_between_two_steps(
    sqlite_database: Database, venture: StoredCompany
) -> None:
    begun = threading.Event()

    def endless(context: JobContext) -> None:
        while True:
            with sqlite_database.write() as session:
                context.report(session, 1, 2)
            begun.set()
            time.sleep(0.01)
            context.check()

    worker = Worker(sqlite_database, {"work": endless})
    worker.start()
    with sqlite_database.write() as session:
        job = add_job(session, "work", venture.id)
    worker.wake()
    assert begun.wait(10)
    worker.stop()

    given_back = wait_for(sqlite_database, job, "queued")
    assert (given_back.lease_owner, given_back.done) == (None, 1)


def test_a_task_that_is_cancelled_while_it_runs_ends_as_cancelled(sqlite_database: Database) -> None:
    def cancelled(context: JobContext) -> None:
        with sqlite_database.write() as session:
            cancel_job(session, context.job.id)
        with sqlite_database.write() as session:
            context.report(session, 1, 2)
        context.check()

    assert run(sqlite_database, cancelled).state == "cancelled"


def test_without_work_a_worker_says_so(sqlite_database: Database) -> None:
    assert Worker(sqlite_database, {}).run_next() is False
