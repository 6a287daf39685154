"""The encoder: reads comments in batches and says how likely each is positive, or what it is similar to."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock
from typing import Any, Self

import numpy as np
import torch
from scipy.special import softmax
from tokenizers import Tokenizer
from torch import nn

from core.errors import SextantError
from core.feedback.kinds import KINDS
from core.nlp.batches import pad_ids, sorted_batches
from core.nlp.calibration import Calibration, Curve, script_of, to_probability
from core.nlp.device import choose_device, choose_dtype
from core.nlp.hub import load_hub_network
from core.nlp.network import ReaderNetwork
from core.nlp.quantise import hash_file, load_quantised
from core.nlp.vocabulary import SPACE

WEIGHTS_FOLDER = Path(__file__).parent / "weights"
CONFIG, TOKENIZER, WEIGHTS = "config.json", "tokenizer.json", "model.safetensors"
# Padded tokens per batch: small enough for a laptop's cache, large enough to keep a GPU busy.
TOKEN_BUDGET = {"cpu": 1024, "mps": 16_384, "cuda": 65_536}
# Texts that are tokenised at once; bounds memory on files of any length.
CHUNK = 4096
# A text of more windows than this is read in so many, spread evenly over it, so that one giant cell cannot stop a run.
MAX_WINDOWS = 32
DEFAULT_BAND = (0.35, 0.65)


@dataclass(frozen=True)
class Settings:
    """What the folder's config.json says beside the network's own fields."""

    version: str
    max_tokens: int
    band: tuple[float, float] = DEFAULT_BAND
    calibration: Mapping[str, Calibration] = field(default_factory=lambda: {"zh": Calibration(), "en": Calibration()})
    curve: Curve = field(default_factory=Curve)
    pad_id: int = 0


@dataclass(frozen=True)
class Pass:
    """One pass over texts, all in their order.

    probability: of positive (n,). embedding: unit norm (n, hidden). kinds: probabilities in the order of `KINDS`
    (n, kinds), NaN from a network that knows none. windows: in how many pieces each text was read (n,).
    """

    probability: np.ndarray
    embedding: np.ndarray
    kinds: np.ndarray
    windows: np.ndarray


class Encoder:
    """A sequence-classification network with its tokenizer, calibration and band; safe to share between threads."""

    def __init__(self, network: Any, tokenizer: Tokenizer, settings: Settings, device: torch.device) -> None:
        self.network = network.to(device).eval()
        self.tokenizer, self.device = tokenizer, device
        self.version, self.band, self.max_tokens = settings.version, settings.band, settings.max_tokens
        self.calibration, self.curve, self.pad_id = settings.calibration, settings.curve, settings.pad_id
        self.hidden = network.config.hidden_size
        self.lock = RLock()
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(self.max_tokens)

    @classmethod
    def load(cls, folder: Path | None = None, *, device: str | None = None) -> Self:
        """Load the shipped encoder, or any Hugging Face folder with a sequence-classification head.

        Raises SextantError if a file is missing or damaged, or the head knows no positive label.
        """
        folder = folder or WEIGHTS_FOLDER
        config = _read_config(folder)
        tokenizer = Tokenizer.from_file(str(_require(folder, TOKENIZER)))
        network, settings = _load_own(folder, config) if "sextant" in config else _load_hub(folder)
        return cls(network, tokenizer, settings, choose_device(device))

    def predict_proba(self, texts: Sequence[str]) -> np.ndarray:
        """Return the calibrated probability that each text is positive, (n,) float64; long texts in windows."""
        return self.read(texts).probability

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """Return the mean-pooled sentence embeddings, (n, hidden) float32 of unit norm."""
        return self.read(texts).embedding

    def read(self, texts: Sequence[str]) -> Pass:
        """Read the texts once for probability and embedding; windows are averaged by their length (log-odds)."""
        parts = [self._read_chunk(list(texts[start : start + CHUNK])) for start in range(0, len(texts), CHUNK)]
        if not parts:
            nothing = np.zeros((0, self.hidden), np.float32), np.zeros((0, len(KINDS)), np.float32)
            return Pass(np.zeros(0), *nothing, np.zeros(0, int))
        return Pass(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))

    def calibrate(self, texts: Sequence[str], log_odds: np.ndarray, kinds: np.ndarray) -> np.ndarray:
        """Return calibrated log-odds (n,), each by the script and length of its text and its kinds (n, kinds)."""
        used = [self.calibration[script_of(text)] for text in texts]
        scale, offset = np.array([(c.scale, c.offset) for c in used]).reshape(-1, 2).T
        return scale * self.curve.apply(texts, log_odds, kinds) + offset

    def knows(self, text: str) -> bool:
        """Tell whether the vocabulary has a piece of the text, spaces apart."""
        with self.lock:
            tokens = self.tokenizer.encode(text, add_special_tokens=False)
        unknown = self.tokenizer.token_to_id("<unk>")
        return any(i != unknown and t != SPACE for i, t in zip(tokens.ids, tokens.tokens, strict=True))

    @contextmanager
    def computing(self) -> Iterator[None]:
        """Hold the lock and compute in the device's dtype, without gradients."""
        dtype = choose_dtype(self.device)
        mixed = torch.autocast(self.device.type, dtype, enabled=dtype != torch.float32)
        with self.lock, torch.inference_mode(), mixed:
            yield

    def _read_chunk(self, texts: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        with self.computing():
            rows, owner = self._windows(texts)
            logits, embeddings, kinds = self._forward(rows)
        weight = np.array([len(row) for row in rows], np.float32)
        pooled = _average(embeddings, weight, owner, len(texts))
        pooled /= np.linalg.norm(pooled, axis=1, keepdims=True).clip(1e-12)
        shares = softmax(_average(kinds, weight, owner, len(texts)), axis=1)
        log_odds = self.calibrate(texts, _average(logits[:, None], weight, owner, len(texts))[:, 0], shares)
        return to_probability(log_odds), pooled, shares, np.bincount(owner, minlength=len(texts))

    def _windows(self, texts: list[str]) -> tuple[list[list[int]], np.ndarray]:
        rows: list[list[int]] = []
        owner: list[int] = []
        for index, encoding in enumerate(self.tokenizer.encode_batch_fast(texts)):
            windows = [encoding, *encoding.overflowing]
            picked = np.linspace(0, len(windows) - 1, min(len(windows), MAX_WINDOWS)).round().astype(int)
            rows += [windows[i].ids for i in picked]
            owner += [index] * len(picked)
        return rows, np.array(owner)

    def _forward(self, rows: list[list[int]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        logits = np.zeros(len(rows), np.float32)
        embeddings = np.zeros((len(rows), self.hidden), np.float32)
        kinds = np.full((len(rows), len(KINDS)), np.nan, np.float32)
        budget = TOKEN_BUDGET.get(self.device.type, TOKEN_BUDGET["cpu"])
        for batch in sorted_batches([len(row) for row in rows], budget):
            input_ids, mask = (x.to(self.device) for x in pad_ids([rows[i] for i in batch], self.pad_id))
            out = self.network(input_ids, mask)
            logits[batch] = out.logits.float().cpu().numpy()
            embeddings[batch] = out.embedding.float().cpu().numpy()
            if out.kinds is not None:
                kinds[batch] = out.kinds.float().cpu().numpy()
        return logits, embeddings, kinds


def _average(values: np.ndarray, weight: np.ndarray, owner: np.ndarray, texts: int) -> np.ndarray:
    """Return the weighted means (texts, columns) of the windows' values (windows, columns) over each text's windows."""
    sums = np.zeros((texts, values.shape[1]), np.float32)
    np.add.at(sums, owner, values * weight[:, None])
    return sums / np.bincount(owner, weight, texts).astype(np.float32)[:, None]


def _read_config(folder: Path) -> dict[str, Any]:
    try:
        return json.loads(_require(folder, CONFIG).read_text("utf-8"))
    except ValueError as error:
        raise SextantError("The encoder's {file} is damaged. Fetch the folder again.", file=CONFIG) from error


def _require(folder: Path, name: str) -> Path:
    if not (folder / name).is_file():
        raise SextantError(
            "The encoder's file {file} is missing in {folder}. Fetch the folder again or choose another encoder.",
            file=name,
            folder=folder,
        )
    return folder / name


def _load_hub(folder: Path) -> tuple[nn.Module, Settings]:
    network, fields = load_hub_network(_require(folder, WEIGHTS).parent)
    return network, Settings(**fields)


def _load_own(folder: Path, config: dict[str, Any]) -> tuple[nn.Module, Settings]:
    from transformers import BertConfig

    own = config["sextant"]
    path = _require(folder, WEIGHTS)
    if hash_file(path) != own["weights_sha256"]:
        raise SextantError(
            "The encoder's file {file} is not the one its config describes. Fetch the folder again.",
            file=WEIGHTS,
        )
    network = ReaderNetwork.from_tensors(BertConfig.from_dict(config), load_quantised(path))
    settings = Settings(
        version=own["version"],
        max_tokens=own["max_tokens"],
        band=tuple(own["band"]),
        calibration={script: Calibration(**values) for script, values in own["calibration"].items()},
        curve=Curve(own["curve"]) if "curve" in own else Curve(),
        pad_id=config["pad_token_id"],
    )
    return network, settings
