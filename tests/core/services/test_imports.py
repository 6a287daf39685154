"""Files of comments: what comes in, what is told, and how it goes out again. Crashes are in test_imports_resume.py."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from core.errors import NotFound, SextantError
from core.i18n import t
from core.jobs.worker import Worker
from core.services.comments import CommentQuery, StoredComment, list_comments
from core.services.feedback import StoredBatch, count_comments, list_batches
from core.services.import_keeping import restore_batch, undo_batch
from core.services.imports import queue_import, run_import, stage_file
from core.services.jobs import StoredJob
from core.services.ventures import StoredCompany, add_venture
from db.models import Job
from db.session import Database

COLUMNS = {"text": "text", "written_on": "day", "rating": "stars", "customer": "who"}
Import = Callable[..., StoredJob]


def table(*rows: str) -> bytes:
    return "\n".join(["text,day,stars,who", *rows]).encode()


def comments(database: Database, company: StoredCompany, **query: Any) -> list[StoredComment]:
    with database.read() as session:
        return list_comments(session, company.id, CommentQuery(size=10_000, **query))[0]


def newest_batch(database: Database, company: StoredCompany) -> StoredBatch:
    with database.read() as session:
        return list_batches(session, company.id)[0]


def told(batch: StoredBatch) -> list[str]:
    return [t(problem["message"], **problem["values"]) for problem in batch.problems]


def test_two_thousand_rows_come_in_and_a_reading_of_them_is_queued(
    database: Database, company: StoredCompany, import_file: Import
) -> None:
    rows = [f"回答第 {n} 个问题很慢,2026-0{n % 9 + 1}-11,{n % 5 + 1},客户{n % 30}" for n in range(2000)]

    job = import_file(table(*rows))

    assert (job.state, job.done, job.total, job.result["imported"]) == ("done", 2000, 2000, 2000)
    assert len(comments(database, company)) == 2000
    with database.read() as session:
        assert session.scalars(select(Job.kind).where(Job.state == "queued")).all() == ["analyse"]


def test_every_cell_finds_its_place(database: Database, company: StoredCompany, import_file: Import) -> None:
    import_file(table('"slow, ""again""",2026-11-02,4.5,Bank'))

    [found] = comments(database, company)
    assert (found.text, found.written_on, found.rating) == ('slow, "again"', date(2026, 11, 2), 4.5)
    assert (found.customer, found.row_number, found.label) == ("Bank", 2, None)


def test_the_same_file_twice_adds_nothing_and_counts_duplicates(
    database: Database, company: StoredCompany, import_file: Import
) -> None:
    content = table("slow,2026-11-02,1,Bank", "slow,2026-11-02,1,Bank", "slow,2026-11-03,1,Bank", "slow,,,", "Slow ,,,")

    first, second = import_file(content), import_file(content)

    assert (first.result["imported"], first.result["duplicates"]) == (3, 2)
    assert (second.result["imported"], second.result["duplicates"]) == (0, 5)
    assert len(comments(database, company)) == 3


def test_another_company_may_have_the_same_comments(
    database: Database, company: StoredCompany, import_file: Import, home: Path
) -> None:
    import_file(table("slow,,,"))
    with database.write() as session:
        other = add_venture(session, {"name": "Valley Tea"})
        path = stage_file(home / "uploads", "comments.csv", table("slow,,,"))
        queue_import(session, other.id, path, name="comments.csv", columns=COLUMNS)

    worker = Worker(database, {"import": run_import, "analyse": lambda context: None})
    while worker.run_next():
        pass

    assert len(comments(database, other)) == len(comments(database, company)) == 1


def test_an_undone_import_is_gone_and_comes_back_whole(
    database: Database, company: StoredCompany, import_file: Import
) -> None:
    batch_id = import_file(table("slow,,,", "fast,,,")).result["batch_id"]
    with database.write() as session:
        assert undo_batch(session, company.id, batch_id) == 2
        assert count_comments(session, company.id) == 0
    assert newest_batch(database, company).undone_at is not None

    with database.write() as session:
        assert restore_batch(session, company.id, batch_id) == 2

    assert len(comments(database, company)) == 2
    assert newest_batch(database, company).undone_at is None


def test_an_undone_file_can_come_again_and_restoring_the_first_doubles_nothing(
    database: Database, company: StoredCompany, import_file: Import
) -> None:
    first = import_file(table("slow,,,", "fast,,,")).result["batch_id"]
    with database.write() as session:
        undo_batch(session, company.id, first)

    again = import_file(table("slow,,,"))

    assert again.result["imported"] == 1
    with database.write() as session:
        assert restore_batch(session, company.id, first) == 1
        assert count_comments(session, company.id) == 2


def test_an_import_of_another_company_cannot_be_undone(
    database: Database, company: StoredCompany, import_file: Import
) -> None:
    batch_id = import_file(table("slow,,,")).result["batch_id"]

    with database.write() as session, pytest.raises(NotFound):
        undo_batch(session, add_venture(session, {"name": "Valley Tea"}).id, batch_id)


def test_odd_rows_are_kept_and_reported(database: Database, company: StoredCompany, import_file: Import) -> None:
    job = import_file(
        table("short row", "long row,2026-11-02,1,Bank,and,more", "nul\0s,2026-11-02,1,Bank")
        + b"\nday,32.13.2026,1,Bank\nrating,2026-11-02,five,Bank\n,2026-11-02,1,Bank\n"
    )

    texts = {comment.text: comment for comment in comments(database, company)}
    assert texts.keys() == {"short row", "long row", "nuls", "day", "rating"}
    assert (texts["day"].written_on, texts["rating"].rating) == (None, None)
    assert texts["long row"].customer == "Bank,and,more"
    assert (job.result["imported"], job.result["empty"], job.result["problem_count"]) == (5, 1, 5)
    batch = newest_batch(database, company)
    assert [problem["row"] for problem in batch.problems] == [2, 3, 4, 5, 6]
    assert any("five" in sentence for sentence in told(batch))


@pytest.mark.parametrize("others", [[], ["slow,,,"]])
def test_a_cell_of_two_megabytes_is_left_out_and_reported(
    database: Database, company: StoredCompany, import_file: Import, others: list[str]
) -> None:
    job = import_file(table(*others, "x" * 2_000_000 + ",,,"))

    assert (job.state, job.result["imported"], job.result["problem_count"]) == ("done", len(others), 1)
    assert "1.9 MB; the limit is 1 MB" in told(newest_batch(database, company))[0]


def test_problems_beyond_the_first_are_counted(database: Database, company: StoredCompany, import_file: Import) -> None:
    import_file(table(*(f"row {n},never,1,Bank" for n in range(300))))

    batch = newest_batch(database, company)
    assert (batch.imported, batch.problem_count, len(batch.problems)) == (300, 300, 200)


def test_names_with_scripts_and_formulas_are_plain_text(
    database: Database, company: StoredCompany, import_file: Import
) -> None:
    import_file(table('"=1+1",,,"<script>alert(1)</script>"', '"![x](http://x.test/y.png)",,,"%_\'"'))

    found = {comment.text: comment.customer for comment in comments(database, company)}
    assert found == {"=1+1": "<script>alert(1)</script>", "![x](http://x.test/y.png)": "%_'"}
    assert [c.customer for c in comments(database, company, search="%_'")] == ["%_'"]


@pytest.mark.parametrize(
    ("content", "columns", "message"),
    [
        (b"", COLUMNS, "is empty"),
        (b"text\nslow\n", COLUMNS, "no column day"),
        (b"PK\x03\x04not a workbook", COLUMNS, "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, COLUMNS, "is"),
    ],
    ids=["empty", "other columns", "no workbook", "picture"],
)
def test_a_file_that_cannot_be_imported_fails_with_a_sentence_and_changes_nothing(
    database: Database,
    company: StoredCompany,
    import_file: Import,
    content: bytes,
    columns: dict[str, str],
    message: str,
) -> None:
    job = import_file(content, columns)

    assert job.state == "failed" and job.error is not None
    assert message in job.error["message"].format(**job.error["values"])
    assert comments(database, company) == []


def test_an_import_without_a_text_column_is_refused(sqlite_database: Database, home: Path) -> None:
    with sqlite_database.write() as session, pytest.raises(SextantError, match="Choose the column"):
        queue_import(session, 1, home / "x.csv", name="x.csv", columns={"text": "", "rating": "stars"})


def test_gb18030_and_excel_headings_come_in(database: Database, company: StoredCompany, import_file: Import) -> None:
    content = "评论内容,日期\n物流太慢了，等了一个星期,2026年11月2日\n客服很耐心，问题解决了,2026/11/3\n".encode(
        "gb18030"
    )

    import_file(content, {"text": "评论内容", "written_on": "日期"})

    found = {comment.text: comment.written_on for comment in comments(database, company)}
    assert found == {"物流太慢了，等了一个星期": date(2026, 11, 2), "客服很耐心，问题解决了": date(2026, 11, 3)}


def test_an_upload_is_kept_once_under_a_name_of_ours(home: Path) -> None:
    first = stage_file(home / "uploads", "../../evil name.csv", b"text\nslow\n")
    second = stage_file(home / "uploads", "other.csv", b"text\nslow\n")

    assert first == second
    assert first.parent == home / "uploads" and first.suffix == ".csv"
