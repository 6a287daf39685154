from datetime import UTC, datetime, timedelta

import pytest

from core.services.records import add_record
from core.services.resources import RESOURCE
from core.services.team import (
    EARLY,
    RIGHT,
    WRONG,
    begin_session,
    end_all_sessions,
    end_session,
    find_member,
    hash_token,
    list_members,
    list_people,
    name_member,
    note_early_try,
    note_try,
    wait_after,
    wait_until,
)
from core.services.ventures import StoredCompany
from db.models import AccessAttempt, TeamSession
from db.session import Database

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
PHONE, LAPTOP = "192.168.1.20", "192.168.1.21"


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def wrong_tries(database: Database, count: int, source: str = PHONE, at: datetime = NOON) -> None:
    with database.write() as session:
        for _ in range(count):
            note_try(session, source, WRONG, at)


def waits(database: Database, source: str = PHONE, at: datetime = NOON) -> datetime | None:
    with database.read() as session:
        return wait_until(session, source, at)


def test_the_wait_doubles_from_the_fifth_wrong_try_and_ends_in_a_lock() -> None:
    found = [wait_after(wrong) / minutes(1) for wrong in range(12)]

    assert found == [0, 0, 0, 0, 0, 1, 2, 4, 8, 15, 15, 15]


def test_one_waits_only_after_five_wrong_tries_and_only_from_that_address(database: Database) -> None:
    wrong_tries(database, 4)
    assert waits(database) is None

    wrong_tries(database, 1)

    assert waits(database) == NOON + minutes(1)
    assert waits(database, at=NOON + minutes(1)) is None and waits(database, LAPTOP) is None


def test_getting_in_forgives_the_wrong_tries_before(database: Database) -> None:
    wrong_tries(database, 4)
    with database.write() as session:
        note_try(session, PHONE, RIGHT, NOON)

    wrong_tries(database, 4)

    assert waits(database) is None


def test_tries_made_too_early_lead_to_the_lock_but_do_not_make_it_longer(database: Database) -> None:
    wrong_tries(database, 5)
    with database.write() as session:
        for second in range(60):
            note_early_try(session, PHONE, NOON + timedelta(seconds=second))
            session.flush()
        kept = session.query(AccessAttempt).filter_by(what=EARLY).count()

    assert kept == 5
    assert waits(database, at=NOON + minutes(1)) == NOON + timedelta(seconds=4) + minutes(15)


def test_wrong_tries_from_many_addresses_lock_everybody_for_a_while(database: Database) -> None:
    for device in range(10):
        wrong_tries(database, 3, f"192.168.1.{device}")

    assert waits(database, LAPTOP) == NOON + minutes(15)
    assert waits(database, LAPTOP, NOON + minutes(16)) is None


def test_wrong_tries_are_forgotten_after_a_day(database: Database) -> None:
    wrong_tries(database, 9)

    wrong_tries(database, 1, at=NOON + timedelta(days=1, seconds=1))

    assert waits(database, at=NOON + timedelta(days=1, seconds=1)) is None


def test_a_session_is_found_by_its_token_until_thirty_days_have_passed(database: Database) -> None:
    with database.write() as session:
        token = begin_session(session, PHONE, NOON)
        name_member(session, token, " 林晓 \n\x00 ")

    with database.read() as session:
        member = find_member(session, token, NOON + timedelta(days=29))
        assert member and (member.name, member.address) == ("林晓", PHONE)
        assert find_member(session, token, NOON + timedelta(days=30)) is None
        assert list_members(session, NOON + timedelta(days=30)) == []
        assert [find_member(session, other, NOON) for other in ("", None, "林晓", hash_token(token))] == [None] * 4


def test_the_token_itself_is_nowhere_in_the_table(database: Database) -> None:
    with database.write() as session:
        token = begin_session(session, PHONE, NOON)

    with database.read() as session:
        row = session.query(TeamSession).one()
        assert row.token_hash == hash_token(token) and token not in (row.token_hash, row.name, row.address)
    assert len(token) == 43  # 256 bits in base64


def test_a_session_ends_alone_or_with_all_others(database: Database) -> None:
    with database.write() as session:
        first, second, third = (begin_session(session, PHONE, NOON) for _ in range(3))
        end_session(session, first)
        assert find_member(session, first, NOON) is None and find_member(session, second, NOON)

        assert end_all_sessions(session) == 2
        assert find_member(session, third, NOON) is None


@pytest.mark.parametrize("name", ["", "  ", "\n\t", "\x00\x1b"])
def test_an_empty_name_is_not_kept(database: Database, name: str) -> None:
    with database.write() as session:
        token = begin_session(session, PHONE, NOON)

        assert name_member(session, token, name) == ""


def test_the_people_on_record_can_be_chosen_as_names(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        for kind, name in (("talent", "林晓"), ("talent", "Anna"), ("technology", "GPU")):
            add_record(session, RESOURCE, company.id, {"kind": kind, "name": name})

        assert list_people(session) == ["Anna", "林晓"]
