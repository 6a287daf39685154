"""The parts of Today: what is urgent, the first steps, and four figures."""

from typing import Any

import streamlit as st

from core.i18n import N_, format_number, format_percent, t
from core.services.today import Item
from pages.components.figures import say_share
from pages.components.records import open_editor
from pages.components.text import plain

RULE = N_(
    "Order: late actions, then a runway below nine months, partners going cold by value × probability, "
    "capabilities one person alone holds, then what is due in 14 days. At most two of a kind."
)
ICONS = {
    "late": ":material/event_busy:",
    "due": ":material/event:",
    "money": ":material/payments:",
    "cold": ":material/ac_unit:",
    "single": ":material/person_alert:",
}
FIGURES = {
    "resources": N_("Resources"),
    "seats": N_("Open seats"),
    "partners": N_("Open partners"),
    "comments": N_("Comments"),
}


def show_items(items: list[Item]) -> None:
    """Draw what is urgent, a line each, with its reason and the button that leads there."""
    st.subheader(t("Needs you"), anchor=False, help=t(RULE))
    with st.container(border=True, key="today-items", gap="xsmall"):
        for number, item in enumerate(items):
            with st.container(horizontal=True, wrap=False, vertical_alignment="center", key=f"today-item-{number}"):
                values = {name: plain(str(value)) for name, value in item.values.items()}
                st.markdown(f"{ICONS[item.kind]} {t(item.message, **values)}", width="stretch")
                if st.button(t("Open"), key=f"today-open-{number}", type="tertiary", icon=":material/arrow_forward:"):
                    _go(item)


def _go(item: Item) -> None:
    if item.page == "partners":
        st.session_state["partner"] = item.record_id
    elif item.kind in ("late", "due"):
        open_editor("action", item.record_id)
    elif item.kind == "single":
        open_editor("resource", item.record_id)
    st.switch_page(f"{item.page}.py")


def show_steps(steps: list[tuple[str, str, bool]]) -> None:
    """Draw the first steps while one is open; those that are done stand in one line."""
    open_steps = [step for step in steps if not step[2]]
    if not open_steps:
        return
    with st.container(border=True, key="today-start", gap="xsmall"):
        done = t("{done} of {total}", done=len(steps) - len(open_steps), total=len(steps))
        st.markdown(f"**{t('First steps')}** · {done}")
        for message, target, _ in open_steps:
            st.page_link(f"{target}.py", label=t(message), icon=":material/radio_button_unchecked:")


def show_counts(figures: dict[str, Any]) -> None:
    """Draw the four figures, and the negative share with its n and interval."""
    for row in (("resources", "seats"), ("partners", "comments")):
        with st.container(horizontal=True, wrap=False, key=f"today-figures-{row[0]}"):
            for name in row:
                st.metric(t(FIGURES[name]), format_number(figures[name], 0), border=True)
    share = figures["negative"]
    if share.value is not None:
        sure = say_share(share)
        st.metric(
            t("Negative feedback"), format_percent(share.value), sure, delta_color="off", delta_arrow="off", border=True
        )
