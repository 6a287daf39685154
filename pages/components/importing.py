"""A file of comments comes in: upload, a look at it, the columns, and off it goes in the background."""

import uuid
from pathlib import Path
from typing import Any

import streamlit as st

from core.errors import SextantError
from core.i18n import format_moment, format_number, t
from core.services import feedback
from core.services.import_keeping import undo_batch
from core.services.import_told import tell_import
from core.services.imports import queue_import, stage_file
from core.tables.guessing import guess_columns
from core.tables.reading import IMPORT_ROWS, Table, open_table
from pages.components.import_form import ask_how_to_read
from pages.components.page import PageContext, flash
from pages.components.text import plain

ENCODINGS = (None, "utf-8", "gb18030", "utf-16", "latin-1")


def open_import() -> None:
    """Go to the view that imports."""
    st.session_state["feedback-view"] = "import"


def show_import(page: PageContext) -> None:
    """Draw the upload and, once there is a file, its preview and columns."""
    turn = st.session_state.setdefault("import-turn", 0)
    upload = st.file_uploader(
        t("Choose a file with one row per comment: CSV, TSV or Excel (.xlsx), 50 MB at most"), key=f"import-file-{turn}"
    )
    if upload is None:
        return
    with st.expander(t("The file looks wrong?")):
        header = st.toggle(t("The first row holds headings"), value=True, key=f"import-header-{turn}")
        encoding = st.selectbox(
            t("Encoding"),
            ENCODINGS,
            format_func=lambda code: code or t("found out by itself"),
            key=f"import-encoding-{turn}",
        )
    try:
        path = stage_file(page.runtime.settings.uploads, upload.name, upload.getvalue())
        table = open_table(path, name=upload.name, encoding=encoding, header=header, row_limit=IMPORT_ROWS)
        preview = table.preview(200)
        guess = guess_columns(table.columns, [row.cells for row in preview])
    except SextantError as error:
        st.error(t(error.message, **{k: plain(str(v)) for k, v in error.values.items()}), icon=":material/error:")
        return
    _show_preview(table, preview[:20])
    if settings := ask_how_to_read(table, guess, turn):
        encoding = table.encoding if table.kind == "text" else None
        _start(page, path, settings | {"name": upload.name, "encoding": encoding, "header": table.header}, turn)


def _show_preview(table: Table, preview: list[Any]) -> None:
    rows = [
        {t("Row"): row.number} | dict(zip(table.columns, (c[:300] for c in row.cells), strict=True)) for row in preview
    ]
    st.dataframe(rows, hide_index=True, height=240, alt=t("The first rows of the file"))
    st.caption(
        t(
            "About {rows} rows, {encoding}. These are the first.",
            rows=format_number(table.row_count_estimate, 0),
            encoding=table.encoding,
        )
    )
    for problem in [*table.warnings, *table.problems][:5]:
        st.warning(t(problem.message, **{k: plain(str(v)) for k, v in problem.values.items()}))


def _start(page: PageContext, path: Path, settings: dict[str, Any], turn: int) -> None:
    token = st.session_state.setdefault(f"import-token-{turn}", uuid.uuid4().hex)
    try:
        with page.database.write() as session:
            queue_import(session, page.venture_id, path, token=token, **settings)
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
                with st.expander(t("{count} cells with a problem", count=format_number(batch.problem_count, 0))):
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
