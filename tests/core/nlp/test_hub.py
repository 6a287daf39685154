from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import BertConfig, BertForSequenceClassification

from core.errors import SextantError
from core.nlp.attention import read_attention
from core.nlp.encoder import Encoder
from core.nlp.vocabulary import build_tokenizer

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁good", "▁bad", "<mask>"]


def _save(folder: Path, labels: dict[int, str]) -> BertForSequenceClassification:
    torch.manual_seed(42)
    config = BertConfig(
        vocab_size=len(PIECES),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=32,
        pad_token_id=1,
        id2label=labels,
        label2id={name: index for index, name in labels.items()},
    )
    model = BertForSequenceClassification(config).eval()
    model.save_pretrained(folder)
    build_tokenizer(PIECES, [0.0] * len(PIECES)).save(str(folder / "tokenizer.json"))
    return model


def test_any_classification_folder_replaces_the_shipped_encoder(tmp_path: Path) -> None:
    model = _save(tmp_path, {0: "POSITIVE", 1: "NEGATIVE"})

    encoder = Encoder.load(tmp_path, device="cpu")

    with torch.inference_mode():
        logits = model(input_ids=torch.tensor([encoder.tokenizer.encode("good").ids])).logits
    assert encoder.predict_proba(["good"])[0] == pytest.approx(float(logits.softmax(1)[0, 0]), abs=0.01)
    assert encoder.version == tmp_path.name


def test_its_attention_can_be_read_too(tmp_path: Path) -> None:
    _save(tmp_path, {0: "negative", 1: "positive"})

    attention = read_attention(Encoder.load(tmp_path, device="cpu"), "good bad")

    assert attention.attentions.shape == (2, 2, 4, 4)
    assert np.allclose(attention.attentions.sum(-1), 1, atol=1e-5)


def test_labels_that_name_no_sentiment_are_refused(tmp_path: Path) -> None:
    _save(tmp_path, {0: "cat", 1: "dog"})

    with pytest.raises(SextantError, match="cat, dog"):
        Encoder.load(tmp_path)
