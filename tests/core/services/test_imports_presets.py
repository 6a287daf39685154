"""Exports of service desks, stores, survey tools, chats and Notion come in as comments, and come again changed."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from core.jobs.worker import Worker
from core.services import imports
from core.services.comments import CommentQuery, StoredComment, correct_comment, list_comments
from core.services.feedback import list_batches
from core.services.import_sources import Source, find_known
from core.services.import_told import tell_import
from core.services.imports import queue_import, run_import, stage_file
from core.services.jobs import StoredJob, get_job
from core.services.ventures import StoredCompany
from db.base import now
from db.models import Job
from db.session import Database
from tests.exports import comments as exports
from tests.exports import notion

TODAY = date(2026, 11, 25)
Bring = Callable[..., StoredJob]


@pytest.fixture
def bring(database: Database, company: StoredCompany, home: Path) -> Bring:
    """Return a function that imports a file or a pasted text as the export that it is, and gives the finished task."""

    def run(content: Path | str, expected: str, **options: Any) -> StoredJob:
        raw = content.read_bytes() if isinstance(content, Path) else content.encode()
        name = content.name if isinstance(content, Path) else "pasted.txt"
        source = Source(stage_file(home / "uploads", name, raw), name, pasted=isinstance(content, str))
        known = find_known(source.open(), TODAY)
        assert known and known.preset.name == expected
        chosen = {"columns": known.columns, "preset": known.preset.name, "pasted": source.pasted} | options
        with database.write() as session:
            job = queue_import(session, company.id, source.path, name=name, **chosen)
        assert Worker(database, {"import": run_import}).run_next(job.id)
        with database.read() as session:
            return get_job(session, job.id)

    return run


def comments(database: Database, company: StoredCompany) -> list[StoredComment]:
    with database.read() as session:
        return sorted(list_comments(session, company.id, CommentQuery(size=1000))[0], key=lambda row: row.row_number)


def correct(database: Database, company: StoredCompany, text: str, label: str) -> None:
    [found] = [row for row in comments(database, company) if row.text == text]
    with database.write() as session:
        correct_comment(session, company.id, found.id, label)


def corrected(database: Database, company: StoredCompany) -> dict[str, str | None]:
    return {row.text: row.label for row in comments(database, company) if row.corrected}


def numbers(job: StoredJob) -> tuple[int, ...]:
    """Return how many texts were read, imported, updated, unchanged and without words."""
    return tuple(job.result[name] for name in ("rows_read", "imported", "updated", "duplicates", "empty"))


def test_tickets_that_hold_their_comments_come_again_with_what_was_added(
    database: Database, company: StoredCompany, bring: Bring, tmp_path: Path
) -> None:
    rows = exports.tickets(12)
    first = bring(exports.write_tickets(tmp_path / "tickets.jsonl", rows), "tickets")
    text = f"报表问题 3\n{exports.SAID[3]}"
    correct(database, company, text, "negative")
    rows[2]["comments"].append(exports._comment(4, 73, "还是不行", 3, public=True))
    rows += exports.tickets(13)[12:]

    again = bring(exports.write_tickets(tmp_path / "tickets.jsonl", rows), "tickets")

    assert numbers(first) == (36, 12, 0, 0, 0)
    assert first.result["counts"] == {"tickets": 12, "own_lines": 12, "private": 12}
    assert numbers(again) == (40, 1, 1, 11, 0)
    assert corrected(database, company) == {f"{text}\n还是不行": "negative"}
    assert {row.channel for row in comments(database, company)} == {"ticket"}


def test_reviews_are_read_once_without_the_developers_answers_and_updated_by_their_links(
    database: Database, company: StoredCompany, bring: Bring, tmp_path: Path
) -> None:
    rows = exports.play_rows(30)
    first = bring(exports.write_play_reviews(tmp_path / "reviews.csv", rows), "app_reviews")
    before = comments(database, company)
    with database.write() as session:
        for place, label in ((0, "positive"), (3, "negative")):
            correct_comment(session, company.id, before[place].id, label)
    changed = [*rows, [*rows[0][:7], "2026-12-20T08:00:00Z", "0", "1", "", f"{rows[0][11]}. Still.", *rows[0][12:]]]
    changed.append([*rows[1][:-1], "https://play.google.com/console/review/31"])

    again = bring(exports.write_play_reviews(tmp_path / "reviews.csv", changed), "app_reviews")

    assert numbers(first) == (30, 30, 0, 0, 0)
    # Each third review was answered; 10, 20 and 30 were edited.
    assert first.result["counts"] == {"entries": 30, "superseded": 3, "answers": 10}
    assert numbers(again) == (31, 1, 1, 29, 0)
    assert again.result["counts"]["superseded"] == 4
    assert corrected(database, company) == {f"{before[0].text}. Still.": "positive", before[3].text: "negative"}
    assert len(comments(database, company)) == 31
    assert (first.result["problem_count"], before[0].channel) == (0, "app_store")


def test_each_answer_of_a_survey_in_words_is_a_comment_and_another_survey_is_another(
    database: Database, company: StoredCompany, bring: Bring, tmp_path: Path
) -> None:
    rows = exports.survey_rows(50)
    first = bring(exports.write_survey(tmp_path / "问卷.xlsx", rows), "wenjuanxing")
    correct(database, company, f"{exports.SAID[1]}（7）", "positive")
    rows[6][9] += "，谢谢"
    rows[7][9] = "现在好了"
    later = [[*row[:1], row[1].replace("2026/11", "2026/12"), *row[2:]] for row in exports.survey_rows(10)]

    again = bring(exports.write_survey(tmp_path / "问卷.xlsx", [*rows, *exports.survey_rows(51)[50:]]), "wenjuanxing")
    other = bring(exports.write_survey(tmp_path / "问卷2.xlsx", later), "wenjuanxing")

    # 50 answers to the fourth question, 40 to the fifth, of which 20 say 无 or 没有; the 51st says neither.
    assert numbers(first) == (90, 70, 0, 0, 20)
    assert first.result["counts"] == {"entries": 90, "non_answers": 20}
    assert numbers(again) == (91, 1, 2, 68, 20)
    assert corrected(database, company) == {f"{exports.SAID[1]}（7），谢谢": "positive"}
    assert numbers(other) == (18, 14, 0, 0, 4)
    assert {row.rating for row in comments(database, company)} == {1.0, 2.0, 3.0, 4.0, 5.0}


def test_a_chat_pasted_again_brings_only_its_new_messages_without_our_own(
    database: Database, company: StoredCompany, bring: Bring
) -> None:
    first = bring(exports.CHAT, "chat", own=["李娜"])
    correct(database, company, "导出报表又失败了\n等了十分钟", "negative")
    more = f"{exports.CHAT}\n李娜 2026/11/4 09:05:00\n下个月\n\n王芳@微信 2026/11/4 09:06:00\n太好了，等你们\n"

    again = bring(more, "chat", own=["李娜"])

    # Four messages with words, one of them ours, and a picture alone.
    assert numbers(first) == (4, 3, 0, 0, 1)
    assert first.result["counts"] == {"entries": 4, "own_lines": 1, "wordless": 1}
    assert numbers(again) == (6, 1, 0, 3, 2)
    assert corrected(database, company) == {"导出报表又失败了\n等了十分钟": "negative"}
    assert [(row.customer, row.written_on) for row in comments(database, company)][:2] == [
        ("云岭银行", date(2026, 11, 3)),
        ("云岭银行", date(2026, 11, 3)),
    ]


def test_pages_of_notion_are_updated_by_their_ids(
    database: Database, company: StoredCompany, bring: Bring, tmp_path: Path
) -> None:
    said = [
        ("导出", "导出很慢", "云岭银行", "2026-11-03"),
        ("Theme", "Please add a dark theme", "Harbour", "2026-11-04"),
    ]
    first = bring(notion.write_feedback(tmp_path / "notion.zip", said), "notion_zip")
    correct(database, company, "导出很慢", "negative")
    changed: Sequence[tuple[str, ...]] = [("导出", "导出很慢，还断线", *said[0][2:]), said[1], ("新", "好用", "", "")]

    again = bring(notion.write_feedback(tmp_path / "notion.zip", changed), "notion_zip")

    assert numbers(first) == (2, 2, 0, 0, 0)
    assert numbers(again) == (3, 1, 1, 1, 0)
    assert corrected(database, company) == {"导出很慢，还断线": "negative"}


def test_what_an_export_leaves_out_is_told_in_the_result_line(bring: Bring, tmp_path: Path) -> None:
    job = bring(exports.write_play_reviews(tmp_path / "reviews.csv"), "app_reviews")

    assert tell_import(job.result) == [
        "30 texts read: 30 imported, 0 updated, 0 unchanged, 0 without a customer's words.",
        "Left out: the developer's answers 10 · earlier versions of a review 3.",
    ]


def test_a_long_link_that_differs_only_at_its_end_tells_two_reviews(
    database: Database, company: StoredCompany, bring: Bring, tmp_path: Path
) -> None:
    rows = [[*row[:-1], f"https://play.google.com/{'x' * 300}/{n}"] for n, row in enumerate(exports.play_rows(2))]

    job = bring(exports.write_play_reviews(tmp_path / "reviews.csv", rows), "app_reviews")

    assert (numbers(job), len(comments(database, company))) == ((2, 2, 0, 0, 0), 2)


class Killed(BaseException):
    """The process ends here."""


def outcome(database: Database, company: StoredCompany) -> dict[str, Any]:
    with database.read() as session:
        [batch] = list_batches(session, company.id)
    told = batch.model_dump(exclude={"id", "job_id", "created_at"})
    return told | {"rows": [(row.row_number, row.text) for row in comments(database, company)]}


@pytest.mark.parametrize("times", range(1, 5))
def test_killed_anywhere_a_survey_ends_as_if_nothing_had_happened(
    database: Database,
    company: StoredCompany,
    bring: Bring,
    tmp_path: Path,
    times: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(imports, "CHUNK", 30)
    rows = exports.survey_rows(50)
    rows[20][1] = rows[40][1] = "那天"
    path = exports.write_survey(
        tmp_path / "问卷.xlsx", [*rows[:25], ["合计", "", "90"], *rows[25:], ["合计", "", "90"]]
    )
    add_chunk, seen = imports._add_chunk, []

    def deadly(*arguments: Any) -> None:
        add_chunk(*arguments)
        seen.append(1)
        if len(seen) == times:
            raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(imports, "_add_chunk", deadly)
        if times <= 3:
            with pytest.raises(Killed):
                bring(path, "wenjuanxing")
    with database.write() as session:
        session.execute(update(Job).values(lease_until=now() - timedelta(seconds=1)))

    ended = Worker(database, {"import": run_import}).run_next() if times <= 3 else bring(path, "wenjuanxing")

    found = outcome(database, company)
    # Two sums, and two answers on a day that is none: both customers left the last question blank.
    assert ended and (found["rows_read"], found["imported"], found["empty"], found["problem_count"]) == (90, 70, 20, 4)
    assert found["counts"] == {"entries": 90, "non_answers": 20}
    assert len({number for number, _ in found["rows"]}) == 70
