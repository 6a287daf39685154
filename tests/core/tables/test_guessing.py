import pytest

from core.errors import SextantError
from core.tables.guessing import Guess, guess_columns, require_text_column
from core.tables.headings import heading_role

COMMENTS = [
    "界面很好看，就是有点卡",
    "客服回复太慢了，等了两天",
    "The app crashes when I log in",
    "Love the new design",
]
DATES = ["2026-11-03", "2026-11-04", "2026-11-05", "2026-11-06"]
NAMES = ["星河科技", "远山咨询", "Acme", "Acme"]


def rows(*columns: list[str]) -> list[tuple[str, ...]]:
    return list(zip(*columns, strict=True))


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("评论内容", "text"),
        ("客户反馈", "text"),
        ("反馈时间", "written_on"),
        ("反馈渠道", "channel"),
        ("客户评分", "rating"),
        ("客户名称", "customer"),
        ("Review Text", "text"),
        ("reviewBody", "text"),
        ("review_date", "written_on"),
        ("created_at", "written_on"),
        ("Star Rating", "rating"),
        ("Account Name", "customer"),
        ("customer_id", "customer"),
        ("Source", "channel"),
        ("review_id", "other"),
        ("URL", "other"),
        ("foo", None),
        ("", None),
    ],
)
def test_the_last_known_word_of_a_heading_decides(heading: str, role: str | None) -> None:
    assert heading_role(heading) == role


def test_columns_are_told_by_their_headings_in_chinese_and_english() -> None:
    sample = rows(
        ["1", "2", "3", "4"], NAMES, COMMENTS, ["5", "1", "five", "4"], DATES, ["微信", "邮件", "微信", "电话"]
    )

    chinese = guess_columns(["编号", "客户", "评论内容", "评分", "日期", "渠道"], sample)
    english = guess_columns(["id", "company", "comment", "stars", "created_at", "source"], sample)

    assert chinese == Guess("评论内容", "日期", "评分", "客户", "渠道")
    assert english == Guess("comment", "created_at", "stars", "company", "source")


def test_text_and_date_are_found_without_headings() -> None:
    sample = rows(["1", "2", "3", "4"], COMMENTS, DATES, ["0", "1", "0", "1"])

    guess = guess_columns(["column_1", "column_2", "column_3", "column_4"], sample)

    assert (guess.text, guess.written_on, guess.rating) == ("column_2", "column_3", None)


def test_a_heading_that_its_content_contradicts_does_not_count() -> None:
    guess = guess_columns(["content", "column_2", "score"], rows(["1", "2", "3", "4"], COMMENTS, ["a", "b", "c", "d"]))

    assert (guess.text, guess.rating) == ("column_2", None)


def test_a_single_column_of_short_comments_is_the_text() -> None:
    assert guess_columns(["column_1"], [("ok",), ("good",), ("不错",)]).text == "column_1"


def test_the_order_of_days_and_months_comes_with_the_guess() -> None:
    guess = guess_columns(["text", "date"], rows(COMMENTS, ["03/11/2026", "25/11/2026", "04/11/2026", ""]))

    assert (guess.written_on, guess.day_first) == ("date", True)


def test_blank_columns_and_no_rows_are_no_trouble() -> None:
    assert guess_columns(["a", "b"], []) == Guess()
    assert guess_columns(["a", "b"], [("", ""), ("", " ")]) == Guess()


def test_a_file_of_numbers_and_dates_has_no_column_with_text() -> None:
    guess = guess_columns(["id", "amount", "day"], rows(["1", "2", "3", "4"], ["9.5", "8", "7", "6"], DATES))

    with pytest.raises(SextantError, match=r"The file sales.csv has no column with text"):
        require_text_column(guess, file="sales.csv")


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("ticket_id", "ticket"),
        ("Ticket #", "ticket"),
        ("工单编号", "ticket"),
        ("会话ID", "ticket"),
        ("conversation_id", "ticket"),
        ("工单内容", "text"),
        ("工单标题", "title"),
        ("Ticket Subject", "title"),
        ("ticket status", "other"),
        ("author_role", "speaker"),
        ("sender_type", "speaker"),
        ("发送人", "speaker"),
        ("is_public", "private"),
        ("是否公开", "private"),
        ("Title", "title"),
        ("job title", "other"),
    ],
)
def test_headings_of_ticket_exports_are_known(heading: str, role: str) -> None:
    assert heading_role(heading) == role


def test_a_ticket_export_is_told_by_its_headings() -> None:
    sample = rows(
        ["7", "7", "8", "8"],
        DATES,
        ["end-user", "agent"] * 2,
        ["TRUE", "FALSE"] * 2,
        ["Export", "Export", "", ""],
        COMMENTS,
    )

    guess = guess_columns(["ticket_id", "created_at", "author_role", "public", "subject", "body"], sample)

    assert guess == Guess(
        "body", "created_at", title="subject", ticket="ticket_id", speaker="author_role", private="public"
    )


def test_the_account_is_the_customer_rather_than_the_person_who_wrote() -> None:
    sample = rows(["Bo", "Cy", "Di", "Ed"], NAMES, COMMENTS)

    assert guess_columns(["author", "organization", "body"], sample).customer == "organization"
    assert guess_columns(["author", "shop", "body"], sample).customer == "author"


@pytest.mark.parametrize(
    ("authors", "speaker"), [(["Bo", "Anna", "Cy", "Anna"], "author"), (["Bo", "Bo", "Cy", "Cy"], None)]
)
def test_authors_who_differ_within_a_ticket_are_the_speakers(authors: list[str], speaker: str | None) -> None:
    guess = guess_columns(["ticket", "author", "body"], rows(["7", "7", "8", "8"], authors, COMMENTS))

    assert (guess.customer, guess.speaker) == ("author", speaker)
