"""A whole company as one file: out of here, and in again."""

import tempfile
from pathlib import Path

import streamlit as st

from core.errors import SextantError
from core.i18n import t
from core.services.venture_export import export_company
from core.services.venture_import import import_company
from pages.components.page import PageContext, choose_company, flash
from pages.components.text import plain


def show_transfer(page: PageContext) -> None:
    """Draw the download of the company on screen and the upload of another one."""
    st.caption(
        t(
            "One file with everything of {company}: records, feedback, drafts, log. It is not encrypted.",
            company=plain(page.company.name),
        )
    )
    st.download_button(
        t("Download this company"),
        lambda: _packed(page),
        f"company-{page.venture_id}.zip",
        "application/zip",
        key="data-export",
        icon=":material/download:",
    )
    turn = st.session_state.get("data-import-turn", 0)
    file = st.file_uploader(t("A company's file"), type="zip", key=f"data-import-file-{turn}")
    if file and st.button(t("Add this company"), key="data-import", type="primary", icon=":material/upload:"):
        try:
            company = import_company(page.database, file)
        except SextantError as error:
            st.error(t(error.message, **error.values))
            return
        # A fresh key empties the box, so that a second click cannot add it twice.
        st.session_state["data-import-turn"] = turn + 1
        choose_company(company.id)
        flash("{company} is here, with everything that belongs to it.", company=company.name)
        st.rerun()


def _packed(page: PageContext) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "company.zip"
        export_company(page.database, page.venture_id, path)
        return path.read_bytes()
