"""The picture of who serves which initiative, with the table behind it."""

from typing import TYPE_CHECKING

import streamlit as st

from core.charts.planning import Node, network_figure
from core.i18n import format_number, t
from core.labels import RESOURCE_KINDS
from core.services.synergy import Synergy

if TYPE_CHECKING:
    import plotly.graph_objects as go

ROWS = 500  # of the table on screen
NODES = 200  # more than that nobody can read; those that add least are left out of the picture
CHART = {"displayModeBar": False}
Edges = dict[tuple[str, str], float]


def show_network(found: Synergy) -> None:
    """Draw the picture and its table."""
    nodes, edges = parts_of(found)
    title = t("Who serves which initiative")
    st.markdown(f"**{title}**")
    if not edges:
        st.caption(t("No resource serves an open initiative yet."))
        return
    words = {kind: t(word) for kind, word in RESOURCE_KINDS.items()} | {"initiative": t("Initiative")}
    figure = _figure(nodes, edges, words)
    st.plotly_chart(figure, key="synergy-network", config=CHART, alt=title)
    st.caption(
        t("A line: matched to a need. The larger, the more it adds. Names on hover; what serves nothing is left out.")
    )
    _table(found, title)


def parts_of(found: Synergy) -> tuple[list[Node], Edges]:
    """Return the initiatives and the resources matched to their needs, with the lines between them."""
    board = found.board
    adds = {row.resource_id: row.value for row in found.contributions}
    names = {row.id: row for row in board.supplies}
    shares: Edges = {}
    for initiative_id, coverage in board.coverages.items():
        for need in coverage.needs:
            for resource_id, amount in need.served:
                pair = f"r{resource_id}", f"i{initiative_id}"
                shares[pair] = shares.get(pair, 0.0) + amount / need.need.quantity
    initiatives = [Node(f"i{row.id}", row.name, "initiative", row.impact) for row in board.initiatives.values()][
        : NODES // 2
    ]
    serving = sorted({int(first[1:]) for first, _ in shares}, key=lambda n: (-adds.get(n, 0.0), n))
    resources = [
        Node(f"r{n}", names[n].name, names[n].kind, adds.get(n, 0.0)) for n in serving[: NODES - len(initiatives)]
    ]
    keys = {node.key for node in (*initiatives, *resources)}
    return [*initiatives, *resources], {pair: share for pair, share in shares.items() if keys.issuperset(pair)}


def _figure(nodes: list[Node], edges: Edges, words: dict[str, str]) -> "go.Figure":
    return _drawn(tuple(nodes), tuple(edges.items()), tuple(words.items()))


@st.cache_resource(max_entries=8, show_spinner=False)
def _drawn(
    nodes: tuple[Node, ...], edges: tuple[tuple[tuple[str, str], float], ...], words: tuple[tuple[str, str], ...]
) -> "go.Figure":
    return network_figure(nodes, dict(edges), dict(words))


def _table(found: Synergy, title: str) -> None:
    names = {row.id: row.name for row in found.board.supplies}
    rows = [
        (initiative_id, row.need, resource_id, amount)
        for initiative_id, coverage in found.board.coverages.items()
        for row in coverage.needs
        for resource_id, amount in row.served
    ]
    lines = [
        {
            t("Resource"): names[resource_id],
            t("Initiative"): found.board.initiatives[initiative_id].name,
            t("Capability"): need.capability,
            t("Serves"): f"{format_number(amount)} / {format_number(need.quantity)}",
        }
        for initiative_id, need, resource_id, amount in rows[:ROWS]
    ]
    with st.expander(t("The numbers behind the charts")):
        st.dataframe(lines, hide_index=True, alt=title)
        if len(rows) > ROWS:
            st.caption(t("{count} more: not shown.", count=len(rows) - ROWS))
