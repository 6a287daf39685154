"""The encoder's network: a BERT body, a sentence embedding, one score for positive and one for each kind."""

from dataclasses import dataclass
from typing import Self

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertConfig, BertModel

from core.feedback.kinds import KINDS

SENTENCE = "sentence.weight"


@dataclass(frozen=True)
class Readout:
    """What one pass yields, for a batch of texts.

    logits: log-odds of positive (batch,). embedding: unit norm (batch, hidden). kinds: scores in the order of `KINDS`
    (batch, kinds), None from a network without that head.
    """

    logits: Tensor
    embedding: Tensor
    kinds: Tensor | None = None
    attentions: tuple[Tensor, ...] = ()


class ReaderNetwork(nn.Module):
    """BERT whose heads read the first token beside the mean of all tokens.

    The sentence embedding is read by a linear head of its own, which starts as the plain mean: what the classifier's
    training turns in the body, this head turns back.
    """

    def __init__(self, config: BertConfig, body: BertModel | None = None) -> None:
        super().__init__()
        self.config = config
        self.bert = BertModel(config, add_pooling_layer=False) if body is None else body
        self.dropout = nn.Dropout(config.hidden_dropout_prob)
        self.classifier = nn.Linear(2 * config.hidden_size, 1)
        self.kinds = nn.Linear(2 * config.hidden_size, len(KINDS))
        self.sentence = nn.Linear(2 * config.hidden_size, config.hidden_size, bias=False)
        nn.init.zeros_(self.sentence.weight)
        nn.init.eye_(self.sentence.weight[:, config.hidden_size :])

    @classmethod
    def from_tensors(cls, config: BertConfig, tensors: dict[str, Tensor]) -> Self:
        """Build the network around tensors that are there already, without initialising any first."""
        with torch.device("meta"):
            network = cls(config)
        # Readers adapted before the sentence head existed embed by the plain mean.
        if SENTENCE not in tensors:
            tensors = tensors | {
                SENTENCE: torch.eye(config.hidden_size, 2 * config.hidden_size).roll(config.hidden_size, 1)
            }
        network.load_state_dict(tensors, assign=True)
        # BERT keeps these two out of its saved tensors.
        positions = torch.arange(config.max_position_embeddings)[None]
        network.bert.embeddings.register_buffer("position_ids", positions, persistent=False)
        network.bert.embeddings.register_buffer("token_type_ids", torch.zeros_like(positions), persistent=False)
        return network

    def set_attention_kernel(self, name: str) -> None:
        """Choose "sdpa" (fast) or "eager" (the one that can return attentions)."""
        self.bert.set_attn_implementation(name)

    def forward(self, input_ids: Tensor, attention_mask: Tensor, output_attentions: bool = False) -> Readout:
        """Read (batch, seq) token ids; the attentions are one (batch, heads, seq, seq) per layer, eager kernel only."""
        out = self.bert(input_ids=input_ids, attention_mask=attention_mask, output_attentions=output_attentions)
        mean = mean_pool(out.last_hidden_state, attention_mask)  # (batch, hidden)
        features = torch.cat([out.last_hidden_state[:, 0], mean], dim=1)  # (batch, 2 * hidden)
        # bfloat16 would round the score to steps that one sees in the probability.
        with torch.autocast(features.device.type, enabled=False):
            embedding = functional.normalize(self.sentence(features.float()), dim=1)  # (batch, hidden)
            features = self.dropout(features.float())
            logits = self.classifier(features).squeeze(1)  # (batch,)
            kinds = self.kinds(features)  # (batch, kinds)
        return Readout(logits, embedding, kinds, out.attentions or ())


def mean_pool(hidden: Tensor, attention_mask: Tensor) -> Tensor:
    """Average (batch, seq, hidden) over the tokens that are no padding."""
    mask = attention_mask.unsqueeze(2).to(hidden.dtype)  # (batch, seq, 1)
    return (hidden * mask).sum(1) / mask.sum(1).clamp(min=1)
