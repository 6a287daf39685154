"""Film snippets that twenty people each rated: finer than a label, once what SST-2 is tested on is left out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from core.nlp.training.data import VADER, Example, Parts, rated_lines, read_sources

FILE = "movieReviewSnippets"
# SST-2's sentences are cut from the same reviews, so whatever shares so many words in a row with one is left out.
WORDS_IN_A_ROW = 4
# How a mean rating (-4..4) becomes a probability of positive: of sentences that SST-2 calls positive or negative, 10 %
# of those rated -1 are positive and 97 % of those rated 1; of all snippets, fewer are that clear.
SURE_SLOPE, PLAIN_SLOPE = 2.0, 1.5
# What the label weighs beside the rating where a sentence has both.
LABEL_WEIGHT = 0.6


@dataclass(frozen=True)
class Rated:
    """A snippet with its mean rating, -4 (very negative) to 4."""

    text: str
    rating: float


def read_with_ratings(data: Path) -> dict[str, Parts]:
    """Read every source that lies in `data`, with the ratings of films that `add_ratings` brings."""
    sources = read_sources(data)
    add_ratings(sources, data)
    return sources


def add_ratings(sources: dict[str, Parts], data: Path) -> None:
    """Soften SST-2's training labels by the ratings in vaderSentiment's sdist and add the other snippets as source `rated`.

    Nothing changes where the sdist does not lie in `data`, nor in the parts for validation and test.
    """
    sst2 = sources["sst2"]
    held = [example.text for part in ("validation", "test") for example in sst2[part]]
    for path in sorted(data.glob(VADER))[-1:]:
        rated = leave_out((Rated(text.strip(), rating) for text, rating, _ in rated_lines(path, (FILE,))), held)
        sst2["train"], others = blend_ratings(sst2["train"], rated)
        sources["rated"] = {"train": others, "validation": [], "test": []}


def leave_out(rated: Iterable[Rated], held: Sequence[str]) -> list[Rated]:
    """Return the snippets without those that share words with the held texts; short ones must not contain one either."""
    words = [_words(text) for text in held]
    rows = {row for text in words for row in _rows(text)}
    short = {f" {' '.join(text)} " for text in words if len(text) <= WORDS_IN_A_ROW}
    return [one for one in rated if _is_free(_words(one.text), rows, short)]


def blend_ratings(labelled: Sequence[Example], rated: Iterable[Rated]) -> tuple[list[Example], list[Example]]:
    """Return the labelled sentences with their targets softened by the same sentence's rating, and what is left of the rated."""
    ratings = {_bare(one.text): one for one in rated}
    blended = [_blend(example, ratings.get(_bare(example.text))) for example in labelled]
    known = {_bare(example.text) for example in labelled}
    others = [
        Example(one.text, _probability(one.rating, PLAIN_SLOPE), "rated", "film")
        for bare, one in ratings.items()
        if bare not in known
    ]
    return blended, others


def _blend(example: Example, rated: Rated | None) -> Example:
    if rated is None:
        return example
    probability = _probability(rated.rating, SURE_SLOPE)
    return replace(example, target=LABEL_WEIGHT * example.target + (1 - LABEL_WEIGHT) * probability)


def _probability(rating: float, slope: float) -> float:
    return float(1 / (1 + np.exp(-slope * rating)))


def _words(text: str) -> list[str]:
    # The Treebank writes "do n't" where people write "don't".
    return re.findall(r"[a-z0-9]+", text.lower().replace("n't", " nt"))


def _bare(text: str) -> str:
    return "".join(_words(text))


def _rows(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + WORDS_IN_A_ROW]) for at in range(len(words) - WORDS_IN_A_ROW + 1)}


def _is_free(words: Sequence[str], rows: set[tuple[str, ...]], short: set[str]) -> bool:
    own = _rows(words)
    return bool(own) and not own & rows and not any(text in f" {' '.join(words)} " for text in short)
