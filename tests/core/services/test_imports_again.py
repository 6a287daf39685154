"""Tickets that come again: replaced, never doubled, undone whole, and broken off anywhere."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from core.jobs.worker import Worker
from core.services import imports
from core.services.comments import CommentQuery, StoredComment, correct_comment, list_comments
from core.services.feedback import list_batches
from core.services.import_keeping import restore_batch, undo_batch
from core.services.imports import queue_import, run_import, stage_file, sweep_uploads
from core.services.jobs import JobContext, StoredJob
from core.services.ventures import StoredCompany, add_venture
from db.base import now
from db.models import Comment, Job
from db.session import Database
from tests.desk import ROLES, desk_file

Import = Callable[..., StoredJob]


def comments(database: Database, company: StoredCompany) -> dict[int, StoredComment]:
    with database.read() as session:
        return {row.row_number: row for row in list_comments(session, company.id, CommentQuery(size=10_000))[0]}


def texts(database: Database, company: StoredCompany) -> list[str]:
    return [row.text for _, row in sorted(comments(database, company).items())]


def test_the_same_export_again_adds_nothing(database: Database, company: StoredCompany, import_file: Import) -> None:
    first = import_file(desk_file(40, 3), ROLES)

    again = import_file(desk_file(40, 3), ROLES)

    assert (first.result["imported"], again.result["imported"]) == (40, 0)
    assert (again.result["duplicates"], again.result["updated"]) == (40, 0)
    assert len(texts(database, company)) == 40


def test_tickets_that_went_on_are_replaced_and_keep_their_corrections(
    database: Database, company: StoredCompany, import_file: Import
) -> None:
    import_file(desk_file(40, 3), ROLES)
    with database.write() as session:
        correct_comment(session, company.id, comments(database, company)[3].id, "positive")

    again = import_file(desk_file(40, 3, grown=20), ROLES)

    assert {name: again.result[name] for name in ("imported", "updated", "duplicates", "empty")} == {
        "imported": 0,
        "updated": 20,
        "duplicates": 20,
        "empty": 9,
    }
    found = comments(database, company)
    assert len(found) == 40
    assert found[3].text.endswith("\nIt still fails today")
    assert (found[3].label, found[3].corrected) == ("positive", True)


def test_a_correction_of_other_words_is_gone(database: Database, company: StoredCompany, import_file: Import) -> None:
    columns = {"ticket": "id", "text": "text"}
    import_file(b"id,text\n7,It fails\n", columns)
    with database.write() as session:
        correct_comment(session, company.id, comments(database, company)[2].id, "positive")

    import_file(b"id,text\n7,It works now\n", columns)

    [found] = comments(database, company).values()
    assert (found.text, found.corrected) == ("It works now", False)


def test_an_import_that_is_repeated_with_the_right_speaker_cleans_the_first_one_up(
    database: Database, company: StoredCompany, import_file: Import
) -> None:
    import_file(desk_file(12, 4), {"text": "body", "ticket": "ticket_id"})
    spoilt = texts(database, company)

    again = import_file(desk_file(12, 4), ROLES)

    assert len(spoilt) == 16 and any("sorry" in text for text in spoilt)
    assert again.result["updated"] == 16
    assert len(texts(database, company)) == 12
    assert not any("sorry" in text for text in texts(database, company))


def test_undoing_a_later_export_brings_the_older_texts_back_and_restoring_it_the_later(
    database: Database, company: StoredCompany, import_file: Import
) -> None:
    columns = {"ticket": "id", "text": "text"}
    import_file(b"id,text\n7,It fails\n8,Slow\n9,We called\n", columns | {"speaker": ""})
    later = import_file(
        b"id,who,text\n7,,It fails\n7,,Still\n9,agent,We called\n10,,New\n", columns | {"speaker": "who"}
    )
    assert sorted(texts(database, company)) == ["It fails\nStill", "New", "Slow"]

    with database.write() as session:
        undo_batch(session, company.id, later.result["batch_id"])
    undone = sorted(texts(database, company))
    with database.write() as session:
        assert restore_batch(session, company.id, later.result["batch_id"]) == 2

    assert undone == ["It fails", "Slow", "We called"]
    assert sorted(texts(database, company)) == ["It fails\nStill", "New", "Slow"]


def test_a_rating_that_comes_later_is_taken_over(
    database: Database, company: StoredCompany, import_file: Import
) -> None:
    columns = {"ticket": "id", "text": "text", "rating": "stars"}
    import_file(b"id,text,stars\n7,It fails,\n8,Slow,2\n", columns)

    again = import_file(b"id,text,stars\n7,It fails,1\n8,Slow,\n", columns)

    assert again.result["updated"] == 1
    assert {row.text: row.rating for row in comments(database, company).values()} == {"It fails": 1.0, "Slow": 2.0}


class Killed(BaseException):
    """The process ends here."""


def outcome(database: Database, venture_id: int) -> dict[str, Any]:
    with database.read() as session:
        [batch] = list_batches(session, venture_id)
        rows = session.execute(
            select(Comment.row_number, Comment.text, Comment.external_id).filter_by(venture_id=venture_id)
        )
        return batch.model_dump(exclude={"id", "job_id", "created_at"}) | {"rows": sorted(map(tuple, rows))}


def queue_desk(database: Database, venture_id: int, home: Path) -> StoredJob:
    content = desk_file(20, 2).replace(b"1 03:", b"never ") + b"1,too,short\n"
    path = stage_file(home / "uploads", "desk.csv", content)
    with database.write() as session:
        return queue_import(session, venture_id, path, name="desk.csv", columns=ROLES)


@pytest.mark.parametrize(
    ("name", "times"), [("group_rows", 1), *((name, n) for name in ("report", "_add_chunk") for n in range(1, 4))]
)
def test_killed_anywhere_tickets_end_as_if_nothing_had_happened(
    database: Database, company: StoredCompany, home: Path, name: str, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "CHUNK", 40)
    job, seen = queue_desk(database, company.id, home), []

    def deadly(original: Any) -> Any:
        def run(*arguments: Any, **options: Any) -> Any:
            result = original(*arguments, **options)
            seen.append(1)
            if len(seen) == times:
                raise Killed
            return result

        return run

    with monkeypatch.context() as patch:
        owner = JobContext if name == "report" else imports
        patch.setattr(owner, name, deadly(getattr(owner, name)))
        with pytest.raises(Killed):
            Worker(database, {"import": run_import}).run_next(job.id)
    with database.write() as session:
        session.execute(update(Job).values(lease_until=now() - timedelta(seconds=1)))

    assert Worker(database, {"import": run_import}).run_next(job.id)

    with database.write() as session:
        other = add_venture(session, {"name": "Valley Tea"})
    assert Worker(database, {"import": run_import}).run_next(queue_desk(database, other.id, home).id)
    found = outcome(database, company.id)
    assert found == outcome(database, other.id)
    assert (found["rows_read"], found["imported"], found["counts"]["own_lines"]) == (127, 20, 42)
    assert [file.suffix for file in (home / "uploads").iterdir()] == [".csv"]


def test_the_grouped_rows_of_a_waiting_import_are_not_swept_away(sqlite_database: Database, home: Path) -> None:
    with sqlite_database.write() as session:
        company = add_venture(session, {"name": "Tea"})
        upload = stage_file(home / "uploads", "desk.csv", desk_file(2))
        job = queue_import(session, company.id, upload, name="desk.csv", columns=ROLES)
        mine, foreign = (upload.with_name(f"{upload.stem}-{n}.tickets") for n in (job.id, job.id + 1))
        for file in (mine, foreign):
            file.write_bytes(b"x")

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(imports, "UPLOAD_SECONDS", -1)
            gone = sweep_uploads(session, upload.parent)

    assert (gone, mine.exists(), foreign.exists()) == (1, True, False)
