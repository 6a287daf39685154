"""The timeline and the picture of who serves what."""

import time
from datetime import date

from core.charts.planning import WRITTEN, Bar, Node, lay_out, network_figure, timeline_figure

SORTS = {sort: sort.title() for sort in ("initiative", "talent", "technology", "market", "funds", "network")}


def company(resources: int, initiatives: int) -> tuple[list[Node], dict[tuple[str, str], float]]:
    nodes = [Node(f"i{n}", f"Initiative {n}", "initiative", 50) for n in range(initiatives)]
    nodes += [Node(f"r{n}", f"Person {n}", "talent", float(n)) for n in range(resources)]
    edges = {(f"r{n}", f"i{(n * step) % initiatives}"): 1.0 for n in range(resources) for step in (1, 3)}
    return nodes, edges


def test_a_bar_reaches_from_the_first_day_to_the_last_and_what_waits_is_hatched() -> None:
    bars = [
        Bar(1, "Trial", date(2026, 5, 1), date(2026, 5, 31), True),
        Bar(2, "Search", date(2026, 6, 1), date(2026, 6, 2), False),
    ]

    figure = timeline_figure(bars, date(2026, 5, 10), {"title": "Timeline", "chosen": "Fits", "left": "Left out"})

    fits, left = figure.data
    assert (fits.base, fits.x) == (("2026-05-01",), (30 * 86_400_000,))
    assert (left.base, left.marker.pattern.shape) == (("2026-06-01",), "/")
    assert figure.layout.yaxis.ticktext == ("Trial", "Search")


def test_two_initiatives_of_the_same_name_have_a_line_each() -> None:
    bars = [Bar(n, "Trial", date(2026, 5, 1), date(2026, 5, 31), True) for n in (1, 2)]

    figure = timeline_figure(bars, date(2026, 5, 10), {"title": "Timeline", "chosen": "Fits", "left": "Left out"})

    assert figure.data[0].y == (0, -1)


def test_a_picture_of_two_hundred_nodes_has_each_node_once_and_names_the_heaviest() -> None:
    nodes, edges = company(140, 60)

    figure = network_figure(nodes, edges, SORTS)

    drawn = [trace for trace in figure.data if trace.mode == "markers+text"]
    texts = [text for trace in drawn for text in trace.text if text]
    assert sum(len(trace.x) for trace in drawn) == 200
    assert len(texts) == WRITTEN and "Person 139" in texts and "Person 0" not in texts
    assert len(figure.data) == 3


def test_the_same_company_lies_the_same_way_and_is_laid_out_within_two_seconds() -> None:
    nodes, edges = company(140, 60)

    began = time.perf_counter()
    first = lay_out(nodes, edges)
    seconds = time.perf_counter() - began

    assert first == lay_out(nodes, edges)
    assert len(set(first.values())) == 200
    assert seconds < 2


def test_neighbours_lie_nearer_to_each_other_than_strangers() -> None:
    nodes = [Node(f"i{n}", "", "initiative", 1) for n in (1, 2)] + [Node(f"r{n}", "", "talent", 1) for n in (1, 2)]

    places = lay_out(nodes, {("r1", "i1"): 1.0, ("r2", "i2"): 1.0})

    def apart(one: str, other: str) -> float:
        return float(sum((a - b) ** 2 for a, b in zip(places[one], places[other], strict=True)) ** 0.5)

    assert apart("r1", "i1") < apart("r1", "i2")
    assert apart("r2", "i2") < apart("r2", "i1")
