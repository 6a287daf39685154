"""Whether the writer is ready, being prepared, or switched off."""

import streamlit as st

from core.i18n import t
from core.services.jobs import add_job, list_jobs
from core.services.writer import writer_state
from pages.components.jobs import show_jobs
from pages.components.page import PageContext


def show_writer(page: PageContext) -> None:
    """Say the state of the writer in one line, with its progress or the button that prepares it."""
    state = writer_state(page.runtime.settings)
    if state == "off":
        st.caption(t("The writer is switched off: drafts use the planner's plain sentences."))
    elif state == "missing":
        with page.database.read() as session:
            active = [j for j in list_jobs(session, None, kind="prepare_generator") if j.active]
        st.caption(t("The writer is not ready yet: until then drafts use the planner's plain sentences."))
        if active:
            show_jobs(page, "prepare_generator")
        elif st.button(t("Prepare the writer"), key="writer-prepare", icon=":material/build:"):
            with page.database.write() as session:
                add_job(session, "prepare_generator", None)
            page.runtime.worker.wake()
            st.rerun()
