"""What is decided, the minutes of the week, and the calendar files."""

import uuid
from collections.abc import Callable
from datetime import date

import streamlit as st

from core.errors import SextantError
from core.i18n import format_date, t
from core.services.actions import list_open_actions
from core.services.calendar import due_dates_file, monday_file
from core.services.changes import current_actor
from core.services.decisions import DECISION
from core.services.minutes import decisions_since, write_minutes
from core.services.records import add_record
from core.services.snapshot import today_of
from pages.components.buttons import icon_button
from pages.components.page import PageContext, choose_language, flash
from pages.components.records import open_editor
from pages.components.screens import people
from pages.components.text import plain
from pages.components.today.section import section

MOST = 3  # in a week; more are seldom kept
CALENDAR = "text/calendar"


def show_decisions(page: PageContext, since: date) -> None:
    """Draw the week's decisions, the form for up to three, the minutes and the calendar files."""
    with page.database.read() as session:
        made = decisions_since(session, page.venture_id, since)
    with section("decisions", t("What do we decide?"), 2):
        for row in made:
            parts = [plain(row.owner)] if row.owner else []
            parts += [t("by {day}", day=format_date(row.due_on))] if row.due_on else []
            parts += [plain(row.why)] if row.why else []
            with st.container(horizontal=True, wrap=False, vertical_alignment="center", key=f"today-decision-{row.id}"):
                st.markdown(f"**{plain(row.title)}**  \n:small[:gray[{' · '.join(parts)}]]", width="stretch")
                icon_button(
                    f"today-decision-edit-{row.id}", t("Edit"), ":material/edit:", open_editor, "decision", row.id
                )
        if len(made) < MOST:
            _form(page)
        else:
            st.caption(t("Three decisions are recorded since then; more are seldom kept."))
    with section("minutes", t("To take along")):
        _minutes(page, since)


def _form(page: PageContext) -> None:
    turn = st.session_state.setdefault("today-decide", uuid.uuid4().hex)
    with st.form(f"today-decide-{turn[:8]}", border=False):
        title = st.text_input(
            t("What do we decide?"),
            key=f"decide-title-{turn[:8]}",
            label_visibility="collapsed",
            placeholder=t("Decision"),
        )
        who, day, why = st.columns([2, 1, 3])
        owner = who.selectbox(
            t("Who does it"),
            people(page),
            None,
            key=f"decide-owner-{turn[:8]}",
            accept_new_options=True,
            placeholder=t("Choose, or type a new one"),
        )
        due_on = day.date_input(t("By when"), None, key=f"decide-due-{turn[:8]}", format="YYYY-MM-DD")
        reason = why.text_input(t("Why"), key=f"decide-why-{turn[:8]}")
        if st.form_submit_button(t("Record the decision"), key="today-decide-save", icon=":material/gavel:"):
            values = {"title": title, "owner": owner or "", "due_on": due_on, "why": reason}
            _record(page, values, turn)


def _record(page: PageContext, values: dict[str, object], turn: str) -> None:
    values |= {"decided_by": current_actor(), "decided_on": today_of(page.company)}
    try:
        with page.database.write() as session:
            add_record(session, DECISION, page.venture_id, values, turn)
    except SextantError as error:
        st.error(t(error.message, **error.values))
        return
    del st.session_state["today-decide"]
    flash("The decision is recorded.")
    st.rerun()


def _minutes(page: PageContext, since: date) -> None:
    today = today_of(page.company)
    with page.database.read() as session:
        actions = list_open_actions(session, page.venture_id)
    with st.container(horizontal=True):
        wanted = st.toggle(t("This week's minutes"), key="today-minutes-shown")
        _file(t("Monday 9:30 (.ics)"), "monday", ":material/event_repeat:", lambda: monday_file(page.company, today))
        if any(action.due_on for action in actions):
            _file(t("Due dates (.ics)"), "due-dates", ":material/event:", lambda: due_dates_file(actions))
    if not wanted:
        return
    with page.database.read() as session:
        text = write_minutes(session, page.company, since, today)
    st.code(text, language=None, wrap_lines=True)
    name = f"minutes-{today:%Y-%m-%d}.txt"
    st.download_button(
        t("As a text file"), text, name, "text/plain", key="today-minutes-file", icon=":material/download:"
    )


def _file(label: str, name: str, icon: str, make: Callable[[], bytes]) -> None:
    """Draw the button of a calendar file; the file is made on the click."""

    def content() -> bytes:
        # A download is made outside the page's run, in the language of nobody.
        choose_language()
        return make()

    st.download_button(label, content, f"{name}.ics", CALENDAR, key=f"today-{name}", icon=icon, on_click="ignore")
