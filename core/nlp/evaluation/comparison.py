"""Readers beside simpler methods on the same labelled rows, with intervals."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.errors import SextantError
from core.feedback.language import detect_language
from core.nlp.encoder import Encoder
from core.nlp.evaluation import intervals
from core.nlp.evaluation.baselines import Answers, linear, majority, ready_made
from core.nlp.evaluation.labelled import SEED, Labelled, split_rows
from core.nlp.evaluation.metrics import describe, wilson_interval
from core.nlp.scoring import content_of, is_readable

NAMES = ("negative", "positive")


@dataclass(frozen=True)
class ComparedRows:
    """The rows all readers can read: texts and labels (n,); `unread` counts the others."""

    texts: list[str]
    labels: np.ndarray
    unread: int


def compare(encoders: Mapping[str, Encoder], data: Labelled, *, every_row: bool = False) -> dict[str, Any]:
    """Measure the readers and the baselines on the test rows; with `every_row` on all, without what must be fitted.

    Raises SextantError if no test row can be read or the file's own parts lack a label.
    """
    everything = np.arange(len(data.texts))
    train, test = (everything[:0], everything) if every_row else split_rows(data)
    rows = readable_rows(encoders.values(), data, test)
    passes = {name: encoder.read(rows.texts) for name, encoder in encoders.items()}
    answers = {name: Answers((p.probability >= 0.5).astype(int), p.probability) for name, p in passes.items()}
    answers |= _baselines(data, train, rows)
    band = next(iter(encoders.values())).band
    bands = {name: encoder.band for name, encoder in encoders.items()}
    return {
        "rows": dict(data.counts) | {"left_out": dict(data.left_out)},
        "split": {"train": len(train), "test": len(test), "seed": None if any(data.parts) or every_row else SEED},
        "unread": rows.unread,
        "windowed": int((next(iter(passes.values())).windows > 1).sum()),
        "versions": {name: encoder.version for name, encoder in encoders.items()},
        "methods": {name: measure(rows.labels, found, bands.get(name, band)) for name, found in answers.items()},
        "difference": _against_best(rows.labels, answers, [*encoders]),
        "not_fitted": ["majority", "tfidf"] if every_row else [],
    }


def readable_rows(encoders: Collection[Encoder], data: Labelled, chosen: np.ndarray) -> ComparedRows:
    """Return the chosen rows that every encoder can read; raise SextantError if there is none."""
    kept = [at for at in chosen if all(can_read(encoder, data.texts[at]) for encoder in encoders)]
    if not kept:
        raise SextantError("None of the test rows can be read: they have no words, or are in another language.")
    return ComparedRows([data.texts[at] for at in kept], data.labels[kept], len(chosen) - len(kept))


def can_read(encoder: Encoder, text: str) -> bool:
    """Tell whether the encoder gives the text a probability when comments are read."""
    return is_readable(encoder, text, content_of(text), detect_language(text))


def measure(labels: np.ndarray, answers: Answers, band: tuple[float, float]) -> dict[str, Any]:
    """Return what is known of one method: accuracy and macro-F1 with intervals, per-label figures, calibration."""
    if answers.missing:
        return {"missing": list(answers.missing)}
    counts = intervals.confusion_counts(labels, answers.predicted)
    drawn = intervals.resample(counts)
    hits, n = int(np.trace(counts)), len(labels)
    found: dict[str, Any] = {"n": n, "accuracy": hits / n, "interval": list(wilson_interval(hits, n))}
    if answers.probability is not None:
        found = describe(answers.probability, labels, band) | {"band": list(band)}
    found |= {
        "bootstrap_interval": intervals.percentile_interval(intervals.accuracy(drawn)),
        "macro_f1": float(intervals.macro_f1(counts)),
        "macro_f1_interval": intervals.percentile_interval(intervals.macro_f1(drawn)),
        "precision": _shares(counts, counts.sum(0)),
        "recall": _shares(counts, counts.sum(1)),
        "confusion": counts.tolist(),
    }
    return found if answers.contaminated is None else found | {"contaminated": answers.contaminated}


def _baselines(data: Labelled, train: np.ndarray, rows: ComparedRows) -> dict[str, Answers]:
    found = {"ready_made": ready_made(rows.texts)}
    if len(train):
        found["majority"] = majority(data.labels[train], len(rows.texts))
        found["tfidf"] = linear([data.texts[at] for at in train], data.labels[train], rows.texts)
    return found


def _shares(counts: np.ndarray, totals: np.ndarray) -> dict[str, float | None]:
    return {name: int(counts[at, at]) / int(totals[at]) if totals[at] else None for at, name in enumerate(NAMES)}


def _against_best(labels: np.ndarray, answers: Mapping[str, Answers], encoders: Sequence[str]) -> dict[str, Any] | None:
    others = [name for name, found in answers.items() if name not in encoders and not found.missing]
    if not others:
        return None
    best = max(others, key=lambda name: float(np.mean(answers[name].predicted == labels)))
    ours = encoders[0]
    found = intervals.paired_difference(labels, answers[ours].predicted, answers[best].predicted)
    return {"of": ours, "against": best} | found
