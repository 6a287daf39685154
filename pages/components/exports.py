"""Downloads of lists: for whom they are, and what they then leave out."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from core.i18n import t
from core.labels import AUDIENCES
from core.reach.fields import TEAM
from core.reach.lists import Column
from core.reach.withheld import say_withheld
from core.services.list_export import tell_list
from core.services.record_imports.exports import with_ids
from core.tables.writing import to_bytes
from pages.components.page import PageContext, choose_language
from pages.components.text import plain

MIME = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
KINDS = {"csv": "CSV", "xlsx": "Excel"}


def audience_box(prefix: str) -> str:
    """Draw the choice of readers beside a download and return it."""
    words = {code: t(word) for code, word in AUDIENCES.items()}
    return str(
        st.selectbox(
            t("Who will read it?"), list(words), format_func=words.__getitem__, key=f"{prefix}-audience", width=150
        )
    )


def show_left_out(counts: Mapping[str, int]) -> None:
    """Say under a download what it leaves out."""
    if counts:
        st.caption(plain(say_withheld(counts)))


def named(name: str, audience: str, kind: str) -> str:
    """Return a download's file name, which says for whom it is."""
    return f"{name}.{kind}" if audience == "team" else f"{name}-{audience}.{kind}"


def export_buttons(page: PageContext, screen: Any, **equal: Any) -> None:
    """Draw the readers and the two downloads of the whole list; the file is made on the click."""
    name = screen.noun.name
    prefix = f"{page.key}-{name}"
    shown = [Column(t(title), getattr(get, "field", ""), get) for title, get in screen.columns.items()]
    with st.container(horizontal=True, vertical_alignment="bottom", width="content", key=f"{prefix}-export"):
        audience = audience_box(prefix)
        columns = with_ids(name, shown) if audience == TEAM else shown

        def content(kind: str) -> bytes:
            # A download is made outside the page's run, in the language of nobody.
            choose_language()
            with page.database.read() as session:
                told = tell_list(session, screen.noun, page.venture_id, columns, audience, **equal)
            return to_bytes(kind, told.titles, told.rows)  # type: ignore[arg-type]

        for kind, label in KINDS.items():
            st.download_button(
                label,
                lambda k=kind: content(k),
                named(f"{name}s", audience, kind),
                MIME[kind],
                key=f"{prefix}-{kind}",
                icon=":material/download:",
            )
    if audience != TEAM:
        with page.database.read() as session:
            told = tell_list(session, screen.noun, page.venture_id, columns, audience, **equal)
        show_left_out(told.withheld)
