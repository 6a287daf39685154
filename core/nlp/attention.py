"""What each head of each layer looked at while the encoder read one text."""

from dataclasses import dataclass

import numpy as np
import torch

from core.nlp.encoder import Encoder
from core.nlp.scoring import sentiment_of
from core.nlp.vocabulary import SPACE


@dataclass(frozen=True)
class Attention:
    """A text as the network read it; `attentions` is (layers, heads, seq, seq) float32 whose rows sum to 1.

    `probability` and `label` are those of `Encoder.predict_proba` for the whole text, also where `truncated` says that
    the tokens shown are only its beginning.
    """

    text: str
    tokens: list[str]
    attentions: np.ndarray
    probability: float
    label: str
    truncated: bool


def read_attention(encoder: Encoder, text: str, *, max_tokens: int = 128) -> Attention:
    """Read one text with the kernel that keeps its attentions, in float32; other threads wait meanwhile."""
    with encoder.lock:
        probability = float(encoder.predict_proba([text])[0])
        encoder.tokenizer.enable_truncation(min(max_tokens, encoder.max_tokens))
        encoding = encoder.tokenizer.encode(text)
        encoder.tokenizer.enable_truncation(encoder.max_tokens)
        attentions = _attentions(encoder, encoding.ids)
    tokens = [token.replace(SPACE, "") or " " for token in encoding.tokens]
    label = sentiment_of(probability, encoder.band)
    return Attention(text, tokens, attentions, probability, label, bool(encoding.overflowing))


def _attentions(encoder: Encoder, ids: list[int]) -> np.ndarray:
    input_ids = torch.tensor([ids], device=encoder.device)
    encoder.network.set_attention_kernel("eager")
    try:
        with torch.inference_mode():
            out = encoder.network(input_ids, torch.ones_like(input_ids), output_attentions=True)
    finally:
        encoder.network.set_attention_kernel("sdpa")
    return torch.cat(out.attentions).float().cpu().numpy()
