"""What do customers say, and how sure is that?"""

import streamlit as st

from core.i18n import t
from core.services.analysis import count_unread
from core.services.feedback import count_comments, count_labels
from core.services.jobs import add_job
from pages.components.comments import show_comments
from pages.components.figures import show_figures
from pages.components.importing import open_import, show_batches, show_import
from pages.components.jobs import show_jobs
from pages.components.page import open_page
from pages.components.records import choose_view

page = open_page(
    "feedback", t("Feedback"), t("What customers write, read by a transformer on this machine. Nothing leaves it.")
)
active = show_jobs(page, "import", "analyse")
with page.database.read() as session:
    total = count_comments(session, page.venture_id)
    counts = count_labels(session, page.venture_id).get(None, {})
    unread = count_unread(session, page.venture_id)
views = {"figures": t("Figures"), "comments": t("Comments"), "import": t("Import")}
with choose_view("feedback", views, None if total else "import") as view:
    if view != "import":
        st.button(
            t("Import feedback"), key="feedback-import", type="primary", icon=":material/upload:", on_click=open_import
        )
if unread and not active:
    with st.container(horizontal=True, vertical_alignment="center", key="feedback-unread"):
        st.info(t("{count} comments are not read yet.", count=unread))
        if st.button(t("Read them now"), key="feedback-read", type="primary", icon=":material/play_arrow:"):
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
elif total:
    show_figures(page, counts)
