"""Store a network as int8: each row of a matrix as whole numbers -127..127 and one float32 scale."""

import hashlib
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

LIMIT = 127
SCALE = ".scale"
SEED = 42
# A value this near to a step, in steps, is on it but for the arithmetic.
ON_STEP = 1e-3
# The heads are tiny and decide the labels, so they keep every bit.
EXACT = ("classifier.", "kinds.", "sentence.")


def quantise(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return int8 matrices with their `.scale` (rows,) beside them; vectors and the heads stay float32.

    Rounded up with the probability of the part above the lower step (stochastic rounding, Gupta et al. 2015,
    arXiv:1502.02551): a reader trained on from int8 weights moves most of them by less than half a step, and
    rounding to the nearest would undo that. What lies on a step stays there.
    """
    out: dict[str, Tensor] = {}
    chance = torch.Generator().manual_seed(SEED)
    for name, values in tensors.items():
        if values.ndim != 2 or name.startswith(EXACT):
            out[name] = values.float().contiguous()
            continue
        scale = values.float().abs().amax(dim=1).clamp(min=1e-12) / LIMIT  # (rows,)
        out[name] = _round(values.float() / scale[:, None], chance).to(torch.int8)  # (rows, columns)
        out[name + SCALE] = scale
    return out


def _round(steps: Tensor, chance: torch.Generator) -> Tensor:
    nearest = steps.round()
    drawn = (steps + torch.rand(steps.shape, generator=chance).to(steps.device)).floor()
    return torch.where((steps - nearest).abs() < ON_STEP, nearest, drawn).clamp(-LIMIT, LIMIT)


def dequantise(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return float32 tensors by their first names; what was never quantised passes through."""
    out = {}
    for name, values in tensors.items():
        if not name.endswith(SCALE):
            scale = tensors.get(name + SCALE)
            out[name] = values if scale is None else values.float().mul_(scale[:, None])
    return out


def save_quantised(tensors: dict[str, Tensor], path: Path) -> str:
    """Write the network as int8 and return the file's SHA-256."""
    save_file(quantise(tensors), path)
    return hash_file(path)


def load_quantised(path: Path) -> dict[str, Tensor]:
    """Read a network written by `save_quantised` as float32."""
    return dequantise(load_file(path))


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
