"""What do we have and what is missing?"""

import streamlit as st

from core.i18n import t
from core.services.board import get_board
from pages.components.board import show_board
from pages.components.catalogue import catalogue_button
from pages.components.page import open_page
from pages.components.record_batches import import_button
from pages.components.records import choose_view, open_editor, show_editor, show_list
from pages.components.screens import CANDIDATES, NEEDS, RESOURCES

page = open_page("resources", t("Resources"), t("What we have, what is missing, and what hangs on one person."))
with choose_view("resources", {"board": t("Board"), "list": t("List"), "candidates": t("Candidates")}) as view:
    noun, words = ("candidate", t("Add a candidate")) if view == "candidates" else ("resource", t("Add a resource"))
    with st.container(horizontal=True, width="content"):
        import_button(page, "candidates" if view == "candidates" else "people")
        if view != "candidates":
            catalogue_button(page)
        st.button(words, key="resources-add", type="primary", icon=":material/add:", on_click=open_editor, args=(noun,))

if view == "candidates":
    show_list(page, CANDIDATES)
elif view == "list":
    show_list(page, RESOURCES)
else:
    with page.database.read() as session:
        board = get_board(session, page.venture_id)
    show_board(board)
show_editor(page, RESOURCES, CANDIDATES, NEEDS)
