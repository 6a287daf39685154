"""What an import would do, before it does it: the rows with their doubtful cells, corrections, and conflicts."""

from typing import Any

import pandas as pd
import streamlit as st

from core.errors import SextantError
from core.i18n import format_number, t
from core.services.record_imports.plan import Choices, Plan, PlannedRow
from core.services.record_imports.titles import LIST_TITLES, field_title, shown
from core.tables.lists import LISTS
from core.tables.values import parse_number
from pages.components.text import shorten

STYLED_ROWS, SHOWN_ROWS = 500, 1000
CHECKED = 200  # doubtful cells that are listed one by one
TINT = "background-color: rgba(255, 193, 7, 0.28)"
SIGNS = {"add": "＋", "update": "✎", "unchanged": "＝", "left_out": "✕"}


def what_happens(row: PlannedRow) -> str:
    """Return what would become of a row, in a word."""
    words = {"add": t("new"), "update": t("changed"), "unchanged": t("as it was"), "left_out": t("left out")}
    return f"{SIGNS[row.does]} {words[row.does]}"


def to_check(row: PlannedRow) -> str:
    """Return what somebody should look at in a row, each cell by its title."""
    if row.reason:
        return t(row.reason.message, **row.reason.values)
    notes = [(name, t(error.message, **error.values)) for name, error in row.record.refused.items()]
    notes += [(name, t(doubt)) for name, doubt in row.record.doubts.items()]
    return " · ".join(f"{t(field_title(row.list_key, name))}: {note}" for name, note in notes)


def show_plan(plan: Plan, key: str) -> None:
    """Draw the preview; doubtful cells are named in a column and tinted."""
    doubtful = [row for row in plan.rows if row.doubtful or row.reason]
    rows = list(plan.rows)
    if doubtful:
        count = format_number(len(doubtful), 0)
        if st.toggle(t("Only rows to check ({count})", count=count), key=f"{key}-doubtful"):
            rows = doubtful
    names = _names(plan)
    frame = pd.DataFrame([_line(plan, row, names) for row in rows[:SHOWN_ROWS]])
    styled: Any = frame
    if len(frame) <= STYLED_ROWS and not frame.empty:
        tints = pd.DataFrame(
            [_tints(plan, frame, row) for row in rows[:SHOWN_ROWS]], columns=frame.columns, index=frame.index
        )
        styled = frame.style.apply(lambda _: tints, axis=None)
    st.dataframe(
        styled,
        hide_index=True,
        alt=t("What the import would do"),
        placeholder="",
    )
    if len(rows) > SHOWN_ROWS:
        st.caption(t("The first {count} rows are shown.", count=format_number(SHOWN_ROWS, 0)))


def _names(plan: Plan) -> list[str]:
    used = {name for row in plan.rows for name in row.record.values} | set(plan.setup.mapping.columns)
    lists = dict.fromkeys([plan.setup.list_key, *(row.list_key for row in plan.rows)])
    return list(dict.fromkeys(field.name for key in lists for field in LISTS[key].fields if field.name in used))


def _line(plan: Plan, row: PlannedRow, names: list[str]) -> dict[str, Any]:
    several = {t("List"): t(LIST_TITLES[row.list_key])} if plan.setup.split else {}
    cells = {_heading(plan, name): _cell(row, name) for name in names}
    first = dict([next(iter(cells.items()))])  # what the row is about stays in sight on a telephone
    told = {t("What happens"): what_happens(row), t("Please check"): to_check(row)}
    return {t("Row"): row.number} | first | told | several | cells


def _heading(plan: Plan, name: str) -> str:
    """Return a column's heading: what the sheet's list calls the field, else what the candidates among it call it."""
    own = LISTS[plan.setup.list_key].field(name)
    return t(field_title(plan.setup.list_key if own else "candidates", name))


def _cell(row: PlannedRow, name: str) -> str:
    """Return what a cell was read as; what could not be read stands as it is in the file."""
    if name in row.record.refused:
        return f"✕ {shorten(row.cells.get(name, ''), 60)}"
    value = row.record.values.get(name)
    if value is None:
        return ""
    text = _plain(row, name, value)
    if isinstance(value, float) and not _is_number(row.cells.get(name, "")):
        text = f"{shorten(row.cells[name], 40)} → {text}"  # what was computed shows what it was computed from
    mark = "? " if name in row.record.doubts else ""
    old = row.changes.get(name)
    former = f" ← {shorten(_plain(row, name, old[0]), 40)}" if old and row.does == "update" else ""
    return mark + shorten(text, 200) + former


def _plain(row: PlannedRow, name: str, value: Any) -> str:
    said = shown(row.list_key, name, value)
    return format_number(said, 2) if isinstance(said, int | float) and not isinstance(said, bool) else str(said or "–")


def _is_number(cell: str) -> bool:
    try:
        parse_number(cell)
    except SextantError:
        return not cell
    return True


def _tints(plan: Plan, frame: pd.DataFrame, row: PlannedRow) -> list[str]:
    titles = {_heading(plan, name) for name in row.doubtful}
    return [
        TINT if column in titles or (column == t("Please check") and row.reason) else "" for column in frame.columns
    ]


def correct_cells(plan: Plan, store: str) -> None:
    """Draw the doubtful cells in a table in which they can be written anew."""
    fixed: dict[int, dict[str, str]] = st.session_state.setdefault(store, {})
    places = [
        (row, name)
        for row in plan.rows
        for name in dict.fromkeys([*row.record.refused, *row.record.doubts, *_corrected(plan, row, fixed)])
        if name in plan.setup.mapping.columns
    ][:CHECKED]
    if not places:
        return
    st.markdown(f"**{t('Cells to check')}**")
    st.caption(t("Write a cell anew where it was read wrong. What could not be read is left blank; the row comes in."))
    lines = [_place(row, name) for row, name in places]
    editor = f"{store}-{len(places)}-{st.session_state.get(f'{store}-turn', 0)}"
    st.data_editor(
        lines,
        hide_index=True,
        disabled=[title for title in lines[0] if title != t("In the file")],
        key=editor,
        on_change=_correct,
        args=(store, editor, [(row.number, plan.setup.mapping.columns[name]) for row, name in places]),
        alt=t("Cells to check"),
    )


def _corrected(plan: Plan, row: PlannedRow, fixed: dict[int, dict[str, str]]) -> list[str]:
    columns = fixed.get(row.number, {})
    return [name for name, column in plan.setup.mapping.columns.items() if column in columns]


def _place(row: PlannedRow, name: str) -> dict[str, Any]:
    if name in row.record.refused:
        error = row.record.refused[name]
        why = t(error.message, **error.values)
    else:
        why = t(row.record.doubts[name]) if name in row.record.doubts else t("Corrected by you.")
    return {
        t("Row"): row.number,
        t("Name"): shorten(row.title, 60),
        t("Field"): t(field_title(row.list_key, name)),
        t("In the file"): row.cells.get(name, ""),
        t("Read as"): _plain(row, name, row.record.values.get(name)),
        t("Why"): why,
    }


def _correct(store: str, editor: str, places: list[tuple[int, str]]) -> None:
    fixed = st.session_state[store]
    for index, change in st.session_state[editor]["edited_rows"].items():
        number, column = places[int(index)]
        fixed.setdefault(number, {})[column] = str(next(iter(change.values())) or "")
    st.session_state[f"{store}-turn"] = st.session_state.get(f"{store}-turn", 0) + 1


def choose_conflicts(plan: Plan, key: str) -> Choices:
    """Draw what somebody edited here and the file says otherwise; what is here stays unless the file is chosen."""
    found = [(row, name, pair) for row in plan.rows for name, pair in row.conflicts.items()]
    if not found:
        return Choices()
    st.warning(
        t(
            "{count} fields were edited here and stand otherwise in the file. Yours are kept.",
            count=format_number(len(found), 0),
        )
    )
    take_all = st.toggle(t("Take the file's values instead"), key=f"{key}-take-all")
    if take_all:
        return Choices(take_all=True)
    lines = [
        {
            t("Name"): shorten(row.title, 60),
            t("Field"): t(field_title(row.list_key, name)),
            t("Here"): _plain(row, name, here),
            t("In the file"): _plain(row, name, there),
            t("Take the file's"): False,
        }
        for row, name, (here, there) in found
    ]
    edited = st.data_editor(
        lines,
        hide_index=True,
        disabled=[title for title in lines[0] if title != t("Take the file's")],
        key=f"{key}-conflicts-{len(found)}",
        alt=t("Fields that were edited here"),
    )
    taken = zip(found, edited, strict=True)
    return Choices(take=frozenset((row.number, name) for (row, name, _), line in taken if line[t("Take the file's")]))
