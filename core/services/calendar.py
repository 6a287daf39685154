"""Calendar files: the Monday at 9:30 where the company is, every week, the due dates of actions, events with partners."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Calendar, Event

from core.i18n import t
from core.services.events import StoredEvent
from core.services.initiatives import StoredAction
from core.services.ventures import StoredCompany
from db.base import now

MEETING = time(9, 30)
LENGTH = timedelta(minutes=15)
A_WEEK = 7
AN_HOUR = timedelta(hours=1)


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


def events_file(company: StoredCompany, events: list[StoredEvent]) -> bytes:
    """Return events with partners, at their hour in the company's time zone or as whole days."""
    entries = []
    for event in events:
        entry = _event(f"event-{event.id}", event.name)
        if event.at:
            entry.add("dtstart", datetime.combine(event.held_on, time.fromisoformat(event.at), _zone(company)))
            entry.add("duration", AN_HOUR)
        else:
            entry.add("dtstart", event.held_on)
            entry.add("dtend", event.held_on + timedelta(days=1))
        entry.add("sequence", event.version)
        if event.place:
            entry.add("location", event.place)
        if words := "\n".join([*event.partner_names, *([event.note] if event.note else [])]):
            entry.add("description", words)
        entries.append(entry)
    return _file(entries)


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
