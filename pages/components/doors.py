"""The first thing a new user sees: three doors, and what lies behind them."""

import uuid
from collections.abc import Callable
from typing import Any

import streamlit as st

from core.errors import SextantError
from core.i18n import N_, get_locale, t
from core.labels import COMPANY_STAGES, CURRENCIES
from core.runtime import get_runtime
from core.services.demo import add_demo
from core.services.first_run import begin_company
from core.services.ventures import CompanyData, StoredCompany
from pages.components.page import choose_company, choose_language, flash
from pages.components.tour import begin_tour

INDUSTRIES = (
    N_("Enterprise software"),
    N_("Finance"),
    N_("Health care"),
    N_("Education"),
    N_("Retail and e-commerce"),
    N_("Manufacturing"),
    N_("Smart customer service"),
)


def show_doors() -> None:
    """Offer the demo, an import or eight questions; behind a door that was opened, ask what it needs."""
    door = st.session_state.get("door")
    if door is None:
        _three_doors()
        return
    st.button(
        t("Back to the three doors"), key="doors-back", icon=":material/arrow_back:", on_click=_open, args=(None,)
    )
    with st.container(border=True, width=760):
        if door == "import":
            st.subheader(t("Import my tables"), anchor=False)
            company_form(lambda: st.switch_page("imports.py"))
        else:
            st.subheader(t("Answer 8 questions"), anchor=False)
            _questions()
        st.caption(t("Only the name is needed. Everything stays on this machine."))


def _three_doors() -> None:
    doors = st.columns(3, gap="medium")
    _door(
        doors[0],
        t("Look at the demo company (2 minutes)"),
        t(
            "An invented company for smart customer service, with people, partners and 300 comments. One click removes it."
        ),
        "demo",
        ":material/play_circle:",
        _open_demo,
    )
    _door(
        doors[1],
        t("Import my tables"),
        t("People, partners and customers' words from Excel, Feishu or a CSV, as they are."),
        "import",
        ":material/upload:",
        lambda: _open("import"),
    )
    _door(
        doors[2],
        t("Answer 8 questions"),
        t("See at once how long the cash lasts. Only the name is required."),
        "questions",
        ":material/edit_note:",
        lambda: _open("questions"),
    )


def _door(place: Any, title: str, sentence: str, key: str, icon: str, on_click: Callable[[], None]) -> None:
    with place.container(border=True, height="stretch"):
        st.button(title, key=f"doors-{key}", type="primary", icon=icon, on_click=on_click, width="stretch", wrap=True)
        st.caption(sentence)


def _open(door: str | None) -> None:
    st.session_state["door"] = door


def _open_demo() -> None:
    choose_language()
    with get_runtime().database.write() as session:
        company = add_demo(session, get_locale(), get_runtime().settings.uploads)
    choose_company(company.id)
    get_runtime().worker.wake()
    begin_tour()


def _questions() -> None:
    titles = {name: t(info.title or name) for name, info in CompanyData.model_fields.items()}
    example = t("300万, 2.5w or 3,000,000")
    with st.form("doors-company", border=False):
        left, right = st.columns(2)
        answers: dict[str, Any] = {"name": left.text_input(f"1 · {titles['name']} *", key="doors-name")}
        answers["name_en"] = right.text_input(titles["name_en"], key="doors-name_en", placeholder=t("if it has one"))
        answers["offer"] = st.text_input(f"2 · {titles['offer']}", key="doors-offer")
        places = st.columns(3)
        answers["industry"] = places[0].selectbox(
            f"3 · {titles['industry']}",
            [t(name) for name in INDUSTRIES],
            None,
            key="doors-industry",
            accept_new_options=True,
            placeholder=t("Choose, or type a new one"),
        )
        stages = {code: t(word) for code, word in COMPANY_STAGES.items()}
        answers["stage"] = places[1].selectbox(
            f"4 · {titles['stage']}", list(stages), format_func=stages.__getitem__, key="doors-stage"
        )
        answers["currency"] = places[2].selectbox(f"5 · {titles['currency']}", CURRENCIES, key="doors-currency")
        places = st.columns(3)
        answers["cash"] = places[0].text_input(f"6 · {titles['cash']}", key="doors-cash", placeholder=example)
        help_text = t("What the cash falls by in a month: all payments out less all payments in.")
        answers["net_burn"] = places[1].text_input(
            f"7 · {titles['net_burn']}", key="doors-net_burn", placeholder=example, help=help_text
        )
        answers["headcount"] = places[2].number_input(
            f"8 · {titles['headcount']}", value=None, step=1, key="doors-headcount"
        )
        if st.form_submit_button(t("Begin"), key="doors-begin", type="primary", icon=":material/arrow_forward:"):
            _begin(answers, lambda: st.switch_page("today.py"))


def company_form(go_on: Callable[[], None] | None = None) -> None:
    """Ask for the name of a company of one's own, open it and go on to its card, or to where it was asked for."""
    with st.form("doors-company", border=False):
        name = st.text_input(t("Company name"), key="doors-name")
        if st.form_submit_button(t("Begin"), key="doors-begin", icon=":material/arrow_forward:"):
            _begin({"name": name}, go_on or _to_the_card)


def _to_the_card() -> None:
    st.switch_page("company.py")


def _begin(answers: dict[str, Any], go_on: Callable[[], None]) -> None:
    token = st.session_state.setdefault("doors-token", uuid.uuid4().hex)
    try:
        with get_runtime().database.write() as session:
            company: StoredCompany = begin_company(session, answers, token, st.context.timezone or "")
    except SextantError as error:
        st.error(t(error.message, **error.values))
        return
    del st.session_state["doors-token"]
    st.session_state.pop("door", None)
    choose_company(company.id)
    flash("{name} is open.", name=company.name)
    go_on()
