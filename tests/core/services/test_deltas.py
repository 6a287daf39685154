"""What changed since a day, and the minutes and calendar files one takes along."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from core.i18n import format_date, in_locale
from core.services.actions import drop_action, finish_action, list_open_actions, move_action
from core.services.calendar import due_dates_file, monday_file
from core.services.changes import acting
from core.services.decisions import DECISION
from core.services.deltas import Line, start_of, what_changed
from core.services.initiatives import ACTION
from core.services.minutes import write_minutes
from core.services.partners import add_partner, move_partner, update_partner
from core.services.records import add_record, delete_records, update_record
from core.services.resources import RESOURCE
from core.services.snapshot import today_of
from core.services.ventures import StoredCompany
from db.models import Change
from db.session import Database


@pytest.fixture
def today(company: StoredCompany) -> date:
    return today_of(company)


@pytest.fixture(autouse=True)
def by_ida() -> Iterator[None]:
    with acting("Ida"):
        yield


def lines_of(database: Database, company: StoredCompany, since: date, today: date) -> list[Line]:
    with database.read() as session:
        return what_changed(session, company, since, today)


def long_ago(database: Database) -> None:
    """Let what the log holds so far have happened a month ago."""
    with database.write() as session:
        for row in session.query(Change):
            row.made_at -= timedelta(days=30)


def told(line: Line) -> tuple[str, str, str, str]:
    return line.kind, line.title, line.detail, line.who


def test_nothing_is_a_valid_answer(database: Database, company: StoredCompany, today: date) -> None:
    with database.write() as session:
        add_record(session, RESOURCE, company.id, {"name": "Lin"})
    long_ago(database)

    assert lines_of(database, company, today - timedelta(days=7), today) == []


def test_new_moved_late_and_done_are_told_apart_with_who_did_it(
    database: Database, company: StoredCompany, today: date
) -> None:
    with database.write() as session:
        ids = [
            add_record(session, ACTION, company.id, {"title": name, "due_on": date(2027, 1, 4), "owner": "Max"}).id
            for name in ("moved", "done", "dropped", "untouched")
        ]
        late = {"title": "late", "due_on": today - timedelta(days=1), "owner": "Max"}
        add_record(session, ACTION, company.id, late)
        add_record(session, ACTION, company.id, late | {"title": "late for long", "due_on": today - timedelta(days=9)})
        partner = add_partner(session, company.id, {"name": "Bank", "stage": 4, "stage_since": today})
        won = add_partner(session, company.id, {"name": "Shop", "stage": 6, "stage_since": today})
    long_ago(database)
    with database.write() as session:
        move_action(session, company.id, ids[0], date(2027, 1, 5))
        move_action(session, company.id, ids[0], date(2027, 1, 11), "waiting for the bank")
        finish_action(session, company.id, ids[1], today)
        drop_action(session, company.id, ids[2], today)
        move_partner(session, partner.id, company.id, 5)
        update_partner(session, won.id, company.id, {"outcome": "won"})
        add_record(session, RESOURCE, company.id, {"name": "Lin"})

    lines = lines_of(database, company, today - timedelta(days=7), today)

    assert [told(line) for line in lines] == [
        ("new", "Lin", "", "Ida"),
        ("moved", "moved", "4 Jan 2027 → 11 Jan 2027 · waiting for the bank", "Ida"),
        ("moved", "Bank", "First contact → Talks", "Ida"),
        ("late", "late", f"due {format_date(today - timedelta(days=1))}", "Max"),
        ("done", "done", "", "Ida"),
        ("done", "Shop", "Won", "Ida"),
        ("dropped", "dropped", "", "Ida"),
    ]


def test_what_came_and_went_or_ended_as_it_began_is_no_change(
    database: Database, company: StoredCompany, today: date
) -> None:
    with database.write() as session:
        kept = add_record(session, RESOURCE, company.id, {"name": "Lin", "role": "engineer"})
    long_ago(database)
    with database.write() as session:
        gone = add_record(session, RESOURCE, company.id, {"name": "Otto"})
        delete_records(session, RESOURCE, [gone.id], company.id)
        for role in ("designer", "engineer"):
            update_record(session, RESOURCE, kept.id, company.id, {"role": role})

    assert lines_of(database, company, today, today) == []


def test_many_new_records_of_one_sort_share_a_line(database: Database, company: StoredCompany, today: date) -> None:
    with database.write() as session:
        for number in range(23):
            add_partner(session, company.id, {"name": f"Partner {number}", "stage_since": today})
        with acting("Max"):
            add_partner(session, company.id, {"name": "Bank", "stage_since": today})

    lines = lines_of(database, company, today, today)

    assert [(line.title, line.count, line.who) for line in lines] == [
        ("Partner 0, Partner 1, Partner 2 …", 23, "Ida"),
        ("Bank", 1, "Max"),
    ]


def test_a_day_begins_where_the_company_is() -> None:
    assert start_of(date(2026, 11, 23), "Asia/Shanghai") == datetime(2026, 11, 22, 16, tzinfo=ZoneInfo("UTC"))
    assert start_of(date(2026, 11, 23), "no zone").hour == 0


def test_the_minutes_are_plain_text_with_every_part(database: Database, company: StoredCompany, today: date) -> None:
    friday = today + timedelta(days=3)
    with database.write() as session:
        rows = [("Call\nthe bank", -2), ("Write the pack", 3), ("Next month", 30), ("Done", 1)]
        ids = [
            add_record(
                session, ACTION, company.id, {"title": t, "due_on": today + timedelta(days=d), "owner": "Max"}
            ).id
            for t, d in rows
        ]
    long_ago(database)
    with database.write() as session:
        finish_action(session, company.id, ids[3], today)
        decision = {"title": "Stop radio", "owner": "Ida", "due_on": friday, "why": "cash", "decided_on": today}
        add_record(session, DECISION, company.id, decision)
        with in_locale("zh-CN"):
            text = write_minutes(session, company, today - timedelta(days=7), today)

    def say(day: date) -> str:
        return f"{day.year}年{day.month}月{day.day}日"

    assert text.split("\n\n")[1:] == [
        "本周变化\n- 没有变化。",
        "完成\n- 行动项 Done · Ida",
        "逾期\n- Call the bank（Max），逾期 2 天",
        f"决定\n- Stop radio · 负责人：Ida · {say(friday)}前 · 理由：cash",
        f"下周待办\n- Write the pack（Max），{say(friday)}\n",
    ]
    assert text.startswith(f"Mountain Tea 本周纪要（{say(today - timedelta(days=7))}—{say(today)}）\n")


def test_the_monday_is_at_half_past_nine_where_the_company_is(company: StoredCompany) -> None:
    for today, monday in ((date(2026, 11, 25), 30), (date(2026, 11, 30), 30)):
        [event] = Calendar.from_ical(monday_file(company, today)).walk("VEVENT")

        assert event.decoded("dtstart") == datetime(2026, 11, monday, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
        assert event["rrule"]["FREQ"] == ["WEEKLY"] and event.decoded("duration") == timedelta(minutes=15)


def test_due_dates_keep_their_entry_when_they_move(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        values = {"title": "Bank; call, 周一", "due_on": date(2026, 12, 4), "owner": "Lin"}
        action = add_record(session, ACTION, company.id, values)
        add_record(session, ACTION, company.id, {"title": "some day"})
        files = [due_dates_file(list_open_actions(session, company.id))]
        move_action(session, company.id, action.id, date(2026, 12, 7))
        files.append(due_dates_file(list_open_actions(session, company.id)))

    [before], [after] = (Calendar.from_ical(file).walk("VEVENT") for file in files)
    assert (before.decoded("dtstart"), after.decoded("dtstart")) == (date(2026, 12, 4), date(2026, 12, 7))
    assert before["uid"] == after["uid"] and before["sequence"] < after["sequence"]
    assert str(before["summary"]) == "Bank; call, 周一"
