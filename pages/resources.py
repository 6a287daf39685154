"""What do we have and what is missing?"""

import streamlit as st

from core.i18n import t
from core.services.records import all_records
from core.services.resources import CANDIDATE
from pages.components.board import show_board
from pages.components.candidates import show_candidate
from pages.components.catalogue import catalogue_button
from pages.components.gaps import show_gaps
from pages.components.page import open_page
from pages.components.planning import board_of
from pages.components.record_batches import import_button
from pages.components.records import choose_view, open_editor, show_editor, show_list
from pages.components.screens import CANDIDATES, NEEDS, RESOURCES, TECHNOLOGIES

page = open_page("resources", t("Resources"), t("What we have, what is missing, and what hangs on one person."))
VIEWS = {
    "board": t("Board"),
    "gaps": t("Gaps"),
    "list": t("List"),
    "technology": t("Compute and data"),
    "candidates": t("Candidates"),
}
with page.database.read() as session:
    candidates = all_records(session, CANDIDATE, page.venture_id)
chosen = next((row for row in candidates if row.id == st.session_state.get("candidate")), None)
with choose_view("resources", VIEWS) as view:
    noun, words = ("candidate", t("Add a candidate")) if view == "candidates" else ("resource", t("Add a resource"))
    with st.container(horizontal=True, width="content"):
        import_button(page, {"candidates": "candidates", "technology": "resources"}.get(view, "people"))
        if view != "candidates":
            catalogue_button(page)
        st.button(words, key="resources-add", type="primary", icon=":material/add:", on_click=open_editor, args=(noun,))

if view == "candidates" and chosen:
    show_candidate(page, chosen)
elif view == "candidates":
    show_list(page, CANDIDATES)
elif view == "technology":
    show_list(page, TECHNOLOGIES, kind="technology")
elif view == "list":
    show_list(page, RESOURCES)
elif view == "gaps":
    show_gaps(board_of(page), page.company.currency)
else:
    show_board(board_of(page), page.company.currency)
show_editor(page, RESOURCES, CANDIDATES, NEEDS)
