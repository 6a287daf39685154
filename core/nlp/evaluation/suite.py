"""The reader on the test parts: sentiment per source, kinds per language, retrieval across languages."""

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from core.feedback.kinds import KINDS, OTHER
from core.nlp.calibration import script_of
from core.nlp.encoder import Encoder
from core.nlp.evaluation.intervals import percentile_interval, resample
from core.nlp.evaluation.metrics import describe
from core.nlp.evaluation.retrieval import compare_retrieval
from core.nlp.training.data import Example, Parts, read_own, read_sources

# What our own sentences are about, by the batch in which they were written; the others are everyday software feedback.
# The hard ones are built to be hard. The locked and the examined ones are all test: their writers saw none of the others;
# the examined ones are software feedback too, as is the inbox, which is all validation.
OWN_GROUPS = {"life": "daily", "food": "daily", "reviews": "daily"}
OWN_GROUPS |= {name: name for name in ("everyday", "plain", "customers", "critics", "films")}
OWN_GROUPS |= {name: name for name in ("locked", "examined", "inbox")}
OWN_GROUPS |= dict.fromkeys(("first", "hard", "situations", "turns"), "hard")
SOFTWARE, EXAMINED = "software", "examined"

Rows = dict[str, list[Example]]


def run_suite(encoder: Encoder, data: Path | None) -> dict[str, Any]:
    """Measure the encoder on every test part; without `data` on our own sentences alone."""
    sources = read_sources(data) if data else {"own": read_own()}
    return {
        "encoder": encoder.version,
        "band": list(encoder.band),
        "sentiment": measure_sentiment(encoder, definite_rows(sources, "test")),
        "kinds": measure_kinds(encoder, sources["own"]["test"]),
        "retrieval": compare_retrieval(encoder),
    }


def definite_rows(sources: dict[str, Parts], part: str, limit: int | None = None) -> Rows:
    """Return the examples of a part that can be right or wrong, by source; our own by what they are about and script.

    With `limit`, a stride over each source of at most so many: the parts are in file order, so it samples them all.
    """
    rows: Rows = {}
    for source, parts in sources.items():
        for example in parts[part]:
            if example.target in (0.0, 1.0):
                rows.setdefault(_name(source, example), []).append(example)
    return {name: found[:: -(-len(found) // limit)] if limit else found for name, found in rows.items()}


def measure_sentiment(encoder: Encoder, rows: Rows) -> dict[str, dict[str, Any]]:
    """Return accuracy, calibration and what lies outside the band for each group of rows, with rows per second.

    Software feedback, the examiners' included, stands there once more in both languages together, under `SOFTWARE`.
    """
    names = [name for name in rows if name.startswith((SOFTWARE, EXAMINED))]
    software = [example for name in names for example in rows[name]]
    together = {SOFTWARE: software} if software else {}
    return {name: _measure(encoder, examples) for name, examples in (rows | together).items()}


def measure_kinds(encoder: Encoder, examples: Sequence[Example]) -> dict[str, dict[str, Any]]:
    """Return for each script n, accuracy, macro-F1 over the four kinds that matter, F1 per kind, confusion matrix.

    The matrix has a row per true and a column per predicted kind, in the order of `KINDS`.
    """
    found: dict[str, dict[str, Any]] = {}
    for script in ("zh", "en"):
        known = [e for e in examples if e.kind and script_of(e.text) == script]
        if known:
            predicted = encoder.read([e.text for e in known]).kinds.argmax(1)
            found[script] = _describe_kinds([KINDS.index(e.kind) for e in known], predicted)
    return found


def _name(source: str, example: Example) -> str:
    if source != "own":
        return source
    return f"{OWN_GROUPS.get(example.group, SOFTWARE)}_{script_of(example.text)}"


def _measure(encoder: Encoder, examples: Sequence[Example]) -> dict[str, Any]:
    began = perf_counter()
    probability = encoder.predict_proba([e.text for e in examples])
    speed = len(examples) / (perf_counter() - began)
    labels = np.array([e.label for e in examples])
    return describe(probability, labels, encoder.band) | {"rows_per_second": round(speed, 1)}


def _describe_kinds(true: Sequence[int], predicted: np.ndarray) -> dict[str, Any]:
    counts = np.zeros((len(KINDS), len(KINDS)), int)
    np.add.at(counts, (np.array(true, int), predicted), 1)
    scores = _f1(counts)
    wanted = [at for at, kind in enumerate(KINDS) if kind != OTHER]
    return {
        "n": len(true),
        "accuracy": float(np.trace(counts) / max(1, counts.sum())),
        "macro_f1": float(scores[wanted].mean()),
        "interval": percentile_interval(_f1(resample(counts))[:, wanted].mean(1)),
        "macro_f1_with_other": float(scores.mean()),
        "f1": {kind: float(scores[at]) for at, kind in enumerate(KINDS)},
        "confusion": counts.tolist(),
    }


def _f1(counts: np.ndarray) -> np.ndarray:
    hits = np.diagonal(counts, axis1=-2, axis2=-1)  # (..., kinds)
    return 2 * hits / np.maximum(counts.sum(-2) + counts.sum(-1), 1)
