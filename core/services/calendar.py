"""Calendar files: the Monday at 9:30 where the company is, every week, and the due dates of actions."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Calendar, Event

from core.i18n import t
from core.services.initiatives import StoredAction
from core.services.ventures import StoredCompany
from db.base import now

MEETING = time(9, 30)
LENGTH = timedelta(minutes=15)
A_WEEK = 7


def monday_file(company: StoredCompany, today: date) -> bytes:
    """Return the weekly quarter of an hour, from the next Monday on, in the company's time zone."""
    monday = today + timedelta(days=-today.weekday() % A_WEEK)
    event = _event(f"monday-{company.id}", t("Monday with Sextant: {company}", company=company.name))
    event.add("dtstart", datetime.combine(monday, MEETING, _zone(company)))
    event.add("duration", LENGTH)
    event.add("rrule", {"freq": "weekly", "byday": "mo"})
    event.add("description", t("What changed, what is late, whom we call, what customers say, money, decisions."))
    return _file([event])


def due_dates_file(actions: list[StoredAction]) -> bytes:
    """Return the due dates of open actions as whole days; the same action keeps its entry when its date moves."""
    events = []
    for action in actions:
        if action.due_on:
            event = _event(f"action-{action.id}", action.title)
            event.add("dtstart", action.due_on)
            event.add("dtend", action.due_on + timedelta(days=1))
            event.add("sequence", action.version)
            if action.owner:
                event.add("description", t("Owner: {owner}", owner=action.owner))
            events.append(event)
    return _file(events)


def _event(name: str, summary: str) -> Event:
    event = Event()
    event.add("uid", f"{name}@sextant")
    event.add("summary", summary)
    event.add("dtstamp", now())
    return event


def _file(events: list[Event]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Sextant//Today//EN")
    calendar.add("version", "2.0")
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _zone(company: StoredCompany) -> ZoneInfo:
    try:
        return ZoneInfo(company.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
