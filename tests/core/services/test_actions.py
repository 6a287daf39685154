"""Actions on a Monday: done, moved with a reason, dropped, open again; and a note with its next step."""

from datetime import date, timedelta

import pytest

from core.errors import SextantError
from core.services.actions import by_owner, drop_action, finish_action, list_open_actions, move_action, reopen_action
from core.services.initiatives import ACTION
from core.services.partners import NOTE, PARTNER, add_partner
from core.services.quick_note import add_quick_note
from core.services.records import add_record, all_records, get_record
from core.services.ventures import StoredCompany
from db.session import Database

TODAY = date(2026, 11, 30)


@pytest.fixture
def action(database: Database, company: StoredCompany) -> int:
    with database.write() as session:
        values = {"title": "Call the bank", "owner": "Lin", "due_on": TODAY}
        return add_record(session, ACTION, company.id, values).id


def test_the_second_move_asks_why(database: Database, company: StoredCompany, action: int) -> None:
    with database.write() as session:
        move_action(session, company.id, action, TODAY + timedelta(days=7))
    with database.write() as session, pytest.raises(SextantError, match="Say in a few words why"):
        move_action(session, company.id, action, TODAY + timedelta(days=14), " ")
    with database.write() as session:
        move_action(session, company.id, action, TODAY + timedelta(days=14), "The bank is on holiday")

    with database.read() as session:
        row = get_record(session, ACTION, action, company.id)
    assert (row.due_on, row.moved, row.moved_reason) == (date(2026, 12, 14), 2, "The bank is on holiday")


def test_a_first_date_is_no_move(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        undated = add_record(session, ACTION, company.id, {"title": "some day"}).id
        move_action(session, company.id, undated, TODAY)

        assert get_record(session, ACTION, undated, company.id).moved == 0


def test_what_is_done_or_dropped_is_not_open_until_it_is_opened_again(
    database: Database, company: StoredCompany, action: int
) -> None:
    with database.write() as session:
        opened = []
        for change in (finish_action, drop_action):
            change(session, company.id, action, TODAY)
            opened.append(len(list_open_actions(session, company.id)))
            reopen_action(session, company.id, action)
            opened.append(len(list_open_actions(session, company.id)))

    assert opened == [0, 1, 0, 1]


def test_owners_with_the_most_that_is_late_come_first_and_nobody_last(
    database: Database, company: StoredCompany
) -> None:
    due = [("Ida", 14), ("Ida", 15), ("Lin", -1), ("Max", -3), ("Max", -2), ("", -9), ("Zoe", None)]
    with database.write() as session:
        for number, (owner, days) in enumerate(due):
            day = None if days is None else TODAY + timedelta(days=days)
            add_record(session, ACTION, company.id, {"title": str(number), "owner": owner, "due_on": day})
        groups = by_owner(list_open_actions(session, company.id), TODAY)

    assert {owner: [row.title for row in rows] for owner, rows in groups.items()} == {
        "Max": ["3", "4"],
        "Lin": ["2"],
        "Ida": ["0"],
        "": ["5"],
    }
    assert list(groups) == ["Max", "Lin", "Ida", ""]


@pytest.fixture
def partner(database: Database, company: StoredCompany) -> int:
    with database.write() as session:
        values = {"name": "Bank", "stage": 5, "next_step": "wait", "next_step_on": TODAY, "stage_since": TODAY}
        return add_partner(session, company.id, values).id


def test_a_note_and_its_next_step_are_saved_in_one_go(database: Database, company: StoredCompany, partner: int) -> None:
    friday = date(2026, 12, 4)
    for _ in range(3):
        with database.write() as session:
            add_quick_note(
                session, company.id, partner, "张总：周五可以\n[图片]", today=TODAY, next_step="Show the demo",
                next_step_on=friday, token="once",
            )  # fmt: skip

    with database.read() as session:
        [note] = all_records(session, NOTE, company.id)
        row = get_record(session, PARTNER, partner, company.id)
    assert (note.partner_id, note.text, note.noted_on) == (partner, "张总：周五可以\n[图片]", TODAY)
    assert (row.next_step, row.next_step_on, row.last_contact_on) == ("Show the demo", friday, TODAY)


def test_a_note_without_a_next_step_leaves_the_one_there_is(
    database: Database, company: StoredCompany, partner: int
) -> None:
    with database.write() as session:
        add_quick_note(session, company.id, partner, "They are busy.", today=TODAY)

        row = get_record(session, PARTNER, partner, company.id)
    assert (row.next_step, row.next_step_on) == ("wait", TODAY)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"text": "hello", "partner": None}, "Choose the partner"),
        ({"text": "hello", "next_step": "call"}, "Say by when"),
        ({"text": "  "}, "Note: is empty"),
    ],
)
def test_a_note_that_lacks_something_keeps_nothing(
    database: Database, company: StoredCompany, partner: int, values: dict[str, str | None], told: str
) -> None:
    chosen = None if "partner" in values else partner
    with pytest.raises(SextantError, match=told), database.write() as session:
        add_quick_note(
            session, company.id, chosen, values["text"] or "", today=TODAY, next_step=values.get("next_step") or ""
        )

    with database.read() as session:
        assert all_records(session, NOTE, company.id) == []
