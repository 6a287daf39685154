"""The four figures of Today, and the negative share with its n and interval."""

from typing import Any

import streamlit as st

from core.i18n import N_, format_number, format_percent, t
from pages.components.figures import say_share

FIGURES = {
    "resources": N_("Resources"),
    "seats": N_("Open seats"),
    "partners": N_("Open partners"),
    "comments": N_("Comments"),
}


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
