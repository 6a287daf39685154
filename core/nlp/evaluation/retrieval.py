"""Find a comment's translation among others: the test of whether the embedding still means what it meant."""

import csv
from pathlib import Path

import numpy as np

from core.nlp.encoder import Encoder

PAIRS = Path(__file__).parent / "pairs.tsv"


def read_pairs() -> tuple[list[str], list[str]]:
    """Return our own comments in Chinese and the same ones in English."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        chinese, english = zip(*csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE), strict=True)
    return list(chinese), list(english)


def recall_at_1(queries: np.ndarray, answers: np.ndarray) -> float:
    """Return the share of rows whose nearest answer by cosine is the one of the same row; both (n, hidden), unit norm."""
    return float(np.mean((queries @ answers.T).argmax(1) == np.arange(len(queries))))


def compare_retrieval(encoder: Encoder) -> dict[str, object]:
    """Return recall@1 in both directions over the pairs."""
    chinese, english = (encoder.embed(texts) for texts in read_pairs())
    return {
        "n": len(chinese),
        "zh_to_en": recall_at_1(chinese, english),
        "en_to_zh": recall_at_1(english, chinese),
        "cosine_of_pairs": float((chinese * english).sum(1).mean()),
    }
