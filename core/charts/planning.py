"""Charts of what is planned: initiatives along the calendar, and who serves which of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import plotly.graph_objects as go

CHOSEN, LEFT = "#0b5cad", "#b9c0c9"
# Shapes say the same as colours.
LOOKS = {
    "initiative": ("square", "#e07b00"),
    "talent": ("circle", "#0b5cad"),
    "technology": ("diamond", "#2a9d8f"),
    "market": ("triangle-up", "#8250df"),
    "funds": ("pentagon", "#6a737d"),
    "network": ("hexagon", "#c2417c"),
}
WRITTEN = 40  # names that can be read beside each other; of more nodes only the heaviest carry theirs
EDGE = {"color": "rgba(128,136,146,0.45)", "width": 1}
NAME = 20  # characters of a name in the picture
DAY = 86_400_000  # a bar's length is given in milliseconds


@dataclass(frozen=True)
class Bar:
    """An initiative from its first to its last day."""

    id: int
    name: str
    first: date
    last: date
    chosen: bool


@dataclass(frozen=True)
class Node:
    """A resource or an initiative; `sort` is a resource's kind or "initiative", `weight` what it is worth."""

    key: str
    name: str
    sort: str
    weight: float


def timeline_figure(bars: Sequence[Bar], today: date, words: Mapping[str, str]) -> "go.Figure":
    """Return a bar per initiative from start to due; `words` has title, chosen and left."""
    import plotly.graph_objects as go

    figure, lines = go.Figure(), {bar: -n for n, bar in enumerate(bars)}  # the first bar on top
    for chosen, colour, shape in ((True, CHOSEN, ""), (False, LEFT, "/")):
        rows = [bar for bar in bars if bar.chosen == chosen]
        figure.add_bar(
            base=[bar.first.isoformat() for bar in rows],
            x=[max(1, (bar.last - bar.first).days) * DAY for bar in rows],
            y=[lines[bar] for bar in rows],
            orientation="h",
            name=words["chosen" if chosen else "left"],
            marker={"color": colour, "pattern": {"shape": shape}},
            customdata=[[bar.name, bar.first.isoformat(), bar.last.isoformat()] for bar in rows],
            hovertemplate="%{customdata[0]}<br>%{customdata[1]} – %{customdata[2]}<extra></extra>",
        )
    figure.add_vline(x=today.isoformat(), line={"dash": "dot", "color": "#8a8f98"})
    figure.update_layout(
        title=words["title"],
        barmode="overlay",
        height=140 + 26 * len(bars),
        margin={"l": 10, "r": 10, "t": 60, "b": 30},
        legend={"orientation": "h", "yanchor": "bottom", "y": 1, "xanchor": "right", "x": 1},
    )
    figure.update_yaxes(tickvals=list(lines.values()), ticktext=[_short(bar.name) for bar in lines])
    return figure.update_xaxes(type="date", tickformat="%Y-%m", nticks=8)


def network_figure(
    nodes: Sequence[Node], edges: Mapping[tuple[str, str], float], words: Mapping[str, str]
) -> "go.Figure":
    """Return the picture of who serves what; `edges` holds an amount by pair of keys, `words` a name per sort."""
    import plotly.graph_objects as go

    places = lay_out(nodes, edges)
    figure = go.Figure()
    # One trace for all lines, broken by None: a trace each would be slow to draw.
    lines = [place for pair in edges for place in (places[pair[0]], places[pair[1]], (None, None))]
    xs, ys = [x for x, _ in lines], [y for _, y in lines]
    figure.add_scatter(x=xs, y=ys, mode="lines", line=EDGE, hoverinfo="skip", showlegend=False)
    named = written(nodes)
    for sort, (symbol, colour) in LOOKS.items():
        if rows := [node for node in nodes if node.sort == sort]:
            figure.add_scatter(
                x=[places[node.key][0] for node in rows],
                y=[places[node.key][1] for node in rows],
                mode="markers+text",
                text=[_short(node.name) if node.key in named else "" for node in rows],
                textposition="top center",
                hovertext=[node.name for node in rows],
                hoverinfo="text",
                marker={"symbol": symbol, "color": colour, "size": _sizes(rows, nodes)},
                name=words[sort],
            )
    across = [x for x, _ in places.values()]
    edge = 0.2 * (max(across) - min(across)) or 1.0  # room for the names at both sides
    hidden = {"visible": False}
    return figure.update_layout(
        height=560,
        margin={"l": 0, "r": 0, "t": 30, "b": 0},
        legend={"orientation": "h", "yanchor": "bottom", "y": 1},
        xaxis=hidden | {"range": [min(across) - edge, max(across) + edge]},
        yaxis=hidden,
    )


def lay_out(nodes: Sequence[Node], edges: Mapping[tuple[str, str], float]) -> dict[str, tuple[float, float]]:
    """Return where each node lies, those that belong together near each other; the same input lies the same way."""
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(node.key for node in nodes)
    graph.add_edges_from(edges)
    places = networkx.spring_layout(graph, seed=7, k=1.6 / max(1, len(nodes)) ** 0.5, iterations=80)
    return {key: (float(x), float(y)) for key, (x, y) in places.items()}


def written(nodes: Sequence[Node]) -> set[str]:
    """Return the nodes whose name is written beside them: the heaviest, so that names can be read."""
    return {node.key for node in sorted(nodes, key=lambda node: -node.weight)[:WRITTEN]}


def _sizes(rows: Sequence[Node], nodes: Sequence[Node]) -> list[float]:
    most = max((node.weight for node in nodes if node.sort == rows[0].sort), default=0) or 1.0
    return [8 + 14 * (max(0.0, node.weight) / most) ** 0.5 for node in rows]


def _short(name: str) -> str:
    return name if len(name) <= NAME else f"{name[: NAME - 1]}…"
