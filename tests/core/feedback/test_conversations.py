"""What is a customer's word and what is not: cases written by hand, Chinese and English."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.feedback.conversations import Line, customer_words, is_no_answer, read_private
from core.feedback.mails import is_auto_reply, own_words
from core.feedback.speakers import Speakers, split_transcript

NOBODY = Speakers()

MAILS = [
    ("还是不行\n\n发自我的 iPhone", "还是不行", {"signatures": 1}),
    ("Still broken.\nSent from my iPhone", "Still broken.", {"signatures": 1}),
    ("Still broken. Sent from my Samsung Galaxy", "Still broken.", {"signatures": 1}),
    ("Too slow\nGet Outlook for iOS", "Too slow", {"signatures": 1}),
    ("希望尽快修复。\n此致\n敬礼\n张三\n某某公司", "希望尽快修复。", {"signatures": 1}),
    ("希望尽快修复，此致敬礼！", "希望尽快修复", {"signatures": 1}),
    ("Please fix it.\n\nBest regards,\nAnna Li\nElm Labs", "Please fix it.", {"signatures": 1}),
    ("Please fix it.\nBest regards, Anna Li", "Please fix it.", {"signatures": 1}),
    ("Please fix it.\n-- \nAnna\n+1 415 555 2671", "Please fix it.", {"signatures": 1}),
    ("Please fix it.\nThanks,\nAnna", "Please fix it.", {"signatures": 1}),
    (
        "Fix it.\nRegards\nBo\nP.S. the invoice is wrong too",
        "Fix it.\nP.S. the invoice is wrong too",
        {"signatures": 1},
    ),
    ("Hi,\nit fails.\nThis e-mail and any attachments are confidential.", "Hi,\nit fails.", {"signatures": 1}),
    ("Yes, it does.\n> did it fail?\n> when?", "Yes, it does.", {"quotes": 1}),
    ("> did it fail?\nYes.\n> and now?\nStill.", "Yes.\nStill.", {"quotes": 2}),
    ("Yes.\n\nOn Mon, 3 Nov 2025 at 10:02, Desk <d@x.io> wrote:\nHello\nBye", "Yes.", {"quotes": 1}),
    ("Yes.\nOn Mon, 3 Nov 2025 at 10:02, Desk of Elm\n<d@x.io> wrote:\n> Hello", "Yes.", {"quotes": 1}),
    ("On 3 Nov 2025, Desk wrote:\n> Did it help?\n\nNo, it did not.", "No, it did not.", {"quotes": 1}),
    ("还没好\n在 2025年11月3日，客服 <a@b.cn> 写道：\n您好", "还没好", {"quotes": 1}),
    ("还没好\n发件人：客服\n发送时间：2025年11月3日\n您好", "还没好", {"quotes": 1}),
    ("还没好\n------------------ 原始邮件 ------------------\n您好", "还没好", {"quotes": 1}),
    ("No\n-----Original Message-----\nFrom: Desk", "No", {"quotes": 1}),
    ("No\nFrom: Desk <d@x.io>\nSent: Monday\nTo: me\nHello", "No", {"quotes": 1}),
    ("No\n##- Please type your reply above this line -##\nHello", "No", {"quotes": 1}),
    (
        "还是卡\n祝好\n李四\n------------------ 原始邮件 ------------------\n您好",
        "还是卡",
        {"quotes": 1, "signatures": 1},
    ),
    # The customer's own words, although they look alike.
    ("导出失败\n- 点了没反应\n- 等了十分钟\n谢谢", "导出失败\n- 点了没反应\n- 等了十分钟\n谢谢", {}),
    ("Thanks, it works now", "Thanks, it works now", {}),
    ("Thanks\nGreat work", "Thanks\nGreat work", {}),
    ("负载>5就崩，>=3 就慢\n>5 一定崩", "负载>5就崩，>=3 就慢\n>5 一定崩", {}),
    ("From: the start it was slow", "From: the start it was slow", {}),
    ("客服写道：没问题", "客服写道：没问题", {}),
    ("My best regards to the team, they saved us", "My best regards to the team, they saved us", {}),
    ("发自内心地说，很好用", "发自内心地说，很好用", {}),
]

MACHINES = [
    "自动回复：您好，我们会尽快处理",
    "[自动回复] 已收到",
    "自动回复",
    "您好，我们已收到您的请求，将在24小时内回复。",
    "尊敬的用户：您的工单（#1234）已受理",
    "本邮件由系统自动发送，请勿回复。",
    "我目前不在办公室，11月5日回来",
    "Automatic reply: out until Monday",
    "Out of Office\nback on 5 November",
    "Hi Anna,\nI am currently out of the office until 5 November.",
    "We received your request and will answer soon.",
    "Hello Bo, thank you for contacting Elm Support. We will be in touch.",
    "Your request (#1234) has been received and is being reviewed.",
    "This is an automated message.",
]
PEOPLE = [
    "自动回复太蠢了，永远答非所问",
    "收到的都是自动回复，没有人理我",
    "I only ever get 'we received your request' and then nothing",
    "The out of office assistant does not work",
    "Thank you for contacting me, but it is still broken",
    "Your request form is broken",
    "我们收到您的发票了，金额不对",
    "Hi, is the office open on Monday?",
]

TRANSCRIPTS = [
    (
        "客服：您好，请问有什么可以帮您？\n用户：导出一直失败\n客服：抱歉\n用户：已经第三次了",
        "导出一直失败\n已经第三次了",
        2,
    ),
    ("客服：您好 用户：我要退款 客服：好的", "我要退款", 2),
    ("Agent: How can I help? Customer: The export fails. Agent: Sorry!", "The export fails.", 2),
    ("Support Agent (Anna): Hello\nCustomer: It lags\nevery morning", "It lags\nevery morning", 1),
    ("[10:32:15] 坐席001：您好\n[10:32:40] 客户：发票开错了", "发票开错了", 1),
    ("客服小王 2025-11-03 10:32:15：您好\n访客 2025-11-03 10:33:00：太慢了", "太慢了", 1),
    ("系统：会话开始\n机器人：您好\n用户：转人工！", "转人工！", 2),
    ("Bot: Hi!\nVisitor: human please\nBot: One moment", "human please", 2),
    ("客服：您好\n客服：还在吗？", "", 2),
]
NO_TRANSCRIPTS = [
    "客服：态度差\n产品：不错",
    "客服态度：差\n用户体验：好",
    "I talked to customer support: nothing happened",
    "Agent: rude\nSupport: slow",
    "注意：导出失败 10:30",
    "Pros: fast. Cons: expensive.",
]


@pytest.mark.parametrize(("text", "words", "counts"), MAILS)
def test_a_mail_is_cut_to_its_writers_words(text: str, words: str, counts: dict[str, int]) -> None:
    assert own_words(text) == (words, counts)


@pytest.mark.parametrize("text", MACHINES)
def test_what_a_machine_answered_is_told(text: str) -> None:
    assert is_auto_reply(text)


@pytest.mark.parametrize("text", PEOPLE)
def test_who_complains_about_machines_is_none(text: str) -> None:
    assert not is_auto_reply(text)


@pytest.mark.parametrize(("text", "words", "own_lines"), TRANSCRIPTS)
def test_a_transcript_in_one_cell_is_split(text: str, words: str, own_lines: int) -> None:
    assert customer_words([Line(text)]) == (words, {"own_lines": own_lines})


@pytest.mark.parametrize("text", NO_TRANSCRIPTS)
def test_labels_of_one_side_alone_are_the_customers_words(text: str) -> None:
    assert split_transcript(text, NOBODY) == []
    assert customer_words([Line(text)]) == (text, {})


def test_names_that_the_user_chose_divide_a_transcript() -> None:
    speakers = Speakers.of(own=["Anna Li"], customers=["Bo"])

    words = customer_words([Line("Anna Li: Hello\nBo: It fails\nNote: at night")], speakers)

    assert words == ("It fails\nNote: at night", {"own_lines": 1})


OWN = [
    "agent",
    "Agent",
    "Support",
    "客服",
    "在线客服小李",
    "坐席01",
    "staff",
    "Chat Bot",
    "system",
    "系统",
    "support_agent",
]
OWN += ["机器人", "Customer Service", "客户经理王", "ADMIN", "no-reply", "技术支持-刘", "Developer", "商家"]
CUSTOMERS = [
    "",
    "end-user",
    "Customer",
    "用户",
    "客户",
    "Anna",
    "张三",
    "Systems Ltd",
    "星河系统集成",
    "Abbott",
    "Agenta",
]


@pytest.mark.parametrize(("speaker", "own"), [*((s, True) for s in OWN), *((s, False) for s in CUSTOMERS)])
def test_words_of_roles_tell_whose_line_it_is(speaker: str, own: bool) -> None:
    assert NOBODY.is_own(speaker) is own


def test_what_the_user_says_of_a_speaker_goes_before_the_words() -> None:
    speakers = Speakers.of(own=["Anna  Li", "张三"], customers=["Support Vector AG"])

    assert [speakers.is_own(name) for name in ("anna li", "张三", "Support Vector AG", "李四")] == [
        True,
        True,
        False,
        False,
    ]


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


@given(st.text(alphabet="abc：: \n客服用户>-On写道发件人", max_size=60))
def test_cutting_a_mail_invents_nothing(text: str) -> None:
    assert set(own_words(text)[0]) <= set(text)


@pytest.mark.parametrize(
    "text", ["\n" * 200_000, " " * 200_000, "hi " * 60_000, ">\n" * 60_000, "客服：" * 60_000, "Best\n" * 60_000]
)
def test_a_long_odd_text_is_read_in_a_moment(text: str) -> None:
    began = time.monotonic()

    customer_words([Line(text)])

    assert time.monotonic() - began < 5
