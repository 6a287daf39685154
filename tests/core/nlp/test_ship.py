import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer
from transformers import BertConfig

from core.nlp import base
from core.nlp.encoder import Encoder
from core.nlp.network import ReaderNetwork
from core.nlp.ship import ship_encoder
from core.nlp.train_data import Example, Parts
from core.nlp.vocabulary import build_tokenizer

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁good", "▁bad", "▁thing", "<mask>"]
CARD = {
    "recipe": {"rows": 8, "epochs": 1},
    "training_seconds": 60,
    "versions": {"threads": 1},
    "vocabulary": {
        "pieces_before": 99,
        "pieces_after": 9,
        "unknown_before": {"shop": 0.0},
        "unknown_after": {"shop": 0.0},
    },
}


def _sources() -> dict[str, Parts]:
    rows = [
        Example(f"{w} thing {'thing ' * i}", t, "x", w) for i in range(20) for w, t in (("good", 1.0), ("bad", 0.0))
    ]
    doubtful = [Example("thing", 0.5, "x", "neutral")]
    return {name: {"train": rows, "validation": rows + doubtful, "test": rows + doubtful} for name in ("shop", "sst2")}


@pytest.fixture
def tiny(tmp_path: Path) -> tuple[ReaderNetwork, Tokenizer]:
    torch.manual_seed(42)
    config = BertConfig(
        vocab_size=len(PIECES),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=256,
        pad_token_id=1,
    )
    network = ReaderNetwork(config)
    (tmp_path / "base").mkdir()
    save_file(network.bert.state_dict(), tmp_path / "base" / base.WEIGHTS)
    build_tokenizer(PIECES, [0.0] * len(PIECES)).save(str(tmp_path / "base" / base.TOKENIZER))
    config.to_json_file(tmp_path / "base" / base.CONFIG)
    return base.load_base(tmp_path / "base")


def test_a_trained_network_becomes_a_folder_that_loads(tiny: tuple[ReaderNetwork, Tokenizer], tmp_path: Path) -> None:
    folder = ship_encoder(*tiny, _sources(), tmp_path, dict(CARD))

    encoder = Encoder.load(folder, device="cpu")
    assert encoder.predict_proba(["good thing"]).shape == (1,)
    assert 0 <= encoder.band[0] <= 0.5 <= encoder.band[1] <= 1


def test_the_cards_tell_the_figures_of_the_test_part(tiny: tuple[ReaderNetwork, Tokenizer], tmp_path: Path) -> None:
    folder = ship_encoder(*tiny, _sources(), tmp_path, dict(CARD))

    card = json.loads((folder / "run_card.json").read_text("utf-8"))
    assert card["test"]["shop"]["n"] == 40
    assert "| sst2 | 40 |" in (folder / "MODEL_CARD.md").read_text("utf-8")
