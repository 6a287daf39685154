"""Initiatives that require each other in a circle."""

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from core.errors import SextantError


def find_circle(requires: Mapping[int, Iterable[int]]) -> list[int]:
    """Return ids that require each other in a circle, the first again at the end, or an empty list."""
    try:
        TopologicalSorter(requires).prepare()
    except CycleError as error:
        circle = error.args[1][-1:0:-1]  # the sorter tells it from what is required to what requires it
        first = circle.index(min(circle))
        return [*circle[first:], *circle[:first], circle[first]]
    return []


def refuse_circle(requires: Mapping[int, Iterable[int]], names: Mapping[int, str]) -> None:
    """Raise SextantError where initiatives require each other in a circle; the message names it."""
    if circle := find_circle(requires):
        raise SextantError(
            "These initiatives require each other in a circle: {circle}. Take one of the requirements away.",
            circle=" → ".join(names[n] for n in circle),
        )
