"""Measures with their targets, the size of the market with its arithmetic, and competitors."""

import streamlit as st

from core.charts.money import measure_figure
from core.i18n import format_date, format_money, format_month, format_number, format_percent, t
from core.labels import BETTER
from core.planning.months import YEAR
from core.services.market import StoredMarketSegment
from core.services.money import StoredFigure
from pages.components.page import PageContext
from pages.components.records import edit_button
from pages.components.text import plain

CARDS_IN_A_ROW = 2
CHART = {"displayModeBar": False}


def show_measures(figures: list[StoredFigure]) -> None:
    """Draw a card per measure: last value with n, target, and its values by month."""
    for start in range(0, len(figures), CARDS_IN_A_ROW):
        for place, figure in zip(st.columns(CARDS_IN_A_ROW), figures[start : start + CARDS_IN_A_ROW], strict=False):
            with place.container(border=True, key=f"measure-{figure.id}"):
                _measure(figure)


def _measure(figure: StoredFigure) -> None:
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"**{plain(figure.name)}**", width="stretch")
        edit_button("figure", figure.id, f"measure-edit-{figure.id}")
    last = figure.last
    if last is None:
        st.caption(t("No value yet. Open it and enter one a month."))
    else:
        parts = [format_month(last.month)]
        parts += [] if last.n is None else [f"n = {format_number(last.n, 0)}"]
        st.metric(" · ".join(parts), say_value(last.value, figure.unit), help=plain(figure.definition) or None)
    st.caption(" · ".join(_aim(figure)))
    if len(figure.values) > 1:
        values = {point.month: point.value for point in figure.values[-YEAR:]}
        chart = measure_figure(values, figure.target, {"value": t("Monthly value"), "target": t("Target")})
        st.plotly_chart(chart, key=f"measure-chart-{figure.id}", config=CHART, alt=figure.name)


def _aim(figure: StoredFigure) -> list[str]:
    parts = [t(BETTER[figure.better])]
    if figure.target is not None:
        parts.append(t("target {value}", value=plain(say_value(figure.target, figure.unit))))
        parts += [t("by {day}", day=format_date(figure.target_on))] if figure.target_on else []
        parts += [t("reached") if is_reached(figure) else t("not reached yet")] if figure.last else []
    return [*parts, *([plain(figure.owner)] if figure.owner else [])]


def is_reached(figure: StoredFigure) -> bool:
    """Tell whether the last value is at the target or beyond it."""
    if figure.last is None or figure.target is None:
        return False
    value = figure.last.value
    return value >= figure.target if figure.better == "up" else value <= figure.target


def say_value(value: float, unit: str) -> str:
    """Say a measure's value with its unit."""
    return f"{format_number(value, 2)} {unit}".strip()


def show_market(page: PageContext, segments: list[StoredMarketSegment]) -> None:
    """Draw each part of the market as the formula it is, and the sum of those that are known."""
    for segment in segments:
        with st.container(border=True, horizontal=True, wrap=False, key=f"segment-{segment.id}"):
            source = f"  \n:small[:gray[{plain(segment.source)}]]" if segment.source else ""
            st.markdown(f"**{plain(segment.name)}**  \n{_formula(page, segment)}{source}", width="stretch")
            edit_button("market_segment", segment.id, f"segment-edit-{segment.id}")
    known = [segment.winnable for segment in segments if segment.winnable is not None]
    if len(known) > 1:
        total = plain(format_money(sum(known), page.company.currency))
        words = t("Together we can win {total} a year ({known} of {all} parts are known).")
        st.markdown(f"**{words.format(total=total, known=len(known), all=len(segments))}**")


def _formula(page: PageContext, segment: StoredMarketSegment) -> str:
    currency = page.company.currency
    unknown = t("unknown")
    accounts = unknown if segment.accounts is None else format_number(segment.accounts, 0)
    price = unknown if segment.yearly_price is None else format_money(segment.yearly_price, currency)
    share = unknown if segment.share is None else format_percent(segment.share, 1)
    result = unknown if segment.winnable is None else format_money(segment.winnable, currency)
    words = t("{accounts} accounts × {price} a year × {share} we can win = {result} a year")
    return words.format(accounts=plain(accounts), price=plain(price), share=plain(share), result=plain(result))
