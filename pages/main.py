"""The frame of every page: language, company, navigation, messages."""

from pathlib import Path

import streamlit as st

from core.i18n import t
from pages.components.page import choose_language, menu_position, show_flashes, sidebar
from pages.components.team import require_user

ASSETS = Path(__file__).parent / "assets"
# Without an icon of ours the browser would fetch each page's from a font server.
st.set_page_config(page_icon=str(ASSETS / "sextant.svg"), layout="wide")
st.html(ASSETS / "sextant.css")
st.logo(str(ASSETS / "wordmark.svg"), size="large", icon_image=str(ASSETS / "sextant.svg"))
require_user()
choose_language()
PAGES = [
    st.Page("today.py", title=t("Today"), icon=":material/today:", default=True),
    st.Page("resources.py", title=t("Resources"), icon=":material/group:", url_path="resources"),
    st.Page("partners.py", title=t("Partners"), icon=":material/handshake:", url_path="partners"),
    st.Page("feedback.py", title=t("Feedback"), icon=":material/forum:", url_path="feedback"),
    st.Page("plans.py", title=t("Plans"), icon=":material/description:", url_path="plans"),
    st.Page("inside.py", title=t("Inside the model"), icon=":material/visibility:", url_path="inside"),
]
MORE = [
    st.Page("initiatives.py", title=t("Initiatives"), icon=":material/flag:", url_path="initiatives"),
    st.Page("synergy.py", title=t("Synergy"), icon=":material/hub:", url_path="synergy"),
    st.Page("money.py", title=t("Money"), icon=":material/payments:", url_path="money"),
    st.Page("customers.py", title=t("Customers"), icon=":material/storefront:", url_path="customers"),
    st.Page("imports.py", title=t("Import"), icon=":material/upload_file:", url_path="import"),
    st.Page("company.py", title=t("Company card"), icon=":material/badge:", url_path="company"),
    st.Page("data.py", title=t("Data"), icon=":material/database:", url_path="data"),
]
# Expanded: beyond twelve pages Streamlit would fold the rest under English words.
page = st.navigation({t("Every week"): PAGES, t("More"): MORE}, position=menu_position(), expanded=True)
sidebar()
show_flashes()
page.run()
