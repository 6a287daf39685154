"""The training loop: seeded, resumable to the very step, checkpoints without pickle."""

import json
import math
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

import numpy as np
import torch
from accelerate import Accelerator
from safetensors import safe_open
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from core.errors import SextantError
from core.feedback.kinds import KINDS
from core.nlp.batches import encode_truncated, pad_ids, shuffled_batches
from core.nlp.device import choose_dtype
from core.nlp.network import ReaderNetwork, Readout
from core.nlp.training.data import Example
from core.nlp.training.inference import digest, infer

CHECKPOINT = "checkpoint.safetensors"
HEADS = ("classifier.", "kinds.")
NO_KIND = -100  # what torch's cross-entropy ignores


@dataclass(frozen=True)
class Recipe:
    """The settings of a run; `keep_weight` and `kind_weight` weigh the losses that hold the embedding and teach kinds."""

    seed: int = 42
    epochs: int = 1
    batch_size: int = 32
    max_tokens: int = 128
    learning_rate: float = 1e-4
    head_learning_rate: float = 1e-3
    weight_decay: float = 0.01
    warmup: float = 0.08
    smoothing: float = 0.02
    keep_weight: float = 8.0
    kind_weight: float = 0.5
    checkpoint_every: int = 120


@dataclass
class Progress:
    """Where a run stands: the next step, one curve entry per checkpoint, seconds spent."""

    step: int = 0
    curve: list[dict[str, float]] = field(default_factory=list)
    seconds: float = 0.0


@dataclass(frozen=True)
class Goals:
    """What a batch should come out as.

    sentiment: probability of positive (batch,). kind: index in `KINDS`, NO_KIND if unknown (batch,). embedding: the
    original network's (batch, hidden), NaN in rows that are not held.
    """

    sentiment: Tensor
    kind: Tensor
    embedding: Tensor

    @classmethod
    def of(cls, examples: Sequence[Example], embeddings: np.ndarray) -> Self:
        """Return the goals of all examples."""
        kinds = [KINDS.index(e.kind) if e.kind else NO_KIND for e in examples]
        held = torch.from_numpy(embeddings.astype(np.float32))
        return cls(torch.tensor([e.target for e in examples]), torch.tensor(kinds), held)

    def at(self, rows: list[int], device: torch.device) -> Self:
        """Return the goals of some rows, on the device."""
        return type(self)(*(goal[rows].to(device) for goal in (self.sentiment, self.kind, self.embedding)))


class Trainer:
    """Fit a network to examples; `targets` holds the original network's embeddings (rows, hidden), NaN where free."""

    def __init__(self, network: ReaderNetwork, tokenizer: Tokenizer, recipe: Recipe, folder: Path) -> None:
        self.network, self.tokenizer, self.recipe, self.folder = network, tokenizer, recipe, folder
        # One process by itself; under `accelerate launch` each takes its share of every batch.
        self.accelerator = Accelerator(cpu=next(network.parameters()).device.type == "cpu")
        self.device = self.accelerator.device
        # The word vectors stay: half of all parameters, and one pass would move the rare ones by noise alone.
        network.bert.embeddings.word_embeddings.requires_grad_(False)
        named = [(name, p) for name, p in network.named_parameters() if p.requires_grad]
        head = [p for name, p in named if name.startswith(HEADS)]
        body = [p for name, p in named if not name.startswith(HEADS)]
        groups = [{"params": body, "lr": recipe.learning_rate}, {"params": head, "lr": recipe.head_learning_rate}]
        optimizer = torch.optim.AdamW(groups, weight_decay=recipe.weight_decay, fused=True)
        self.model, self.optimizer = self.accelerator.prepare(network, optimizer)
        self.progress = Progress()

    def fit(self, examples: Sequence[Example], watched: Sequence[Example], targets: np.ndarray) -> Progress:
        """Train from the last checkpoint to the end; print one line per ten steps and per checkpoint."""
        ids = [e.ids for e in encode_truncated(self.tokenizer, [e.text for e in examples], self.recipe.max_tokens)]
        plan = self._plan([len(row) for row in ids])
        goals = Goals.of(examples, targets)
        self.run_id = digest([json.dumps(asdict(self.recipe)), *(e.text for e in examples)])
        self._resume()
        losses: list[tuple[float, float]] = []
        started = time.monotonic()
        while self.progress.step < len(plan):
            batch = self._share(plan[self.progress.step])
            losses.append(self._step([ids[i] for i in batch], goals.at(batch, self.device), len(plan)))
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

    def _share(self, batch: list[int]) -> list[int]:
        # A batch with fewer rows than processes goes to each of them whole.
        return batch[self.accelerator.process_index :: self.accelerator.num_processes] or batch

    def _plan(self, lengths: Sequence[int]) -> list[list[int]]:
        epochs = range(self.recipe.epochs)
        return [
            b for epoch in epochs for b in shuffled_batches(lengths, self.recipe.batch_size, self.recipe.seed + epoch)
        ]

    def _step(self, rows: list[list[int]], goals: "Goals", total: int) -> tuple[float, float]:
        # Seeding each step makes dropout the same whether or not the run was interrupted before it.
        torch.manual_seed(self.recipe.seed * 1_000_003 + self.progress.step)
        factor = self._schedule(self.progress.step, total)
        for group, rate in zip(self.optimizer.param_groups, self._rates(), strict=True):
            group["lr"] = rate * factor
        input_ids, mask = (x.to(self.device) for x in pad_ids(rows))
        self.network.train()
        with torch.autocast(self.device.type, torch.bfloat16, enabled=choose_dtype(self.device) == torch.bfloat16):
            out = self.model(input_ids, mask)
        loss, drift = self._losses(out, goals)
        self.accelerator.backward(loss + self.recipe.keep_weight * drift)
        self.accelerator.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        return loss.item(), drift.item()

    def _losses(self, out: Readout, goals: "Goals") -> tuple[Tensor, Tensor]:
        smooth = goals.sentiment.clamp(self.recipe.smoothing, 1 - self.recipe.smoothing)
        loss = functional.binary_cross_entropy_with_logits(out.logits.float(), smooth)
        # A mean over no row at all would be not a number, so both sums are divided by hand.
        scores = torch.as_tensor(out.kinds)  # our own network always tells kinds
        kinds = functional.cross_entropy(scores, goals.kind, ignore_index=NO_KIND, reduction="sum")
        loss = loss + self.recipe.kind_weight * kinds / (goals.kind != NO_KIND).sum().clamp(min=1)
        held = ~goals.embedding.isnan().any(1)
        apart = 1 - (out.embedding * goals.embedding.nan_to_num()).sum(1)
        return loss, (apart * held).sum() / held.sum().clamp(min=1)

    def _rates(self) -> tuple[float, float]:
        return self.recipe.learning_rate, self.recipe.head_learning_rate

    def _schedule(self, step: int, total: int) -> float:
        warm = max(1, math.ceil(total * self.recipe.warmup))
        return min((step + 1) / warm, (total - step) / max(1, total - warm))

    def _checkpoint(self, losses: list[tuple[float, float]], watched: Sequence[Example]) -> None:
        self.accelerator.wait_for_everyone()
        if not self.accelerator.is_main_process:
            return
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
