from datetime import date

import pytest

from core.services.comments import CommentQuery, correct_comment, get_comment, list_comments
from core.services.feedback import (
    Share,
    by_channel,
    by_customer,
    by_day,
    by_language,
    count_labels,
    share_of,
    trend,
)
from core.services.ventures import StoredCompany
from db.session import Database

MONDAY, SUNDAY, NEXT = date(2026, 11, 2), date(2026, 11, 8), date(2026, 11, 9)


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
        weeks = trend(by_day(session, company.id))

    assert [(week.monday, week.negative.k, week.negative.n) for week in weeks] == [(MONDAY, 2, 3), (NEXT, 0, 2)]


def test_a_correction_counts_everywhere(database: Database, company: StoredCompany, ids: list[int]) -> None:
    with database.write() as session:
        correct_comment(session, company.id, ids[0], "positive")
        correct_comment(session, company.id, ids[6], "negative")

    with database.read() as session:
        assert count_labels(session, company.id)[None]["negative"] == 3
        assert [week.negative.k for week in trend(by_day(session, company.id))] == [2, 0]
        rows, total = list_comments(session, company.id, CommentQuery(label="positive"))
        assert (total, rows[-1].id in ids, get_comment(session, company.id, ids[0]).corrected) == (3, True, True)
