"""Who serves what: supplies matched to demands so that nothing is used twice."""

from collections import deque
from collections.abc import Sequence

EXACT = 1e-9  # a share below this is rounding


def match(demands: Sequence[float], supplies: Sequence[float], able: Sequence[Sequence[int]]) -> list[dict[int, float]]:
    """Return how much of each supply serves each demand; `able` holds the supplies that can serve a demand.

    Demands come first in their order: an earlier one is met as far as at all possible, and never gives up again what a
    later one gets. What can be met is a polymatroid, so demands ordered by worth per unit make the worth greatest
    (Edmonds 1970): no other matching is better.
    """
    served: list[dict[int, float]] = [{} for _ in demands]
    free = list(supplies)
    for demand, wanted in enumerate(demands):
        left = wanted
        while left > EXACT * wanted and (path := _find_path(demand, able, served, free, EXACT * wanted)):
            left -= _shift(path, left, served, free)
    return served


def _find_path(
    start: int, able: Sequence[Sequence[int]], served: list[dict[int, float]], free: list[float], least: float
) -> list[tuple[int, int]]:
    # Breadth first: a demand takes a free supply, or one that an earlier demand can replace by another.
    came: dict[int, list[tuple[int, int]]] = {start: []}
    waiting = deque([start])
    while waiting:
        demand = waiting.popleft()
        for supply in able[demand]:
            path = [*came[demand], (demand, supply)]
            if free[supply] > least:
                return path
            for other, rows in enumerate(served):
                if other not in came and rows.get(supply, 0.0) > least:
                    came[other] = path
                    waiting.append(other)
    return []


def _shift(path: list[tuple[int, int]], left: float, served: list[dict[int, float]], free: list[float]) -> float:
    givers = [(after[0], before[1]) for before, after in zip(path, path[1:], strict=False)]
    last = path[-1][1]
    amount = min(left, free[last], *(served[demand][supply] for demand, supply in givers))
    for demand, supply in path:
        served[demand][supply] = served[demand].get(supply, 0.0) + amount
    for demand, supply in givers:
        served[demand][supply] -= amount
    free[last] -= amount
    return amount
