"""What is urgent: a line each, with its reason on hover, the button that leads there, and a snooze with a date."""

from datetime import date, timedelta

import streamlit as st

from core.errors import SextantError
from core.i18n import N_, format_date, t
from core.services.changes import current_actor
from core.services.items import Item
from core.services.snapshot import today_of
from core.services.snoozes import snooze, snoozed_items, wake_items
from pages.components.page import PageContext, flash
from pages.components.records import open_editor
from pages.components.text import plain

RULE = N_(
    "Order: 1 what is late, by days × value of what it serves; 2 a runway below nine months and dates within 30 days; "
    "3 partners going cold, by value × probability; 4 what one person alone holds; 5 complaints nobody is on; "
    "6 what is due in 14 days. At most two of a kind."
)
ICONS = {
    "late": ":material/event_busy:",
    "due": ":material/event:",
    "money": ":material/payments:",
    "ends": ":material/event_upcoming:",
    "renewal": ":material/autorenew:",
    "need": ":material/hourglass_top:",
    "cold": ":material/ac_unit:",
    "step": ":material/call:",
    "again": ":material/play_circle:",
    "single": ":material/person_alert:",
    "complaint": ":material/sentiment_dissatisfied:",
}
DRAWERS = {
    "renewal": "customer",
    "late": "action",
    "due": "action",
    "single": "resource",
    "ends": "resource",
    "need": "need",
}


def show_items(page: PageContext, items: list[Item]) -> None:
    """Draw what is urgent, most urgent first."""
    st.subheader(t("Needs you"), anchor=False, help=t(RULE))
    if not items:
        st.caption(t("Nothing is late, nobody goes cold."))
    else:
        with st.container(border=True, key="today-items", gap="xsmall"):
            for number, item in enumerate(items):
                _line(page, item, number)
    _snoozed(page)


def _line(page: PageContext, item: Item, number: int) -> None:
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", key=f"today-item-{number}"):
        values = {name: plain(str(value)) for name, value in item.values.items()}
        why = {name: plain(str(value)) for name, value in item.reason_values.items()}
        words = f"{ICONS[item.kind]} {t(item.message, **values)}"
        st.markdown(words, width="stretch", help=t(item.reason, **why))
        if st.button(t("Open"), key=f"today-open-{number}", type="tertiary", icon=":material/arrow_forward:"):
            _go(item)
        with st.popover(
            "", icon=":material/snooze:", type="tertiary", help=t("Snooze"), key=f"today-snooze-{item.key}"
        ):
            _snooze_form(page, item)


def _snooze_form(page: PageContext, item: Item) -> None:
    today = today_of(page.company)
    key = f"today-until-{item.key}"
    until = st.date_input(t("Hide it until"), None, min_value=today + timedelta(days=1), key=key, format="YYYY-MM-DD")
    st.button(
        t("Snooze"),
        key=f"today-snooze-save-{item.key}",
        type="primary",
        disabled=until is None,
        on_click=_snooze,
        args=(page, item.key, today),
    )


def _snooze(page: PageContext, key: str, today: date) -> None:
    until = st.session_state.get(f"today-until-{key}")
    if until is None:
        return
    try:
        with page.database.write() as session:
            snooze(session, page.venture_id, key, until, who=current_actor(), today=today)
    except SextantError as error:
        flash(error.message, kind="error", **error.values)
        return
    flash("Hidden until {day}.", day=format_date(until))


def _snoozed(page: PageContext) -> None:
    with page.database.read() as session:
        hidden = snoozed_items(session, page.venture_id, today_of(page.company), current_actor())
    if not hidden:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        first = format_date(min(hidden.values()))
        st.caption(t("Snoozed: {count}, the first until {day}.", count=len(hidden), day=first), width="content")
        st.button(t("Show all again"), key="today-wake", type="tertiary", on_click=_wake, args=(page,))


def _wake(page: PageContext) -> None:
    with page.database.write() as session:
        wake_items(session, page.venture_id, current_actor())


def _go(item: Item) -> None:
    if item.page == "partners":
        st.session_state["partner"] = item.record_id
    elif item.page == "feedback":
        by, _, name = item.key.partition(":")
        st.session_state.update({"feedback-view": "comments", f"comments-{by}": name, "comments-label": "negative"})
    elif item.kind in DRAWERS:
        open_editor(DRAWERS[item.kind], item.record_id)
    st.switch_page(f"{item.page}.py")
