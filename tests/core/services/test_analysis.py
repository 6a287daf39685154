from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from core.jobs.worker import Worker
from core.services import analysis
from core.services.analysis import count_unread, count_waiting, run_analysis
from core.services.comments import CommentQuery, StoredComment, correct_comment, correct_kind, list_comments
from core.services.feedback import count_labels
from core.services.jobs import StoredJob, add_job, get_job
from core.services.ventures import StoredCompany
from db.base import now
from db.models import Comment, Job, Prediction, Run
from db.session import Database
from tests.readers import WordReader

TEXTS = [("good", None, ""), ("bad", None, ""), ("maybe", None, ""), ("…", None, "")]
BLAME, ASK, WISH = "bad", "how bad is it?", "please make it good"


class Killed(BaseException):
    """The process ends here."""


def analyse(database: Database, company: StoredCompany, reader: WordReader, read: Any = None) -> StoredJob:
    with database.write() as session:
        job = add_job(session, "analyse", company.id)
    handler = {"analyse": lambda context: run_analysis(context, reader, read or reader.read)}
    Worker(database, handler).run_next(job.id)
    with database.read() as session:
        return get_job(session, job.id)


def comments(database: Database, company: StoredCompany) -> dict[str, StoredComment]:
    with database.read() as session:
        return {row.text: row for row in list_comments(session, company.id, CommentQuery(size=1000))[0]}


def test_each_reading_is_kept_with_version_probability_language_and_reason(
    database: Database, company: StoredCompany, add_comments: Callable[..., list[int]]
) -> None:
    add_comments(TEXTS)

    job = analyse(database, company, WordReader())

    found = comments(database, company)
    assert {text: row.label for text, row in found.items()} == {
        "good": "positive",
        "bad": "negative",
        "maybe": "unclear",
        "…": "empty",
    }
    assert (found["good"].probability, found["good"].language, found["good"].encoder_version) == (0.9, "en", "words-1")
    assert (found["…"].probability, found["…"].language, found["…"].reason) == (None, "und", "no_text")
    assert (job.state, job.done, job.result["read"]) == ("done", 4, 4)


def test_a_run_is_noted_with_its_network_and_rows(
    database: Database, company: StoredCompany, add_comments: Callable[..., list[int]]
) -> None:
    add_comments(TEXTS)

    job = analyse(database, company, WordReader())

    with database.read() as session:
        run = session.scalars(select(Run)).one()
    assert (run.kind, run.network, run.rows, run.job_id) == ("analyse", "words-1", 4, job.id)


def test_a_correction_wins_and_survives_every_later_reading(
    database: Database, company: StoredCompany, add_comments: Callable[..., list[int]]
) -> None:
    good, *_ = add_comments(TEXTS)
    analyse(database, company, WordReader())
    with database.write() as session:
        correct_comment(session, company.id, good, "unclear")

    analyse(database, company, WordReader("words-2", flipped=True))

    found = comments(database, company)
    assert (found["good"].label, found["good"].corrected, found["good"].encoder_version) == ("unclear", True, "words-2")
    assert found["bad"].label == "positive"
    with database.write() as session:
        correct_comment(session, company.id, good, None)
    assert comments(database, company)["good"].label == "negative"


def test_each_reading_keeps_its_kind(
    database: Database, company: StoredCompany, add_comments: Callable[..., list[int]]
) -> None:
    add_comments([(text, None, "") for text in (BLAME, ASK, WISH, "…")])

    analyse(database, company, WordReader())

    kinds = {text: row.kind for text, row in comments(database, company).items()}
    assert kinds == {BLAME: "complaint", ASK: "question", WISH: "request", "…": ""}


def test_a_newer_reader_gives_the_kinds_that_an_older_one_did_not_know(
    database: Database, company: StoredCompany, add_comments: Callable[..., list[int]]
) -> None:
    blame, *_ = add_comments([(text, None, "") for text in (BLAME, ASK, WISH)])
    analyse(database, company, WordReader(tells_kinds=False))
    with database.write() as session:
        correct_kind(session, company.id, blame, "other")
    before = {text: row.kind for text, row in comments(database, company).items()}

    analyse(database, company, WordReader("words-2"))

    assert before == {BLAME: "other", ASK: "", WISH: ""}
    assert {text: row.kind for text, row in comments(database, company).items()} == {
        BLAME: "other",
        ASK: "question",
        WISH: "request",
    }


def test_what_this_version_has_read_is_not_read_again(
    database: Database, company: StoredCompany, add_comments: Callable[..., list[int]]
) -> None:
    add_comments(TEXTS)
    analyse(database, company, WordReader())
    add_comments([("good again", None, "")])
    with database.read() as session:
        assert count_waiting(session, company.id, "words-1") == (1, 0)
        assert count_waiting(session, company.id, "words-2") == (1, 4)
        assert count_waiting(session, company.id, "") == (1, 0)
    again, newer = WordReader(), WordReader("words-2")

    analyse(database, company, again)
    with database.read() as session:
        assert count_unread(session, company.id) == 0
        assert count_unread(session, company.id, "words-2") == 5
    analyse(database, company, newer)

    assert again.texts == ["good again"]
    assert len(newer.texts) == 5


def test_comments_in_the_trash_are_not_read(
    database: Database, company: StoredCompany, add_comments: Callable[..., list[int]]
) -> None:
    add_comments(TEXTS)
    with database.write() as session:
        session.execute(update(Comment).where(Comment.text == "bad").values(deleted_at=now(), unique_key=None))
    reader = WordReader()

    analyse(database, company, reader)

    assert reader.texts == ["good", "maybe", "…"]


@pytest.mark.parametrize("batches", [0, 1, 2, 3, 4])
def test_killed_in_any_batch_a_reading_goes_on_and_reads_nothing_twice(
    database: Database,
    company: StoredCompany,
    add_comments: Callable[..., list[int]],
    batches: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(analysis, "BATCH", 10)
    add_comments([(f"good {number}", None, "") for number in range(45)])
    reader = WordReader()

    def dies(texts: list[str]) -> Any:
        if len(reader.texts) >= 10 * batches:
            raise Killed
        return reader.read(texts)

    with pytest.raises(Killed):
        analyse(database, company, reader, dies)
    with database.write() as session:
        session.execute(update(Job).values(lease_until=now() - timedelta(seconds=1)))
    Worker(database, {"analyse": lambda context: run_analysis(context, reader, reader.read)}).run_next()

    with database.read() as session:
        assert get_job(session, 1).model_dump(include={"state", "done", "total"}) == {
            "state": "done",
            "done": 45,
            "total": 45,
        }
        assert count_labels(session, company.id) == {None: {"positive": 45}}
        assert len(session.scalars(select(Prediction)).all()) == 45
    assert sorted(reader.texts) == sorted({*reader.texts})


def test_a_cancelled_reading_keeps_what_was_read(
    database: Database,
    company: StoredCompany,
    add_comments: Callable[..., list[int]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(analysis, "BATCH", 10)
    add_comments([(f"good {number}", None, "") for number in range(45)])
    reader = WordReader()

    def cancelled(texts: list[str]) -> Any:
        with database.write() as session:
            session.execute(update(Job).values(cancel_requested=True))
        return reader.read(texts)

    assert analyse(database, company, reader, cancelled).state == "cancelled"
    with database.read() as session:
        assert count_labels(session, company.id) == {None: {"positive": 10, "unread": 35}}


def test_a_reader_that_lost_its_lease_keeps_nothing_more(
    database: Database, company: StoredCompany, add_comments: Callable[..., list[int]]
) -> None:
    add_comments(TEXTS)
    reader = WordReader()

    def overtaken(texts: list[str]) -> Any:
        with database.write() as session:
            session.execute(update(Job).values(lease_owner="another process"))
        return reader.read(texts)

    assert analyse(database, company, reader, overtaken).state == "running"
    with database.read() as session:
        assert count_labels(session, company.id) == {None: {"unread": 4}}
