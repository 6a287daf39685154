"""Ten comments labelled blind: drawn at random, resumed, counted, and kept as corrections if one wants."""

from collections import Counter
from datetime import date

import pytest

from core.errors import SextantError
from core.services import blind_check
from core.services.blind_check import agreement, count_judged, judge_blind, keep_as_corrections, next_comments
from core.services.comments import correct_comment, get_comment
from core.services.ventures import StoredCompany, add_venture
from db.base import now
from db.models import Comment, Prediction
from db.session import Database
from tests.core.services.conftest import AddComments


@pytest.fixture
def read(database: Database, company: StoredCompany, add_comments: AddComments) -> list[int]:
    """Return 100 read comments, every fourth one not sure, every second one negative; two more hold no words."""
    ids = add_comments([(f"comment {number}", date(2026, 11, 2), "Bank") for number in range(102)])
    with database.write() as session:
        for number, comment_id in enumerate(ids):
            label = (
                "empty" if number >= 100 else "unclear" if number % 4 == 3 else "negative" if number % 2 else "positive"
            )
            kind = {"negative": "complaint", "positive": "praise"}.get(label, "other")
            session.add(
                Prediction(
                    comment_id=comment_id, encoder_version="v", label=label, probability=0.5, language="en", kind=kind
                )
            )
    return ids


def test_the_draw_is_ten_stays_the_same_and_goes_on_where_it_stopped(
    database: Database, company: StoredCompany, read: list[int]
) -> None:
    with database.write() as session:
        first = next_comments(session, company.id)
        for comment_id in first[:4]:
            judge_blind(session, company.id, comment_id, "positive")
        rest = next_comments(session, company.id)
        for comment_id in rest:
            judge_blind(session, company.id, comment_id, "positive")
        second = next_comments(session, company.id)

    assert len(set(first)) == 10 and rest == first[4:]
    assert len(second) == 10 and not set(first) & set(second)


def test_every_read_comment_has_the_same_chance(database: Database, company: StoredCompany, read: list[int]) -> None:
    """Draw for 300 companies from the same 100 comments: 30 times each on average, with a deviation of 5.2."""
    seen: Counter[int] = Counter()
    for venture in range(300):
        order = sorted(read[:100], key=lambda comment_id: blind_check._place(venture, comment_id))
        seen.update(order[:10])

    assert all(8 < seen[comment_id] < 56 for comment_id in read[:100])
    with database.read() as session:
        assert not set(read[100:]) & set(next_comments(session, company.id))


def test_agreement_is_counted_by_hand(database: Database, company: StoredCompany, read: list[int]) -> None:
    # The reader: positive, negative, positive, not sure, again and again.
    labels = ["positive", "negative", "negative", "negative", "unclear", "negative", "positive", "unclear"]
    with database.write() as session:
        for comment_id, label in zip(read, labels, strict=False):
            judge_blind(session, company.id, comment_id, label, "complaint" if label == "negative" else "")

        found = agreement(session, company.id)

    assert (found.labels.k, found.labels.n) == (5, 8)
    # Wilson: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n) with p = 5/8, z = 1.96.
    assert (round(found.labels.low, 3), round(found.labels.high, 3)) == (0.306, 0.863)
    assert [row.comment_id for row in found.misses] == [read[2]]
    assert sorted(row.comment_id for row in found.doubtful) == [read[3], read[4], read[7]]
    assert found.reader_unsure == 2
    assert (found.kinds.k, found.kinds.n) == (2, 4)


def test_the_reading_of_that_moment_and_the_first_answer_stand(
    database: Database, company: StoredCompany, read: list[int]
) -> None:
    with database.write() as session:
        judge_blind(session, company.id, read[0], "negative", who="Ida")
        judge_blind(session, company.id, read[0], "positive")
        session.get_one(Prediction, read[0]).label = "negative"
        session.flush()

        [miss] = agreement(session, company.id).misses

    assert (miss.label, miss.read_label) == ("negative", "positive")


def test_labels_become_corrections_only_where_they_settle_something(
    database: Database, company: StoredCompany, read: list[int]
) -> None:
    with database.write() as session:
        correct_comment(session, company.id, read[2], "unclear")
        for comment_id, label, kind in (
            (read[0], "negative", ""),
            (read[1], "unclear", ""),
            (read[2], "positive", ""),
            (read[3], "unclear", "request"),
        ):
            judge_blind(session, company.id, comment_id, label, kind)
        before = get_comment(session, company.id, read[0])

        settled = keep_as_corrections(session, company.id)

        rows = [get_comment(session, company.id, comment_id) for comment_id in read[:4]]
    assert not before.corrected and settled == 2
    assert [(row.label, row.corrected) for row in rows] == [
        ("negative", True),
        ("negative", False),
        ("unclear", True),
        ("unclear", False),
    ]
    assert [row.kind_corrected for row in rows] == [False, False, False, True]


def test_what_is_no_label_is_refused_and_a_deleted_comment_counts_no_more(
    database: Database, company: StoredCompany, read: list[int]
) -> None:
    with database.write() as session:
        for label, kind in (("empty", ""), ("positive", "rage")):
            with pytest.raises(SextantError):
                judge_blind(session, company.id, read[0], label, kind)
        other = add_venture(session, {"name": "Palm Data"})
        with pytest.raises(SextantError):
            judge_blind(session, other.id, read[0], "positive")
        judge_blind(session, company.id, read[0], "positive")
        counted = count_judged(session, company.id)
        session.get_one(Comment, read[0]).deleted_at = now()
        session.flush()

        assert (counted, count_judged(session, company.id)) == (1, 0)
