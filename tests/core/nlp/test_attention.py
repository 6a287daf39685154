import math

import numpy as np
import pytest
import torch

from core.nlp.attention import read_attention
from core.nlp.encoder import Encoder

TEXT = "客服很快 but the export fails."


def test_rows_of_every_head_sum_to_one(encoder: Encoder) -> None:
    attention = read_attention(encoder, TEXT)

    length = len(attention.tokens)
    assert attention.attentions.shape == (12, 12, length, length)
    assert np.allclose(attention.attentions.sum(-1), 1, atol=1e-5)


@pytest.mark.parametrize("layer", [0, 7])
def test_own_softmax_of_queries_and_keys_equals_the_networks(encoder: Encoder, layer: int) -> None:
    attention = read_attention(encoder, TEXT)
    ids = torch.tensor([encoder.tokenizer.encode(TEXT).ids])
    block = encoder.network.bert.encoder.layer[layer].attention.self
    with torch.inference_mode():
        states = encoder.network.bert(input_ids=ids, output_hidden_states=True).hidden_states[layer]
        query, key = (part(states).view(1, -1, 12, 32).transpose(1, 2) for part in (block.query, block.key))

    own = torch.softmax(query @ key.transpose(2, 3) / math.sqrt(32), dim=-1)[0].numpy()

    assert np.allclose(attention.attentions[layer], own, atol=1e-4)


def test_the_probability_shown_is_the_one_that_scoring_gives(encoder: Encoder) -> None:
    attention = read_attention(encoder, TEXT)

    assert attention.probability == encoder.predict_proba([TEXT])[0]
    assert not attention.truncated


def test_a_long_text_shows_its_beginning_and_keeps_its_whole_probability(encoder: Encoder) -> None:
    text = "The room was clean. " * 200

    attention = read_attention(encoder, text, max_tokens=32)

    assert attention.truncated
    assert len(attention.tokens) == 32
    assert attention.probability == encoder.predict_proba([text])[0]


def test_tokens_are_readable(encoder: Encoder) -> None:
    tokens = read_attention(encoder, TEXT).tokens

    assert not any("▁" in token for token in tokens)
    assert "客服" in tokens


def test_an_empty_text_still_has_its_frame(encoder: Encoder) -> None:
    assert read_attention(encoder, "").tokens == ["<s>", "</s>"]
