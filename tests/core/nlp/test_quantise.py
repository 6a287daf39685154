from pathlib import Path

import pytest
import torch

from core.nlp.quantise import dequantise, hash_file, load_quantised, quantise, save_quantised


def _network() -> dict[str, torch.Tensor]:
    torch.manual_seed(42)
    return {"words.weight": torch.randn(50, 16), "classifier.weight": torch.randn(1, 8), "norm.bias": torch.randn(16)}


def test_every_value_is_within_a_step_of_its_row_and_the_same_each_time() -> None:
    tensors = _network()

    back = dequantise(quantise(tensors))

    step = tensors["words.weight"].abs().amax(dim=1, keepdim=True) / 127
    assert ((back["words.weight"] - tensors["words.weight"]).abs() <= step + 1e-6).all()
    assert torch.equal(back["words.weight"], dequantise(quantise(tensors))["words.weight"])


def test_what_was_quantised_stays_as_it_is_and_a_small_move_is_kept_on_average() -> None:
    grid = dequantise(quantise({"w": torch.randn(64, 64, generator=torch.Generator().manual_seed(1))}))["w"]
    step = grid.abs().amax(dim=1, keepdim=True) / 127
    inside = grid.abs() < grid.abs().amax(dim=1, keepdim=True)  # a row's largest value sets its step

    again = dequantise(quantise({"w": grid}))["w"]
    moved = dequantise(quantise({"w": grid + 0.2 * step * inside}))["w"]

    assert torch.allclose(again, grid)
    assert ((moved - grid) / step)[inside].mean().item() == pytest.approx(0.2, abs=0.02)


def test_vectors_and_the_classifier_keep_every_bit() -> None:
    tensors = _network()

    back = dequantise(quantise(tensors))

    assert torch.equal(back["classifier.weight"], tensors["classifier.weight"])
    assert torch.equal(back["norm.bias"], tensors["norm.bias"])


def test_a_row_of_zeros_stays_zero() -> None:
    back = dequantise(quantise({"words.weight": torch.zeros(2, 4)}))

    assert torch.equal(back["words.weight"], torch.zeros(2, 4))


def test_a_saved_network_reads_back_by_its_own_names(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"

    digest = save_quantised(_network(), path)

    assert load_quantised(path).keys() == _network().keys()
    assert digest == hash_file(path)
