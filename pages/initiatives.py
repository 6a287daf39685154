"""What do we want to do, what does it need, and who does what by when?"""

import streamlit as st

from core.i18n import t
from pages.components.catalogue import template_button
from pages.components.initiatives import show_initiatives
from pages.components.page import open_page
from pages.components.planned import show_planned
from pages.components.planning import board_of, initiatives_of
from pages.components.portfolio import show_portfolio
from pages.components.record_batches import import_button
from pages.components.records import choose_view, export_buttons, open_editor, show_editor, show_list
from pages.components.screens import ACTIONS, DECISIONS, INITIATIVES, NEEDS

page = open_page(
    "initiatives", t("Initiatives"), t("What we may do, what it needs, how ready we are, and who does what by when.")
)
VIEWS = {
    "initiatives": t("Initiatives"),
    "portfolio": t("What fits the budget"),
    "planned": t("Plan against actual"),
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
elif view == "portfolio":
    show_portfolio(page)
elif view == "planned":
    show_planned(page)
else:
    initiatives = list(initiatives_of(page).values())
    if initiatives:
        show_initiatives(board_of(page), initiatives, page.company.currency)
        with st.container(horizontal=True):
            export_buttons(page, INITIATIVES)
    else:
        st.info(t("No initiative yet. Add one, then say what it needs: the board shows what is missing."))
show_editor(page, INITIATIVES, NEEDS, ACTIONS, DECISIONS)
