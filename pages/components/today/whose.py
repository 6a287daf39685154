"""Whose lines Today shows: everybody's, or mine."""

import streamlit as st

from core.i18n import t
from core.services.actions import list_open_actions
from core.services.changes import current_actor
from core.services.partners import PARTNER
from core.services.records import all_records
from pages.components.page import PageContext
from pages.components.screens import people


def choose_whose(page: PageContext) -> str:
    """Draw the switch "Mine" and return the name to show alone, "" for everybody; who is signed in need not say it."""
    with st.container(horizontal=True, vertical_alignment="center", key="today-whose"):
        if not st.toggle(t("Mine"), key="today-mine", persist_state="session"):
            return ""
        if me := current_actor():
            return me
        return (
            st.selectbox(
                t("Who are you?"),
                _names(page),
                None,
                key="today-me",
                placeholder=t("Who are you?"),
                label_visibility="collapsed",
                persist_state="session",
                width=240,
            )
            or ""
        )


def _names(page: PageContext) -> list[str]:
    """Return the people, and whoever else owns an action or a partner."""
    with page.database.read() as session:
        owners = {action.owner for action in list_open_actions(session, page.venture_id)}
        owners |= {partner.owner for partner in all_records(session, PARTNER, page.venture_id)}
    known = people(page)
    return known + sorted(owner for owner in owners if owner.strip() and owner not in known)
