"""A table comes in: a file or copied cells, which list it is, how it is read, what would happen, and off it goes."""

import uuid
from dataclasses import replace
from hashlib import sha256
from typing import Any

import streamlit as st

from core.errors import SextantError
from core.i18n import format_number, t
from core.services.imports import stage_file
from core.services.record_imports.plan import Choices, Plan, plan_import
from core.services.record_imports.run import run_import
from core.services.record_imports.setups import Setup
from core.services.record_imports.sheets import COMMENTS, Opened, Start, begin, list_of, open_paste, open_sheet
from core.services.record_imports.titles import LIST_TITLES
from pages.components.errors import say_error
from pages.components.import_mapping import choose_columns, choose_words
from pages.components.import_preview import choose_conflicts, correct_cells, show_plan
from pages.components.page import PageContext, flash
from pages.components.text import plain

ENCODINGS = (None, "utf-8", "gb18030", "utf-16", "latin-1")
ACTS = ("add", "update", "unchanged", "left_out")


def show_record_import(page: PageContext) -> None:
    """Draw the import from the choice of a table to the button that writes."""
    turn = st.session_state.setdefault("records-turn", 0)
    try:
        opened = _open(page, turn)
        if opened is None:
            return
        start = _start(page, opened, turn)
        if start is None:
            return
        setup = _setup(start, opened, turn)
        with page.database.read() as session:
            plan = plan_import(session, page.venture_id, setup)
        choices = choose_conflicts(plan, f"records-{turn}")
        if choices != Choices():
            with page.database.read() as session:
                plan = plan_import(session, page.venture_id, setup, choices)
    except SextantError as error:
        st.error(say_error(error), icon=":material/error:")
        return
    _act(page, plan, choices, turn)


def _open(page: PageContext, turn: int) -> Opened | None:
    """Ask for a file or for copied cells; what is open stays open until something else is handed over."""
    ways = {"file": t("A file"), "paste": t("Copied cells")}
    way = st.segmented_control(
        t("Where the table comes from"),
        list(ways),
        default="file",
        format_func=ways.__getitem__,
        key=f"records-way-{turn}",
        required=True,
        label_visibility="collapsed",
    )
    content, name = _pasted(turn) if way == "paste" else _uploaded(turn)
    if not content:
        return None
    options = _options(turn, way == "file")
    mark = sha256(content).hexdigest() + name + repr(options)
    state = st.session_state.get("records-open")
    if not state or state["mark"] != mark:
        if way == "paste":
            opened = open_paste(content.decode(), header=options["header"])
        else:
            path = stage_file(page.runtime.settings.uploads, name, content)
            opened = open_sheet(path, name, **options)
        state = st.session_state["records-open"] = {"mark": mark, "opened": opened}
    found: Opened = state["opened"]
    _choose_sheet(found, turn)
    return found


def _uploaded(turn: int) -> tuple[bytes, str]:
    upload = st.file_uploader(
        t("Choose a table: Excel (.xlsx), CSV, TSV, JSON lines or a Notion export (.zip), 50 MB at most"),
        key=f"records-file-{turn}",
    )
    return (upload.getvalue(), upload.name) if upload else (b"", "")


def _pasted(turn: int) -> tuple[bytes, str]:
    text = st.text_area(
        t("Paste the cells, headings included: copy them in Excel, WPS or Feishu"),
        key=f"records-paste-{turn}",
        height=160,
    )
    return text.strip("\n").encode() if text.strip() else b"", ""


def _options(turn: int, is_file: bool) -> dict[str, Any]:
    with st.expander(t("The table looks wrong?")):
        header = st.toggle(t("The first row holds headings"), value=True, key=f"records-header-{turn}")
        if not is_file:
            return {"header": header}
        encodings = {code: code or t("found out by itself") for code in ENCODINGS}
        encoding = st.selectbox(
            t("Encoding"),
            ENCODINGS,
            format_func=encodings.__getitem__,
            key=f"records-encoding-{turn}",
        )
    sheet = st.session_state.get(f"records-sheet-{turn}")
    return {"header": header, "encoding": encoding, "sheet": sheet}


def _choose_sheet(opened: Opened, turn: int) -> None:
    if len(opened.sheets) > 1:
        chosen = opened.table.sheet
        index = opened.sheets.index(chosen) if chosen in opened.sheets else 0
        st.selectbox(t("Sheet"), opened.sheets, index, key=f"records-sheet-{turn}")


def _start(page: PageContext, opened: Opened, turn: int) -> Start | None:
    """Ask which list it is, where the headings do not tell; say how it is read."""
    guessed = list_of(page.company, opened)
    if guessed == COMMENTS:
        st.info(t("These look like customers' words. They come in on the page Feedback."))
        st.page_link("feedback.py", label=t("Import feedback"), icon=":material/forum:")
    wanted = st.session_state.get("records-wanted")
    first = guessed if guessed in LIST_TITLES else wanted if guessed is None else None
    titles = {key: t(title) for key, title in LIST_TITLES.items()}
    keys = list(titles)
    chosen = st.selectbox(
        t("Which list is it?"),
        keys,
        keys.index(first) if first in keys else None,
        format_func=titles.__getitem__,
        key=f"records-list-{turn}-{st.session_state['records-open']['mark'][:12]}",
        placeholder=t("Choose the list"),
    )
    if chosen is None:
        return None
    with page.database.read() as session:
        start = begin(session, page.company, opened, chosen)
    if start and start.known:
        st.caption(t("Read as last time. You can change it below."))
    elif opened.preset and start:
        st.caption(t("Recognised: {preset}.", preset=t(opened.preset.title)))
    for message, values in opened.sheet.notes[:5]:
        st.caption(t(message, **{name: plain(str(value)) for name, value in values.items()}))
    return start


def _setup(start: Start, opened: Opened, turn: int) -> Setup:
    """Return the setup with what was chosen in the boxes and corrected in cells."""
    key = f"records-{turn}-{st.session_state['records-open']['mark'][:12]}-{start.setup.list_key}"
    setup = choose_columns(start.setup, key)
    setup = choose_words(setup, key)
    return replace(setup, corrections=st.session_state.setdefault(f"{key}-corrections", {}))


def _act(page: PageContext, plan: Plan, choices: Choices, turn: int) -> None:
    mark = st.session_state["records-open"]["mark"][:12]
    counts = {name: format_number(plan.count(name), 0) for name in ACTS}  # type: ignore[arg-type]
    st.markdown(
        t(
            "**{add} new**, **{update} changed**, {unchanged} as they were, {left_out} left out. Nothing is written yet.",
            **counts,
        )
    )
    correct_cells(plan, f"records-{turn}-{mark}-{plan.setup.list_key}-corrections")
    show_plan(plan, f"records-{turn}")
    if st.button(
        t("Import"),
        key="records-import",
        type="primary",
        icon=":material/upload:",
        disabled=not (plan.count("add") or plan.count("update")),
    ):
        _import(page, plan, choices, turn)


def _import(page: PageContext, plan: Plan, choices: Choices, turn: int) -> None:
    token = st.session_state.setdefault(f"records-token-{turn}", uuid.uuid4().hex)
    try:
        with page.database.write() as session:
            batch = run_import(session, page.venture_id, plan.setup, choices, token)
    except SextantError as error:
        st.error(say_error(error))
        return
    st.session_state["records-turn"], st.session_state["records-done"] = turn + 1, batch.id
    st.session_state.pop("records-open", None)
    flash("Imported: {added} new, {updated} changed.", added=batch.added, updated=batch.updated)
    st.rerun()
