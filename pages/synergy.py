"""What depends on whom?"""

import streamlit as st

from core.i18n import format_number, t
from pages.components.network import show_network
from pages.components.page import open_page
from pages.components.planning import synergy_of
from pages.components.synergy import choose_resource, show_formula, show_leaving, show_pairs

page = open_page(
    "synergy", t("Synergy"), t("What each resource adds to the open initiatives, and what breaks without it.")
)
found = synergy_of(page)
if not found.board.needs or not found.board.supplies:
    st.info(t("Synergy needs resources, and initiatives that say what they need. Begin with an initiative's needs."))
    st.page_link("initiatives.py", label=t("Initiatives"), icon=":material/flag:")
    st.stop()
st.markdown(t("Value of the open initiatives: **{value}**", value=format_number(found.value)))
left, right = st.columns([3, 2], gap="large")
with left:
    chosen = choose_resource(found)
with right:
    show_leaving(page, found, chosen)
show_formula(found, chosen)
show_pairs(found)
show_network(found)
