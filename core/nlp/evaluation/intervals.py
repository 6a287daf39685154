"""Bootstrap intervals of accuracy, macro-F1 and paired differences.

To draw n rows with replacement and count how many fall in each cell of a table is to draw the counts from a multinomial
distribution (Efron 1979, Annals of Statistics 7, 1-26), so the rows themselves need not be drawn.
"""

import numpy as np

RESAMPLES = 1000
SEED = 42
PERCENTILES = (2.5, 97.5)


def confusion_counts(labels: np.ndarray, predicted: np.ndarray) -> np.ndarray:
    """Return the confusion matrix (2, 2): row the true label, column the predicted one, 0 negative and 1 positive."""
    return np.bincount(2 * labels + predicted, minlength=4).reshape(2, 2)


def accuracy(counts: np.ndarray) -> np.ndarray:
    """Return the share on the diagonal of confusion matrices (..., 2, 2)."""
    return np.trace(counts, axis1=-2, axis2=-1) / counts.sum((-2, -1))


def macro_f1(counts: np.ndarray) -> np.ndarray:
    """Return the mean F1 of both labels for confusion matrices (..., 2, 2); F1 is 0 for a label that is never right."""
    hits = np.diagonal(counts, axis1=-2, axis2=-1)  # (..., 2)
    named = counts.sum(-2) + counts.sum(-1)  # predicted so plus truly so, (..., 2)
    return (2 * hits / np.maximum(named, 1)).mean(-1)


def resample(counts: np.ndarray, *, resamples: int = RESAMPLES, seed: int = SEED) -> np.ndarray:
    """Return `resamples` tables of the same shape, as if the rows behind the counts were drawn anew each time."""
    total = int(counts.sum())
    drawn = np.random.default_rng(seed).multinomial(total, counts.ravel() / total, size=resamples)
    return drawn.reshape(resamples, *counts.shape)


def percentile_interval(values: np.ndarray) -> list[float]:
    """Return the 95 % percentile interval of bootstrap values."""
    return [float(bound) for bound in np.percentile(values, PERCENTILES)]


def paired_difference(labels: np.ndarray, ours: np.ndarray, theirs: np.ndarray) -> dict[str, dict[str, object]]:
    """Return ours − theirs in accuracy and macro-F1 on the same rows, each with its bootstrap interval."""
    counts = np.bincount(4 * labels + 2 * ours + theirs, minlength=8).reshape(2, 2, 2)  # true, ours, theirs
    drawn = resample(counts)
    return {
        name: {
            "difference": float(score(counts.sum(2)) - score(counts.sum(1))),
            "interval": percentile_interval(score(drawn.sum(3)) - score(drawn.sum(2))),
        }
        for name, score in (("accuracy", accuracy), ("macro_f1", macro_f1))
    }
