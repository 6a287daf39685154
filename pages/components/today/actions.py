"""What is late and what is due, by owner: done, another date, or dropped with one click."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import streamlit as st

from core.days import say_days, say_late
from core.errors import SextantError
from core.i18n import t
from core.services.actions import (
    by_owner,
    drop_action,
    finish_action,
    list_open_actions,
    move_action,
    reopen_action,
)
from core.services.initiatives import StoredAction
from core.services.snapshot import today_of
from pages.components.buttons import icon_button
from pages.components.page import PageContext, flash
from pages.components.records import open_editor
from pages.components.text import plain, shorten
from pages.components.today.section import section

SHOWN = 30
A_WEEK = timedelta(days=7)


def show_actions(page: PageContext, owner: str = "") -> None:
    """Draw what is late or due within 14 days under each owner's name, or under one owner's alone."""
    today = today_of(page.company)
    with page.database.read() as session:
        groups = by_owner(list_open_actions(session, page.venture_id), today)
    if owner:
        groups = {name: rows for name, rows in groups.items() if name.casefold() == owner.strip().casefold()}
    with section("actions", t("What is late, what is due?"), 3):
        if not groups:
            st.caption(t("Nothing is late or due in the next 14 days."))
        left = SHOWN
        for name, rows in groups.items():
            if left > 0:
                st.markdown(f"**{plain(name) or t('nobody yet')}** ({len(rows)})")
            for action in rows[: max(left, 0)]:
                _action(page, action, today)
            left -= len(rows)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                t("Add an action"),
                key="today-action-add",
                icon=":material/add:",
                on_click=open_editor,
                args=("action",),
            )
            _way_back(page)


def _action(page: PageContext, action: StoredAction, today: date) -> None:
    days = ((action.due_on or today) - today).days
    when = f":red[{say_late(-days)}]" if days < 0 else say_days(days)
    moved = f" · {t('moved {times} times', times=action.moved)}" if action.moved > 1 else ""
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", key=f"today-action-{action.id}"):
        st.markdown(f"{plain(shorten(action.title, 90))}  \n:small[{when}{moved}]", width="stretch")
        key = f"today-action-done-{action.id}"
        icon_button(key, t("Done"), ":material/check:", _act, page, action, finish_action, today)
        with st.popover(
            "", icon=":material/event_repeat:", type="tertiary", help=t("New date"), key=f"today-move-{action.id}"
        ):
            _move_form(page, action, today)
        key = f"today-action-drop-{action.id}"
        icon_button(key, t("Drop"), ":material/block:", _act, page, action, drop_action, today)


def _move_form(page: PageContext, action: StoredAction, today: date) -> None:
    key = f"today-move-{action.id}-{action.version}"
    st.date_input(t("New date"), max(action.due_on or today, today) + A_WEEK, key=f"{key}-to", format="YYYY-MM-DD")
    if action.moved:
        st.text_input(t("Why does it move again?"), key=f"{key}-why")
    st.button(
        t("Move it"), key=f"today-move-save-{action.id}", type="primary", on_click=_move, args=(page, action, key)
    )


def _move(page: PageContext, action: StoredAction, key: str) -> None:
    to, reason = st.session_state[f"{key}-to"], st.session_state.get(f"{key}-why", "")
    try:
        with page.database.write() as session:
            move_action(session, page.venture_id, action.id, to, reason)
    except SextantError as error:
        flash(error.message, kind="error", **error.values)


def _act(page: PageContext, action: StoredAction, change: Callable[..., Any], today: date) -> None:
    try:
        with page.database.write() as session:
            change(session, page.venture_id, action.id, today)
    except SextantError as error:
        flash(error.message, kind="error", **error.values)
        return
    st.session_state["today-undo"] = (action.id, action.title)


def _way_back(page: PageContext) -> None:
    """Offer to open the last one again that was done or dropped."""
    if "today-undo" not in st.session_state:
        return
    action_id, title = st.session_state["today-undo"]
    words = t("Open again: {title}", title=plain(shorten(title, 40)))
    st.button(
        words,
        key="today-undo-action",
        type="tertiary",
        icon=":material/undo:",
        on_click=_reopen,
        args=(page, action_id),
    )


def _reopen(page: PageContext, action_id: int) -> None:
    st.session_state.pop("today-undo", None)
    try:
        with page.database.write() as session:
            reopen_action(session, page.venture_id, action_id)
    except SextantError as error:
        flash(error.message, kind="error", **error.values)
