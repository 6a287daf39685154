"""Fit the head that reads the sentence embedding, once the body has come to rest."""

from collections.abc import Sequence

import numpy as np
import torch
from tokenizers import Tokenizer

from core.nlp.network import ReaderNetwork
from core.nlp.training.light import head_features

ROWS = 20_000
TOKENS = 64
# How strongly the head is held where training left it, as a share of the features' own spread.
RIDGE = 1e-3


def fit_sentence_head(network: ReaderNetwork, tokenizer: Tokenizer, texts: Sequence[str], targets: np.ndarray) -> None:
    """Fit the sentence head by ridge regression to the original network's embeddings (n, hidden); NaN rows are left out.

    The averaged body is none that the head was trained with; in closed form it fits this one best.
    """
    held = np.flatnonzero(~np.isnan(targets.astype(np.float32)).any(1))[:ROWS]
    features = head_features(network, tokenizer, [texts[at] for at in held], TOKENS)  # (n, 2 * hidden)
    weight = network.sentence.weight.detach().cpu().numpy().astype(float)  # (hidden, 2 * hidden)
    present = features @ weight.T
    # The embedding is brought to unit norm afterwards, so each target is sought at the length its row has now.
    wanted = targets[held].astype(float) * np.linalg.norm(present, axis=1, keepdims=True)
    gram = features.T @ features
    gram[np.diag_indices_from(gram)] += RIDGE * np.trace(gram) / len(gram)
    change = np.linalg.solve(gram, features.T @ (wanted - present)).T
    with torch.no_grad():
        network.sentence.weight.copy_(torch.from_numpy(weight + change))
