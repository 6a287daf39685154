"""Drafts as Markdown and as plain data."""

import json
from collections.abc import Callable
from datetime import date

import pytest

from core.strategy.export import draft_to_dict, draft_to_markdown, escape
from core.strategy.model import Fact, Question, Section, Sentence
from core.strategy.planner import plan_draft
from core.strategy.snapshot import Snapshot

CASH = Fact("company.cash", "money", "Cash", 1_280_000.0, "CNY", "CNY 1.28 m", ("¥128 万",), "company")
EVIL = Fact(
    "comment.7",
    "quote",
    "Eve",
    "x",
    "",
    "![a](http://evil.example/p.png) <img src=x> [b](javascript:alert)",
    (),
    "comment:7",
)
SECTIONS = [
    Section(
        "where_we_stand",
        "Where we stand",
        (
            Sentence("Cash is CNY 1.28 m.", "record", "planner", (CASH,)),
            Sentence(f"Eve wrote: “{EVIL.text}”", "record", "planner", (EVIL, CASH)),
            Sentence("Cash is CNY 9 m.", "record", "generator", (), refused="wrong"),
        ),
    )
]
MISSING = [Question("company.offer", "What do you sell?", 2, "company")]


def markdown(language: str = "en") -> str:
    return draft_to_markdown(
        SECTIONS, MISSING, venture="# Test", language=language, generator="none", day=date(2026, 11, 22)
    )


def test_the_data_has_the_agreed_shape_and_no_refused_sentence() -> None:
    data = json.loads(json.dumps(draft_to_dict(SECTIONS, MISSING, venture="Test", language="en", generator="none")))

    assert list(data) == ["venture", "language", "audience", "generator", "missing", "sections"]
    assert data["missing"] == [{"id": "company.offer", "text": "What do you sell?", "unlocks": 2, "page": "company"}]
    (section,) = data["sections"]
    assert [sentence["text"] for sentence in section["sentences"]] == [
        "Cash is CNY 1.28 m.",
        f"Eve wrote: “{EVIL.text}”",
    ]
    assert (
        section["sentences"][0]["evidence"][0].items()
        >= {"id": "company.cash", "value": 1_280_000.0, "text": "CNY 1.28 m"}.items()
    )


def test_questions_come_first_and_each_sentence_shows_its_source_and_evidence() -> None:
    text = markdown()

    assert (
        text.index("What do you sell?")
        < text.index("Cash is CNY 1.28 m. (Record: 1)")
        < text.index("1. Cash: CNY 1.28 m (company)")
    )
    assert "(Record: 2 1)" in text
    assert "CNY 9 m" not in text


@pytest.mark.parametrize("live", ["![", "](", "<img", "http://", "\n# #"])
def test_nothing_a_customer_wrote_comes_alive(live: str) -> None:
    text = markdown()

    assert live not in text
    assert "\\!\\[a\\]\\(http\\://evil.example/p.png) &lt;img src=x&gt;" in text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("1. one", "1\\. one"),
        ("- a", "\\- a"),
        ("a\n# b", "a \\# b"),
        ("`x` *y*", "\\`x\\` \\*y\\*"),
        ("WWW.evil.com", "WWW\\.evil.com"),
    ],
)
def test_escape_leaves_only_words(text: str, plain: str) -> None:
    assert escape(text) == plain


def test_a_whole_planned_draft_can_be_exported_in_both_languages(demo: Callable[..., Snapshot]) -> None:
    for language in ("en", "zh-CN"):
        plan = plan_draft(demo(language), language)
        sections = [
            Section(
                id, title, tuple(Sentence(p.text, p.source, "planner", p.facts) for p in plan.points if p.section == id)
            )
            for id, title in plan.titles.items()
        ]

        text = draft_to_markdown(
            sections, plan.missing, venture="T", language=language, generator="none", day=date(2026, 11, 22)
        )

        assert text.count("\n- ") == len(plan.points) + len(plan.missing)
