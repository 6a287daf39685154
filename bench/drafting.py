"""A draft's prompts (six sections) as one batch against one after another: same network, same token counts."""

from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from core.nlp.decoding import NetworkGenerator
from core.nlp.gemma import is_converted
from core.nlp.generator import load_generator
from core.settings import get_settings
from core.strategy.prompts import build_prompt, read_examples

SECTIONS, SENTENCES = 6, 4
NEW_TOKENS = 40


def measure() -> dict[str, Any]:
    """Return the figures for the converted default generator; say so where there is none yet."""
    cache = get_settings().cache
    if not is_converted(cache):
        return {"skipped": "the writer is not converted yet: python -m core prepare-writer"}
    figures = measure_draft(cache)
    rounded = {name: round(value, 2) if isinstance(value, float) else value for name, value in figures.items()}
    return rounded | {"aim": "ratio >= 5"}


def measure_draft(cache: Path, locale: str = "en", threads: int = 1) -> dict[str, float | int | str]:
    """Return seconds, tokens per second and the ratio of both ways; every prompt gets exactly `NEW_TOKENS` tokens.

    Raises ValueError if the default generator is not converted.
    """
    generator = load_generator("auto", cache, threads=threads)
    if not isinstance(generator, NetworkGenerator):
        raise ValueError("The default generator is not converted yet.")
    prompts = [build_prompt(plain, locale) for plain, _ in read_examples(locale)[: SECTIONS * SENTENCES]]
    generator.generate(prompts[:1], max_new_tokens=2)  # the first call pays for allocations
    generator.network.generation_config.eos_token_id = generator.tokenizer.eos_token = None
    batch = _seconds(lambda: generator.generate(prompts, max_new_tokens=NEW_TOKENS, stop=()))
    single = _seconds(lambda: [_continue(generator, prompt) for prompt in prompts])
    tokens = len(prompts) * NEW_TOKENS
    return {
        "name": generator.name,
        "threads": threads,
        "tokens": tokens,
        "batch_seconds": batch,
        "sequential_seconds": single,
        "batch_tokens_per_second": tokens / batch,
        "ratio": single / batch,
    }


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def _continue(generator: NetworkGenerator, prompt: str) -> object:
    inputs = generator.tokenizer(prompt, return_tensors="pt")
    return generator.network.generate(
        **inputs, max_new_tokens=NEW_TOKENS, min_new_tokens=NEW_TOKENS, do_sample=False, pad_token_id=0
    )
