"""An import that is broken off anywhere goes on by itself and ends as if nothing had happened."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from core.jobs.worker import Worker
from core.services import imports
from core.services.comments import CommentQuery, list_comments
from core.services.feedback import count_comments, list_batches
from core.services.import_keeping import undo_batch
from core.services.imports import queue_import, run_import, stage_file
from core.services.jobs import JobContext, StoredJob, cancel_job, get_job
from core.services.ventures import StoredCompany, add_venture, delete_venture
from db.base import now
from db.models import Job
from db.session import Database

ROWS, CHUNK = 57, 10
# Duplicates, blanks, bad days and a row that is too large, spread over the chunks.
LINES = [
    ",2026-11-01"
    if n % 11 == 0
    else f"row {n % 40},{'never' if n % 7 == 0 else '2026-11-02'}{',left over' if n % 13 == 0 else ''}"
    for n in range(ROWS)
]
# Eight days that are none, four rows too wide whose day is none for it, one cell too large.
COUNTS = {"rows_read": ROWS, "imported": 45, "duplicates": 6, "empty": 6, "problem_count": 17}


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "CHUNK", CHUNK)


def queue(database: Database, company: StoredCompany, home: Path) -> StoredJob:
    content = "\n".join(["text,day", *LINES[:30], "x" * 1_200_000 + ",", *LINES[30:]]).encode()
    path = stage_file(home / "uploads", "comments.csv", content)
    with database.write() as session:
        columns = {"text": "text", "written_on": "day"}
        return queue_import(session, company.id, path, name="comments.csv", columns=columns)


def outcome(database: Database, company: StoredCompany) -> dict[str, Any]:
    with database.read() as session:
        [batch] = list_batches(session, company.id)
        rows, _ = list_comments(session, company.id, CommentQuery(size=1000))
    counts = batch.model_dump(include={"rows_read", "imported", "duplicates", "empty", "problem_count", "problems"})
    return counts | {"comments": sorted((row.row_number, row.text, row.written_on) for row in rows)}


def undisturbed(database: Database, home: Path) -> dict[str, Any]:
    with database.write() as session:
        other = add_venture(session, {"name": "Valley Tea"})
    job = queue(database, other, home)
    assert Worker(database, {"import": run_import}).run_next(job.id)
    return outcome(database, other)


def expire(database: Database) -> None:
    with database.write() as session:
        session.execute(update(Job).values(lease_until=now() - timedelta(seconds=1)))


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("reports", range(1, 9))
def test_killed_at_any_report_an_import_ends_as_if_nothing_had_happened(
    database: Database, company: StoredCompany, home: Path, reports: int, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = queue(database, company, home)
    report, seen = JobContext.report, []

    def deadly(context: JobContext, *arguments: Any, **progress: Any) -> None:
        seen.append(context)
        if when == "after":
            report(context, *arguments, **progress)
        if len(seen) == reports:
            raise Killed
        if when == "before":
            report(context, *arguments, **progress)

    with monkeypatch.context() as patch:
        patch.setattr(JobContext, "report", deadly)
        with pytest.raises(Killed):
            Worker(database, {"import": run_import}).run_next()
    expire(database)

    assert Worker(database, {"import": run_import}).run_next(job.id)

    found = outcome(database, company)
    assert {name: found[name] for name in COUNTS} == COUNTS
    assert found == undisturbed(database, home)


def test_a_cancelled_import_keeps_what_was_done(
    database: Database, company: StoredCompany, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = queue(database, company, home)
    add_chunk, chunks = imports._add_chunk, []

    def cancelled_by_the_user(*arguments: Any) -> None:
        add_chunk(*arguments)
        chunks.append(arguments)
        if len(chunks) == 2:
            arguments[0].execute(update(Job).values(cancel_requested=True))

    monkeypatch.setattr(imports, "_add_chunk", cancelled_by_the_user)
    Worker(database, {"import": run_import}).run_next()

    with database.read() as session:
        assert get_job(session, job.id).state == "cancelled"
        [batch] = list_batches(session, company.id)
        assert count_comments(session, company.id) == batch.imported > 0
        assert batch.rows_read == 3 * CHUNK


def test_a_task_that_waits_is_cancelled_at_once(database: Database, company: StoredCompany, home: Path) -> None:
    job = queue(database, company, home)

    with database.write() as session:
        cancel_job(session, job.id)

    assert Worker(database, {"import": run_import}).run_next() is False
    with database.read() as session:
        assert get_job(session, job.id).state == "cancelled"


def test_undoing_an_import_that_runs_stops_it(
    database: Database, company: StoredCompany, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = queue(database, company, home)
    check, checks = JobContext.check, []

    def undone_by_the_user(context: JobContext) -> None:
        checks.append(context)
        if len(checks) == 3:
            with database.write() as session:
                undo_batch(session, company.id, list_batches(session, company.id)[0].id)
        check(context)

    monkeypatch.setattr(JobContext, "check", undone_by_the_user)
    Worker(database, {"import": run_import}).run_next()

    with database.read() as session:
        assert count_comments(session, company.id) == 0
        assert get_job(session, job.id).state == "cancelled"


def test_a_company_removed_while_its_import_runs_leaves_nothing(
    database: Database, company: StoredCompany, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue(database, company, home)
    check, checks = JobContext.check, []

    def removed_by_the_user(context: JobContext) -> None:
        checks.append(context)
        if len(checks) == 2:
            with database.write() as session:
                delete_venture(session, company.id)
        check(context)

    monkeypatch.setattr(JobContext, "check", removed_by_the_user)

    assert Worker(database, {"import": run_import}).run_next() is True
    with database.read() as session:
        assert count_comments(session, company.id) == 0
        assert session.get(Job, 1) is None
