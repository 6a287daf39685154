"""The imports of records so far: what each did, what it could not read, and its undo."""

from typing import Any

import streamlit as st

from core.errors import SextantError
from core.i18n import format_moment, format_number, t
from core.services.record_imports.exports import export_list
from core.services.record_imports.run import StoredBatch, list_record_batches
from core.services.record_imports.targets import TARGETS
from core.services.record_imports.titles import LIST_TITLES, field_title
from core.services.record_imports.undo import redo_record_batch, undo_record_batch
from pages.components.exports import MIME
from pages.components.page import PageContext, flash
from pages.components.text import plain

SHOWN = 20


def import_button(page: PageContext, list_key: str) -> None:
    """Draw the button that leads to the import, with this page's list chosen."""
    if st.button(t("Import"), key=f"{page.key}-import-{list_key}", icon=":material/upload:"):
        st.session_state["records-wanted"] = list_key
        st.switch_page("imports.py")


def show_round_trip(page: PageContext) -> None:
    """Offer each list as a file that can be edited elsewhere and imported again."""
    titles = {key: t(title) for key, title in LIST_TITLES.items()}
    with st.expander(t("Edit a list in Excel and bring it back")):
        st.caption(
            t(
                "Import the file again after you changed it: the same records are updated, by the id in front. It holds every field: keep it in the team."
            )
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            chosen = st.selectbox(t("List"), list(titles), format_func=titles.__getitem__, key="records-export-list")
            for kind, label in (("xlsx", "Excel"), ("csv", "CSV")):
                st.download_button(
                    label,
                    lambda k=kind: _export(page, chosen, k),
                    f"{chosen}.{kind}",
                    MIME[kind],
                    key=f"records-export-{kind}",
                    icon=":material/download:",
                )


def _export(page: PageContext, list_key: str, kind: Any) -> bytes:
    with page.database.read() as session:
        return export_list(session, page.venture_id, list_key, kind)


def show_record_batches(page: PageContext, *, newest: bool = False) -> None:
    """Draw the imports so far; with `newest`, only the one that was just done."""
    done = st.session_state.get("records-done")
    with page.database.read() as session:
        batches = list_record_batches(session, page.venture_id)
    chosen = [batch for batch in batches if (batch.id == done) == newest][:SHOWN]
    if chosen and not newest:
        st.subheader(t("Imports so far"), anchor=False)
    for batch in chosen:
        _show_batch(page, batch)


def _show_batch(page: PageContext, batch: StoredBatch) -> None:
    with st.container(border=True, key=f"record-batch-{batch.id}"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            title = t(LIST_TITLES[batch.list_key])
            st.markdown(f"**{title}** · {plain(batch.file_name)} · {format_moment(batch.created_at)}")
            words, icon, act = (
                (t("Do it again"), ":material/redo:", _redo)
                if batch.undone_at
                else (t("Undo this import"), ":material/undo:", _undo)
            )
            st.button(words, key=f"record-batch-turn-{batch.id}", icon=icon, on_click=act, args=(page, batch.id))
        st.caption(counts_sentence(batch) + (f" {t('It was undone.')}" if batch.undone_at else ""))
        if batch.problems:
            with st.expander(t("Cells or rows with a problem: {count}", count=format_number(len(batch.problems), 0))):
                for problem in batch.problems[:50]:
                    st.text(problem_sentence(problem))


def counts_sentence(batch: Any) -> str:
    """Return what an import did in one sentence."""
    names = ("added", "updated", "unchanged", "left_out")
    return t(
        "{added} new, {updated} changed, {unchanged} as they were, {left_out} left out.",
        **{name: format_number(getattr(batch, name), 0) for name in names},
    )


def problem_sentence(problem: dict[str, Any]) -> str:
    """Return where a problem is and what to do about it."""
    known = problem["field"] and problem["list"] in TARGETS
    field = f" · {t(field_title(problem['list'], problem['field']))}" if known else ""
    return f"{t('Row')} {problem['row']}{field}: {t(problem['message'], **problem['values'])}"


def _undo(page: PageContext, batch_id: int) -> None:
    with page.database.write() as session:
        undone = undo_record_batch(session, page.venture_id, batch_id)
    flash(
        "Undone: {records} records are in the trash, {changes} have their former values back.",
        records=undone.records,
        changes=undone.changes,
    )
    if undone.kept:
        flash("{kept} records were changed since; they keep the newer values.", kind="warning", kept=undone.kept)


def _redo(page: PageContext, batch_id: int) -> None:
    try:
        with page.database.write() as session:
            done = redo_record_batch(session, page.venture_id, batch_id)
    except SextantError as error:
        flash(error.message, kind="error", **error.values)
        return
    flash("Done again: {records} records are back, {changes} changed.", records=done.records, changes=done.changes)
    if done.kept:
        flash("{kept} records came in again meanwhile; they stay as they are.", kind="warning", kept=done.kept)
