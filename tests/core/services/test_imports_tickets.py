"""Tickets: one text each in the customer's own words, what is personal hidden, what was left out counted."""

from collections.abc import Callable
from datetime import date

import pytest

from core.services.comments import CommentQuery, StoredComment, list_comments
from core.services.feedback import StoredBatch, list_batches
from core.services.jobs import StoredJob
from core.services.ventures import StoredCompany
from core.tables import grouping
from db.session import Database
from tests.desk import ROLES, desk_file

Import = Callable[..., StoredJob]
# 305 tickets of six lines and three times ten without a customer's words.
COUNTS = {
    "tickets": 335,
    "own_lines": 620,  # two a ticket, ten alone
    "private": 305,
    "auto_replies": 31,  # every tenth
    "signatures": 153,  # every second
    "quotes": 91,  # every third but for the auto-replies
    "non_answers": 10,
    "masked_phone": 61,
    "masked_email": 44,
    "masked_id_number": 10,
    "masked_card": 5,
}


def comments(database: Database, company: StoredCompany) -> dict[int, StoredComment]:
    with database.read() as session:
        return {row.row_number: row for row in list_comments(session, company.id, CommentQuery(size=10_000))[0]}


def texts(database: Database, company: StoredCompany) -> list[str]:
    return [row.text for _, row in sorted(comments(database, company).items())]


def newest_batch(database: Database, company: StoredCompany) -> StoredBatch:
    with database.read() as session:
        return list_batches(session, company.id)[0]


def test_a_desks_export_comes_in_as_one_text_a_ticket_with_exact_counts(
    database: Database, company: StoredCompany, import_file: Import
) -> None:
    job = import_file(desk_file(), ROLES)

    assert {name: job.result[name] for name in ("rows_read", "imported", "duplicates", "updated", "empty")} == {
        "rows_read": 1860,
        "imported": 305,
        "duplicates": 0,
        "updated": 0,
        "empty": 30,
    }
    assert job.result["counts"] == newest_batch(database, company).counts == COUNTS
    found = comments(database, company)
    assert sorted(found) == list(range(2, 307))
    assert found[2].text == (
        "Report 0\n导出第 0 份报表一直失败，订单号 2025110300000 [电话] [邮箱] [证件号] [银行卡号]\n没有导出就没法对账，0 天了"
    )
    assert found[5].text == (
        "Report 3\nExporting report 3 fails, order no. 2025110300003\nAttempt 3 ended the same way\n"
        "We cannot close the books, day 3"
    )
    assert (found[5].written_on, found[5].customer) == (date(2025, 11, 3), "Company 3")


def test_nothing_personal_and_nothing_of_ours_is_kept(
    database: Database, company: StoredCompany, import_file: Import
) -> None:
    import_file(desk_file(60), ROLES)

    told = "\n".join(texts(database, company))
    assert [
        word for word in ("138", "@", "6222", "199003", "sorry", "抱歉", "angry", "生气", "Bo Li") if word in told
    ] == []


def test_what_is_personal_stays_where_the_user_wants_it(
    database: Database, company: StoredCompany, import_file: Import
) -> None:
    job = import_file(desk_file(10, 0), ROLES, mask=False)

    assert "13812345678 bo.li@example.com" in texts(database, company)[0]
    assert not any(name.startswith("masked") for name in job.result["counts"])


def test_chosen_names_tell_who_we_are(database: Database, company: StoredCompany, import_file: Import) -> None:
    content = b"id,who,text\n1,Bo,It fails\n1,Anna,Sorry\n2,Anna,Hello\n2,Support Vector AG,It lags\n"
    columns = {"ticket": "id", "speaker": "who", "text": "text", "customer": "who"}

    job = import_file(content, columns, own=["anna"], customers=["Support Vector AG"])

    assert texts(database, company) == ["It fails", "It lags"]
    assert [row.customer for row in comments(database, company).values()] == ["Bo", "Support Vector AG"]
    assert job.result["counts"] == {"tickets": 2, "own_lines": 2}


def test_without_tickets_each_row_is_a_comment_of_the_customers_words(
    database: Database, company: StoredCompany, import_file: Import
) -> None:
    content = 'text\n"客服：您好\n用户：太慢了"\n暂无\nIt lags. Sent from my iPhone\n自动回复：不在\nCall 13812345678\n'

    job = import_file(content.encode(), {"text": "text"})

    assert texts(database, company) == ["太慢了", "It lags.", "Call [phone]"]
    assert (job.result["imported"], job.result["empty"]) == (3, 2)
    assert job.result["counts"] == {
        "own_lines": 1,
        "non_answers": 1,
        "signatures": 1,
        "auto_replies": 1,
        "masked_phone": 1,
    }


def test_the_title_of_a_review_stands_before_it(
    database: Database, company: StoredCompany, import_file: Import
) -> None:
    import_file("title,body\n太卡,打开要十秒\n很好,\n".encode(), {"text": "body", "title": "title"})

    assert texts(database, company) == ["太卡\n打开要十秒", "很好"]


def test_customers_named_by_an_address_stay_apart_without_it(
    database: Database, company: StoredCompany, import_file: Import
) -> None:
    import_file(b"text,day,stars,who\nslow,,,bo@x.com\nfast,,,cy@x.com\nfine,,,bo@x.com\n")

    names = [row.customer for _, row in sorted(comments(database, company).items())]
    assert names[0] == names[2] != names[1]
    assert all(name.startswith("[email] ") and "@" not in name for name in names)


def test_a_private_mark_that_is_not_understood_is_told_and_the_line_kept(
    database: Database, company: StoredCompany, import_file: Import
) -> None:
    job = import_file(b"text,private\nslow,perhaps\nfast,yes\n", {"text": "text", "private": "private"})

    assert texts(database, company) == ["slow"]
    assert (job.result["problem_count"], job.result["counts"]) == (1, {"private": 1})
    assert newest_batch(database, company).problems[0]["values"] == {"value": "perhaps", "row": 2}


def test_a_ticket_as_long_as_a_file_is_cut_and_told(
    database: Database, company: StoredCompany, import_file: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grouping, "GROUP_CHARS", 200)
    content = "\n".join(["status,text", *(f"open,line {n} is slow" for n in range(50))]).encode()

    job = import_file(content, {"ticket": "status", "text": "text"})

    [text] = texts(database, company)
    assert len(text) < 200 and job.result["rows_read"] == 50
    assert newest_batch(database, company).problems[0]["values"] == {
        "ticket": "open",
        "count": 50 - len(text.splitlines()),
        "column": "status",
        "row": 2,
    }
