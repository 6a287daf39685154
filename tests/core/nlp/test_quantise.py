from pathlib import Path

import torch

from core.nlp.quantise import dequantise, hash_file, load_quantised, quantise, save_quantised


def _network() -> dict[str, torch.Tensor]:
    torch.manual_seed(42)
    return {"words.weight": torch.randn(50, 16), "classifier.weight": torch.randn(1, 8), "norm.bias": torch.randn(16)}


def test_every_value_is_within_half_a_step_of_its_row() -> None:
    tensors = _network()

    back = dequantise(quantise(tensors))

    step = tensors["words.weight"].abs().amax(dim=1, keepdim=True) / 127
    assert ((back["words.weight"] - tensors["words.weight"]).abs() <= step / 2 + 1e-6).all()


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
