import numpy as np
import torch

from core.nlp.training.inference import infer
from core.nlp.training.sentence import fit_sentence_head
from tests.networks import tiny_reader

TEXTS = [" ".join(words) for words in np.random.default_rng(1).choice(["good", "bad", "thing", "very"], (300, 6))]


def test_the_head_turns_back_what_the_body_was_turned() -> None:
    network, tokenizer = tiny_reader(dropout=0.0)
    _, original = infer(network, tokenizer, TEXTS, 32, exact=True)
    with torch.no_grad():
        network.bert.encoder.layer[-1].output.dense.weight.add_(0.3 * torch.randn(16, 32))
    _, turned = infer(network, tokenizer, TEXTS, 32, exact=True)

    fit_sentence_head(network, tokenizer, TEXTS[:200], original[:200])
    _, mended = infer(network, tokenizer, TEXTS, 32, exact=True)

    before, after = ((embedding[200:] * original[200:]).sum(1).mean() for embedding in (turned, mended))
    assert after > before and after > 0.98


def test_rows_that_nothing_holds_do_not_count() -> None:
    network, tokenizer = tiny_reader(dropout=0.0)
    _, original = infer(network, tokenizer, TEXTS, 32, exact=True)
    gaps = original.copy()
    gaps[::2] = np.nan

    fit_sentence_head(network, tokenizer, TEXTS, gaps)

    assert (infer(network, tokenizer, TEXTS, 32, exact=True)[1] * original).sum(1).min() > 0.9999
