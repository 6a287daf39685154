"""Any Hugging Face encoder with a sequence-classification head, read from a local folder, in our network's shape."""

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from core.errors import SextantError
from core.nlp.network import Readout, mean_pool

POSITIVE = {"positive", "pos", "label_1", "1"}
NEGATIVE = {"negative", "neg", "label_0", "0"}
MAX_TOKENS = 256
# Some position tables (RoBERTa's) start after the padding id, so two positions cannot be used.
RESERVED_POSITIONS = 2


class HubNetwork(nn.Module):
    """A classification network whose logits become log-odds of positive and whose last layer gives the embedding."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model, self.config = model, model.config
        self.positive, self.negative = _columns(model.config)

    def set_attention_kernel(self, name: str) -> None:
        """Choose "sdpa" (fast) or "eager" (the one that can return attentions)."""
        self.model.set_attn_implementation(name)

    def forward(self, input_ids: Tensor, attention_mask: Tensor, output_attentions: bool = False) -> Readout:
        """Read (batch, seq) token ids as `ReaderNetwork` does."""
        out = self.model(
            input_ids=input_ids,
            attention_mask=attention_mask,
            output_hidden_states=True,
            output_attentions=output_attentions,
        )
        logits = out.logits.float()  # (batch, labels)
        odds = logits[:, self.positive] - (logits[:, self.negative] if self.negative is not None else 0.0)
        embedding = mean_pool(out.hidden_states[-1], attention_mask)
        return Readout(odds, nn.functional.normalize(embedding.float(), dim=1), None, out.attentions or ())


def load_hub_network(folder: Path) -> tuple[HubNetwork, dict[str, Any]]:
    """Return the network and its version, limits and padding id; safetensors only, nothing fetched, no remote code."""
    from transformers import AutoModelForSequenceClassification

    model = AutoModelForSequenceClassification.from_pretrained(
        folder, local_files_only=True, use_safetensors=True, dtype=torch.float32
    )
    limit = getattr(model.config, "max_position_embeddings", MAX_TOKENS + RESERVED_POSITIONS) - RESERVED_POSITIONS
    pad_id = model.config.pad_token_id or 0
    return HubNetwork(model), {"version": folder.name, "max_tokens": min(MAX_TOKENS, limit), "pad_id": pad_id}


def _columns(config: Any) -> tuple[int, int | None]:
    if config.num_labels == 1:
        return 0, None
    names = {str(name).lower(): int(index) for index, name in config.id2label.items()}
    positive = next((index for name, index in names.items() if name in POSITIVE), None)
    negative = next((index for name, index in names.items() if name in NEGATIVE), None)
    if positive is None or negative is None:
        raise SextantError(
            "The encoder's labels are {labels}. Name two of them positive and negative in its config.json (id2label).",
            labels=", ".join(names),
        )
    return positive, negative
