"""Turn log-odds into probabilities that mean what they say, and choose the band in which the network is not sure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import minimize

from core.feedback.kinds import KINDS, QUESTION, REQUEST
from core.nlp.vocabulary import HAN

WANTED_PRECISION = 0.95
# The band never claims certainty on the wrong side of one half.
HALF = 0.5
# What log-odds are calibrated by: themselves, a bend (they crowd at two values), the script and the length of the text,
# whether it is cut into words as film collections are, so that these do not bend what is said of comments, and how
# likely it asks for something: the network learned one half for plain questions and requests, and so says too little
# of those that praise or complain.
ASKING = (QUESTION, REQUEST)
TERMS = (
    *("constant", "logit", "bend", "zh", "zh_logit", "zh_bend", "length", "length_logit", "length_bend"),
    *("spaced", "spaced_logit", "spaced_bend"),
    *(f"{kind}_logit" for kind in ASKING),
)
# Characters between which the length counts, as logarithms, and the one where it changes nothing.
SHORTEST, USUAL, LONGEST = np.log(5), np.log(55), np.log(400)
RIDGE = 1e-4
# A space before a mark or before half of a word: "is n't bad ." A smiley or an opening quotation mark is neither.
SPACED = re.compile(r"\w [.,;:!?](?= |$)| (n't|'(s|re|ll|ve|d|m))(?= |$)")


@dataclass(frozen=True)
class Curve:
    """A weighted sum of `TERMS`; what is not named weighs nothing. The default leaves log-odds as they are."""

    weights: Mapping[str, float] = field(default_factory=lambda: {"logit": 1.0})

    def apply(self, texts: Sequence[str], log_odds: np.ndarray, kinds: np.ndarray) -> np.ndarray:
        """Return calibrated log-odds (n,) of the texts whose log-odds and kinds (n, kinds) the network said."""
        return terms_of(texts, log_odds, kinds) @ np.array([self.weights.get(name, 0.0) for name in TERMS])


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


def terms_of(texts: Sequence[str], log_odds: np.ndarray, kinds: np.ndarray) -> np.ndarray:
    """Return the columns `TERMS` (n, terms) of texts, the network's log-odds (n,) and its kinds' probabilities.

    `kinds` is (n, kinds) in the order of `KINDS`; an encoder that knows none says NaN, which asks for nothing.
    """
    bend = np.tanh(log_odds / 2)
    zh = np.array([script_of(text) == "zh" for text in texts], float)
    length = np.clip(np.log([max(len(text), 1) for text in texts]), SHORTEST, LONGEST) - USUAL
    own = np.ones(len(texts)), log_odds, bend
    asking = [np.nan_to_num(kinds[:, KINDS.index(kind)]) * log_odds for kind in ASKING]
    spaced = np.array([SPACED.search(text) is not None for text in texts], float)
    apart = [which * values for which in (zh, length, spaced) for values in own]
    return np.column_stack([*own, *apart, *asking])


def fit_curve(
    texts: Sequence[str], log_odds: np.ndarray, kinds: np.ndarray, targets: np.ndarray, weights: np.ndarray
) -> Curve:
    """Return the curve of least weighted log-loss: a logistic regression on `TERMS` with a small ridge penalty.

    `targets` (n,) are the probabilities to be said: 1 for positive, 0 for negative, one half for neither.
    """
    terms, shares = terms_of(texts, log_odds, kinds), weights / weights.sum()

    def loss(found: np.ndarray) -> tuple[float, np.ndarray]:
        said = terms @ found
        slope = terms.T @ (shares * (to_probability(said) - targets)) + 2 * RIDGE * found
        return float(shares @ (np.logaddexp(0.0, said) - targets * said) + RIDGE * found @ found), slope

    found = minimize(loss, np.eye(len(TERMS))[1], jac=True, method="BFGS").x
    return Curve({name: round(float(weight), 5) for name, weight in zip(TERMS, found, strict=True)})


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
