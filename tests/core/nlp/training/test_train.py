import torch

from core.nlp.training.data import MIX, Example, Parts
from core.nlp.training.train import Tuning, average_weights, tuning_rows
from tests.networks import tiny_reader


def _own(text: str, group: str) -> Example:
    return Example(text, 1.0, "own", group, "praise")


def test_weights_are_averaged_tensor_by_tensor() -> None:
    first, second = (tiny_reader(seed=seed)[0].state_dict() for seed in (1, 2))

    mean = average_weights([first, second], [1.0, 3.0])

    body = [name for name in first if not name.startswith("kinds.")]
    assert all(torch.allclose(mean[name], first[name] / 4 + second[name] * 3 / 4, atol=1e-6) for name in body)
    assert torch.allclose(mean["kinds.weight"], second["kinds.weight"])


def test_a_tuning_repeats_our_sentences_and_replays_the_others() -> None:
    own = [_own("good", "hard"), _own("好用", "hard"), _own("fine", "tickets")]
    shop = [Example(f"text {at}", 1.0, "shop", str(at % 2)) for at in range(50)]
    sources: dict[str, Parts] = {"own": {"train": own}, "shop": {"train": shop}}
    tuning = Tuning(passes=3, replay=20, mix=MIX, rate=1e-4, weight=1.0, left_out=frozenset({("hard", "en")}))

    rows = tuning_rows(sources, tuning, seed=1)

    assert sorted(e.text for e in rows if e.source == "own") == ["fine"] * 3 + ["好用"] * 3
    assert sum(e.source == "shop" for e in rows) == 20
    assert rows == tuning_rows(sources, tuning, seed=1)
