"""What every page begins with: its title, its company, its language, and messages that outlive a rerun."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st

from core.i18n import LOCALES, get_locale, match_locale, set_locale, t
from core.runtime import Runtime, get_runtime
from core.services import preferences, ventures
from core.services.trash import restore
from core.services.ventures import StoredCompany
from pages.components.team import current_user, show_user
from pages.components.text import plain


@dataclass(frozen=True)
class PageContext:
    """What a page works with."""

    runtime: Runtime
    company: StoredCompany
    key: str
    user: str = ""

    @property
    def database(self) -> Any:
        """Return the database."""
        return self.runtime.database

    @property
    def venture_id(self) -> int:
        """Return the id of the company on screen."""
        return self.company.id


def choose_language() -> None:
    """Set the language: the box in the sidebar, then the address's `lang`, then what was chosen last, then the browser's."""
    # Not bound to the address: Streamlit then refuses to go to another page while it holds the language.
    codes = {word: code for code, word in LOCALES.items()} | {code: code for code in LOCALES}
    asked = codes.get(st.query_params.get("lang", ""))
    chosen = st.session_state.get("lang") or asked or _remembered("language")
    set_locale(chosen or match_locale(st.context.locale))


def _remembered(name: str) -> str | None:
    with get_runtime().database.read() as session:
        return preferences.get_preference(session, _own(name))


def _own(name: str) -> str:
    """Return the name of a choice of whoever is at the page: the team's members each have their own."""
    return f"{name}@{user}" if (user := current_user()) else name


def _remember(name: str, key: str) -> None:
    value = st.session_state.get(key)
    if value is not None:
        with get_runtime().database.write() as session:
            preferences.set_preference(session, _own(name), str(value))
        if name == "language":
            set_locale(value)


def sidebar() -> None:
    """Draw the company switcher and the language box."""
    with get_runtime().database.read() as session:
        companies = {company.id: company for company in ventures.list_ventures(session)}
    with st.sidebar:
        if companies:
            _company_box(companies)
        locale = get_locale()
        st.session_state.setdefault("lang", locale)
        st.segmented_control(
            t("Language"),
            list(LOCALES),
            format_func=LOCALES.__getitem__,
            key="lang",
            required=True,
            persist_state="session",
            on_change=_remember,
            args=("language", "lang"),
        )
    show_user()


def choose_company(company_id: int) -> None:
    """Make a company the one on screen from the next run on, and remember it."""
    # The switcher may be drawn already in this run; its key cannot be set any more then.
    st.session_state["company-next"] = company_id
    with get_runtime().database.write() as session:
        preferences.set_preference(session, _own("company"), str(company_id))


def _company_box(companies: dict[int, StoredCompany]) -> None:
    remembered = int(_remembered("company") or 0)
    first = remembered if remembered in companies else next(iter(companies))
    wanted = st.session_state.pop("company-next", st.session_state.get("company"))
    if wanted != st.session_state.get("company") or wanted not in companies:
        st.session_state["company"] = wanted if wanted in companies else first
    names = {i: company.name + (f" · {t('demo')}" if company.is_demo else "") for i, company in companies.items()}
    st.selectbox(
        t("Company"),
        list(companies),
        format_func=names.__getitem__,
        key="company",
        on_change=_remember,
        args=("company", "company"),
    )


def menu_position() -> Literal["sidebar", "hidden"]:
    """Return where the menu goes: nowhere while there is no company, since every page would show the same doors."""
    with get_runtime().database.read() as session:
        return "sidebar" if ventures.list_ventures(session) else "hidden"


def open_page(key: str, title: str, sentence: str) -> PageContext:
    """Draw a page's title and return what it works with; without a company, offer the doors instead and stop."""
    with get_runtime().database.read() as session:
        companies = {company.id: company for company in ventures.list_ventures(session)}
    company = companies.get(st.session_state.get("company") or 0)
    if company is None:
        from pages.components.doors import show_doors

        _head(t("Where do you want to begin?"), t("Sextant turns what you have and what customers say into a plan."))
        show_doors()
        st.stop()
    from pages.components.tour import show_tour

    page = PageContext(get_runtime(), company, key, current_user())
    show_tour(page)
    _head(title, sentence)
    return page


def _head(title: str, sentence: str) -> None:
    with st.container(gap="xsmall"):
        st.title(title, anchor=False)
        st.caption(sentence)


def flash(
    message: str, *, kind: str = "success", undo: tuple[str, int, list[int]] | None = None, **values: Any
) -> None:
    """Show a message at the top of the next run; `undo` is a noun, a company and ids that can come out of the trash."""
    st.session_state.setdefault("flashes", []).append((message, kind, undo, values))


def show_flashes() -> None:
    """Show the messages that wait, each once, with its undo."""
    for number, (message, kind, undo, values) in enumerate(st.session_state.pop("flashes", [])):
        with st.container(horizontal=True, vertical_alignment="center", key=f"flash-{number}"):
            show: Callable[..., Any] = {"error": st.error, "warning": st.warning}.get(kind, st.success)
            show(t(message, **{name: plain(str(value)) for name, value in values.items()}))
            if undo:
                st.button(t("Undo"), key=f"flash-undo-{number}", icon=":material/undo:", on_click=_undo, args=(undo,))


def _undo(undo: tuple[str, int, list[int]]) -> None:
    noun, venture_id, ids = undo
    with get_runtime().database.write() as session:
        restore(session, noun, venture_id, ids)
    flash("It is back.")
