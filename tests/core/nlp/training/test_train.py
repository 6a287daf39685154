from pathlib import Path

import pytest
import torch

from core.errors import SextantError
from core.nlp.encoder import WEIGHTS_FOLDER
from core.nlp.training.data import LATEST, Example, Parts
from core.nlp.training.train import Tuning, average_weights, first_rows, load_earlier, tuning_rows
from tests.networks import tiny_reader


def _own(text: str, group: str) -> Example:
    return Example(text, 1.0, "own", group, "praise")


@pytest.fixture
def sources() -> dict[str, Parts]:
    own = [_own("good", "hard"), _own("好用", "hard"), _own("fine", "everyday")]
    shop = [Example(f"text {at}", 1.0, "shop", str(at % 2)) for at in range(50)]
    parts: Parts = {"train": own}
    return {"own": parts, "shop": {"train": shop}}


def test_weights_are_averaged_tensor_by_tensor() -> None:
    before, after = (tiny_reader(seed=seed)[0].state_dict() for seed in (1, 2))

    mean = average_weights(before, after, 0.75)

    assert all(torch.allclose(mean[name], before[name] / 4 + after[name] * 3 / 4, atol=1e-6) for name in before)


def test_the_first_part_reads_the_collections_and_our_sentences_once(sources: dict[str, Parts]) -> None:
    rows = first_rows(sources, 30, seed=1)

    assert sorted(e.text for e in rows if e.source == "own") == ["good", "好用"]
    assert sum(e.source == "shop" for e in rows) == 30
    assert rows == first_rows(sources, 30, seed=1)


def test_a_tuning_repeats_our_sentences_the_late_ones_once_more_and_replays_the_others(
    sources: dict[str, Parts],
) -> None:
    tuning = Tuning(passes=3, replay=20)

    rows = tuning_rows(sources, tuning, seed=1)

    assert sorted(e.text for e in rows if e.source == "own") == ["fine"] * 4 + ["good"] * 3 + ["好用"] * 3
    assert sum(e.source == "shop" for e in rows) == 20
    assert rows == tuning_rows(sources, tuning, seed=1)


def test_a_further_tuning_dwells_on_the_latest_sentences_and_samples_the_others(sources: dict[str, Parts]) -> None:
    sources["own"]["train"] += [_own("new", next(iter(LATEST))), *(_own(f"old {at}", "everyday") for at in range(9))]

    rows = tuning_rows(sources, Tuning(replay=20, older=4), seed=1, further=True)

    own = [e for e in rows if e.source == "own"]
    assert [e.text for e in own if e.group in LATEST] == ["new", "new"]
    older = [e.text for e in own if e.group not in LATEST]
    assert len(older) == len(set(older)) == 4


def test_training_goes_on_only_from_a_reader_of_the_same_vocabulary() -> None:
    network, tokenizer = tiny_reader()

    with pytest.raises(SextantError, match="another vocabulary"):
        load_earlier(network, tokenizer, Path(WEIGHTS_FOLDER))
