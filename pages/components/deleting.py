"""Deleting a record: at once where nothing hangs on it, else only after it was said what breaks."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from core.i18n import t
from core.services.breaks import find_breaks
from core.services.records import Noun, delete_records
from pages.components.page import PageContext, flash
from pages.components.planning import board_of
from pages.components.text import plain

SHOWN = 8  # sentences; the rest are counted


def breaks_of(noun: str) -> Callable[[PageContext, int], list[str]]:
    """Return what tells what deleting a record of this noun breaks, as the records stand when it is asked."""

    def found(page: PageContext, record_id: int) -> list[str]:
        board = board_of(page)
        with page.database.read() as session:
            return find_breaks(session, board, noun, page.venture_id, record_id)

    return found


def delete(page: PageContext, noun: Noun[Any], ids: list[int]) -> None:
    """Put records into the trash, and offer to take them out again."""
    with page.database.write() as session:
        gone = delete_records(session, noun, ids, page.venture_id)
    flash("Deleted: {count}.", undo=(noun.name, page.venture_id, gone), count=len(gone))


def delete_asked(page: PageContext, screen: Any, state: dict[str, Any]) -> bool:
    """Draw the button of the open record and return whether it was deleted; what breaks is said and asked about first."""
    name = screen.noun.name
    if not state.get("deleting"):
        st.button(
            t("Delete"),
            key=f"{name}-delete",
            icon=":material/delete:",
            on_click=state.__setitem__,
            args=("deleting", True),
        )
        return False
    broken = screen.breaks(page, state["id"]) if screen.breaks else []
    if broken and not _anyway(name, state, broken):
        return False
    delete(page, screen.noun, [state["id"]])
    return True


def show_breaks(words: str, broken: Sequence[str]) -> None:
    """Draw the warning with what breaks, a line each."""
    lines = [f"- {plain(line)}" for line in broken[:SHOWN]]
    if len(broken) > SHOWN:
        lines.append(f"- {t('{count} more', count=len(broken) - SHOWN)}")
    st.warning("\n".join([words, "", *lines]), icon=":material/warning:")


def _anyway(name: str, state: dict[str, Any], broken: Sequence[str]) -> bool:
    show_breaks(t("Deleting it breaks this:"), broken)
    with st.container(horizontal=True):
        anyway = st.button(t("Delete anyway"), key=f"{name}-delete-anyway", icon=":material/delete:")
        st.button(t("Keep it"), key=f"{name}-keep", on_click=state.pop, args=("deleting", None))
    return anyway
