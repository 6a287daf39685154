"""Charts of money by month; a month without a figure is a gap, never a zero."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import plotly.graph_objects as go

Line = Sequence[float | None]
LEGEND = {"orientation": "h", "yanchor": "bottom", "y": 1, "xanchor": "right", "x": 1}
CASH, INCOME, COSTS = "#1f77b4", "#1f77b4", "#e07b00"


def cash_figure(months: Sequence[date], actual: Line, plan: Line, words: Mapping[str, str]) -> "go.Figure":
    """Return the cash at the end of each month, as it came and as it was planned; `words` has title, unit and both."""
    import plotly.graph_objects as go

    figure = go.Figure()
    if any(value is not None for value in plan):
        dashes = {"dash": "dot", "color": "#8a8f98"}
        figure.add_scatter(x=months, y=plan, mode="lines+markers", line=dashes, name=words["plan"])
    figure.add_scatter(x=months, y=actual, mode="lines+markers", line_color=CASH, name=words["actual"])
    return _laid_out(figure, words)


def flow_figure(months: Sequence[date], income: Line, costs: Line, words: Mapping[str, str]) -> "go.Figure":
    """Return what came in and what went out in each month; `words` has title, unit, income and costs."""
    import plotly.graph_objects as go

    figure = go.Figure()
    figure.add_bar(x=months, y=income, name=words["income"], marker_color=INCOME)
    figure.add_bar(x=months, y=costs, name=words["costs"], marker_color=COSTS, marker_pattern_shape="/")
    return _laid_out(figure, words)


def measure_figure(values: Mapping[date, float], target: float | None, words: Mapping[str, str]) -> "go.Figure":
    """Return a measure's values by month, with its target as a dotted line; `words` has value and target."""
    import plotly.graph_objects as go

    figure = go.Figure()
    months = list(values)
    figure.add_scatter(x=months, y=list(values.values()), mode="lines+markers", line_color=CASH, name=words["value"])
    if target is not None and months:
        dots = {"dash": "dot", "color": COSTS}
        figure.add_scatter(x=[months[0], months[-1]], y=[target] * 2, mode="lines", line=dots, name=words["target"])
    figure.update_layout(height=190, margin={"l": 10, "r": 10, "t": 25, "b": 30}, legend=LEGEND)
    return figure.update_xaxes(tickformat="%Y-%m", nticks=6).update_yaxes(rangemode="tozero")


def _laid_out(figure: "go.Figure", words: Mapping[str, str]) -> "go.Figure":
    figure.update_layout(
        title=words["title"],
        height=300,
        margin={"l": 10, "r": 10, "t": 50, "b": 40},
        legend=LEGEND,
    )
    figure.update_yaxes(title=words["unit"], rangemode="tozero")
    return figure.update_xaxes(tickformat="%Y-%m", nticks=6)
