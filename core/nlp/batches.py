"""Turn texts into padded batches of similar length."""

import random
from collections.abc import Iterator, Sequence

import torch
from tokenizers import Encoding, Tokenizer
from torch import Tensor

PAD_ID = 1
# Batches are cut from sorted pools of this many batches: similar lengths, yet another mixture for each seed.
POOL = 20


def pad_ids(rows: Sequence[Sequence[int]], pad_id: int = PAD_ID) -> tuple[Tensor, Tensor]:
    """Return `input_ids` and `attention_mask`, both (batch, longest)."""
    longest = max(len(row) for row in rows)
    input_ids = torch.tensor([[*row, *[pad_id] * (longest - len(row))] for row in rows])
    lengths = torch.tensor([len(row) for row in rows])
    return input_ids, (torch.arange(longest) < lengths[:, None]).long()


def encode_truncated(tokenizer: Tokenizer, texts: Sequence[str], max_tokens: int) -> list[Encoding]:
    """Encode each text, cut to `max_tokens` with its frame tokens."""
    tokenizer.enable_truncation(max_tokens)
    encodings = tokenizer.encode_batch_fast(list(texts))
    tokenizer.no_truncation()
    return encodings


def shuffled_batches(lengths: Sequence[int], size: int, seed: int) -> list[list[int]]:
    """Return every index once, in shuffled batches of similar length; the same seed gives the same plan."""
    rng = random.Random(seed)
    order = rng.sample(range(len(lengths)), len(lengths))
    pools = [sorted(order[i : i + POOL * size], key=lengths.__getitem__) for i in range(0, len(order), POOL * size)]
    batches = [pool[i : i + size] for pool in pools for i in range(0, len(pool), size)]
    rng.shuffle(batches)
    return batches


def sorted_batches(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Yield every index once, longest first, in batches whose padded size stays within `budget` tokens."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True)
    start = 0
    while start < len(order):
        size = max(1, budget // lengths[order[start]])
        yield order[start : start + size]
        start += size
