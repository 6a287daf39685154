import numpy as np
import pytest
from scipy.stats import bootstrap
from sklearn.metrics import accuracy_score, f1_score

from core.nlp.evaluation import intervals


def answers(n: int, share: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 2, n)
    return labels, np.where(rng.random(n) < share, labels, 1 - labels)


def test_accuracy_and_macro_f1_are_those_of_scikit_learn() -> None:
    labels, predicted = answers(200, 0.8, 1)

    counts = intervals.confusion_counts(labels, predicted)

    assert intervals.accuracy(counts) == pytest.approx(accuracy_score(labels, predicted))
    assert intervals.macro_f1(counts) == pytest.approx(f1_score(labels, predicted, average="macro"))


def test_the_bootstrap_interval_covers_the_truth_as_often_as_it_says() -> None:
    drawn = [intervals.resample(intervals.confusion_counts(*answers(300, 0.85, seed))) for seed in range(200)]

    bounds = [intervals.percentile_interval(intervals.accuracy(counts)) for counts in drawn]

    assert 0.90 <= np.mean([low <= 0.85 <= high for low, high in bounds]) <= 0.99


def test_drawing_counts_gives_the_interval_of_drawing_rows() -> None:
    labels, predicted = answers(150, 0.9, 3)
    rows = bootstrap(((labels == predicted).astype(float),), np.mean, n_resamples=5000, method="percentile", rng=1)

    drawn = intervals.resample(intervals.confusion_counts(labels, predicted), resamples=5000)

    assert intervals.percentile_interval(intervals.accuracy(drawn)) == pytest.approx(
        [rows.confidence_interval.low, rows.confidence_interval.high], abs=0.01
    )


def test_the_same_rows_give_the_same_interval() -> None:
    counts = intervals.confusion_counts(*answers(100, 0.7, 5))

    assert np.array_equal(intervals.resample(counts), intervals.resample(counts))


def test_a_paired_difference_is_narrower_than_two_intervals() -> None:
    labels, ours = answers(400, 0.9, 7)
    theirs = ours.copy()
    theirs[:20] = 1 - labels[:20]

    found = intervals.paired_difference(labels, ours, theirs)["accuracy"]

    low, high = found["interval"]
    assert found["difference"] == pytest.approx(np.mean(ours == labels) - np.mean(theirs == labels))
    assert 0 < low < found["difference"] < high and high - low < 0.05


def test_a_method_does_not_differ_from_itself() -> None:
    labels, predicted = answers(50, 0.6, 9)

    found = intervals.paired_difference(labels, predicted, predicted)

    assert found["macro_f1"] == {"difference": 0.0, "interval": [0.0, 0.0]}
