"""What the pages count of the comments, and the mark by which they see that they must count anew."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from core.services.analysis import _keep
from core.services.board import planning_version
from core.services.comments import correct_comment, correct_kind
from core.services.complaints import compare, compare_days
from core.services.erase import erase
from core.services.feedback import by_customer, by_day, count_labels, counts_version, get_counts
from core.services.import_keeping import restore_batch, undo_batch
from core.services.market import CUSTOMER
from core.services.records import add_record
from core.services.ventures import StoredCompany, add_venture
from db.models import Comment
from db.session import Database
from tests.core.services.conftest import AddComments
from tests.readers import WordReader

MONDAY, NEXT = date(2026, 11, 2), date(2026, 11, 9)


def test_each_comment_is_counted_once_in_every_group(
    database: Database, company: StoredCompany, ids: list[int]
) -> None:
    with database.read() as session:
        counts = get_counts(session, company.id)
        labels = count_labels(session, company.id)[None]

    assert counts.labels == labels and counts.total == len(ids) == 8
    for groups in (counts.kinds, counts.days, counts.channels, counts.customers):
        assert sum(number for said in groups.values() for number in said.values()) == 8
    assert counts.days[MONDAY] == {"negative": 1, "unread": 1} and counts.days[None] == {"negative": 1}
    assert counts.customers["Shop"] == {"positive": 1, "unclear": 1}
    assert counts.languages == {"en": 5, "zh": 2}


def test_nothing_is_counted_of_another_company_or_of_what_lies_in_the_trash(
    database: Database, company: StoredCompany, ids: list[int]
) -> None:
    with database.write() as session:
        other = add_venture(session, {"name": "Elm"})
        undo_batch(session, company.id, batch_of(database, ids))

    with database.read() as session:
        assert get_counts(session, other.id).total == get_counts(session, company.id).total == 0


def test_what_was_counted_by_day_is_compared_as_if_counted_anew(
    database: Database, company: StoredCompany, ids: list[int]
) -> None:
    with database.read() as session:
        days = by_day(session, company.id)
        for day in (MONDAY, MONDAY + timedelta(days=3), NEXT, NEXT + timedelta(days=1)):
            since = count_labels(session, company.id, since=day).get(None, {})
            found = compare_days(days, day)

            assert found == compare(session, company.id, day)
            assert found.after.k == since.get("negative", 0)


CHANGES = ("added", "read", "read again", "label", "label taken back", "kind", "undone", "back", "erased", "mentioned")


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_is_counted_changes_the_mark(
    database: Database, company: StoredCompany, ids: list[int], add_comments: AddComments, home: Path, change: str
) -> None:
    if change == "label taken back":
        correct(database, company, ids[0], "positive")
    if change == "back":
        undo(database, company, ids)
    with database.read() as session:
        before = counts_version(session, company.id)
        assert counts_version(session, company.id) == before

    if change == "added":
        add_comments([("one more", MONDAY, "Bank")])
    elif change in ("read", "read again"):
        read(database, ids[6] if change == "read" else ids[0])
    elif change.startswith("label"):
        correct(database, company, ids[0], None if "back" in change else "positive")
    elif change == "kind":
        with database.write() as session:
            correct_kind(session, company.id, ids[0], "question")
    elif change == "undone":
        undo(database, company, ids)
    elif change == "back":
        with database.write() as session:
            restore_batch(session, company.id, batch_of(database, ids))
    else:
        erase_bank(database, company, home, "Bank" if change == "erased" else "late again")

    with database.read() as session:
        assert counts_version(session, company.id) != before


def test_a_customer_who_was_erased_is_counted_nowhere(
    database: Database, company: StoredCompany, ids: list[int], home: Path
) -> None:
    with database.read() as session:
        before = planning_version(session, company.id)

    erase_bank(database, company, home, "Bank")

    with database.read() as session:
        assert set(by_customer(session, company.id)) == {"Shop", ""}
        assert planning_version(session, company.id) != before


def batch_of(database: Database, ids: list[int]) -> int:
    """Return the import that brought the comments."""
    with database.read() as session:
        return session.scalars(select(Comment.batch_id).where(Comment.id == ids[0])).one()


def undo(database: Database, company: StoredCompany, ids: list[int]) -> None:
    """Undo the import of the comments."""
    batch_id = batch_of(database, ids)
    with database.write() as session:
        undo_batch(session, company.id, batch_id)


def correct(database: Database, company: StoredCompany, comment_id: int, label: str | None) -> None:
    """Say what a comment really is."""
    with database.write() as session:
        correct_comment(session, company.id, comment_id, label)


def read(database: Database, comment_id: int) -> None:
    """Let a reader read one comment."""
    reader = WordReader("words-2")
    with database.write() as session:
        _keep(session, reader.version, [comment_id], reader.read(["bad"]))


def erase_bank(database: Database, company: StoredCompany, home: Path, name: str) -> None:
    """Erase the customer Bank, or whoever bears the name."""
    with database.write() as session:
        add_record(session, CUSTOMER, company.id, {"name": name})
    erase(database, company.id, [name], name, home)
