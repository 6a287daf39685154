from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer
from transformers import BertConfig

from core.errors import SextantError
from core.nlp.loop import Recipe, Trainer, infer
from core.nlp.network import ReaderNetwork
from core.nlp.train_data import Example
from core.nlp.vocabulary import build_tokenizer

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁good", "▁bad", "▁thing", "▁very", "<mask>"]
EXAMPLES = [
    Example(f"{'very ' * (i % 5)}{word} thing", target, "shop", word)
    for i in range(60)
    for word, target in (("good", 1.0), ("bad", 0.0))
]
RECIPE = Recipe(
    epochs=1, learning_rate=3e-3, head_learning_rate=1e-2, keep_weight=1.0, checkpoint_every=5, batch_size=8
)


def _tiny() -> tuple[ReaderNetwork, Tokenizer]:
    torch.manual_seed(42)
    config = BertConfig(
        vocab_size=len(PIECES),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=32,
        pad_token_id=1,
    )
    return ReaderNetwork(config), build_tokenizer(PIECES, [0.0] * len(PIECES))


class _Stopping(Trainer):
    """A run that a person stops right after its first checkpoint."""

    def _checkpoint(self, *args: Any) -> None:
        super()._checkpoint(*args)
        raise KeyboardInterrupt


def _targets() -> np.ndarray:
    network, tokenizer = _tiny()
    return infer(network, tokenizer, [example.text for example in EXAMPLES], 32)[1]


def test_a_tiny_network_learns_and_keeps_its_embedding(tmp_path: Path) -> None:
    network, tokenizer = _tiny()
    recipe = replace(RECIPE, epochs=10, checkpoint_every=150)

    progress = Trainer(network, tokenizer, recipe, tmp_path).fit(EXAMPLES, EXAMPLES, _targets())

    assert progress.curve[-1]["watched_accuracy"] == 1.0
    assert progress.curve[-1]["drift"] < 0.2


def test_a_stopped_run_ends_where_an_unbroken_one_does(tmp_path: Path) -> None:
    whole, tokenizer = _tiny()
    (tmp_path / "whole").mkdir()
    Trainer(whole, tokenizer, RECIPE, tmp_path / "whole").fit(EXAMPLES, EXAMPLES[:4], None)
    with pytest.raises(KeyboardInterrupt):
        _Stopping(_tiny()[0], tokenizer, RECIPE, tmp_path).fit(EXAMPLES, EXAMPLES[:4], None)

    resumed, _ = _tiny()
    progress = Trainer(resumed, tokenizer, RECIPE, tmp_path).fit(EXAMPLES, EXAMPLES[:4], None)

    assert [entry["step"] for entry in progress.curve] == [5, 10, 15]
    assert all(torch.allclose(a, b) for a, b in zip(whole.parameters(), resumed.parameters(), strict=True))


def test_a_folder_with_another_run_is_refused(tmp_path: Path) -> None:
    network, tokenizer = _tiny()
    Trainer(network, tokenizer, RECIPE, tmp_path).fit(EXAMPLES[:8], EXAMPLES[:4], None)

    with pytest.raises(SextantError, match="another run"):
        Trainer(network, tokenizer, RECIPE, tmp_path).fit(EXAMPLES[:16], EXAMPLES[:4], None)
