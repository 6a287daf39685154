"""What every list of records looks like: search, sort, pages, export; and the drawer that adds, edits and deletes."""

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import streamlit as st

from core.errors import NotFound, SextantError
from core.i18n import t
from core.services.records import (
    Noun,
    Query,
    add_record,
    delete_records,
    get_record,
    list_records,
    update_record,
)
from pages.components.buttons import icon_button
from pages.components.exports import export_buttons
from pages.components.forms import FormOptions, form_fields
from pages.components.page import PageContext, choose_language, flash

PAGE_SIZE = 50


@dataclass(frozen=True)
class Screen:
    """A noun as a page shows it: the title of its drawer, its columns, its form, and its own way of saving."""

    noun: Noun[Any]
    title: str
    columns: Mapping[str, Callable[[Any], Any]]
    options: Callable[[PageContext], FormOptions] = lambda page: FormOptions()
    add: Callable[..., Any] | None = None
    update: Callable[..., Any] | None = None
    filters: Mapping[str, Mapping[Any, str]] = field(default_factory=dict)
    open: Callable[[int], None] | None = None
    """What a click on a row does, where it does not open the drawer."""
    extra: Callable[[PageContext, list[Any]], list[dict[str, Any]]] | None = None
    """Further cells of the rows on screen, which have to be counted."""


def open_editor(noun: str, record_id: int | None = None, **preset: Any) -> None:
    """Open the drawer for a new record or a known one; it is drawn by `show_editor` in the same run."""
    st.session_state["editor"] = {"noun": noun, "id": record_id, "preset": preset, "token": uuid.uuid4().hex}


def close_editor() -> None:
    """Close the drawer."""
    st.session_state.pop("editor", None)


@contextmanager
def choose_view(prefix: str, views: Mapping[str, str], first: str | None = None) -> Iterator[str]:
    """Draw the row on top of a page: its views on the left; what the block draws, its main action, on the right."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        yield st.segmented_control(
            t("View"),
            list(views),
            default=None if f"{prefix}-view" in st.session_state else first or next(iter(views)),
            format_func=views.__getitem__,
            key=f"{prefix}-view",
            required=True,
            label_visibility="collapsed",
            persist_state="session",
        )


def edit_button(noun: str, record_id: int, key: str) -> None:
    """Draw the small pen that opens a record."""
    icon_button(key, t("Edit"), ":material/edit:", open_editor, noun, record_id)


def show_editor(page: PageContext, *screens: Screen) -> None:
    """Draw the drawer that is open, if it belongs to one of these screens."""
    state = st.session_state.get("editor")
    screen = next((s for s in screens if state and s.noun.name == state["noun"]), None)
    if state is None or screen is None:
        return
    values: dict[str, Any] = dict(state["preset"])
    version = None
    if state["id"] is not None:
        try:
            with page.database.read() as session:
                record = get_record(session, screen.noun, state["id"], page.venture_id)
        except NotFound:
            close_editor()
            return
        values, version = record.model_dump(), state.setdefault("version", record.version)
    title = t(screen.title)
    st.dialog(title, width="large", on_dismiss=close_editor)(_editor)(page, screen, state, values, version)


def _editor(
    page: PageContext, screen: Screen, state: dict[str, Any], values: dict[str, Any], version: int | None
) -> None:
    choose_language()  # what is clicked in a dialog runs it alone, in a thread that knows no language yet
    key = f"edit-{screen.noun.name}-{state['token'][:8]}"
    with st.form(key, border=False):
        entered = form_fields(screen.noun.form, key, values, screen.options(page))
        saved = st.form_submit_button(t("Save"), key=f"{screen.noun.name}-save", type="primary", icon=":material/save:")
    if saved:
        _save(page, screen, state, values | entered, version)
    if state["id"] is not None and st.button(t("Delete"), key=f"{screen.noun.name}-delete", icon=":material/delete:"):
        delete(page, screen.noun, [state["id"]])
        close_editor()
        st.rerun()


def _save(
    page: PageContext, screen: Screen, state: dict[str, Any], values: dict[str, Any], version: int | None
) -> None:
    entered = {name: value for name, value in values.items() if name in screen.noun.form.model_fields}
    try:
        with page.database.write() as session:
            if state["id"] is None:
                add = screen.add or (lambda *a: add_record(a[0], screen.noun, *a[1:]))
                add(session, page.venture_id, entered, state["token"])
            else:
                change = screen.update or (lambda *a: update_record(a[0], screen.noun, *a[1:]))
                change(session, state["id"], page.venture_id, entered, version)
    except SextantError as error:
        st.error(t(error.message, **error.values))
        return
    close_editor()
    flash("Saved.")
    st.rerun()


def delete(page: PageContext, noun: Noun[Any], ids: list[int]) -> None:
    """Put records into the trash, and offer to take them out again."""
    with page.database.write() as session:
        gone = delete_records(session, noun, ids, page.venture_id)
    flash("Deleted: {count}.", undo=(noun.name, page.venture_id, gone), count=len(gone))


def show_list(page: PageContext, screen: Screen, **equal: Any) -> None:
    """Draw the list: find, filter, sort, page through, open a row, export."""
    query = _query(page, screen, equal)
    with page.database.read() as session:
        found = list_records(session, screen.noun, page.venture_id, query)
    if not found.total:
        st.info(t("Nothing found. Change the search, or add the first one."))
        return
    frame = as_frame(screen, found.rows)
    if screen.extra:
        # Beside the name: what stands further right is seldom seen.
        frame = pd.concat([frame.iloc[:, :1], pd.DataFrame(screen.extra(page, found.rows)), frame.iloc[:, 1:]], axis=1)
    amounts = {name: st.column_config.NumberColumn(format="localized") for name in frame.select_dtypes("float")}
    picked = st.dataframe(
        frame,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        column_config=amounts,
        key=f"{page.key}-{screen.noun.name}-grid-{st.session_state.get('grid-turn', 0)}",
        alt=t("List of records"),
        placeholder="–",
    )
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.caption(t("{total} in all. Click the box at the left of a row to open it.", total=found.total))
        pages = -(-found.total // query.size)
        if pages > 1:
            st.pagination(pages, key=f"{page.key}-{screen.noun.name}-page")
        export_buttons(page, screen, **equal)
    rows = picked["selection"]["rows"]
    if rows and rows[0] < len(found.rows):
        # A fresh key drops the selection, so that closing the drawer does not open it again.
        st.session_state["grid-turn"] = st.session_state.get("grid-turn", 0) + 1
        opening = screen.open or (lambda record_id: open_editor(screen.noun.name, record_id))
        opening(found.rows[rows[0]].id)
        st.rerun()


def _query(page: PageContext, screen: Screen, equal: Mapping[str, Any]) -> Query:
    prefix = f"{page.key}-{screen.noun.name}"
    chosen = dict(equal)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(t("Search"), key=f"{prefix}-search", icon=":material/search:")
        for name, words in screen.filters.items():
            title = t(screen.noun.form.model_fields[name].title or name)
            chosen[name] = st.selectbox(
                title,
                [None, *words],
                format_func=lambda c, w=words: t(w[c]) if c is not None else t("all"),
                key=f"{prefix}-{name}",
            )
        titles = {name: t(info.title or name) for name, info in screen.noun.form.model_fields.items()}
        titles["updated_at"] = t("Last change")
        sort = st.selectbox(t("Sort by"), screen.noun.sorts, format_func=titles.__getitem__, key=f"{prefix}-sort")
        descending = st.toggle(t("Largest first"), key=f"{prefix}-descending")
    number = st.session_state.get(f"{prefix}-page", 1)
    return Query(search, chosen, sort, descending, number, PAGE_SIZE)


def as_frame(screen: Screen, rows: list[Any]) -> pd.DataFrame:
    """Return the records as the table a user sees."""
    return pd.DataFrame([{t(title): get(row) for title, get in screen.columns.items()} for row in rows])
