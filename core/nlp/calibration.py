"""Turn log-odds into probabilities that mean what they say, and choose the band in which the network is not sure."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from core.nlp.vocabulary import HAN

WANTED_PRECISION = 0.95
# The band never claims certainty on the wrong side of one half.
HALF = 0.5


@dataclass(frozen=True)
class Calibration:
    """Platt scaling: probability = 1 / (1 + exp(-(scale * logit + offset)))."""

    scale: float = 1.0
    offset: float = 0.0

    def apply(self, logits: np.ndarray) -> np.ndarray:
        """Return calibrated log-odds of the same shape."""
        return self.scale * logits + self.offset


def script_of(text: str) -> str:
    """Return "zh" if the text has a Chinese character, else "en": the two are calibrated apart."""
    return "zh" if HAN.search(text) else "en"


def to_probability(log_odds: np.ndarray) -> np.ndarray:
    """Return the logistic function of the log-odds without overflow."""
    return np.exp(-np.logaddexp(0.0, -log_odds.astype(np.float64)))


def fit_calibration(logits: np.ndarray, labels: np.ndarray, weights: np.ndarray | None = None) -> Calibration:
    """Return the scale and offset of least weighted log-loss; Platt (1999) without his label smoothing."""

    def loss(parameters: np.ndarray) -> float:
        log_odds = parameters[0] * logits + parameters[1]
        return float(np.average(np.logaddexp(0.0, np.where(labels == 1, -log_odds, log_odds)), weights=weights))

    scale, offset = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return Calibration(float(scale), float(offset))


def choose_band(
    probability: np.ndarray, labels: np.ndarray, weights: np.ndarray, precision: float = WANTED_PRECISION
) -> tuple[float, float]:
    """Return the narrowest [low, high] such that, weighted, the wanted share is right above it and below it."""
    low = 1 - _threshold(1 - probability, 1 - labels, weights, precision)
    return round(low, 3), round(_threshold(probability, labels, weights, precision), 3)


def _threshold(probability: np.ndarray, labels: np.ndarray, weights: np.ndarray, precision: float) -> float:
    sure = np.flatnonzero(probability >= HALF)
    order = sure[np.argsort(-probability[sure], kind="stable")]
    shares = np.cumsum(labels[order] * weights[order]) / np.cumsum(weights[order])
    good = np.flatnonzero(shares >= precision)
    if not len(good):
        return 1.0
    return HALF if good[-1] == len(order) - 1 else float(probability[order[good[-1]]])
