"""The parts of the page Money: runway, what is missing, months, plan against actual, measures, the market."""

from datetime import date
from typing import Any

import streamlit as st

from core import labels
from core.charts.money import cash_figure, flow_figure
from core.i18n import format_money, format_month, format_percent, t
from core.planning.money import Runway, gross_margin
from core.planning.months import (
    COSTS,
    YEAR,
    Question,
    Span,
    add_up,
    exactly,
    plan_against_actual,
    shifted,
    value_of,
)
from core.services.money import StoredMoneyMonth, find_month
from pages.components.cash import say_left, say_question, say_source
from pages.components.page import PageContext
from pages.components.records import open_editor

CHART = {"displayModeBar": False}
ASKED = 4  # questions that stand open; the others lie folded below them


def show_runway(page: PageContext, runway: Runway, months: list[StoredMoneyMonth], today: date) -> None:
    """Draw the sentence, what it rests on, and the four figures."""
    st.subheader(say_left(runway, today), anchor=False)
    st.caption(say_source(runway))
    currency = page.company.currency
    margin = gross_margin(months, today)
    cash = None if runway.cash is None else exactly(runway.cash)
    helps = {
        "cash": t("What lay in the bank on the day it was counted."),
        "burn": t("What went out less what came in, a month."),
        "margin": t("(Income − compute and API − data) ÷ income, over the last {n} full months.", n=margin.months),
    }
    with st.container(horizontal=True, key="money-figures"):
        st.metric(t("Cash"), say_span(cash, currency), help=helps["cash"], border=True)
        st.metric(t("Net burn a month"), say_span(runway.burn, currency), help=helps["burn"], border=True)
        st.metric(t("Gross margin"), say_span(margin.span, "%"), help=helps["margin"], border=True)


def say_span(span: Span | None, unit: str) -> str:
    """Say a figure of money or a share: exactly, or from its least to its most; unknown where it is None."""
    if span is None:
        return t("unknown")

    def say(value: float) -> str:
        return format_percent(value) if unit == "%" else format_money(value, unit)

    return say(span.low) if span.is_exact or say(span.low) == say(span.high) else f"{say(span.low)} – {say(span.high)}"


def show_questions(page: PageContext, questions: tuple[Question, ...]) -> None:
    """Draw what is missing, each with the button that opens the month."""
    if not questions:
        return
    st.markdown(f"**{t('What is missing')}** ({len(questions)})")
    for question in questions[:ASKED]:
        _question(page, question)
    if len(questions) > ASKED:
        with st.expander(t("{count} more months", count=len(questions) - ASKED)):
            for question in questions[ASKED:]:
                _question(page, question)


def _question(page: PageContext, question: Question) -> None:
    words = f":material/help: {say_question(question)}"
    key = f"money-ask-{question.month:%Y-%m}"
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", key=f"{key}-line"):
        st.markdown(words, width="stretch")
        st.button(
            t("Answer"), key=key, type="tertiary", icon=":material/edit:", on_click=_answer, args=(page, question.month)
        )


def _answer(page: PageContext, month: date) -> None:
    with page.database.read() as session:
        known = find_month(session, page.venture_id, month)
    if known:
        open_editor("money_month", known.id)
    else:
        open_editor("money_month", month=month)


def costs_of(month: StoredMoneyMonth) -> float | None:
    """Return all costs of a month, None where one of the five lines is missing."""
    values = [value_of(month, line) for line in COSTS]
    total = add_up(None if value is None else exactly(value) for value in values)
    return total.low if total else None


def show_months(page: PageContext, months: list[StoredMoneyMonth]) -> None:
    """Draw the newest twelve months as two charts and a table."""
    newest = max(row.month for row in months)
    last = max((row.month for row in months if row.basis == "actual"), default=newest)
    ahead = min(YEAR, (newest.year - last.year) * 12 + newest.month - last.month)
    shown = [shifted(last, back - YEAR + 1) for back in range(YEAR + ahead)]
    kept = [row for row in months if row.month >= shown[0]]
    rows = {basis: {row.month: row for row in kept if row.basis == basis} for basis in labels.BASES}
    shown = [month for month in shown if any(month in known for known in rows.values())]

    def line(basis: str, name: str) -> list[float | None]:
        found = [rows[basis].get(month) for month in shown]
        return [None if row is None else costs_of(row) if name == "costs" else value_of(row, name) for row in found]

    words = {basis: t(title) for basis, title in labels.BASES.items()} | {"unit": page.company.currency}
    left, right = st.columns(2, gap="large")
    title = t("Cash at the end of the month")
    cash = cash_figure(shown, line("actual", "cash_end"), line("plan", "cash_end"), words | {"title": title})
    left.plotly_chart(cash, key="money-cash", config=CHART, alt=title)
    title = t("Income and costs")
    flow = {"title": title, "income": t("Income"), "costs": t("Costs"), "unit": page.company.currency}
    figure = flow_figure(shown, line("actual", "income"), line("actual", "costs"), flow)
    right.plotly_chart(figure, key="money-flow", config=CHART, alt=title)
    st.dataframe(
        [_month_row(row) for row in reversed(rows["actual"].values())],
        hide_index=True,
        column_config=_amounts([*map(t, labels.MONEY_LINES.values()), t("Costs"), t("Costs less income")]),
        height="content",
        alt=t("Money by month"),
        placeholder="–",
    )


def _amounts(titles: list[str]) -> dict[str, Any]:
    return {title: st.column_config.NumberColumn(title, format="localized") for title in titles}


def _month_row(row: StoredMoneyMonth) -> dict[str, Any]:
    cells = {t(title): value_of(row, name) for name, title in labels.MONEY_LINES.items()}
    costs = costs_of(row)
    burn = None if costs is None or row.income is None else costs - row.income
    return {t("Month"): f"{row.month:%Y-%m}"} | cells | {t("Costs"): costs, t("Costs less income"): burn}


def show_plan(page: PageContext, months: list[StoredMoneyMonth]) -> None:
    """Draw plan against actual, line by line, over the months in which both are known."""
    found = plan_against_actual(months)
    st.markdown(f"**{t('Plan against actual')}**")
    if not found:
        st.caption(t("Add months as planned to see them held against what came."))
        return
    rows = []
    for line in found:
        share = line.difference / abs(line.plan) if line.plan else None
        rows.append(
            {
                t("Line"): t(labels.MONEY_LINES[line.line]),
                t("Plan"): line.plan,
                t("Actual"): line.actual,
                t("Difference"): line.difference,
                t("In percent"): None if share is None else f"{'+' if share > 0 else ''}{format_percent(share)}",
                t("Months compared"): line.months,
            }
        )
    amounts = _amounts([t("Plan"), t("Actual"), t("Difference")])
    st.dataframe(rows, hide_index=True, column_config=amounts, alt=t("Plan against actual"), placeholder="–")
    both = {row.month for row in months if row.basis == "plan"} & {row.month for row in months if row.basis == "actual"}
    span = f"{format_month(min(both))} – {format_month(max(both))}" if both else ""
    st.caption(t("{months}. Cash is that of the last month compared; everything else is added up.", months=span))
