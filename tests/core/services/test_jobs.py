from datetime import timedelta

import pytest
from sqlalchemy import update

from core.errors import NotFound
from core.services.jobs import (
    MOST_ATTEMPTS,
    JobContext,
    LostLease,
    StoredJob,
    add_job,
    cancel_job,
    claim_job,
    finish_job,
    get_job,
    list_jobs,
    release_job,
    renew_lease,
)
from core.services.ventures import StoredCompany
from db.base import now
from db.models import Job
from db.session import Database


@pytest.fixture
def job(database: Database, company: StoredCompany) -> StoredJob:
    with database.write() as session:
        return add_job(session, "import", company.id, {"path": "x"})


def claim(database: Database, owner: str) -> StoredJob | None:
    with database.write() as session:
        return claim_job(session, owner)


def expire(database: Database) -> None:
    with database.write() as session:
        session.execute(update(Job).values(lease_until=now() - timedelta(seconds=1)))


def read(database: Database, job: StoredJob) -> StoredJob:
    with database.read() as session:
        return get_job(session, job.id)


def test_a_live_lease_is_never_taken(database: Database, job: StoredJob) -> None:
    assert claim(database, "first") is not None

    assert claim(database, "second") is None
    assert read(database, job).lease_owner == "first"


def test_a_lease_that_has_run_out_passes_to_the_next_process(database: Database, job: StoredJob) -> None:
    claim(database, "first")
    expire(database)

    taken = claim(database, "second")

    assert taken is not None
    assert (taken.lease_owner, taken.payload, taken.state) == ("second", {"path": "x"}, "running")


def test_two_who_ask_at_the_same_moment_get_different_tasks(postgres_database: Database) -> None:
    with postgres_database.write() as session:
        tasks = [add_job(session, "import", None), add_job(session, "import", None)]

    with postgres_database.write() as one, postgres_database.write() as two:
        first, second, third = claim_job(one, "one"), claim_job(two, "two"), claim_job(two, "two")

    assert first is not None and second is not None and third is None
    assert [first.id, second.id] == [task.id for task in tasks]


def test_a_process_that_lost_its_lease_writes_nothing_more(database: Database, job: StoredJob) -> None:
    first = claim(database, "first")
    assert first is not None
    expire(database)
    second = claim(database, "second")

    with pytest.raises(LostLease), database.write() as session:
        add_job(session, "analyse", None)
        JobContext(database, first, "first").report(session, 10, 20)
    with database.write() as session:
        finish_job(session, job.id, "first", "done", result={"stolen": True})
        release_job(session, job.id, "first")
        assert renew_lease(session, job.id, "first") is False

    assert read(database, job) == second
    with database.read() as session:
        assert list_jobs(session, None) == []


def test_a_report_and_a_renewal_keep_the_lease_alive(database: Database, job: StoredJob) -> None:
    taken = claim(database, "first")
    assert taken is not None
    for keep in ("report", "renewal"):
        expire(database)
        with database.write() as session:
            if keep == "report":
                JobContext(database, taken, "first").report(session, 1, 2, step="one")
            else:
                assert renew_lease(session, job.id, "first")

        assert claim(database, "second") is None
    assert (read(database, job).done, read(database, job).progress) == (1, {"step": "one"})


def test_a_task_given_back_is_taken_without_waiting(database: Database, job: StoredJob) -> None:
    for _ in range(MOST_ATTEMPTS + 3):
        assert claim(database, "first") is not None
        with database.write() as session:
            release_job(session, job.id, "first")

    assert claim(database, "second") is not None


def test_a_task_that_kills_every_process_is_given_up_and_lets_the_next_one_run(
    database: Database, job: StoredJob
) -> None:
    for number in range(MOST_ATTEMPTS):
        assert claim(database, f"process {number}") is not None
        expire(database)
    with database.write() as session:
        waiting = add_job(session, "import", None)

    assert claim(database, "last") is None
    found = claim(database, "last")

    assert found is not None and found.id == waiting.id
    ended = read(database, job)
    assert ended.state == "failed" and ended.error is not None
    assert "broken off 5 times" in ended.error["message"].format(**ended.error["values"])


def test_a_running_task_learns_that_it_is_cancelled(database: Database, job: StoredJob) -> None:
    taken = claim(database, "first")
    assert taken is not None
    context = JobContext(database, taken, "first")
    with database.write() as session:
        cancel_job(session, job.id)
        assert not context.should_stop()

    with database.write() as session:
        context.report(session, 1, 2)

    assert context.should_stop()


def test_one_token_makes_one_task_and_an_ended_one_cannot_be_cancelled(database: Database) -> None:
    with database.write() as session:
        first, second = add_job(session, "import", None, token="a"), add_job(session, "import", None, token="a")
        assert first.id == second.id
    claim(database, "first")

    with database.write() as session:
        finish_job(session, first.id, "first", "done", result={"rows": 3})
        cancel_job(session, first.id)

    assert read(database, first).model_dump(include={"state", "result", "cancel_requested"}) == {
        "state": "done",
        "result": {"rows": 3},
        "cancel_requested": False,
    }


def test_the_time_left_is_that_of_the_speed_so_far(job: StoredJob) -> None:
    running = job.model_copy(update={"state": "running", "done": 25, "total": 100})

    halfway = running.model_copy(update={"started_at": now() - timedelta(seconds=10)})

    assert halfway.seconds_left == pytest.approx(30, abs=1)
    assert running.seconds_left is None


def test_a_task_that_is_not_there_is_said_to_be_gone(database: Database) -> None:
    with database.read() as session, pytest.raises(NotFound):
        get_job(session, 999)
