"""Scoring comments, against `transformers.pipeline` holding our own network object."""

import resource
import time
from statistics import median
from typing import Any

import numpy as np
import torch
from scipy.special import logit
from transformers import PreTrainedModel, PreTrainedTokenizerFast, pipeline
from transformers.modeling_outputs import SequenceClassifierOutput

from bench.texts import make_comments
from core.nlp.encoder import Encoder

ROWS, REPEATS = 4000, 3


class PipelineModel(PreTrainedModel):
    """Our network in the shape the pipeline asks for: two logits, the first always 0."""

    _supports_sdpa = True

    def __init__(self, encoder: Encoder) -> None:
        super().__init__(encoder.network.config)
        self.network = encoder.network

    def forward(self, input_ids: Any, attention_mask: Any, **_: Any) -> SequenceClassifierOutput:
        """Return the logits (batch, 2)."""
        log_odds = self.network(input_ids, attention_mask).logits
        return SequenceClassifierOutput(logits=torch.stack([torch.zeros_like(log_odds), log_odds], dim=1))


def measure(rows: int = ROWS, repeats: int = REPEATS) -> dict[str, Any]:
    """Return rows a second of both, their ratio, and the share of equal labels."""
    encoder, texts = Encoder.load(), make_comments(rows)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=encoder.tokenizer, pad_token="<pad>", model_max_length=encoder.max_tokens
    )
    theirs = pipeline("text-classification", model=PipelineModel(encoder), tokenizer=tokenizer, device="cpu")
    seconds: dict[str, list[float]] = {"ours": [], "pipeline": []}
    encoder.predict_proba(texts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
    for _ in range(repeats):
        began = time.perf_counter()
        probability = encoder.predict_proba(texts)
        seconds["ours"].append(time.perf_counter() - began)
        began = time.perf_counter()
        found = theirs(texts, truncation=True, max_length=encoder.max_tokens)
        seconds["pipeline"].append(time.perf_counter() - began)
        encoder.tokenizer.no_padding()
        encoder.tokenizer.enable_truncation(encoder.max_tokens)
    # The pipeline knows no calibration, so its scores go through ours before the labels are compared.
    odds = np.array([logit(min(r["score"], 1 - 1e-7)) * (1 if r["label"].endswith("1") else -1) for r in found])
    calibrated = encoder.calibrate(texts, odds, encoder.read(texts).kinds)
    agree = float(np.mean((calibrated > 0) == (probability >= 0.5)))
    speed = {name: rows / median(times) for name, times in seconds.items()}
    return {
        "rows": rows,
        "threads": torch.get_num_threads(),
        "rows_per_second": {name: round(value, 1) for name, value in speed.items()},
        "ratio": round(speed["ours"] / speed["pipeline"], 2),
        "ratios": [round(b / a, 2) for a, b in zip(seconds["ours"], seconds["pipeline"], strict=True)],
        "same_labels": round(agree, 4),
        "peak_megabytes": peak,
        "aim": "ratio >= 4, same labels >= 0.995",
    }
