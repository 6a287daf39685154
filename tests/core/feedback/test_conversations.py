"""What is a customer's word and what is not: cases written by hand, Chinese and English."""

import time

import pytest

from core.feedback.conversations import Line, customer_words, is_no_answer, read_private
from core.feedback.speakers import Speakers

NOTHING = [
    "无",
    "没有",
    "没",
    "暂无",
    "n/a",
    "N/A.",
    "NA",
    "none",
    "None!",
    "无。",
    "-",
    "/",
    "...",
    " 没有建议 ",
    "ＮＯＮＥ",
]
SOMETHING = ["没有导出功能", "无法登录", "none of it works", "no export", "好", "没意思", "nice", "没有客服"]


@pytest.mark.parametrize(("text", "empty"), [*((s, True) for s in NOTHING), *((s, False) for s in SOMETHING)])
def test_an_answer_that_says_nothing_is_no_comment(text: str, empty: bool) -> None:
    assert is_no_answer(text) is empty
    assert customer_words([Line(text)]) == (("", {"non_answers": 1}) if empty else (text, {}))


def test_one_ticket_becomes_one_text_of_the_customers_words() -> None:
    ticket = [
        Line("Hello, the export fails.\n\nBest regards,\nBo", "Bo"),
        Line("We received your request.", "Bo"),
        Line("很抱歉给您带来不便", "客服"),
        Line("customer is angry, be careful", "Anna", private=True),
        Line("It failed again.\n> 很抱歉给您带来不便", "Bo"),
        Line("  ", "Bo"),
    ]

    words = customer_words(ticket, Speakers.of(own=["Anna"]), title="Re: Export")

    assert words.text == "Export\nHello, the export fails.\nIt failed again."
    assert words.counts == {"signatures": 1, "auto_replies": 1, "own_lines": 1, "private": 1, "quotes": 1}


def test_our_own_lines_stay_where_the_user_wants_them() -> None:
    assert customer_words([Line("Sorry!", "agent")], drop_own=False) == ("Sorry!", {})


@pytest.mark.parametrize(
    ("moments", "order"),
    [
        (["2025-11-03 10:02", "2025-11-03 10:01", "2025-11-03 10:03"], "bac"),
        (["2025-11-03T10:02:00Z", "2025-11-03T10:01:00Z", "2025-11-03T10:01:00Z"], "cba"),
        (["2025-11-03 10:01", "2025-11-03 10:01", "2025-11-03 10:01"], "abc"),
        (["2025/11/3 9:05", "2025/11/3 10:01", "2025/11/3 9:59"], "acb"),
        (["2025-11-03", "2025-11-02", "2025-11-01"], "abc"),
        (["", "2025-11-02 10:00", "2025-11-01 10:00"], "abc"),
    ],
)
def test_lines_follow_their_times_where_each_has_one(moments: list[str], order: str) -> None:
    lines = [Line(f"line {name}", moment=moment) for name, moment in zip("abc", moments, strict=True)]

    assert customer_words(lines).text == "\n".join(f"line {name}" for name in order)


def test_a_title_is_put_before_the_text_but_never_speaks_for_us() -> None:
    said = [Line("It lags")]

    assert customer_words(said, title="Slow").text == "Slow\nIt lags"
    assert customer_words(said, title="It lags").text == "It lags"
    assert customer_words([Line("")], title="Slow").text == "Slow"
    assert customer_words([Line("无")], title="太卡了").text == "太卡了"
    assert customer_words([Line("Sorry", "agent")], title="Slow").text == ""


@pytest.mark.parametrize(
    ("value", "heading", "private"),
    [
        ("true", "private", True),
        ("FALSE", "private", False),
        ("TRUE", "public", False),
        ("false", "is_public", True),
        ("", "public", False),
        ("内部", "可见性", True),
        ("公开", "可见性", False),
        ("Internal note", "type", True),
        ("是", "是否公开", False),
        ("maybe", "private", None),
    ],
)
def test_a_private_note_is_told_by_its_cell_and_heading(value: str, heading: str, private: bool | None) -> None:
    assert read_private(value, heading) is private


@pytest.mark.parametrize(
    "text", ["\n" * 200_000, " " * 200_000, "hi " * 60_000, ">\n" * 60_000, "客服：" * 60_000, "Best\n" * 60_000]
)
def test_a_long_odd_text_is_read_in_a_moment(text: str) -> None:
    began = time.monotonic()

    customer_words([Line(text)])

    assert time.monotonic() - began < 5
