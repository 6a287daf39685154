import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file
from transformers import BertConfig, BertForSequenceClassification

from core.errors import SextantError
from core.nlp.batches import pad_ids
from core.nlp.calibration import Calibration
from core.nlp.encoder import CONFIG, TOKENIZER, WEIGHTS, Encoder
from core.nlp.evaluation.labelled import Labelled, split_rows
from core.nlp.network import ReaderNetwork
from core.nlp.quantise import save_quantised
from core.nlp.training import adapt
from core.nlp.training.adapt import Plan, adapt_encoder, choose_rows
from core.nlp.training.light import head_features
from core.nlp.vocabulary import build_tokenizer

WORDS = ["good", "bad", "thing", "very", "it", "was", "the", "and", "we", "saw"]
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", *(f"▁{word}" for word in WORDS), "<mask>"]
SETTINGS = {"version": "tiny-1", "max_tokens": 64, "band": [0.4, 0.6]}


def tiny_config() -> BertConfig:
    sizes: dict[str, Any] = {
        "hidden_size": 16,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "intermediate_size": 32,
    }
    # Larger first weights than usual: what a trained network has, texts that differ, an untrained one lacks.
    sizes |= {"max_position_embeddings": 64, "pad_token_id": 1, "initializer_range": 0.5}
    return BertConfig(vocab_size=len(PIECES), **sizes)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    torch.manual_seed(42)
    folder = tmp_path / "tiny"
    folder.mkdir()
    network = ReaderNetwork(tiny_config())
    own = SETTINGS | {"weights_sha256": save_quantised(network.state_dict(), folder / WEIGHTS)}
    own["calibration"] = {script: asdict(Calibration()) for script in ("zh", "en")}
    (folder / CONFIG).write_text(json.dumps(tiny_config().to_diff_dict() | {"sextant": own}), "utf-8")
    build_tokenizer(PIECES, [0.0] * len(PIECES)).save(str(folder / TOKENIZER))
    return folder


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapt, "RATE", 1e-3)
    monkeypatch.setattr(adapt, "HEAD_RATE", 1e-3)
    monkeypatch.setattr(adapt, "CHECKPOINT_EVERY", 3)


def labelled(count: int = 150) -> Labelled:
    rng = np.random.default_rng(1)
    fill = [" ".join(rng.choice(WORDS[2:], size=5)) for _ in range(4 * count)]
    words = [("bad", "good")[n % 2] for n in range(len(fill))]
    rows = [*dict.fromkeys(f"{w} thing {w} {w} {text}" for w, text in zip(words, fill, strict=True))][:count]
    return Labelled(rows, np.array([int(row.startswith("good")) for row in rows]), [""] * len(rows), {"rows": count})


def run(base: Path, out: Path, data: Labelled | None = None, **plan: Any) -> dict[str, Any]:
    return adapt_encoder(data or labelled(), out, Plan(**plan), base=base, device="cpu", facts={"file": "mine.csv"})


class _Stopping(adapt.Trainer):
    """A run that a person stops right after its first checkpoint."""

    def _checkpoint(self, *args: Any) -> None:
        super()._checkpoint(*args)
        raise KeyboardInterrupt


@pytest.mark.parametrize("plan", [{"epochs": 6}, {"light": True}], ids=["all layers", "the classifier alone"])
def test_a_reader_learns_the_users_rows_and_loads_again(base: Path, tmp_path: Path, plan: dict[str, Any]) -> None:
    card = run(base, tmp_path / "out", **plan)

    encoder = Encoder.load(tmp_path / "out", device="cpu")
    assert card["test"]["after"]["accuracy"] > max(0.85, card["test"]["before"]["accuracy"])
    assert encoder.version == card["version"] and encoder.version.startswith("tiny-1+")
    assert json.loads((tmp_path / "out" / "run_card.json").read_text("utf-8")) == json.loads(json.dumps(card))


def test_the_light_way_leaves_every_other_weight(base: Path, tmp_path: Path) -> None:
    card = run(base, tmp_path / "out", light=True)

    before, after = load_file(base / WEIGHTS), load_file(tmp_path / "out" / WEIGHTS)
    changed = {name for name in before if not torch.allclose(before[name].float(), after[name].float(), atol=1e-6)}
    assert changed == {"classifier.weight", "classifier.bias"}
    assert card["test"]["similarity_kept"] == pytest.approx(1.0, abs=1e-4)


def test_training_all_layers_leaves_embedding_and_kinds_near_where_they_were(base: Path, tmp_path: Path) -> None:
    card = run(base, tmp_path / "out", epochs=6)

    assert card["test"]["similarity_kept"] > 0.85 and card["test"]["kinds_kept"] > 0.85


def test_what_training_changed_is_stored_to_the_last_bit(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adapt, "RATE", 1e-5)

    run(base, tmp_path / "out", epochs=1)

    before, after = (Encoder.load(folder, device="cpu").network.state_dict() for folder in (base, tmp_path / "out"))
    name = "bert.encoder.layer.0.intermediate.dense.weight"
    moved = (before[name] - after[name]).abs()
    assert 0 < moved.max() < 1e-4 and (moved > 0).float().mean() > 0.9


def test_training_broken_off_goes_on_and_ends_the_same(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(base, tmp_path / "whole", epochs=2)
    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr(adapt, "Trainer", _Stopping)
        run(base, tmp_path / "out", epochs=2)

    card = run(base, tmp_path / "out", epochs=2)

    whole, resumed = (load_file(tmp_path / name / WEIGHTS) for name in ("whole", "out"))
    assert [entry["step"] for entry in card["settings"]["curve"]] == [3, 6, 8]
    assert all(torch.equal(whole[name], resumed[name]) for name in whole)
    assert not (tmp_path / "out" / ".training").exists()


def test_other_rows_or_settings_give_another_version(base: Path, tmp_path: Path) -> None:
    cards = [
        run(base, tmp_path / f"{n}", data, light=True, seed=seed)
        for n, (data, seed) in enumerate([(labelled(), 42), (labelled(), 42), (labelled(140), 42), (labelled(), 7)])
    ]

    first, again, *others = [card["version"] for card in cards]
    assert first == again and len({first, *others}) == 3


def test_test_rows_are_the_same_whatever_the_seed_and_never_learned_from() -> None:
    data = labelled()
    train, test = split_rows(data)

    chosen = [choose_rows(data, train, Plan(seed=seed, limit=40)) for seed in (1, 2)]

    assert all(len(rows.fit) == 40 and not set(rows.fit) & set(test) for rows in chosen)
    assert set(chosen[0].fit) != set(chosen[1].fit)


def test_a_tenth_is_held_back_for_calibration_where_it_is_enough(base: Path, tmp_path: Path) -> None:
    data = labelled(1300)

    few, many = run(base, tmp_path / "few", data, light=True, limit=300), run(base, tmp_path / "many", data, light=True)

    assert (few["split"]["calibration"], few["calibration"]["en"]) == (0, asdict(Calibration()))
    assert many["split"]["calibration"] == 104 and many["calibration"]["en"] != asdict(Calibration())


def test_the_features_are_what_the_classifier_reads(base: Path) -> None:
    encoder, texts = Encoder.load(base, device="cpu"), labelled().texts[:20]
    ids = [encoding.ids for encoding in encoder.tokenizer.encode_batch(texts)]

    features = head_features(encoder.network, encoder.tokenizer, texts, 64)

    head = encoder.network.classifier
    scores = features @ head.weight.detach().numpy()[0] + head.bias.item()
    assert np.allclose(scores, encoder.network(*pad_ids(ids)).logits.detach().numpy(), atol=1e-5)


def refused(base: Path, out: Path, **plan: Any) -> str:
    with pytest.raises(SextantError) as error:
        run(base, out, **plan)
    return str(error.value)


def test_a_folder_with_something_else_and_the_base_itself_are_left_alone(base: Path, tmp_path: Path) -> None:
    before = (base / WEIGHTS).read_bytes()

    assert "not empty" in refused(base, base) and "not empty" in refused(base, tmp_path)
    assert (base / WEIGHTS).read_bytes() == before


@pytest.mark.parametrize("limit", [0, -5, 5])
def test_too_small_a_limit_is_refused(base: Path, tmp_path: Path, limit: int) -> None:
    assert "--limit" in refused(base, tmp_path / "out", limit=limit)


def test_a_foreign_encoder_is_refused_by_name(base: Path, tmp_path: Path) -> None:
    other = tmp_path / "foreign"
    labels: Sequence[str] = ("negative", "positive")
    config = tiny_config()
    config.id2label, config.label2id = dict(enumerate(labels)), {name: at for at, name in enumerate(labels)}
    BertForSequenceClassification(config).save_pretrained(other)
    (other / TOKENIZER).write_bytes((base / TOKENIZER).read_bytes())

    assert "own reader only" in refused(other, tmp_path / "out")
