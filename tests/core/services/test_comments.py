"""The list of comments, and what a person says against the reader."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from core.errors import NotFound, SextantError
from core.services.comments import (
    ASKED,
    CommentQuery,
    choices,
    correct_comment,
    correct_kind,
    get_comment,
    list_comments,
)
from core.services.feedback import by_kind, count_comments, count_labels, in_all, share_of
from core.services.snapshot import feedback_summary
from core.services.ventures import StoredCompany, add_venture
from db.models import Correction, Prediction
from db.session import Database

KINDS = ["complaint", "question", "praise", "request", "praise", "", None, "question"]


@pytest.fixture
def kinds(database: Database, ids: list[int]) -> list[int]:
    with database.write() as session:
        for comment_id, kind in zip(ids, KINDS, strict=True):
            if kind is not None:
                session.get_one(Prediction, comment_id).kind = kind
    return ids


def test_a_correction_is_one_of_the_labels_of_a_comment_of_ours(
    database: Database, company: StoredCompany, ids: list[int]
) -> None:
    with database.write() as session:
        other = add_venture(session, {"name": "Valley Tea"})
        with pytest.raises(SextantError, match="furious is no label"):
            correct_comment(session, company.id, ids[0], "furious")
        with pytest.raises(NotFound):
            correct_comment(session, other.id, ids[0], "positive")


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        (CommentQuery(search="%"), ["100% great_"]),
        (CommentQuery(search="_"), ["100% great_"]),
        (CommentQuery(search="shop"), ["so-so", "fine"]),
        (CommentQuery(label="unread"), ["not read"]),
        (CommentQuery(label="negative", sort="probability", descending=False), ["late again", "no day", "slow"]),
        (CommentQuery(language="zh", sort="probability"), ["100% great_", "fine"]),
        (CommentQuery(customer="Shop", channel="chat"), ["fine"]),
    ],
)
def test_a_list_is_searched_filtered_and_sorted(
    database: Database, company: StoredCompany, ids: list[int], query: CommentQuery, texts: list[str]
) -> None:
    with database.read() as session:
        rows, total = list_comments(session, company.id, query)

    assert ([row.text for row in rows], total) == (texts, len(texts))


def test_pages_of_comments_together_are_all_of_them(database: Database, company: StoredCompany, ids: list[int]) -> None:
    with database.read() as session:
        pages = [list_comments(session, company.id, CommentQuery(page=page, size=3)) for page in (1, 2, 3)]

    assert [total for _, total in pages] == [len(ids)] * 3
    assert sorted(row.id for rows, _ in pages for row in rows) == sorted(ids)


def test_comments_without_a_day_come_last(database: Database, company: StoredCompany, ids: list[int]) -> None:
    with database.read() as session:
        for descending in (True, False):
            rows, _ = list_comments(session, company.id, CommentQuery(descending=descending))
            assert rows[-1].text == "no day"


def test_filters_offer_what_there_is(database: Database, company: StoredCompany, ids: list[int]) -> None:
    with database.read() as session:
        assert choices(session, company.id, "customer") == ["Bank", "Shop"]
        assert count_comments(session, company.id) == len(ids)


def test_labels_are_counted_by_kind_too(database: Database, company: StoredCompany, kinds: list[int]) -> None:
    with database.read() as session:
        groups = by_kind(session, company.id)
        together = count_labels(session, company.id)[None]

    assert groups == {
        "complaint": {"negative": 1},
        "request": {"unclear": 1},
        "question": {ASKED: 2},
        "praise": {"positive": 2},
        "": {"empty": 1, "unread": 1},
    }
    assert in_all(groups) == together


def test_a_plain_question_is_counted_apart_from_the_negatives_and_keeps_its_label(
    database: Database, company: StoredCompany, kinds: list[int]
) -> None:
    with database.read() as session:
        counts = count_labels(session, company.id)[None]
        negative = share_of(counts, "negative")
        question = get_comment(session, company.id, kinds[1])

    assert (counts["negative"], counts[ASKED], negative.k, negative.n) == (1, 2, 1, 6)
    assert (question.label, question.kind, question.asked, question.probability) == ("negative", "question", True, 0.2)


def test_the_planner_counts_no_plain_question_among_the_negatives_and_quotes_none(
    database: Database, company: StoredCompany, kinds: list[int]
) -> None:
    with database.read() as session:
        summary = feedback_summary(session, company.id, date(2026, 11, 9))

    assert (summary["labels"]["negative"], summary["recent"]["negative"], summary["recent"]["n"]) == (1, 1, 5)
    assert [quote["text"] for quote in summary["quotes"]] == ["late again"]


def test_a_question_that_a_person_called_negative_is_negative(
    database: Database, company: StoredCompany, kinds: list[int]
) -> None:
    with database.write() as session:
        correct_comment(session, company.id, kinds[1], "negative")

    with database.read() as session:
        assert count_labels(session, company.id)[None]["negative"] == 2
        assert not get_comment(session, company.id, kinds[1]).asked


def test_an_unsure_question_stays_unsure(database: Database, company: StoredCompany, kinds: list[int]) -> None:
    with database.write() as session:
        correct_kind(session, company.id, kinds[3], "question")

    with database.read() as session:
        assert count_labels(session, company.id)[None]["unclear"] == 1
        assert get_comment(session, company.id, kinds[3]).label == "unclear"


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        (CommentQuery(kind="praise"), ["100% great_", "fine"]),
        (CommentQuery(kind="question", customer="Bank"), ["slow", "no day"]),
        (CommentQuery(label="negative"), ["late again"]),
        (CommentQuery(label=ASKED), ["slow", "no day"]),
        (CommentQuery(kind="request", label="positive"), []),
    ],
)
def test_a_list_is_filtered_by_kind_and_by_what_is_counted(
    database: Database, company: StoredCompany, kinds: list[int], query: CommentQuery, texts: list[str]
) -> None:
    with database.read() as session:
        rows, total = list_comments(session, company.id, query)

    assert ([row.text for row in rows], total) == (texts, len(texts))


def test_label_and_kind_are_corrected_each_by_itself(
    database: Database, company: StoredCompany, kinds: list[int]
) -> None:
    def say(correct: Callable[..., None], value: str | None) -> dict[str, Any]:
        with database.write() as session:
            correct(session, company.id, kinds[0], value)
        with database.read() as session:
            row = get_comment(session, company.id, kinds[0])
        return row.model_dump(include={"label", "kind", "corrected", "kind_corrected"})

    read = {"label": "negative", "kind": "complaint", "corrected": False, "kind_corrected": False}

    assert say(correct_kind, "request") == read | {"kind": "request", "kind_corrected": True}
    assert say(correct_comment, "unclear")["label"] == "unclear"
    assert say(correct_kind, None) == read | {"label": "unclear", "corrected": True}
    assert say(correct_comment, None) == read
    with database.read() as session:
        assert session.scalars(select(Correction)).all() == []


def test_a_correction_is_one_of_the_kinds_of_a_comment_of_ours(
    database: Database, company: StoredCompany, kinds: list[int]
) -> None:
    with database.write() as session:
        other = add_venture(session, {"name": "Valley Tea"})
        with pytest.raises(SextantError, match="rant is no kind"):
            correct_kind(session, company.id, kinds[0], "rant")
        with pytest.raises(NotFound):
            correct_kind(session, other.id, kinds[0], "praise")
