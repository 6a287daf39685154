"""Events on which partners are met, and the file that takes them into a calendar."""

import streamlit as st

from core.i18n import t
from core.services.calendar import events_file
from core.services.events import coming_events
from core.services.snapshot import today_of
from pages.components.page import PageContext
from pages.components.records import show_list
from pages.components.screens import EVENTS


def show_events(page: PageContext) -> None:
    """Draw the list of events, and the download of those to come."""
    with page.database.read() as session:
        coming = coming_events(session, page.venture_id, today_of(page.company))
    show_list(page, EVENTS)
    if coming:
        st.download_button(
            t("Into the calendar: {count} to come", count=len(coming)),
            lambda: events_file(page.company, coming),
            "events.ics",
            "text/calendar",
            key="events-ics",
            icon=":material/event:",
        )
