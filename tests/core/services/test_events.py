"""Events with partners: whom one meets, at which hour, and the file for a calendar."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from core.errors import SextantError
from core.services.calendar import events_file
from core.services.events import EVENT, coming_events
from core.services.partners import PARTNER, add_partner
from core.services.records import add_record, all_records, delete_records, update_record
from core.services.validation import InvalidField
from core.services.ventures import StoredCompany, add_venture
from db.session import Database

DAY = date(2026, 12, 3)


def test_an_event_knows_whom_one_meets_there(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        ids = [add_partner(session, company.id, {"name": name}).id for name in ("Elm Bank", "Oak Fund")]
        event = add_record(session, EVENT, company.id, {"name": "Fair", "held_on": DAY, "partner_ids": ids})
    with database.write() as session:
        update_record(session, EVENT, event.id, company.id, {"at": "9：05"}, event.version)
        delete_records(session, PARTNER, ids[:1], company.id)

    with database.read() as session:
        [kept] = all_records(session, EVENT, company.id)
    assert (kept.partner_names, kept.partner_ids, kept.at) == (["Oak Fund"], ids[1:], "09:05")


@pytest.mark.parametrize("at", ["25:00", "noon", "9", "12:60"])
def test_what_is_no_hour_is_refused(sqlite_database: Database, at: str) -> None:
    with sqlite_database.write() as session:
        company = add_venture(session, {"name": "Tea"})

        with pytest.raises(InvalidField, match="hours and minutes"):
            add_record(session, EVENT, company.id, {"name": "Fair", "at": at})


def test_another_companys_partner_is_refused(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        stranger = add_partner(session, add_venture(session, {"name": "Other"}).id, {"name": "Elm Bank"})

        with pytest.raises(SextantError, match="Choose another one"):
            add_record(session, EVENT, company.id, {"name": "Fair", "partner_ids": [stranger.id]})


def test_the_file_holds_what_is_to_come_at_its_hour_in_the_companys_zone(
    database: Database, company: StoredCompany
) -> None:
    with database.write() as session:
        bank = add_partner(session, company.id, {"name": "Elm Bank"})
        fair = {"name": "Fair", "held_on": DAY, "at": "14:30", "place": "Hall 2", "partner_ids": [bank.id]}
        add_record(session, EVENT, company.id, fair)
        add_record(session, EVENT, company.id, {"name": "Open day", "held_on": date(2026, 12, 1)})
        add_record(session, EVENT, company.id, {"name": "Over", "held_on": date(2026, 11, 1)})
        coming = coming_events(session, company.id, date(2026, 12, 1))

    first, second = Calendar.from_ical(events_file(company, coming)).walk("VEVENT")

    assert (str(first["summary"]), first["dtstart"].dt) == ("Open day", date(2026, 12, 1))
    assert second["dtstart"].dt == datetime(2026, 12, 3, 14, 30, tzinfo=ZoneInfo(company.time_zone))
    assert (str(second["location"]), str(second["description"])) == ("Hall 2", "Elm Bank")
