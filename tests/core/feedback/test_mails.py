"""A mail without quotes and signatures, and answers of machines: cases written by hand, Chinese and English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.feedback.mails import is_auto_reply, own_words

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


@pytest.mark.parametrize(("text", "words", "counts"), MAILS)
def test_a_mail_is_cut_to_its_writers_words(text: str, words: str, counts: dict[str, int]) -> None:
    assert own_words(text) == (words, counts)


@pytest.mark.parametrize("text", MACHINES)
def test_what_a_machine_answered_is_told(text: str) -> None:
    assert is_auto_reply(text)


@pytest.mark.parametrize("text", PEOPLE)
def test_who_complains_about_machines_is_none(text: str) -> None:
    assert not is_auto_reply(text)


@given(st.text(alphabet="abc：: \n客服用户>-On写道发件人", max_size=60))
def test_cutting_a_mail_invents_nothing(text: str) -> None:
    assert set(own_words(text)[0]) <= set(text)
