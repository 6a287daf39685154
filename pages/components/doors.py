"""The first thing a new user sees: three ways to begin."""

import uuid

import streamlit as st

from core.errors import SextantError
from core.i18n import get_locale, t
from core.runtime import get_runtime
from core.services.demo import add_demo
from core.services.ventures import add_venture
from pages.components.page import choose_company, choose_language, flash


def show_doors() -> None:
    """Offer the demo company, or a company of one's own."""
    left, right = st.columns(2, gap="large")
    with left, st.container(border=True):
        st.subheader(t("Look at the demo company"), anchor=False)
        st.write(
            t(
                "An invented company for smart customer service, with people, partners and 300 comments. One click removes it."
            )
        )
        st.button(
            t("Open the demo"), key="doors-demo", type="primary", icon=":material/play_circle:", on_click=_open_demo
        )
    with right, st.container(border=True):
        st.subheader(t("Begin with your own company"), anchor=False)
        company_form()
        st.caption(t("Only the name is needed. Everything stays on this machine."))


def company_form() -> None:
    """Ask for the name of a company of one's own, and open it."""
    with st.form("doors-company", border=False):
        name = st.text_input(t("Company name"), key="doors-name")
        if st.form_submit_button(t("Begin"), key="doors-begin", icon=":material/arrow_forward:"):
            _begin(name)


def _open_demo() -> None:
    choose_language()
    with get_runtime().database.write() as session:
        company = add_demo(session, get_locale(), get_runtime().settings.uploads)
    choose_company(company.id)
    get_runtime().worker.wake()
    flash("The demo company is open. Its comments are being read in the background.")


def _begin(name: str) -> None:
    token = st.session_state.setdefault("doors-token", uuid.uuid4().hex)
    try:
        with get_runtime().database.write() as session:
            company = add_venture(session, {"name": name}, token=token)
    except SextantError as error:
        st.error(t(error.message, **error.values))
        return
    del st.session_state["doors-token"]
    choose_company(company.id)
    flash("{name} is open. Fill in the company card next.", name=company.name)
    st.switch_page("company.py")
