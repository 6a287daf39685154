"""Greedy continuation of many prompts at once by a causal network: what they share is read once, then one batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from os.path import commonprefix
from pathlib import Path
from typing import Any

import torch
from torch.nn.functional import pad
from transformers import AutoModelForCausalLM, AutoTokenizer, DynamicCache

from core.errors import SextantError
from core.nlp.device import choose_device, choose_dtype, set_threads

OnText = Callable[[int, str], None]


def load_network(folder: Path, name: str, *, threads: int | None = None) -> NetworkGenerator:
    """Load a causal network from a local folder: safetensors only, nothing fetched, no code of the folder run.

    Raises SextantError if the folder holds no such network.
    """
    set_threads(threads)
    device = choose_device()
    network: Any
    try:
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        network = AutoModelForCausalLM.from_pretrained(
            folder, local_files_only=True, use_safetensors=True, dtype=choose_dtype(device)
        )
    except (OSError, ValueError, KeyError) as error:
        raise SextantError(
            "The writing model in {folder} cannot be read. It needs config.json, tokenizer.json and model.safetensors.",
            folder=str(folder),
        ) from error
    return NetworkGenerator(network.to(device), tokenizer, name)


class NetworkGenerator:
    """Word prompts with a network and tokenizer held in memory."""

    def __init__(self, network: Any, tokenizer: Any, name: str) -> None:
        self.network = network.eval()
        self.tokenizer = tokenizer
        self.name = name

    @torch.inference_mode()
    def generate(
        self,
        prompts: Sequence[str],
        *,
        max_new_tokens: int = 64,
        stop: Sequence[str] = ("\n",),
        on_text: OnText | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> list[str]:
        """Return one greedy continuation per prompt, in order, cut before the first of `stop`.

        `on_text(i, text)` hears the text so far of prompt i after each token. When `should_stop()` says so, what has
        been written until then is returned.
        """
        encoded = [self.tokenizer(prompt)["input_ids"] for prompt in prompts]
        read = _read_prompts(self.network, encoded, should_stop)
        rows = [_Row(index) for index in range(len(prompts))]
        if not prompts or len(read) < len(prompts):
            return [""] * len(prompts)
        batch = _Batch(self.network, read)
        for _ in range(max_new_tokens):
            for index, token in zip(batch.alive, batch.tokens, strict=True):
                self._extend(rows[index], token, stop, on_text)
            batch.keep([slot for slot, index in enumerate(batch.alive) if not rows[index].done])
            if not batch.alive or (should_stop and should_stop()):
                break
            batch.step()
        return [row.text for row in rows]

    def _extend(self, row: _Row, token: int, stop: Sequence[str], on_text: OnText | None) -> None:
        if token in self._end_ids():
            row.done = True
            return
        row.tokens.append(token)
        text = self.tokenizer.decode(row.tokens, skip_special_tokens=True)
        ends = [text.find(mark) for mark in stop if mark in text]
        row.done = bool(ends)
        row.text = text[: min(ends)] if ends else text
        if on_text:
            on_text(row.index, row.text)

    def _end_ids(self) -> set[int]:
        configured = self.network.generation_config.eos_token_id
        ids = configured if isinstance(configured, list) else [configured]
        return {token for token in (*ids, self.tokenizer.eos_token_id) if token is not None}


@dataclass
class _Row:
    """One prompt's continuation so far."""

    index: int
    tokens: list[int] = field(default_factory=list)
    text: str = ""
    done: bool = False


@dataclass
class _Read:
    """A prompt that was read: its keys and values by layer (1 × heads × seq × size) and the first token after it."""

    length: int
    layers: list[tuple[torch.Tensor, torch.Tensor]]
    token: int


def _read_prompts(
    network: Any, encoded: Sequence[list[int]], should_stop: Callable[[], bool] | None
) -> dict[int, _Read]:
    """Read each prompt, running what it shares with its neighbour in sorted order only once; fewer if stopped."""
    read: dict[int, _Read] = {}
    cache: Any = DynamicCache()
    before: list[int] = []
    for index in sorted(range(len(encoded)), key=lambda index: encoded[index]):
        if should_stop and should_stop():
            break
        ids = encoded[index]
        # At least one token is run: its logits choose the first new token.
        shared = min(len(commonprefix([before, ids])), len(ids) - 1)
        if before:
            cache.crop(shared - len(before))
        output = network(
            input_ids=torch.tensor([ids[shared:]], device=network.device),
            past_key_values=cache,
            use_cache=True,
            logits_to_keep=1,
        )
        layers = [(layer.keys, layer.values) for layer in cache.layers]
        read[index] = _Read(len(ids), layers, int(output.logits[0, -1].argmax()))
        before = ids
    return read


class _Batch:
    """The rows still being written, with their key-value cache, padded on the left."""

    def __init__(self, network: Any, read: dict[int, _Read]) -> None:
        self.network = network
        rows = [read[index] for index in range(len(read))]
        self.alive = list(range(len(rows)))
        self.tokens = [row.token for row in rows]
        width = max(row.length for row in rows)
        self.mask = torch.tensor([[0] * (width - row.length) + [1] * row.length for row in rows], device=network.device)
        self.cache = DynamicCache()
        for layer in range(len(rows[0].layers)):
            keys = torch.cat([_pad_left(row.layers[layer][0], width) for row in rows])
            values = torch.cat([_pad_left(row.layers[layer][1], width) for row in rows])
            self.cache.update(keys, values, layer)

    def step(self) -> None:
        """Choose the next token of each living row."""
        input_ids = torch.tensor(self.tokens, device=self.network.device)[:, None]
        self.mask = torch.cat([self.mask, torch.ones_like(input_ids)], dim=1)
        output = self.network(
            input_ids=input_ids,
            attention_mask=self.mask,
            # Position counts real tokens only, so padding does not shift the rotary embedding.
            position_ids=self.mask.sum(dim=1, keepdim=True) - 1,
            past_key_values=self.cache,
            use_cache=True,
        )
        self.tokens = output.logits[:, -1].argmax(dim=-1).tolist()

    def keep(self, slots: list[int]) -> None:
        """Drop every row but these, so that finished ones cost nothing."""
        if len(slots) == len(self.alive):
            return
        self.alive = [self.alive[slot] for slot in slots]
        self.tokens = [self.tokens[slot] for slot in slots]
        if slots:
            index = torch.tensor(slots, device=self.network.device)
            self.mask = self.mask[index]
            self.cache.batch_select_indices(index)


def _pad_left(tensor: torch.Tensor, width: int) -> torch.Tensor:
    """Pad the third of four dimensions with zeros in front, up to `width`."""
    return pad(tensor, (0, 0, width - tensor.shape[2], 0))
