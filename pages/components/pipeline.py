"""How often we win, what is on its way, and how much of it is not known."""

import streamlit as st

from core.i18n import format_money, format_number, format_percent, t
from core.services.pipeline import Pipeline
from pages.components.page import PageContext


def show_pipeline(page: PageContext, figures: Pipeline) -> None:
    """Draw win rate with n and its interval, and the weighted value of the partners under way."""
    with st.container(horizontal=True, key="partners-figures"):
        help_text = t("Won ÷ (won + lost); in brackets the 95 % interval. Paused ones are not counted.")
        st.metric(t("Win rate"), _rate(figures), help=help_text, border=True)
        value = figures.value
        st.metric(
            t("Weighted value, n = {n}", n=value.n),
            format_money(value.total, page.company.currency) if value.n else "–",
            help=_value_help(figures),
            border=True,
        )


def _rate(figures: Pipeline) -> str:
    wins = figures.wins
    if wins.share is None or wins.low is None or wins.high is None:
        return t("no outcome yet")
    return t(
        "{share}, n = {n} ({low}–{high} %)",
        share=format_percent(wins.share),
        n=format_number(wins.n, 0),
        low=format_number(100 * wins.low, 0),
        high=format_number(100 * wins.high, 0),
    )


def _value_help(figures: Pipeline) -> str:
    value = figures.value
    return t(
        "Value × probability of {n} open partners, added up. {missing} more lack one of the two and are not counted.",
        n=value.n,
        missing=len(value.missing),
    )
