"""Adapt our reader to a user's own labelled rows: all layers or the classifier alone, then calibrate, write, compare."""

import hashlib
import json
import platform
import shutil
import sys
from collections.abc import Mapping
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.model_selection import train_test_split
from sklearn.utils import resample

from core.errors import SextantError
from core.feedback.kinds import KINDS
from core.nlp.encoder import CONFIG, WEIGHTS_FOLDER, Encoder, Pass
from core.nlp.evaluation.baselines import Answers
from core.nlp.evaluation.comparison import ComparedRows, can_read, measure, readable_rows
from core.nlp.evaluation.intervals import paired_difference
from core.nlp.evaluation.labelled import MIN_ROWS, SEED, Labelled, split_rows
from core.nlp.network import ReaderNetwork
from core.nlp.training.adapted import MIN_CALIBRATION, recalibrate, write_encoder
from core.nlp.training.data import Example
from core.nlp.training.light import fit_head
from core.nlp.training.loop import Recipe, Trainer

TRAINING, RUN_CARD = ".training", "run_card.json"
# Chosen on rows of a new domain that were neither trained nor tested on.
RATE, HEAD_RATE = 5e-5, 1e-4
# Passes over the rows by how many there are: few rows are read more often.
EPOCHS = ((1000, 5), (5000, 3))
FEWEST_EPOCHS = 2
MAX_TOKENS = 128
# Some minutes of work on a laptop.
CHECKPOINT_EVERY = 20
WATCHED_ROWS = 50
# Cross-validation has at least two folds, and each needs one.
MIN_TRAINED_OF_EACH = 2
SURE_OF_KIND = 0.5


@dataclass(frozen=True)
class Plan:
    """How to adapt: the classifier alone (`light`) or all layers, so many passes, from so many rows (None: choose, all)."""

    light: bool = False
    epochs: int | None = None
    seed: int = SEED
    limit: int | None = None


@dataclass(frozen=True)
class Chosen:
    """Indices of the rows that are trained on and of those held back for calibration, empty if there are too few."""

    fit: np.ndarray
    held: np.ndarray


def adapt_encoder(
    data: Labelled,
    out: Path,
    plan: Plan,
    *,
    base: Path | None = None,
    device: str | None = None,
    facts: Mapping[str, Any],
) -> dict[str, Any]:
    """Write an encoder adapted to the training rows into `out` and return its run card, test figures before and after.

    Broken off, the same call goes on from its last checkpoint. `facts` about the file go into the card.
    Raises SextantError if `base` is not our reader, `out` holds something else, or the rows do not suffice.
    """
    base = base or WEIGHTS_FOLDER
    encoder = _load_reader(base, device)
    _require_free(out)
    train, test = split_rows(data)
    rows = readable_rows([encoder], data, test)
    chosen = choose_rows(data, np.array([at for at in train if can_read(encoder, data.texts[at])], int), plan)
    config = json.loads((base / CONFIG).read_text("utf-8"))
    before = encoder.read(rows.texts)
    digest = _digest(data, chosen, plan, config["sextant"])
    training = _fit(encoder, data, chosen, plan, out / TRAINING / digest)
    config["sextant"]["version"] += f"+{digest[:8]}"
    write_encoder(encoder.network, config, base, out)
    recalibrate(config, [data.texts[at] for at in chosen.held], data.labels[chosen.held], out, device)
    adapted = Encoder.load(out, device=device)
    card = {
        "version": adapted.version,
        "base": {"version": encoder.version, "folder": base.name},
        "data": dict(facts) | dict(data.counts) | {"left_out": dict(data.left_out)},
        "split": {"train": len(train), "test": len(test), "fit": len(chosen.fit), "calibration": len(chosen.held)},
        "unread": rows.unread,
        "settings": asdict(plan) | training,
        "calibration": config["sextant"]["calibration"],
        "test": _compare(rows, before, adapted.read(rows.texts), (encoder, adapted)),
        "versions": {"python": platform.python_version()} | {n: version(n) for n in ("torch", "scikit-learn")},
    }
    return _finish(card, out)


def choose_rows(data: Labelled, train: np.ndarray, plan: Plan) -> Chosen:
    """Draw `plan.limit` of the training rows by label, and a tenth of them for calibration if that is enough.

    Raises SextantError if too few are left to learn from.
    """
    if plan.limit is not None and plan.limit < MIN_ROWS:
        raise SextantError(
            "--limit is {limit}. Give at least {least} rows to learn from.", limit=plan.limit, least=MIN_ROWS
        )
    held = train[:0]
    if plan.limit is not None and plan.limit < len(train):
        labels = data.labels[train]
        train = resample(train, replace=False, n_samples=plan.limit, random_state=plan.seed, stratify=labels)
    fewest = int(np.bincount(data.labels[train], minlength=2).min())
    if fewest < MIN_TRAINED_OF_EACH:
        raise SextantError(
            "Only {count} rows of one label can be learned from; at least {limit} are needed. Label more rows.",
            count=fewest,
            limit=MIN_TRAINED_OF_EACH,
        )
    if len(train) // 10 >= MIN_CALIBRATION:
        train, held = train_test_split(train, test_size=0.1, random_state=plan.seed, stratify=data.labels[train])
    return Chosen(np.sort(train), np.sort(held))


def passes_for(rows: int) -> int:
    """Return how many times so many rows are read if the user does not say."""
    return next((epochs for most, epochs in EPOCHS if rows < most), FEWEST_EPOCHS)


def _finish(card: dict[str, Any], out: Path) -> dict[str, Any]:
    (out / RUN_CARD).write_text(json.dumps(card, ensure_ascii=False, indent=2) + "\n", "utf-8")
    shutil.rmtree(out / TRAINING, ignore_errors=True)
    return card


def _load_reader(base: Path, device: str | None) -> Encoder:
    encoder = Encoder.load(base, device=device)
    if not isinstance(encoder.network, ReaderNetwork):
        raise SextantError(
            "{folder} is another kind of encoder. `train` adapts Sextant's own reader only; leave --base out to use it.",
            folder=base,
        )
    return encoder


def _require_free(out: Path) -> None:
    if out.exists() and (not out.is_dir() or any(out.iterdir()) and not (out / TRAINING).is_dir()):
        raise SextantError("{folder} is there already and is not empty. Name a new folder for OUT.", folder=out)


def _digest(data: Labelled, chosen: Chosen, plan: Plan, own: Mapping[str, Any]) -> str:
    # Two encoders that may answer differently must not share a version, so it stands for the rows and the settings.
    rows = [(data.texts[at], int(data.labels[at])) for at in (*chosen.fit, *chosen.held)]
    settings = [own["weights_sha256"], asdict(plan), len(chosen.held), RATE, HEAD_RATE]
    return hashlib.sha256(json.dumps([settings, rows], ensure_ascii=False).encode()).hexdigest()


def _fit(encoder: Encoder, data: Labelled, chosen: Chosen, plan: Plan, folder: Path) -> dict[str, Any]:
    texts, labels = [data.texts[at] for at in chosen.fit], data.labels[chosen.fit]
    limit = min(MAX_TOKENS, encoder.max_tokens)
    folder.mkdir(parents=True, exist_ok=True)
    present = encoder.read(texts)
    # The classifier first, then all layers: a classifier that fits already pulls the body about less (Kumar et al. 2022).
    fit_head(encoder.network, encoder.tokenizer, texts, labels, limit)
    if plan.light:
        return {}
    kinds = _own_kinds(present)
    examples = [Example(*row[:2], "own_data", "", row[2]) for row in zip(texts, map(float, labels), kinds, strict=True)]
    watched = [Example(data.texts[at], float(data.labels[at]), "own_data", "") for at in chosen.held] or examples
    recipe = Recipe(
        seed=plan.seed,
        epochs=plan.epochs or passes_for(len(texts)),
        learning_rate=RATE,
        head_learning_rate=HEAD_RATE,
        max_tokens=limit,
        checkpoint_every=CHECKPOINT_EVERY,
    )
    with redirect_stdout(sys.stderr):
        trainer = Trainer(encoder.network, encoder.tokenizer, recipe, folder)
        progress = trainer.fit(examples, watched[:WATCHED_ROWS], _own_embeddings(present))
    return {"recipe": asdict(recipe), "curve": progress.curve, "seconds": round(progress.seconds, 1)}


def _own_embeddings(read: Pass) -> np.ndarray:
    # Similarity shall stay as it is: a text read whole is held where it stood; one read in windows is not comparable.
    return np.where((read.windows > 1)[:, None], np.nan, read.embedding)


def _own_kinds(read: Pass) -> list[str]:
    # Kinds shall stay too, but the file does not name them; so the reader's own answers hold them where it is sure.
    return [KINDS[int(row.argmax())] if row.max() >= SURE_OF_KIND else "" for row in read.kinds]


def _compare(rows: ComparedRows, before: Pass, after: Pass, encoders: tuple[Encoder, Encoder]) -> dict[str, Any]:
    old, new = (Answers((p.probability >= 0.5).astype(int), p.probability) for p in (before, after))
    return {
        "windowed": int((after.windows > 1).sum()),
        "before": measure(rows.labels, old, encoders[0].band),
        "after": measure(rows.labels, new, encoders[1].band),
        "difference": paired_difference(rows.labels, new.predicted, old.predicted),
        # How far the sentence embedding moved: mean cosine of each text's two embeddings.
        "similarity_kept": float((before.embedding * after.embedding).sum(1).mean()),
        "kinds_kept": float((before.kinds.argmax(1) == after.kinds.argmax(1)).mean()),
    }
