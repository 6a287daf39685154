from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from core.errors import SextantError
from core.feedback.kinds import KINDS
from core.nlp.training.data import Example
from core.nlp.training.inference import infer
from core.nlp.training.loop import Recipe, Trainer
from tests.networks import tiny_reader

EXAMPLES = [
    Example(f"{'very ' * (i % 5)}{word} thing", target, "shop", word)
    for i in range(60)
    for word, target in (("good", 1.0), ("bad", 0.0))
]
# Nothing holds the embedding.
FREE = np.full((len(EXAMPLES), 16), np.nan, np.float32)
RECIPE = Recipe(
    epochs=1, learning_rate=3e-3, head_learning_rate=1e-2, keep_weight=1.0, checkpoint_every=5, batch_size=8
)


class _Stopping(Trainer):
    """A run that a person stops right after its first checkpoint."""

    def _checkpoint(self, *args: Any) -> None:
        super()._checkpoint(*args)
        raise KeyboardInterrupt


def _targets() -> np.ndarray:
    network, tokenizer = tiny_reader()
    return infer(network, tokenizer, [example.text for example in EXAMPLES], 32)[1]


def test_a_tiny_network_learns_and_keeps_its_embedding(tmp_path: Path) -> None:
    network, tokenizer = tiny_reader()
    recipe = replace(RECIPE, epochs=10, checkpoint_every=150)

    progress = Trainer(network, tokenizer, recipe, tmp_path).fit(EXAMPLES, EXAMPLES, _targets())

    assert progress.curve[-1]["watched_accuracy"] == 1.0
    assert progress.curve[-1]["drift"] < 0.2


def test_a_stopped_run_ends_where_an_unbroken_one_does(tmp_path: Path) -> None:
    whole, tokenizer = tiny_reader()
    (tmp_path / "whole").mkdir()
    Trainer(whole, tokenizer, RECIPE, tmp_path / "whole").fit(EXAMPLES, EXAMPLES[:4], FREE)
    with pytest.raises(KeyboardInterrupt):
        _Stopping(tiny_reader()[0], tokenizer, RECIPE, tmp_path).fit(EXAMPLES, EXAMPLES[:4], FREE)

    resumed, _ = tiny_reader()
    progress = Trainer(resumed, tokenizer, RECIPE, tmp_path).fit(EXAMPLES, EXAMPLES[:4], FREE)

    assert [entry["step"] for entry in progress.curve] == [5, 10, 15]
    assert all(torch.allclose(a, b) for a, b in zip(whole.parameters(), resumed.parameters(), strict=True))


def test_a_folder_with_another_run_is_refused(tmp_path: Path) -> None:
    network, tokenizer = tiny_reader()
    Trainer(network, tokenizer, RECIPE, tmp_path).fit(EXAMPLES[:8], EXAMPLES[:4], FREE[:8])

    with pytest.raises(SextantError, match="another run"):
        Trainer(network, tokenizer, RECIPE, tmp_path).fit(EXAMPLES[:16], EXAMPLES[:4], FREE[:16])


def test_kinds_are_learned_where_they_are_known(tmp_path: Path) -> None:
    network, tokenizer = tiny_reader()
    kinds = {"good": "praise", "bad": "complaint"}
    known = [replace(e, kind=kinds[e.group]) if i % 3 else e for i, e in enumerate(EXAMPLES)]

    Trainer(network, tokenizer, replace(RECIPE, epochs=6), tmp_path).fit(known, known[:4], FREE)

    with torch.inference_mode():
        ids = torch.tensor([tokenizer.encode(f"{word} thing").ids for word in kinds])
        scores = network.eval()(ids, torch.ones_like(ids)).kinds
    assert [KINDS[i] for i in scores.argmax(1)] == ["praise", "complaint"]
