from collections.abc import Callable
from datetime import date

import pytest

from core.errors import NotFound, SextantError
from core.services.feedback import (
    CommentQuery,
    Share,
    by_channel,
    by_customer,
    by_language,
    choices,
    correct_comment,
    count_comments,
    count_labels,
    get_comment,
    list_comments,
    share_of,
    trend,
)
from core.services.ventures import StoredCompany, add_venture
from db.models import Prediction
from db.session import Database

MONDAY, SUNDAY, NEXT = date(2026, 11, 2), date(2026, 11, 8), date(2026, 11, 9)
COMMENTS = [
    ("late again", MONDAY, "Bank", "negative", 0.05),
    ("slow", SUNDAY, "Bank", "negative", 0.2),
    ("fine", SUNDAY, "Shop", "positive", 0.9),
    ("so-so", NEXT, "Shop", "unclear", 0.5),
    ("100% great_", NEXT, "", "positive", 0.99),
    ("?", NEXT, "Bank", "empty", None),
    ("not read", MONDAY, "Bank", None, None),
    ("no day", None, "Bank", "negative", 0.1),
]


@pytest.fixture
def ids(database: Database, company: StoredCompany, add_comments: Callable[..., list[int]]) -> list[int]:
    ids = add_comments([(text, day, customer) for text, day, customer, *_ in COMMENTS])
    with database.write() as session:
        for comment_id, (*_, label, probability) in zip(ids, COMMENTS, strict=True):
            if label:
                language = "zh" if label == "positive" else "en"
                session.add(
                    Prediction(
                        comment_id=comment_id,
                        encoder_version="v",
                        label=label,
                        probability=probability,
                        language=language,
                    )
                )
    return ids


def test_labels_are_counted_in_all_and_by_customer(database: Database, company: StoredCompany, ids: list[int]) -> None:
    with database.read() as session:
        assert count_labels(session, company.id) == {
            None: {"negative": 3, "positive": 2, "unclear": 1, "empty": 1, "unread": 1}
        }
        assert by_customer(session, company.id)["Shop"] == {"positive": 1, "unclear": 1}
        assert by_channel(session, company.id)["chat"] == {"negative": 1, "positive": 2, "unread": 1}
        assert by_language(session, company.id) == {"en": 5, "zh": 2}


def test_a_window_holds_its_first_day_and_not_its_last(
    database: Database, company: StoredCompany, ids: list[int]
) -> None:
    with database.read() as session:
        assert count_labels(session, company.id, since=MONDAY, until=NEXT)[None] == {
            "negative": 2,
            "positive": 1,
            "unread": 1,
        }


def test_the_share_counts_the_unsure_and_leaves_out_what_was_not_read(
    database: Database, company: StoredCompany, ids: list[int]
) -> None:
    with database.read() as session:
        share = share_of(count_labels(session, company.id)[None], "negative")

    assert (share.k, share.n, share.value) == (3, 6, 0.5)


@pytest.mark.parametrize(
    ("k", "n", "low", "high"), [(3, 6, 0.1876, 0.8124), (0, 10, 0.0, 0.2775), (84, 242, 0.2900, 0.4091)]
)
def test_the_interval_is_wilsons(k: int, n: int, low: float, high: float) -> None:
    share = Share(k, n)

    assert (share.low, share.high) == pytest.approx((low, high), abs=2e-4)


def test_of_nothing_there_is_no_share() -> None:
    assert (Share(0, 0).value, Share(0, 0).low, Share(0, 0).high) == (None, 0.0, 1.0)


def test_the_trend_goes_by_weeks_from_monday_and_leaves_out_what_has_no_day(
    database: Database, company: StoredCompany, ids: list[int]
) -> None:
    with database.read() as session:
        weeks = trend(session, company.id)

    assert [(week.monday, week.negative.k, week.negative.n) for week in weeks] == [(MONDAY, 2, 3), (NEXT, 0, 2)]


def test_a_correction_counts_everywhere(database: Database, company: StoredCompany, ids: list[int]) -> None:
    with database.write() as session:
        correct_comment(session, company.id, ids[0], "positive")
        correct_comment(session, company.id, ids[6], "negative")

    with database.read() as session:
        assert count_labels(session, company.id)[None]["negative"] == 3
        assert [week.negative.k for week in trend(session, company.id)] == [2, 0]
        rows, total = list_comments(session, company.id, CommentQuery(label="positive"))
        assert (total, rows[-1].id in ids, get_comment(session, company.id, ids[0]).corrected) == (3, True, True)


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

    assert [total for _, total in pages] == [len(COMMENTS)] * 3
    assert sorted(row.id for rows, _ in pages for row in rows) == sorted(ids)


def test_comments_without_a_day_come_last(database: Database, company: StoredCompany, ids: list[int]) -> None:
    with database.read() as session:
        for descending in (True, False):
            rows, _ = list_comments(session, company.id, CommentQuery(descending=descending))
            assert rows[-1].text == "no day"


def test_filters_offer_what_there_is(database: Database, company: StoredCompany, ids: list[int]) -> None:
    with database.read() as session:
        assert choices(session, company.id, "customer") == ["Bank", "Shop"]
        assert count_comments(session, company.id) == len(COMMENTS)
