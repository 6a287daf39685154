"""What do customers say, and how sure is that?"""

import streamlit as st

from core.i18n import N_, format_number, t
from core.services.analysis import count_waiting
from core.services.jobs import add_job
from pages.components.blind_check import show_blind_check
from pages.components.comments import show_comments
from pages.components.complaints import show_complaints
from pages.components.counting import counts_of
from pages.components.figures import show_figures
from pages.components.importing import open_import, show_batches, show_import
from pages.components.jobs import show_jobs
from pages.components.page import open_page
from pages.components.records import choose_view, show_editor
from pages.components.screens import ACTIONS

page = open_page(
    "feedback", t("Feedback"), t("What customers write, read by a transformer on this machine. Nothing leaves it.")
)
active = show_jobs(page, "import", "analyse")
counts = counts_of(page)
total = counts.total
with page.database.read() as session:
    unread, outdated = count_waiting(session, page.venture_id, page.runtime.networks.encoder_version)
views = {"figures": t("Figures"), "comments": t("Comments"), "check": t("Label ten first"), "import": t("Import")}
with choose_view("feedback", views, None if total else "import") as view:
    if view != "import":
        st.button(
            t("Import feedback"), key="feedback-import", type="primary", icon=":material/upload:", on_click=open_import
        )
if (unread or outdated) and not active:
    words = N_("{count} comments are not read yet.")
    again = N_(
        "{count} comments were read by another version of the reader. Reading them again keeps your corrections."
    )
    with st.container(horizontal=True, vertical_alignment="center", key="feedback-unread"):
        st.info(t(words if unread else again, count=format_number(unread or outdated, 0)))
        read_now = t("Read them now") if unread else t("Read them again")
        if st.button(read_now, key="feedback-read", type="primary", icon=":material/play_arrow:"):
            with page.database.write() as session:
                add_job(session, "analyse", page.venture_id)
            page.runtime.worker.wake()
            st.rerun()
if not total and not active:
    st.info(t("No feedback yet. Import a CSV, TSV or Excel file: one row per comment."))
if view == "import":
    show_import(page)
    show_batches(page)
elif view == "comments" and total:
    show_comments(page)
elif view == "check" and total:
    show_blind_check(page)
elif total:
    if total > unread:
        show_complaints(page, counts)
    show_figures(counts)
show_editor(page, ACTIONS)
