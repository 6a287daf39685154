"""Read texts with a network that is being trained, or with the one it started from."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from core.nlp.batches import encode_truncated, pad_ids, sorted_batches
from core.nlp.device import choose_dtype
from core.nlp.network import ReaderNetwork

# The original network was trained with this prefix; our embedding learns to do without it: one pass serves both.
TEACHER_PREFIX = "query: "
TOKEN_BUDGET = 4096
# Similarity is asked of short texts, and reading the long ones with both networks would take most of the time.
KEEP_TOKENS = 32


@torch.inference_mode()
def infer(
    network: ReaderNetwork, tokenizer: Tokenizer, texts: Sequence[str], max_tokens: int, *, exact: bool = False
) -> tuple[np.ndarray, np.ndarray]:
    """Return log-odds of positive (n,) and embeddings (n, hidden), float32, in the order of the texts.

    `exact` computes in float32 also where bfloat16 is faster.
    """
    network.eval()
    device = next(network.parameters()).device
    ids = [e.ids for e in encode_truncated(tokenizer, texts, max_tokens)]
    logits = np.zeros(len(ids), np.float32)
    embeddings = np.zeros((len(ids), network.config.hidden_size), np.float32)
    for batch in sorted_batches([len(row) for row in ids], TOKEN_BUDGET):
        input_ids, mask = (x.to(device) for x in pad_ids([ids[i] for i in batch]))
        with torch.autocast(device.type, torch.bfloat16, enabled=not exact and choose_dtype(device) == torch.bfloat16):
            out = network(input_ids, mask)
        logits[batch], embeddings[batch] = out.logits.float().cpu().numpy(), out.embedding.float().cpu().numpy()
    return logits, embeddings


def original_embeddings(network: ReaderNetwork, tokenizer: Tokenizer, texts: Sequence[str], folder: Path) -> np.ndarray:
    """Return the untrained network's embeddings (n, hidden) of the texts with its own prefix; computed once, kept.

    Rows of texts above `KEEP_TOKENS` are NaN: nothing holds these.
    """
    path = folder / f"original-{digest(texts)[:12]}.npy"
    if path.is_file():
        return np.load(path, allow_pickle=False)
    embeddings = np.full((len(texts), network.config.hidden_size), np.nan, np.float16)
    lengths = [len(e.ids) for e in encode_truncated(tokenizer, texts, KEEP_TOKENS + 1)]
    short = [index for index, length in enumerate(lengths) if length <= KEEP_TOKENS]
    # A text that is seen in several passes is read once.
    distinct, place = np.unique([TEACHER_PREFIX + texts[i] for i in short], return_inverse=True)
    _, read = infer(network, tokenizer, distinct.tolist(), KEEP_TOKENS * 2)
    embeddings[short] = read[place]
    np.save(path, embeddings, allow_pickle=False)
    return embeddings


def digest(texts: Sequence[str]) -> str:
    """Return the SHA-256 of the texts in their order."""
    return hashlib.sha256("\x00".join(texts).encode()).hexdigest()
