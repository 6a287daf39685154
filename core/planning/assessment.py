"""What several raters say of a candidate on five factors from 1 to 5; what nobody rated is no zero."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum

from core.errors import SextantError

FACTORS = ("education", "experience", "technical", "teamwork", "personal")
LEAST, MOST = 1, 5

Sheet = Mapping[str, float | None]  # one rater's figures by factor; None or missing where not rated


@dataclass(frozen=True)
class FactorScore:
    """One factor: the raters' mean, how far they are apart (highest − lowest), and how many rated it."""

    mean: float
    spread: float
    n: int


@dataclass(frozen=True)
class Score:
    """All factors that were rated, their weighted mean, how far the raters' own means are apart, and how many rated."""

    factors: Mapping[str, FactorScore] = field(default_factory=dict)
    mean: float | None = None
    spread: float | None = None
    n: int = 0


def assess(sheets: Sequence[Sheet], weights: Mapping[str, float] | None = None) -> Score:
    """Return the score: raters averaged per factor, then Σ weight × mean ÷ Σ weight over the factors rated.

    Factors weigh the same unless `weights` says otherwise; a factor left out of it weighs nothing. Without any rating
    that weighs something the mean is None.
    """
    rated = [_rated(sheet) for sheet in sheets]
    rated = [sheet for sheet in rated if sheet]
    weighing = dict.fromkeys(FACTORS, 1.0) if weights is None else dict(weights)
    _refuse(weighing)
    factors = {
        factor: _factor([sheet[factor] for sheet in rated if factor in sheet])
        for factor in FACTORS
        if any(factor in sheet for sheet in rated)
    }
    own = [mean for sheet in rated if (mean := _weighted(sheet, weighing)) is not None]
    mean = _weighted({factor: score.mean for factor, score in factors.items()}, weighing)
    return Score(factors, mean, max(own) - min(own) if own else None, len(rated))


def _rated(sheet: Sheet) -> dict[str, float]:
    found = {factor: float(value) for factor in FACTORS if (value := sheet.get(factor)) is not None}
    for factor, value in found.items():
        if not LEAST <= value <= MOST:
            raise SextantError(
                "A factor is rated from 1 to 5, or left blank; {value} for {factor} is neither.",
                value=value,
                factor=factor,
            )
    return found


def _refuse(weights: Mapping[str, float]) -> None:
    for factor, weight in weights.items():
        if weight < 0:
            raise SextantError("The weight of {factor} is below 0. Write 0 to leave it out.", factor=factor)


def _factor(values: Sequence[float]) -> FactorScore:
    return FactorScore(fsum(values) / len(values), max(values) - min(values), len(values))


def _weighted(means: Mapping[str, float], weights: Mapping[str, float]) -> float | None:
    total = fsum(weights.get(factor, 0.0) for factor in means)
    return fsum(weights.get(factor, 0.0) * mean for factor, mean in means.items()) / total if total else None
