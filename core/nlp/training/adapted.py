"""Write an adapted network as an encoder folder of our own format, calibrated where there are rows enough."""

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor

from core.nlp.calibration import Calibration, fit_calibration, script_of
from core.nlp.encoder import CONFIG, TOKENIZER, WEIGHTS, Encoder
from core.nlp.network import ReaderNetwork
from core.nlp.quantise import dequantise, hash_file, quantise

# Platt's two figures fitted on fewer rows would be more noise than the base's own.
MIN_CALIBRATION = 100


def write_encoder(network: ReaderNetwork, config: dict[str, Any], base: Path, out: Path) -> None:
    """Write the network into `out` with the tokenizer of `base`; put the weights' hash into `config` and write that."""
    out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(base / TOKENIZER, out / TOKENIZER)
    save_file(_stored(network.state_dict()), out / WEIGHTS)
    config["sextant"]["weights_sha256"] = hash_file(out / WEIGHTS)
    _write_config(config, out)


def recalibrate(
    config: dict[str, Any], texts: Sequence[str], labels: np.ndarray, out: Path, device: str | None
) -> None:
    """Fit the calibration of each script with enough rows held back and write it; the others keep the base's."""
    if not len(texts):
        return
    scripts = np.array([script_of(text) for text in texts])
    probability = Encoder.load(out, device=device).predict_proba(texts).clip(1e-9, 1 - 1e-9)
    log_odds = np.log(probability / (1 - probability))
    for script, present in config["sextant"]["calibration"].items():
        mine = scripts == script
        if mine.sum() >= MIN_CALIBRATION and len(set(labels[mine].tolist())) == 2:
            more = fit_calibration(log_odds[mine], labels[mine])
            # The log-odds above went through the present calibration already; this puts the two into one.
            joined = Calibration(more.scale * present["scale"], more.scale * present["offset"] + more.offset)
            config["sextant"]["calibration"][script] = asdict(joined)
    _write_config(config, out)


def _stored(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    # The base's matrices are whole multiples of a step. What few rows teach is less than half a step, so rounding would
    # undo it: matrices that moved stay float32, the others (word vectors; in the light way all) int8 as they were.
    stored: dict[str, Tensor] = {}
    for name, values in tensors.items():
        exact = values.float().cpu().contiguous()
        small = quantise({name: exact})
        stored |= small if torch.allclose(dequantise(small)[name], exact) else {name: exact}
    return stored


def _write_config(config: Mapping[str, Any], out: Path) -> None:
    (out / CONFIG).write_text(json.dumps(config, indent=2) + "\n", "utf-8")
