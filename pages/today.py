"""What needs me now?"""

import streamlit as st

from core.i18n import t
from core.services import today
from pages.components.jobs import show_jobs
from pages.components.page import open_page
from pages.components.today import show_counts, show_items, show_steps

page = open_page("today", t("Today"), t("What needs you now, most urgent first."))
show_jobs(page, "import", "analyse", "draft")
with page.database.read() as session:
    items = today.urgent_items(session, page.company)
    steps = today.start_list(session, page.company)
    figures = today.counts(session, page.company)
left, right = st.columns([2, 1], gap="medium")
with left:
    if items:
        show_items(items)
    else:
        show_steps(steps)
        st.caption(t("Nothing is late, nobody goes cold."))
with right:
    show_counts(figures)
    if items:
        show_steps(steps)
