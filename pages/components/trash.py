"""What the page Data does with the trash and the demo."""

import streamlit as st

from core.i18n import N_, format_moment, get_locale, t
from core.labels import NOUNS
from core.services.demo import add_demo
from core.services.trash import Trashed, empty_trash, list_trash, restore
from pages.components.page import PageContext, choose_company, choose_language, flash
from pages.components.text import plain, shorten

DEMO_BUTTON = N_("Open the demo company")
SHOWN = 50


def add_demo_here(page: PageContext) -> None:
    """Add the demo company, or go to it if it is there."""
    choose_language()
    with page.database.write() as session:
        company = add_demo(session, get_locale(), page.runtime.settings.uploads)
    choose_company(company.id)
    page.runtime.worker.wake()
    flash("The demo company is open. Its comments are being read in the background.")


def show_trash(page: PageContext) -> None:
    """Draw what lies in the trash, each with its way back, and the button that empties it."""
    with page.database.read() as session:
        items = list_trash(session, page.venture_id)
    if not items:
        st.caption(t("The trash is empty."))
        return
    for item in items[:SHOWN]:
        key = f"{item.noun}-{item.id}"
        with st.container(horizontal=True, wrap=False, vertical_alignment="center", key=f"trash-{key}"):
            words = f"{t(NOUNS[item.noun])}: {plain(shorten(item.title, 60))}  \n:small[:gray[{format_moment(item.deleted_at)}]]"
            st.markdown(words, width="stretch")
            st.button(
                t("Take it back"),
                key=f"trash-back-{key}",
                type="tertiary",
                icon=":material/undo:",
                on_click=_bring_back,
                args=(page, item),
            )
    if len(items) > SHOWN:
        st.caption(t("{count} more lie below these.", count=len(items) - SHOWN))
    with st.popover(t("Empty the trash for good"), icon=":material/delete_forever:"):
        st.markdown(t("{count} records will be gone and cannot come back.", count=len(items)))
        st.button(t("Empty it"), key="trash-empty", type="primary", on_click=_empty, args=(page,))


def _empty(page: PageContext) -> None:
    with page.database.write() as session:
        empty_trash(session, page.venture_id)
    flash("The trash is empty.")


def _bring_back(page: PageContext, item: Trashed) -> None:
    with page.database.write() as session:
        restore(session, item.noun, page.venture_id, [item.id])
    flash("It is back.")
