"""Who speaks, also inside a transcript kept in one cell."""

import pytest

from core.feedback.conversations import Line, customer_words
from core.feedback.speakers import Speakers, split_transcript

NOBODY = Speakers()

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
