"""Where and with how many threads the networks run."""

import os

import torch

from core.errors import SextantError

THREADS_VARIABLE = "SEXTANT_THREADS"


def choose_device(name: str | None = None) -> torch.device:
    """Return the device of that name, or the best one here: CUDA, then MPS, then the CPU."""
    if name:
        return torch.device(name)
    if torch.cuda.is_available():
        return torch.device("cuda")
    if torch.backends.mps.is_available():
        return torch.device("mps")
    return torch.device("cpu")


def choose_dtype(device: torch.device) -> torch.dtype:
    """Return the dtype to compute in: bfloat16 where the hardware multiplies it, else float32; never float16."""
    if device.type == "cuda" and torch.cuda.is_bf16_supported():
        return torch.bfloat16
    if device.type == "cpu" and has_fast_bfloat16():
        return torch.bfloat16
    return torch.float32


def has_fast_bfloat16() -> bool:
    """Tell whether this CPU multiplies bfloat16 in hardware; elsewhere it is emulated and slower than float32."""
    capabilities = torch.cpu.get_capabilities()
    return any(capabilities.get(name, False) for name in ("avx512_bf16", "amx_bf16", "bf16"))


def set_threads(threads: int | None = None) -> int:
    """Set the number of torch threads from the argument, else SEXTANT_THREADS, else leave it; return what holds.

    Raises SextantError if the variable is no whole number above 0.
    """
    wanted = str(threads) if threads else os.environ.get(THREADS_VARIABLE, "")
    if wanted:
        if not wanted.isdecimal() or int(wanted) < 1:
            raise SextantError(
                "{name} is {value}. Set it to a whole number above 0.", name=THREADS_VARIABLE, value=wanted
            )
        torch.set_num_threads(int(wanted))
    return torch.get_num_threads()
