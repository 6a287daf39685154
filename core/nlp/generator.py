"""The generator: what words a plan, wherever it runs."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from core.errors import SextantError
from core.nlp import gemma
from core.settings import get_settings

AUTO, NONE = "auto", "none"
HUB_ID = re.compile(r"[\w.-]+/[\w.-]+")


class Generator(Protocol):
    """Continue prompts greedily: the same prompts always give the same text."""

    name: str

    def generate(
        self,
        prompts: Sequence[str],
        *,
        max_new_tokens: int = 64,
        stop: Sequence[str] = ("\n",),
        on_text: Callable[[int, str], None] | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> list[str]:
        """Return one continuation per prompt, in order, cut before the first of `stop`.

        `on_text(i, text)` hears the text so far of prompt i; after `should_stop()` what is written is returned.
        """
        ...


def generator_ready(setting: str, cache: Path) -> bool:
    """Tell whether `load_generator` would find a generator without converting or fetching anything."""
    if setting in ("", AUTO):
        return gemma.is_converted(cache)
    if setting == NONE:
        return False
    return _is_address(setting) or _find_folder(setting) is not None


def load_generator(
    setting: str, cache: Path, *, threads: int | None = None, key: str | None = None
) -> Generator | None:
    """Return the generator of a setting, or None for `none` and for an `auto` that is not converted yet.

    A setting is `auto`, `none`, a local folder, a hub id whose files are in the local Hugging Face cache, or
    `http(s)://host/v1#model`. Raises SextantError for a folder, id or endpoint that cannot be used.
    """
    if setting == NONE:
        return None
    if _is_address(setting):
        from core.nlp.endpoint import open_endpoint

        return open_endpoint(setting, key=get_settings().generator_key if key is None else key)
    if setting in ("", AUTO):
        return _load(gemma.default_folder(cache), gemma.NAME, threads) if gemma.is_converted(cache) else None
    folder = _find_folder(setting)
    if folder is None:
        raise SextantError(
            "There is no writing model at {setting}. Set SEXTANT_GENERATOR to auto, none, a folder with config.json "
            "and model.safetensors, a hub id that was downloaded before, or an http address.",
            setting=setting,
        )
    return _load(folder, setting if HUB_ID.fullmatch(setting) else folder.name, threads)


def _is_address(setting: str) -> bool:
    return setting.startswith(("http://", "https://"))


def _find_folder(setting: str) -> Path | None:
    """Return the local folder of a path or of a hub id downloaded before."""
    folder = Path(setting).expanduser()
    if (folder / "config.json").is_file():
        return folder
    if not HUB_ID.fullmatch(setting):
        return None
    from huggingface_hub import try_to_load_from_cache

    found = try_to_load_from_cache(setting, "config.json")
    return Path(found).parent if isinstance(found, str) else None


def _load(folder: Path, name: str, threads: int | None) -> Generator:
    from core.nlp.decoding import load_network

    return load_network(folder, name, threads=threads)
