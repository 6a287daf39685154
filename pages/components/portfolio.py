"""What fits the budget: sliders, what is chosen, what waits and why, who is asked too much, and when it happens."""

from typing import TYPE_CHECKING

import streamlit as st

from core.charts.planning import Bar, timeline_figure
from core.errors import SextantError
from core.i18n import format_date, format_money, format_number, format_percent, t
from core.services.initiatives import StoredInitiative
from core.services.snapshot import today_of
from pages.components.page import PageContext, flash
from pages.components.planning import initiatives_of, portfolio_of
from pages.components.text import plain

if TYPE_CHECKING:
    from core.planning.options import Option
    from core.services.portfolio import VenturePortfolio

CHART = {"displayModeBar": False}
LONG, LIST_HEIGHT = 8, 400  # more reasons than this scroll in a frame of that many pixels
STEPS = 40  # of a slider: fine enough to find the point at which the choice changes


def show_portfolio(page: PageContext) -> None:
    """Draw the view; without an open initiative that has a cost there is nothing to choose from."""
    rows = [row for row in initiatives_of(page).values() if row.state in ("idea", "chosen")]
    if not any(row.cost is not None and row.effort is not None for row in rows):
        st.info(t("Give at least one open initiative a cost and person-months: then the budget can be shared out."))
        return
    left, right = st.columns([1, 3], gap="large")
    with left:
        budget, months = _sliders(page, rows)
    try:
        found = portfolio_of(page, budget, months)
    except SextantError as error:
        right.error(t(error.message, **error.values))
        return
    with left:
        st.button(
            t("Choose these"),
            key="portfolio-choose",
            type="primary",
            icon=":material/check:",
            on_click=_ask,
            disabled=not found.portfolio.best.chosen,
        )
    with right:
        _figures(page, found)
        _chosen(page, found)
        _left_out(found)
    _loads(found)
    _timeline(page, found)
    if st.session_state.get("portfolio-ask"):
        st.dialog(t("Choose these"), on_dismiss=_no_more)(_confirm)(page, found)


def _sliders(page: PageContext, rows: list[StoredInitiative]) -> tuple[float, float]:
    cost, effort = sum(row.cost or 0 for row in rows), sum(row.effort or 0 for row in rows)
    budget = _slider(t("Budget ({currency})", currency=page.company.currency), "portfolio-budget", cost)
    months = _slider(t("Person-months"), "portfolio-months", effort)
    st.caption(t("At the right end everything open fits; the page begins in the middle."))
    return budget, months


def _slider(label: str, key: str, total: float) -> float:
    step = _step(total)
    most = step * -(-total // step)
    # Another company or another cost may leave less room than was asked for last.
    if key in st.session_state and not 0 <= st.session_state[key] <= most:
        del st.session_state[key]
    middle = None if key in st.session_state else step * round(most / step / 2)
    given = {} if middle is None else {"value": middle}
    return float(st.slider(label, 0.0, most, step=step, key=key, format="localized", persist_state="session", **given))


def _step(total: float) -> float:
    """Return 1, 2 or 5 times a power of ten, so that some forty of it make the total."""
    if total <= 0:
        return 1.0
    rough = total / STEPS
    power = 10.0 ** (len(str(int(rough))) - 1) if rough >= 1 else 0.1
    return next((power * n for n in (1, 2, 5) if power * n >= rough), power * 10)


def _figures(page: PageContext, found: "VenturePortfolio") -> None:
    portfolio = found.portfolio
    best, currency = portfolio.best, page.company.currency
    help_text = t("Expected value × readiness, added up over what is chosen.")
    with st.container(horizontal=True):
        st.metric(t("Total value"), format_number(best.value), help=help_text, border=True)
        st.metric(t("Cost"), format_money(best.cost, currency), border=True)
        st.metric(t("Person-months"), format_number(best.effort), border=True)
    st.markdown(f":material/trending_up: {_more(found)}")


def _more(found: "VenturePortfolio") -> str:
    portfolio = found.portfolio
    if portfolio.with_more.value <= portfolio.best.value * (1 + 1e-9):
        return t("10 % more budget would buy nothing more.")
    names = {option.id: option.name for option in portfolio.options}
    return t(
        "10 % more budget would buy {names}: value {before} → {after}.",
        names=", ".join(f"“{plain(names[n])}”" for n in sorted(portfolio.entering)),
        before=format_number(portfolio.best.value),
        after=format_number(portfolio.with_more.value),
    )


def _chosen(page: PageContext, found: "VenturePortfolio") -> None:
    rows = [option for option in found.portfolio.options if option.id in found.portfolio.best.chosen]
    st.markdown(f"**{t('Fits: {count}', count=len(rows))}**")
    if not rows:
        st.caption(t("Nothing fits. Move a slider to the right."))
        return
    currency = page.company.currency
    rows.sort(key=lambda option: -option.value)
    st.dataframe(
        [_line(option, currency) for option in rows],
        hide_index=True,
        alt=t("What fits the budget"),
    )


def _line(option: "Option", currency: str) -> dict[str, str]:
    readiness = "–" if option.readiness is None else format_percent(option.readiness)
    return {
        t("Name"): option.name,
        t("Worth"): format_number(option.value),
        t("Cost"): format_money(option.cost or 0, currency),
        t("Person-months"): format_number(option.effort or 0),
        t("Expected value"): format_number(option.impact),
        t("Readiness"): readiness,
    }


def _left_out(found: "VenturePortfolio") -> None:
    rows = [option for option in found.portfolio.options if option.id in found.reasons]
    st.markdown(f"**{t('Left out: {count}', count=len(rows))}**")
    if not rows:
        st.caption(t("Nothing is left out."))
        return
    rows.sort(key=lambda option: -option.value)
    # Lines of text, since a table would cut the reasons off.
    worth = {option.id: f"{t('Worth')} {format_number(option.value)}" for option in rows}
    lines = [f"- **{plain(o.name)}** · {worth[o.id]}  \n  :small[:gray[{plain(found.reasons[o.id])}]]" for o in rows]
    with st.container(height=LIST_HEIGHT if len(rows) > LONG else "content", border=False):
        st.markdown("\n".join(lines))


def _loads(found: "VenturePortfolio") -> None:
    if not found.loads:
        return
    people = {row.id: row.name for row in found.board.resources}
    st.markdown(f"**{t('Load per person')}**")
    if found.overloaded:
        names = ", ".join(
            f"{plain(people[load.resource_id])} {format_percent(load.share)}" for load in found.overloaded
        )
        st.warning(t("More is asked than they give: {names}. Move a date, hire, or choose less.", names=names))
    initiatives = found.board.initiatives
    most = max(1.0, *(load.share for load in found.loads))
    st.dataframe(
        [
            {
                t("Name"): people[load.resource_id],
                t("Load"): load.share,
                t("On the fullest day"): ", ".join(initiatives[n].name for n in load.initiative_ids),
            }
            for load in found.loads
        ],
        column_config={t("Load"): st.column_config.ProgressColumn(format="percent", min_value=0, max_value=most)},
        hide_index=True,
        alt=t("Load per person"),
    )


def _timeline(page: PageContext, found: "VenturePortfolio") -> None:
    rows = sorted(
        found.board.initiatives.values(),
        key=lambda row: (row.starts_on or row.due_on or today_of(page.company), row.id),
    )
    best = found.portfolio.best.chosen
    bars = [
        Bar(row.id, row.name, row.starts_on, row.due_on, row.id in best) for row in rows if row.starts_on and row.due_on
    ]
    title = t("Timeline")
    if bars:
        words = {"title": title, "chosen": t("Fits"), "left": t("Left out")}
        figure = timeline_figure(bars, today_of(page.company), words)
        st.plotly_chart(figure, key="portfolio-timeline", config=CHART, alt=title)
        with st.expander(t("The numbers behind the charts")):
            st.dataframe(
                [{t("Name"): b.name, t("Start"): format_date(b.first), t("Due"): format_date(b.last)} for b in bars],
                hide_index=True,
                alt=title,
            )
    undated = [row.name for row in rows if not (row.starts_on and row.due_on)]
    if undated:
        st.caption(t("Not on the timeline, a date is missing: {names}.", names=plain(", ".join(undated))))


def _ask() -> None:
    st.session_state["portfolio-ask"] = True


def _no_more() -> None:
    st.session_state.pop("portfolio-ask", None)


def _confirm(page: PageContext, found: "VenturePortfolio") -> None:
    from core.services.portfolio import moves_of

    begins, ends = moves_of(found)
    if not begins and not ends:
        st.write(t("The states are like this already."))
        return
    for words, rows in ((t("Will be chosen"), begins), (t("Will be ideas again"), ends)):
        if rows:
            st.markdown(f"**{words}**\n" + "".join(f"\n- {plain(row.name)}" for row in rows))
    if st.button(t("Change the states"), key="portfolio-confirm", type="primary", icon=":material/check:"):
        _take(page, found)


def _take(page: PageContext, found: "VenturePortfolio") -> None:
    from core.services.portfolio import take_choice

    try:
        with page.database.write() as session:
            begun, ended = take_choice(session, page.venture_id, found)
    except SextantError as error:
        st.error(t(error.message, **error.values))
        return
    _no_more()
    flash("Chosen: {begun}. Ideas again: {ended}.", begun=begun, ended=ended)
    st.rerun()
