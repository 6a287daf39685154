"""How good probabilities of positive are: accuracy with its interval, calibration, what lies outside the band."""

from typing import Any

import numpy as np

Z_95 = 1.959964
BINS = 15


def wilson_interval(hits: int, n: int) -> tuple[float, float]:
    """Return the 95 % interval of a share; Wilson (1927), JASA 22, 209-212."""
    if n == 0:
        return 0.0, 1.0
    share, z2 = hits / n, Z_95**2
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z_95 / (1 + z2 / n) * np.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return float(centre - half), float(centre + half)


def calibration_error(probability: np.ndarray, labels: np.ndarray, bins: int = BINS) -> float:
    """Return the expected calibration error over bins of equal mass: Σ n_b / n · |mean label − mean probability|."""
    order = np.argsort(probability, kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    gaps = [len(part) * abs(labels[part].mean() - probability[part].mean()) for part in parts]
    return float(sum(gaps) / len(order))


def calibration_noise(probability: np.ndarray, seed: int = 42, draws: int = 50) -> float:
    """Return the calibration error that probabilities which are exactly right would show at this n, by chance alone."""
    rng = np.random.default_rng(seed)
    right = (rng.random((draws, len(probability))) < probability).astype(float)
    return float(np.mean([calibration_error(probability, labels) for labels in right]))


def describe(probability: np.ndarray, labels: np.ndarray, band: tuple[float, float]) -> dict[str, Any]:
    """Return accuracy at 0.5 with n and interval, ECE, the share inside the band and the accuracy outside it.

    `ece` is that of the probability of positive; `ece_of_label`, the usual and milder one, that of the label's own
    probability (Guo et al. 2017): what is said too high of the one label and too low of the other may cancel there.
    """
    right = (probability >= 0.5) == (labels == 1)
    inside = (probability > band[0]) & (probability < band[1])
    low, high = wilson_interval(int(right.sum()), len(right))
    outside = right[~inside]
    return {
        "n": len(right),
        "accuracy": float(right.mean()),
        "interval": [low, high],
        "ece": calibration_error(probability, labels),
        "ece_by_chance": calibration_noise(probability),
        "ece_of_label": calibration_error(np.maximum(probability, 1 - probability), right.astype(float)),
        "not_sure": float(inside.mean()),
        "precision_outside": float(outside.mean()) if len(outside) else None,
    }
