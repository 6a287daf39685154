"""The heat map of one head: an ECharts option, because its cells can be clicked."""

from collections.abc import Sequence
from typing import Any

import numpy as np


def attention_option(tokens: Sequence[str], weights: np.ndarray, *, rows: str, columns: str) -> dict[str, Any]:
    """Return a heat map of one head's attention (seq, seq): row = the token that looks, column = the token looked at."""
    seq = len(tokens)
    cells = [[column, row, round(float(weights[row, column]), 4)] for row in range(seq) for column in range(seq)]
    names = [f"{number} {token}" for number, token in enumerate(tokens, 1)]
    axis = {"type": "category", "data": names, "splitArea": {"show": False}}
    return {
        "tooltip": {"position": "top"},
        "grid": {"left": 90, "right": 20, "top": 20, "bottom": 90},
        "xAxis": axis | {"name": columns, "nameLocation": "middle", "nameGap": 70, "axisLabel": {"rotate": 60}},
        "yAxis": axis | {"name": rows, "inverse": True},
        "visualMap": {
            "min": 0,
            "max": max(float(weights.max()), 1e-6),
            "show": False,
            "inRange": {"color": ["#f4f8fc", "#0b5cad"]},
        },
        "series": [{"type": "heatmap", "data": cells, "selectedMode": "single"}],
    }


def top_pairs(tokens: Sequence[str], weights: np.ndarray, count: int = 10) -> list[tuple[str, str, float]]:
    """Return the strongest pairs (token that looks, token looked at, weight), strongest first."""
    order = np.argsort(weights, axis=None)[::-1][:count]
    pairs = (divmod(int(place), weights.shape[1]) for place in order)
    return [(tokens[row], tokens[column], float(weights[row, column])) for row, column in pairs]
