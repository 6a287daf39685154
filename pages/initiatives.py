"""What do we want to do, what does it need, and who does what by when?"""

import streamlit as st

from core.i18n import t
from core.services.board import get_board
from core.services.initiatives import INITIATIVE
from core.services.records import all_records
from pages.components.catalogue import template_button
from pages.components.initiatives import show_initiatives
from pages.components.page import open_page
from pages.components.record_batches import import_button
from pages.components.records import choose_view, export_buttons, open_editor, show_editor, show_list
from pages.components.screens import ACTIONS, DECISIONS, INITIATIVES, NEEDS

page = open_page(
    "initiatives", t("Initiatives"), t("What we may do, what it needs, how ready we are, and who does what by when.")
)
VIEWS = {
    "initiatives": t("Initiatives"),
    "actions": t("Actions"),
    "decisions": t("Decisions"),
    "list": t("List"),
}
ADD = {"actions": ("action", t("Add an action")), "decisions": ("decision", t("Add a decision"))}
with choose_view("initiatives", VIEWS) as view:
    noun, words = ADD.get(view, ("initiative", t("Add an initiative")))
    with st.container(horizontal=True, width="content"):
        import_button(page, view if view in ADD else "initiatives")
        if view not in ADD:
            template_button(page)
        st.button(
            words, key="initiatives-add", type="primary", icon=":material/add:", on_click=open_editor, args=(noun,)
        )

if view == "actions":
    show_list(page, ACTIONS)
elif view == "decisions":
    show_list(page, DECISIONS)
elif view == "list":
    show_list(page, INITIATIVES)
else:
    with page.database.read() as session:
        board = get_board(session, page.venture_id)
        initiatives = all_records(session, INITIATIVE, page.venture_id)
    if initiatives:
        show_initiatives(board, initiatives)
        with st.container(horizontal=True):
            export_buttons(page, INITIATIVES)
    else:
        st.info(t("No initiative yet. Add one, then say what it needs: the board shows what is missing."))
show_editor(page, INITIATIVES, NEEDS, ACTIONS, DECISIONS)
