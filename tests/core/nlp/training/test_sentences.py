"""Our own labelled sentences: enough of each sort, none twice, none in the demo, the test part locked by a rule."""

import csv
import hashlib
import re
from collections import Counter
from pathlib import Path

import core
from core.feedback.kinds import KINDS
from core.nlp.evaluation.retrieval import read_pairs
from core.nlp.training.data import OWN, PARTS, read_own

DEMO = Path(core.__file__).parent / "demo" / "comments.csv"


def _rows(path: Path = OWN) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_there_are_enough_sentences_of_each_language_and_sentiment() -> None:
    counts = Counter((row["language"], row["sentiment"]) for row in _rows())

    assert min(counts[lang, label] for lang in ("zh", "en") for label in ("positive", "negative", "neutral")) >= 1500
    assert {row["kind"] for row in _rows()} == set(KINDS)


def test_no_sentence_is_there_twice_or_in_the_demo() -> None:
    plain = [re.sub(r"\W", "", row["text"]).lower() or row["text"] for row in _rows()]

    assert len(set(plain)) == len(plain)
    assert {row["text"] for row in _rows()} & {row["text"] for row in _rows(DEMO)} == set()


def test_the_test_part_is_a_fifth_by_digest_and_the_locked_batches() -> None:
    digests = [(row, int(hashlib.sha256(row["text"].encode()).hexdigest()[:8], 16)) for row in _rows()]

    drawn = {row["text"] for row, digest in digests if digest % 5 == 0 and row["origin"] != "inbox"}
    locked = {row["text"] for row in _rows() if row["origin"] in {"locked", "examined"}}
    assert {row["text"] for row in _rows() if row["split"] == "test"} == drawn | locked


def test_the_batch_for_the_calibration_is_never_trained_or_tested_on() -> None:
    parts = read_own()

    assert {row["split"] for row in _rows() if row["origin"] == "inbox"} == {"validation"}
    assert [any(example.group == "inbox" for example in parts[part]) for part in PARTS] == [False, True, False]


def test_complaints_are_negative_and_praise_is_positive() -> None:
    sentiments = {kind: Counter(row["sentiment"] for row in _rows() if row["kind"] == kind) for kind in KINDS}

    assert set(sentiments["complaint"]) == {"negative"}
    assert set(sentiments["praise"]) == {"positive"}


def test_no_pair_of_translations_is_a_sentence_that_was_trained_on() -> None:
    pairs = {text for side in read_pairs() for text in side}

    assert len(pairs) == 420
    assert pairs.isdisjoint(row["text"] for row in _rows() if row["split"] == "train")
