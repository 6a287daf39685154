from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.errors import SextantError
from core.nlp.training import teacher
from core.nlp.training.data import Example, Parts
from core.nlp.training.teacher import Lesson, lesson_rows, load_teacher, tune_teacher
from tests.networks import tiny_reader


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    network, tokenizer = tiny_reader()
    path = tmp_path / "encoder"
    network.bert.save_pretrained(path)
    tokenizer.save(str(path / "tokenizer.json"))
    return path


@pytest.fixture
def sources() -> dict[str, Parts]:
    words = [("good", 1.0), ("bad", 0.0)] * 60
    rows = [
        Example(f"{'very ' * (at % 5)}{word} thing {at}", target, "own", "software", "praise")
        for at, (word, target) in enumerate(words)
    ]
    films = [Example("a film that is long , but the last hour is good", 1.0, "sst2", "1")]
    own: Parts = {"train": [*rows, Example("很好用", 1.0, "own", "software")], "validation": rows[:4], "test": []}
    sst2: Parts = {"train": films, "validation": [], "test": [Example("but the last hour is good", 1.0, "sst2", "1")]}
    shop: Parts = {"train": [Example("质量很好", 1.0, "shop", "1")], "validation": [], "test": []}
    return {"own": own, "sst2": sst2, "shop": shop}


def _doubt(texts: Sequence[str]) -> np.ndarray:
    return np.full(len(texts), 0.5)


def test_an_encoder_folder_becomes_a_teacher_that_tells_good_from_bad(
    folder: Path, sources: dict[str, Parts], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = replace(teacher.RECIPE, epochs=12, learning_rate=3e-3, head_learning_rate=1e-2, batch_size=8)
    monkeypatch.setattr(teacher, "RECIPE", quick)

    advice, facts = tune_teacher(folder, sources, tmp_path / "out")

    good, bad = advice(["very good thing", "very bad thing"])
    assert good > 0.8
    assert bad < 0.2
    assert facts["rows"] == 121


def test_a_folder_without_weights_is_named(folder: Path) -> None:
    (folder / "model.safetensors").unlink()

    with pytest.raises(SextantError, match=r"lacks model\.safetensors"):
        load_teacher(folder)


def test_a_lesson_mixes_advice_into_english_rows_and_leaves_chinese_ones(sources: dict[str, Parts]) -> None:
    rows = {e.text: e for e in lesson_rows(sources, Lesson(trust=0.6), _doubt, seed=1)}

    assert rows["good thing 0"].target == pytest.approx(0.8)
    assert rows["good thing 0"].kind == "praise"
    assert rows["bad thing 5"].target == pytest.approx(0.2)
    assert rows["很好用"].target == rows["质量很好"].target == 1.0


def test_parts_have_the_teachers_word_alone_and_no_test_sentence_is_among_them(sources: dict[str, Parts]) -> None:
    parts = [e for e in lesson_rows(sources, Lesson(), _doubt, seed=1) if e.source == "part"]

    assert {part.target for part in parts} == {0.5}
    assert any(part.text in "a film that is long , but the last hour is good" for part in parts)
    assert "but the last hour is good" not in {part.text for part in parts}


def test_a_lesson_repeats_with_the_seed(sources: dict[str, Parts]) -> None:
    assert lesson_rows(sources, Lesson(), _doubt, seed=3) == lesson_rows(sources, Lesson(), _doubt, seed=3)
