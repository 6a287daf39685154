"""The training loop: seeded, resumable to the very step, checkpoints without pickle."""

import hashlib
import json
import math
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors import safe_open
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from core.errors import SextantError
from core.nlp.batches import encode_truncated, pad_ids, shuffled_batches, sorted_batches
from core.nlp.device import choose_dtype
from core.nlp.network import ReaderNetwork
from core.nlp.train_data import Example

CHECKPOINT = "checkpoint.safetensors"
# The original network was trained with this prefix; our embedding learns to do without it: one pass serves both.
TEACHER_PREFIX = "query: "
TEACHER_BUDGET = 4096


@dataclass(frozen=True)
class Recipe:
    """The settings of a run; `keep_weight` weighs the loss that holds the embedding, 0 leaves it out."""

    seed: int = 42
    epochs: int = 2
    batch_size: int = 32
    max_tokens: int = 96
    learning_rate: float = 1e-4
    head_learning_rate: float = 1e-3
    weight_decay: float = 0.01
    warmup: float = 0.08
    smoothing: float = 0.02
    keep_weight: float = 4.0
    checkpoint_every: int = 60


@dataclass
class Progress:
    """Where a run stands: the next step, one curve entry per checkpoint, seconds spent."""

    step: int = 0
    curve: list[dict[str, float]] = field(default_factory=list)
    seconds: float = 0.0


class Trainer:
    """Fit a network to examples; `targets` holds the original network's embeddings (rows, hidden) or None."""

    def __init__(self, network: ReaderNetwork, tokenizer: Tokenizer, recipe: Recipe, folder: Path) -> None:
        self.network, self.tokenizer, self.recipe, self.folder = network, tokenizer, recipe, folder
        self.device = next(network.parameters()).device
        head = [p for name, p in network.named_parameters() if name.startswith("classifier")]
        body = [p for name, p in network.named_parameters() if not name.startswith("classifier")]
        groups = [{"params": body, "lr": recipe.learning_rate}, {"params": head, "lr": recipe.head_learning_rate}]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=recipe.weight_decay, fused=True)
        self.progress = Progress()

    def fit(self, examples: Sequence[Example], watched: Sequence[Example], targets: np.ndarray | None) -> Progress:
        """Train from the last checkpoint to the end; print one line per ten steps and per checkpoint."""
        ids = [e.ids for e in encode_truncated(self.tokenizer, [e.text for e in examples], self.recipe.max_tokens)]
        plan = self._plan([len(row) for row in ids])
        labels = torch.tensor([e.target for e in examples])
        keep = torch.from_numpy(targets.astype(np.float32)) if targets is not None else None
        self.run_id = _digest([json.dumps(asdict(self.recipe)), *(e.text for e in examples)])
        self._resume()
        losses: list[tuple[float, float]] = []
        started = time.monotonic()
        while self.progress.step < len(plan):
            batch = plan[self.progress.step]
            losses.append(
                self._step([ids[i] for i in batch], labels[batch], None if keep is None else keep[batch], len(plan))
            )
            self.progress.step += 1
            if self.progress.step % 10 == 0:
                print(
                    f"step {self.progress.step}/{len(plan)} loss {np.mean(losses[-10:], axis=0).round(4)}", flush=True
                )
            if self.progress.step % self.recipe.checkpoint_every == 0 or self.progress.step == len(plan):
                self.progress.seconds += time.monotonic() - started
                self._checkpoint(losses, watched)
                losses, started = [], time.monotonic()
        return self.progress

    def _plan(self, lengths: Sequence[int]) -> list[list[int]]:
        epochs = range(self.recipe.epochs)
        return [
            b for epoch in epochs for b in shuffled_batches(lengths, self.recipe.batch_size, self.recipe.seed + epoch)
        ]

    def _step(self, rows: list[list[int]], labels: Tensor, keep: Tensor | None, total: int) -> tuple[float, float]:
        # Seeding each step makes dropout the same whether or not the run was interrupted before it.
        torch.manual_seed(self.recipe.seed * 1_000_003 + self.progress.step)
        factor = self._schedule(self.progress.step, total)
        for group, rate in zip(self.optimizer.param_groups, self._rates(), strict=True):
            group["lr"] = rate * factor
        input_ids, mask = (x.to(self.device) for x in pad_ids(rows))
        self.network.train()
        with torch.autocast(self.device.type, torch.bfloat16, enabled=choose_dtype(self.device) == torch.bfloat16):
            out = self.network(input_ids, mask)
        smooth = labels.clamp(self.recipe.smoothing, 1 - self.recipe.smoothing).to(self.device)
        loss = functional.binary_cross_entropy_with_logits(out.logits.float(), smooth)
        drift = torch.zeros(()) if keep is None else (1 - (out.embedding * keep.to(self.device)).sum(1)).mean()
        (loss + self.recipe.keep_weight * drift).backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        return loss.item(), drift.item()

    def _rates(self) -> tuple[float, float]:
        return self.recipe.learning_rate, self.recipe.head_learning_rate

    def _schedule(self, step: int, total: int) -> float:
        warm = max(1, math.ceil(total * self.recipe.warmup))
        return min((step + 1) / warm, (total - step) / max(1, total - warm))

    def _checkpoint(self, losses: list[tuple[float, float]], watched: Sequence[Example]) -> None:
        loss, drift = np.mean(losses, axis=0).tolist()
        logits, _ = infer(self.network, self.tokenizer, [e.text for e in watched], self.recipe.max_tokens)
        accuracy = float(np.mean((logits > 0) == np.array([e.label for e in watched])))
        entry = {"step": self.progress.step, "loss": loss, "drift": drift, "watched_accuracy": accuracy}
        self.progress.curve.append(entry)
        print(json.dumps(entry), flush=True)
        tensors = {f"network.{k}": v for k, v in self.network.state_dict().items()}
        for index, state in self.optimizer.state_dict()["state"].items():
            tensors |= {f"optimizer.{index}.{k}": v for k, v in state.items()}
        facts = {"progress": json.dumps(vars(self.progress)), "run": self.run_id}
        save_file(tensors, self.folder / f"{CHECKPOINT}.new", facts)
        (self.folder / f"{CHECKPOINT}.new").replace(self.folder / CHECKPOINT)

    def _resume(self) -> None:
        path = self.folder / CHECKPOINT
        if not path.is_file():
            return
        network: dict[str, Tensor] = {}
        state: dict[int, dict[str, Any]] = {}
        with safe_open(path, "pt") as file:
            facts = file.metadata()
            if facts["run"] != self.run_id:
                raise SextantError(
                    "{folder} holds another run. Choose another folder or start anew.", folder=self.folder
                )
            self.progress = Progress(**json.loads(facts["progress"]))
            names = file.keys()
            for name in names:
                kind, rest = name.split(".", 1)
                if kind == "network":
                    network[rest] = file.get_tensor(name)
                else:
                    index, key = rest.split(".", 1)
                    state.setdefault(int(index), {})[key] = file.get_tensor(name)
        self.network.load_state_dict(network)
        self.optimizer.load_state_dict(self.optimizer.state_dict() | {"state": state})
        print(f"resumed at step {self.progress.step}", flush=True)


@torch.inference_mode()
def infer(
    network: ReaderNetwork, tokenizer: Tokenizer, texts: Sequence[str], max_tokens: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return log-odds of positive (n,) and embeddings (n, hidden), float32, in the order of the texts."""
    network.eval()
    device = next(network.parameters()).device
    ids = [e.ids for e in encode_truncated(tokenizer, texts, max_tokens)]
    logits = np.zeros(len(ids), np.float32)
    embeddings = np.zeros((len(ids), network.config.hidden_size), np.float32)
    for batch in sorted_batches([len(row) for row in ids], TEACHER_BUDGET):
        input_ids, mask = (x.to(device) for x in pad_ids([ids[i] for i in batch]))
        with torch.autocast(device.type, torch.bfloat16, enabled=choose_dtype(device) == torch.bfloat16):
            out = network(input_ids, mask)
        logits[batch], embeddings[batch] = out.logits.float().cpu().numpy(), out.embedding.float().cpu().numpy()
    return logits, embeddings


def original_embeddings(network: ReaderNetwork, tokenizer: Tokenizer, texts: Sequence[str], folder: Path) -> np.ndarray:
    """Return the untrained network's embeddings (n, hidden) of the texts with its own prefix; computed once, kept."""
    path = folder / f"original-{_digest(texts)[:12]}.npy"
    if path.is_file():
        return np.load(path, allow_pickle=False)
    _, embeddings = infer(network, tokenizer, [TEACHER_PREFIX + text for text in texts], 128)
    np.save(path, embeddings.astype(np.float16), allow_pickle=False)
    return embeddings


def _digest(texts: Sequence[str]) -> str:
    return hashlib.sha256("\x00".join(texts).encode()).hexdigest()
