from dataclasses import replace

import numpy as np
import pytest
import torch

from core.feedback.kinds import KINDS
from core.nlp.encoder import Encoder, Settings
from core.nlp.evaluation.suite import definite_rows, measure_kinds, run_suite
from core.nlp.training.data import Example
from tests.networks import tiny_reader


@pytest.fixture
def encoder() -> Encoder:
    return Encoder(*tiny_reader(), Settings("tiny", 64, pad_id=1), torch.device("cpu"))


def _own(text: str, group: str, target: float = 1.0, kind: str = "praise") -> Example:
    return Example(text, target, "own", group, kind)


def test_our_own_sentences_are_grouped_by_subject_and_script() -> None:
    own = [
        _own("好", "tickets"),
        _own("good", "kinds"),
        _own("香", "food"),
        _own("fine", "locked"),
        _own("quick", "examined"),
        _own("?", "hard", 0.5),
    ]

    rows = definite_rows({"own": {"test": own}}, "test")

    assert list(rows) == ["software_zh", "software_en", "daily_zh", "locked_en", "examined_en"]


def test_without_a_data_folder_our_own_test_part_is_measured(encoder: Encoder) -> None:
    found = run_suite(encoder, None)

    groups = {
        f"{name}_{script}"
        for name in ("software", "hard", "daily", "locked", "examined", "everyday", "plain", "customers")
        for script in ("zh", "en")
    }
    told = {name: measure["n"] for name, measure in found["sentiment"].items()}
    assert set(told) == groups | {"critics_en", "films_en", "software"}
    assert told["software_zh"] >= 300 and found["kinds"]["en"]["n"] >= 300
    assert told["software"] == sum(n for name, n in told.items() if name.startswith(("software_", "examined_")))
    assert found["retrieval"]["n"] == 210


def test_kinds_are_counted_against_the_truth(encoder: Encoder) -> None:
    texts = ["good thing", "bad thing", "very good thing", "very bad"]
    told = encoder.read(texts).kinds.argmax(1)
    right = [_own(text, "hard", kind=KINDS[at]) for text, at in zip(texts, told, strict=True)]
    wrong = [replace(example, kind=KINDS[(at + 1) % 5]) for example, at in zip(right, told, strict=True)]

    measures = [measure_kinds(encoder, rows)["en"] for rows in (right, wrong)]

    assert [m["accuracy"] for m in measures] == [1.0, 0.0]
    assert np.array(measures[0]["confusion"]).trace() == 4 and measures[1]["macro_f1"] == 0.0
