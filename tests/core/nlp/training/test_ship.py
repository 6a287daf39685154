import json
from dataclasses import replace
from pathlib import Path

import pytest
from safetensors.torch import save_file
from tokenizers import Tokenizer

from core.feedback.kinds import KINDS
from core.nlp.encoder import Encoder
from core.nlp.network import ReaderNetwork
from core.nlp.training import base
from core.nlp.training.data import Example, Parts
from core.nlp.training.ship import ship_encoder
from tests.networks import tiny_reader

CARD = {
    "recipe": {"rows": 8, "epochs": 1, "start": None},
    "tuning": {"rows": 8, "passes": 2, "learning_rate": 1e-4, "weight": 0.7},
    "data": {"rows": {"own": {"train": 3, "test": 1}}},
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
    own = [replace(row, group="tickets", kind=KINDS[at % 5]) for at, row in enumerate(rows)]
    parts = {"shop": rows + doubtful, "sst2": rows + doubtful, "own": own}
    return {name: dict.fromkeys(("train", "validation", "test"), examples) for name, examples in parts.items()}


@pytest.fixture
def tiny(tmp_path: Path) -> tuple[ReaderNetwork, Tokenizer]:
    network, tokenizer = tiny_reader()
    (tmp_path / "base").mkdir()
    save_file(network.bert.state_dict(), tmp_path / "base" / base.WEIGHTS)
    tokenizer.save(str(tmp_path / "base" / base.TOKENIZER))
    network.config.to_json_file(tmp_path / "base" / base.CONFIG)
    return base.load_base(tmp_path / "base")


def test_a_trained_network_becomes_a_folder_that_loads(tiny: tuple[ReaderNetwork, Tokenizer], tmp_path: Path) -> None:
    folder = ship_encoder(*tiny, _sources(), tmp_path, dict(CARD), whole=tiny)

    encoder = Encoder.load(folder, device="cpu")
    assert encoder.predict_proba(["good thing"]).shape == (1,)
    assert 0 <= encoder.band[0] <= 0.5 <= encoder.band[1] <= 1


def test_the_cards_tell_the_figures_of_the_test_part(tiny: tuple[ReaderNetwork, Tokenizer], tmp_path: Path) -> None:
    folder = ship_encoder(*tiny, _sources(), tmp_path, dict(CARD), whole=tiny)

    card = json.loads((folder / "run_card.json").read_text("utf-8"))
    assert card["test"]["shop"]["n"] == 40
    text = (folder / "MODEL_CARD.md").read_text("utf-8")
    assert card["kinds"]["en"]["n"] == 40
    assert "| sst2 | 40 |" in text and "$" not in text
