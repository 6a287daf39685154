"""The first steps of a new company: how long the cash lasts, and what comes next."""

import streamlit as st

from core.i18n import t
from core.services.first_run import Step, dismiss_start_list, start_list, start_list_dismissed
from core.services.money import runway
from core.services.snapshot import today_of
from pages.components.cash import say_left
from pages.components.page import PageContext
from pages.components.text import plain


def open_steps(page: PageContext) -> list[Step]:
    """Return the first steps while one of them is open and nobody has put them away."""
    with page.database.read() as session:
        steps = start_list(session, page.company)
        dismissed = start_list_dismissed(session, page.venture_id)
    return [] if dismissed or all(step.done for step in steps) else steps


def show_runway(page: PageContext) -> None:
    """Draw the first figure a founder sees: how long the cash lasts."""
    today = today_of(page.company)
    with page.database.read() as session:
        found = runway(session, page.company, today)
    if found.source:
        st.success(f"**{plain(say_left(found, today))}**", icon=":material/payments:")
    else:
        st.info(t("Enter the cash today and the net burn a month, and see how long the cash lasts."))


def show_steps(page: PageContext, steps: list[Step]) -> None:
    """Draw the first steps: the next one as a button, the others as links, with the way to put them away."""
    waiting = [step for step in steps if not step.done]
    if not waiting:
        return
    with st.container(border=True, key="today-start", gap="xsmall"):
        done = t("{done} of {total}", done=len(steps) - len(waiting), total=len(steps))
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown(f"**{t('First steps')}** · {done}")
            st.button(
                t("Put away"),
                key="today-start-dismiss",
                type="tertiary",
                icon=":material/close:",
                on_click=_dismiss,
                args=(page,),
            )
        words = t("Next: {step}", step=t(waiting[0].message))
        if st.button(words, key="today-start-next", type="primary", icon=":material/arrow_forward:"):
            st.switch_page(f"{waiting[0].page}.py")
        for step in waiting[1:]:
            st.page_link(f"{step.page}.py", label=t(step.message), icon=":material/radio_button_unchecked:")


def _dismiss(page: PageContext) -> None:
    with page.database.write() as session:
        dismiss_start_list(session, page.venture_id)
