"""Matching against a linear program."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from core.planning.matching import match

amounts = st.lists(st.sampled_from([0.3, 1.0, 2.5, 40.0]), min_size=1, max_size=5)


@settings(max_examples=150, deadline=None)
@given(amounts, amounts, st.data())
def test_no_supply_is_used_twice_and_nothing_serves_what_it_cannot(
    demands: list[float], supplies: list[float], data: st.DataObject
) -> None:
    able = [data.draw(st.sets(st.integers(0, len(supplies) - 1)).map(sorted)) for _ in demands]

    served = match(demands, supplies, able)

    used: Counter[int] = Counter()
    for rows in served:
        used.update(rows)
    assert all(used[n] <= supply + 1e-9 for n, supply in enumerate(supplies))
    assert all(sum(rows.values()) <= wanted + 1e-9 for rows, wanted in zip(served, demands, strict=True))
    assert all(set(rows) <= set(can) for rows, can in zip(served, able, strict=True))


@settings(max_examples=150, deadline=None)
@given(amounts, amounts, st.data())
def test_the_worth_of_what_is_met_equals_a_linear_programs(
    demands: list[float], supplies: list[float], data: st.DataObject
) -> None:
    able = [data.draw(st.sets(st.integers(0, len(supplies) - 1)).map(sorted)) for _ in demands]
    worth = sorted(data.draw(st.lists(st.floats(0.1, 3), min_size=5, max_size=5)), reverse=True)[: len(demands)]

    served = match(demands, supplies, able)

    found = sum(value * sum(rows.values()) for value, rows in zip(worth, served, strict=True))
    assert found == pytest.approx(_best(demands, supplies, able, worth), abs=1e-7)


def _best(demands: list[float], supplies: list[float], able: list[list[int]], worth: list[float]) -> float:
    edges = [(n, r) for n, can in enumerate(able) for r in can]
    if not edges:
        return 0.0
    limits = np.zeros((len(demands) + len(supplies), len(edges)))
    for column, (n, r) in enumerate(edges):
        limits[n, column] = limits[len(demands) + r, column] = 1
    answer = linprog([-worth[n] for n, _ in edges], A_ub=limits, b_ub=[*demands, *supplies])
    return float(-answer.fun)


def test_an_earlier_demand_keeps_what_it_has_when_a_later_one_is_served() -> None:
    served = match([1.0, 1.0, 1.0], [1.0, 1.0], [[0, 1], [0], [0, 1]])

    assert [sum(rows.values()) for rows in served] == [1.0, 1.0, 0.0]
