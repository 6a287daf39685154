"""What every list of records looks like: search, sort, pages, export; and the drawer that adds, edits and deletes."""

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from core.errors import Conflict, NotFound, SextantError
from core.i18n import t
from core.services.conflicts import Clash, find_clash, mine, save_into_gone
from core.services.records import Noun, Query, add_record, get_record, list_records, update_record
from core.services.ventures import today_of
from pages.components.buttons import icon_button
from pages.components.conflicts import left_to_them, show_clash
from pages.components.deleting import delete_asked
from pages.components.errors import say_error
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
    breaks: Callable[[PageContext, int], list[str]] | None = None
    """What deleting a record breaks, in sentences; then it is asked about first."""


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
    if state["id"] is not None and not _read(page, screen, state):
        close_editor()
        return
    title = t(screen.title)
    st.dialog(title, width="large", on_dismiss=close_editor)(_editor)(page, screen, state)


def _read(page: PageContext, screen: Screen, state: dict[str, Any]) -> bool:
    """Keep the record as it was when it was opened; return whether there is anything to edit."""
    if "opened" in state:
        return True
    try:
        with page.database.read() as session:
            record = get_record(session, screen.noun, state["id"], page.venture_id)
    except NotFound:
        return False
    state["opened"], state["version"] = record.model_dump(), record.version
    return True


def _editor(page: PageContext, screen: Screen, state: dict[str, Any]) -> None:
    choose_language()  # what is clicked in a dialog runs it alone, in a thread that knows no language yet
    key = f"edit-{screen.noun.name}-{state['token'][:8]}"
    values, options = state.get("opened") or _blank(page, screen) | state["preset"], screen.options(page)
    with st.form(key, border=False):
        entered = form_fields(screen.noun.form, key, values, options)
        saved = st.form_submit_button(t("Save"), key=f"{screen.noun.name}-save", type="primary", icon=":material/save:")
    if saved and _save(page, screen, state, values | entered, key):
        close_editor()
        flash("Saved.")
        st.rerun()
    clash = state.get("clash")
    if clash:
        show_clash(screen.noun.form, key, clash, values, entered, options)
    if state["id"] is not None and not (clash and clash.is_gone) and delete_asked(page, screen, state):
        close_editor()
        st.rerun()


def _blank(page: PageContext, screen: Screen) -> dict[str, Any]:
    """Return what a new record begins with beyond its form: the day it is where the company is."""
    fields = screen.noun.form.model_fields.items()
    return {name: today_of(page.company) for name, info in fields if info.default_factory is date.today}


def _save(page: PageContext, screen: Screen, state: dict[str, Any], values: dict[str, Any], key: str) -> bool:
    entered = {name: value for name, value in values.items() if name in screen.noun.form.model_fields}
    try:
        with page.database.write() as session:
            if state["id"] is None:
                add = screen.add or (lambda *a: add_record(a[0], screen.noun, *a[1:]))
                add(session, page.venture_id, entered, state["token"])
            elif "clash" in state:
                _save_again(session, page, screen, state, entered, key)
            else:
                _change(session, page, screen, state["id"], entered, state["version"])
    except (Conflict, NotFound) as error:
        if state["id"] is None:
            st.error(say_error(error))
            return False
        with page.database.read() as session:
            state["clash"] = find_clash(session, screen.noun, state["id"], page.venture_id, state["opened"])
        return False
    except SextantError as error:
        st.error(say_error(error))
        return False
    return True


def _save_again(
    session: Any, page: PageContext, screen: Screen, state: dict[str, Any], entered: dict[str, Any], key: str
) -> None:
    """Save after the clash was shown: only what was changed here, so that nothing of the other's is lost."""
    clash: Clash = state["clash"]
    changed = mine(screen.noun.form, state["opened"], entered, left_to_them(key, clash))
    if clash.is_gone:
        own = {"add": screen.add, "update": screen.update}
        save_into_gone(session, screen.noun, state["id"], page.venture_id, state["opened"], changed, **own)
    else:
        _change(session, page, screen, state["id"], changed, clash.version)


def _change(
    session: Any, page: PageContext, screen: Screen, record_id: int, values: dict[str, Any], version: int | None
) -> None:
    change = screen.update or (lambda *a: update_record(a[0], screen.noun, *a[1:]))
    change(session, record_id, page.venture_id, values, version)


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
