"""Comments come in: an upload or a paste, a look at it, the columns, and off it goes in the background."""

import uuid
from typing import Any

import streamlit as st

from core.errors import SextantError
from core.i18n import format_moment, format_number, t
from core.services import feedback
from core.services.import_keeping import undo_batch
from core.services.import_sources import PASTED, Known, Source, find_known
from core.services.import_told import tell_import
from core.services.imports import queue_import, stage_file
from core.services.snapshot import today_of
from core.tables.guessing import Guess, guess_columns
from core.tables.reading import Row, Table
from pages.components.import_form import ask_how_to_read
from pages.components.page import PageContext, flash
from pages.components.text import plain

PREVIEW = 200
ENCODINGS = (None, "utf-8", "gb18030", "utf-16", "latin-1")


def open_import() -> None:
    """Go to the view that imports."""
    st.session_state["feedback-view"] = "import"


def show_import(page: PageContext) -> None:
    """Draw the upload and the paste and, once there is something, its preview and columns."""
    turn = st.session_state.setdefault("import-turn", 0)
    try:
        if (source := _choose_source(page, turn)) is None:
            return
        table = source.open()
        known = find_known(table, today_of(page.company))
        if known and not _reads_as(known, turn):
            known = None
        table = known.table if known else table
        preview = table.preview(PREVIEW)
    except SextantError as error:
        st.error(t(error.message, **{k: plain(str(v)) for k, v in error.values.items()}), icon=":material/error:")
        return
    _show_preview(table, preview, list(known.mapping.columns.values()) if known else table.columns)
    rows = [row.cells for row in preview]
    guess = _known_columns(known, rows) if known else guess_columns(table.columns, rows)
    if settings := ask_how_to_read(table, guess, turn):
        if known:
            settings["columns"] |= {"key": known.columns.get("key", "")}
        encoding = table.encoding if table.kind == "text" else None
        named = {"name": source.name, "encoding": encoding, "header": source.header, "pasted": source.pasted}
        _start(page, source, settings | named | {"preset": known.preset.name if known else ""}, turn)


def _choose_source(page: PageContext, turn: int) -> Source | None:
    """Draw the two ways in; return what was uploaded or else pasted, staged."""
    left, right = st.columns(2, gap="large")
    upload = left.file_uploader(
        t("Choose a file with one row per comment: CSV, TSV, Excel (.xlsx), JSON or Notion's zip, 50 MB at most"),
        key=f"import-file-{turn}",
    )
    pasted = right.text_area(
        t("Or paste messages from WeChat or WeCom, or a range of cells"),
        key=f"import-paste-{turn}",
        height=96,
        disabled=upload is not None,
    )
    if upload is None:
        right.button(t("Read what was pasted"), key=f"import-paste-read-{turn}")
    if upload is None and not pasted.strip():
        return None
    with st.expander(t("The file looks wrong?")):
        header = st.toggle(t("The first row holds headings"), value=True, key=f"import-header-{turn}")
        encoding = st.selectbox(
            t("Encoding"),
            ENCODINGS,
            format_func=lambda code: code or t("found out by itself"),
            key=f"import-encoding-{turn}",
        )
    folder = page.runtime.settings.uploads
    if upload is None:
        return Source(stage_file(folder, PASTED, pasted.encode()), t("Pasted text"), header=header, pasted=True)
    return Source(stage_file(folder, upload.name, upload.getvalue()), upload.name, encoding, header)


def _reads_as(known: Known, turn: int) -> bool:
    """Ask whether the file is the known export that it looks like."""
    names = {True: t(known.preset.title), False: t("A plain table")}
    chosen: bool = st.radio(
        t("Read as"), [True, False], format_func=names.__getitem__, horizontal=True, key=f"import-known-{turn}"
    )
    return chosen


def _known_columns(known: Known, rows: list[tuple[str, ...]]) -> Guess:
    columns = {name: column for name, column in known.columns.items() if name != "key"}
    return Guess(**columns, day_first=known.guess_day_first(rows))


def _show_preview(table: Table, preview: list[Row], columns: list[str]) -> None:
    """Draw the first rows; of a known export the columns that are read."""
    cells = [dict(zip(table.columns, row.cells, strict=True)) for row in preview[:20]]
    rows = [
        {t("Row"): row.number} | {column: shown[column][:300] for column in columns}
        for row, shown in zip(preview, cells, strict=False)
    ]
    st.dataframe(rows, hide_index=True, height=240, alt=t("The first rows of the file"))
    count = table.row_count_estimate if len(preview) == PREVIEW else len(preview)
    st.caption(
        t(
            "About {rows} rows, {encoding}. These are the first.",
            rows=format_number(count, 0),
            encoding=table.encoding,
        )
    )
    problems = [problem for problem in table.problems if not problem.counted]
    for problem in [*table.warnings, *problems][:5]:
        st.warning(t(problem.message, **{k: plain(str(v)) for k, v in problem.values.items()}))


def _start(page: PageContext, source: Source, settings: dict[str, Any], turn: int) -> None:
    token = st.session_state.setdefault(f"import-token-{turn}", uuid.uuid4().hex)
    try:
        with page.database.write() as session:
            queue_import(session, page.venture_id, source.path, token=token, **settings)
    except SextantError as error:
        st.error(t(error.message, **error.values))
        return
    page.runtime.worker.wake()
    st.session_state["import-turn"] = turn + 1
    flash("The import runs in the background. You can close this page; it goes on.")
    st.rerun()


def show_batches(page: PageContext) -> None:
    """Draw the imports so far, each with what was odd and an undo."""
    with page.database.read() as session:
        batches = feedback.list_batches(session, page.venture_id)
    if batches:
        st.subheader(t("Imports so far"), anchor=False)
    for batch in batches[:20]:
        with st.container(border=True, key=f"batch-{batch.id}"):
            with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
                st.markdown(f"**{plain(batch.file_name)}** · {format_moment(batch.created_at)}")
                if batch.undone_at:
                    st.badge(t("undone"), color="gray")
                else:
                    st.button(
                        t("Undo this import"),
                        key=f"batch-undo-{batch.id}",
                        icon=":material/undo:",
                        on_click=_undo,
                        args=(page, batch.id),
                    )
            for sentence in tell_import(batch.model_dump(), lambda number: format_number(number, 0)):
                st.caption(sentence)
            if batch.problem_count:
                with st.expander(t("Cells with a problem: {count}", count=format_number(batch.problem_count, 0))):
                    for problem in batch.problems[:50]:
                        row = f"{t('Row')} {problem['row']}: " if problem["row"] else ""
                        st.text(row + t(problem["message"], **problem["values"]))


def _undo(page: PageContext, batch_id: int) -> None:
    with page.database.write() as session:
        gone = undo_batch(session, page.venture_id, batch_id)
    flash(
        "The import was undone: {count} comments are in the trash.",
        undo=("batch", page.venture_id, [batch_id]),
        count=gone,
    )
