"""Tiny readers for tests: a real network and a real tokenizer of a handful of words."""

from collections.abc import Sequence

import torch
from tokenizers import Tokenizer
from transformers import BertConfig

from core.nlp.network import ReaderNetwork
from core.nlp.vocabulary import build_tokenizer

PIECES = ("<s>", "<pad>", "</s>", "<unk>", "▁", "▁good", "▁bad", "▁thing", "▁very", "<mask>")


def tiny_reader(
    pieces: Sequence[str] = PIECES, *, positions: int = 256, seed: int = 42, dropout: float = 0.1
) -> tuple[ReaderNetwork, Tokenizer]:
    """Return a network of two layers, 16 wide, freshly initialised, and its tokenizer."""
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=len(pieces),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=positions,
        pad_token_id=1,
        hidden_dropout_prob=dropout,
        attention_probs_dropout_prob=dropout,
    )
    return ReaderNetwork(config), build_tokenizer(list(pieces), [0.0] * len(pieces))
