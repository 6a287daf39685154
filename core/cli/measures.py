"""Figures of several methods as an aligned table of plain text."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from core.i18n import t

GAP = "  "


def table_lines(methods: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return a heading and one line per method; keys are the methods' names on screen."""
    heading = [
        t("Method"),
        "n",
        t("Accuracy (95 % interval)"),
        t("Macro-F1 (95 % interval)"),
        t("Calibration error"),
        t("Not sure"),
        t("Right outside"),
    ]
    return _aligned([heading, *(_row(name, measure) for name, measure in methods.items())])


def difference_line(name: str, other: str, found: Mapping[str, Any]) -> str:
    """Return how much more accurate one method is than the other, with the interval of the difference."""
    low, high = found["accuracy"]["interval"]
    return t(
        "{name} − {other}: accuracy {difference} points ({low} to {high}).",
        name=name,
        other=other,
        difference=_points(found["accuracy"]["difference"]),
        low=_points(low),
        high=_points(high),
    ) + (" " + t("No clear difference.") if low <= 0 <= high else "")


def suite_lines(found: Mapping[str, Any], name: str = "") -> Iterable[str]:
    """Yield nested figures one innermost group a line, matrices left out."""
    plain = [f"{key} {_short(value)}" for key, value in found.items() if not isinstance(value, Mapping | list)]
    plain += [f"{key} {_range(value)}" for key, value in found.items() if _is_range(value)]
    if plain:
        yield (f"{name}: " if name else "") + ", ".join(plain)
    for key, value in found.items():
        if isinstance(value, Mapping):
            yield from suite_lines(value, f"{name}.{key}".strip("."))


def _row(name: str, measure: Mapping[str, Any]) -> list[str]:
    if "missing" in measure:
        return [name, t("not installed: {packages}", packages=", ".join(measure["missing"]))]
    row = [name, str(measure["n"]), _share(measure["accuracy"], measure["interval"])]
    row.append(_share(measure["macro_f1"], measure["macro_f1_interval"]))
    if "ece" in measure:
        outside = measure["precision_outside"]
        row += [f"{measure['ece']:.3f}", _percent(measure["not_sure"]), "–" if outside is None else _percent(outside)]
    return row


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    whole = [row for row in rows if len(row) != 2]
    widths = [max(_width(row[at]) for row in whole if at < len(row)) for at in range(len(rows[0]))]
    widths[0] = max(_width(row[0]) for row in rows)
    return [
        GAP.join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=False)).rstrip()
        for row in rows
    ]


def _width(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(character) in "WF") for character in text)


def _share(value: float, interval: Sequence[float]) -> str:
    return f"{_percent(value)} ({100 * interval[0]:.1f}–{100 * interval[1]:.1f})"


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %"


def _points(value: float) -> str:
    return f"{100 * value:+.1f}"


def _is_range(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(bound, float) for bound in value)


def _range(bounds: Sequence[float]) -> str:
    return "–".join(map(_short, bounds))


def _short(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)
