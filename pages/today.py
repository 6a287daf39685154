"""What needs me now, and the Monday in fifteen minutes."""

import streamlit as st

from core.i18n import t
from core.services import today
from core.services.changes import current_actor
from core.services.items import Known
from pages.components.counting import counts_of
from pages.components.jobs import show_jobs
from pages.components.page import open_page
from pages.components.planning import board_of
from pages.components.records import show_editor
from pages.components.screens import ACTIONS, DECISIONS
from pages.components.today.actions import show_actions
from pages.components.today.calls import show_calls
from pages.components.today.changes import show_changes
from pages.components.today.customers import show_customers, show_money
from pages.components.today.decisions import show_decisions
from pages.components.today.figures import show_counts
from pages.components.today.items import show_items
from pages.components.today.start import open_steps, show_runway, show_steps
from pages.components.today.whose import choose_whose

page = open_page("today", t("Today"), t("What needs you now, most urgent first."))
show_jobs(page, "import", "analyse", "draft")
steps = open_steps(page)
known = Known(board_of(page), counts_of(page))
with page.database.read() as session:
    figures = today.counts(session, page.company, known)
if steps and not any(figures[name] for name in ("resources", "partners", "comments", "actions")):
    show_runway(page)
    show_steps(page, steps)
    st.stop()
owner = choose_whose(page)
with page.database.read() as session:
    items = today.urgent_items(session, page.company, who=current_actor(), owner=owner, known=known)
left, right = st.columns([2, 1], gap="medium")
with left:
    show_items(page, items)
with right:
    show_counts(figures)
    show_steps(page, steps)
st.subheader(t("The Monday, 15 minutes"), anchor=False)
since = show_changes(page)
show_actions(page, owner)
show_calls(page, owner)
left, right = st.columns([3, 2], gap="medium")
with left:
    show_customers(known.counts, since)
with right:
    show_money(page)
show_decisions(page, since)
show_editor(page, ACTIONS, DECISIONS)
