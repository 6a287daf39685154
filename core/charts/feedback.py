"""Charts of what customers say."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import plotly.graph_objects as go

# Blue and orange can be told apart by colour-blind people; a sign or word stands beside them everywhere.
COLOURS = {"positive": "#1f77b4", "negative": "#e07b00", "unclear": "#8a8f98"}


class ShareLike(Protocol):
    """A share with n and interval."""

    k: int
    n: int
    low: float
    high: float

    @property
    def value(self) -> float | None:
        """k ÷ n, or None where n is 0."""


class WeekLike(Protocol):
    """A week with its negative share."""

    @property
    def monday(self) -> Any:
        """The week's first day."""

    @property
    def negative(self) -> ShareLike:
        """The share of negative comments."""


def distribution_figure(
    shares: Mapping[str, ShareLike], words: Mapping[str, str], *, title: str, unit: str
) -> "go.Figure":
    """Return bars of each label's share in percent with the 95 % interval."""
    import plotly.graph_objects as go

    figure = go.Figure()
    for label, share in shares.items():
        value = 100 * (share.value or 0)
        bounds = {"array": [100 * share.high - value], "arrayminus": [value - 100 * share.low]}
        figure.add_bar(
            x=[value],
            y=[words[label]],
            orientation="h",
            marker_color=COLOURS[label],
            error_x={"type": "data", **bounds},
            name=words[label],
        )
    return _laid_out(figure, title).update_xaxes(title=unit, range=[0, 100])


def trend_figure(weeks: Sequence[WeekLike], *, title: str, unit: str) -> "go.Figure":
    """Return the negative share by week in percent, its 95 % interval as a band."""
    import plotly.graph_objects as go

    days = [week.monday for week in weeks]
    low, high = ([100 * getattr(week.negative, side) for week in weeks] for side in ("low", "high"))
    figure = go.Figure()
    figure.add_scatter(x=days, y=high, mode="lines", line_width=0, hoverinfo="skip")
    figure.add_scatter(
        x=days, y=low, mode="lines", line_width=0, fill="tonexty", fillcolor="rgba(224,123,0,0.18)", hoverinfo="skip"
    )
    values = [100 * (week.negative.value or 0) for week in weeks]
    numbers = [week.negative.n for week in weeks]
    figure.add_scatter(
        x=days,
        y=values,
        mode="lines+markers",
        line_color=COLOURS["negative"],
        customdata=numbers,
        hovertemplate="%{y:.0f} % · n = %{customdata}<extra></extra>",
    )
    return (
        _laid_out(figure, title).update_yaxes(title=unit, range=[0, 100]).update_xaxes(tickformat="%Y-%m-%d", nticks=6)
    )


def _laid_out(figure: "go.Figure", title: str) -> "go.Figure":
    return figure.update_layout(title=title, showlegend=False, height=300, margin={"l": 10, "r": 10, "t": 50, "b": 40})
