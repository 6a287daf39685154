import struct
from pathlib import Path

import numpy as np
import pytest

from core.errors import SextantError
from core.nlp.training.e5 import DENSE, NORMS, read_e5, read_pieces

HIDDEN, INNER, PIECES = 32, 64, ["<s>", "客服"]


def _file(path: Path) -> Path:
    blob = "".join(PIECES).encode()
    head = struct.pack("<4sI7ifi", b"E5S1", 1, HIDDEN, 1, 2, INNER, len(PIECES), 8, 2, 1e-12, 32)
    head += struct.pack("<5iQ3I", len(PIECES), 0, 2, 1, 3, len(blob), 0, 3, len(blob))
    head += struct.pack("<2f", 0.0, -1.5) + blob + struct.pack("<iI", 0, 0)
    # A block of 32: scale one half, every low nibble 9 (0.5), every high nibble 6 (-1.0).
    block = np.array([0.5], "<f2").tobytes() + bytes([0x69]) * 16
    sizes = {"emb.word": len(PIECES) * HIDDEN, "emb.pos": 8 * HIDDEN, "emb.type": 2 * HIDDEN}
    sizes |= {"emb.ln.w": HIDDEN, "emb.ln.b": HIDDEN}
    for name in DENSE.values():
        rows = INNER if name == "fi" else HIDDEN
        sizes |= {f"l0.{name}.w": HIDDEN * (INNER if name in ("fi", "fo") else HIDDEN), f"l0.{name}.b": rows}
    sizes |= {f"l0.{name}.{kind}": HIDDEN for name in NORMS.values() for kind in "wb"}
    directory = struct.pack("<i", len(sizes))
    entries = sum(2 + len(name) + 21 for name in sizes)
    offset, body = len(head) + 4 + entries, b""
    for name, count in sizes.items():
        content = block * (count // 32) if name == "emb.word" else np.full(count, 2.0, "<f4").tobytes()
        dtype = 1 if name == "emb.word" else 0
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", dtype, count, offset + len(body), len(content))
        body += content
    path.write_bytes(head + directory + body)
    return path


def test_blocks_of_four_bits_become_floats_low_nibbles_first(tmp_path: Path) -> None:
    e5 = read_e5(_file(tmp_path / "tiny.bin"))

    words = e5.tensors["embeddings.word_embeddings.weight"]
    assert words.shape == (2, HIDDEN)
    assert words[0].tolist() == [0.5] * 16 + [-1.0] * 16


def test_vocabulary_and_shapes_are_read(tmp_path: Path) -> None:
    path = _file(tmp_path / "tiny.bin")

    assert read_pieces(path) == PIECES
    assert read_e5(path).tensors["encoder.layer.0.output.dense.weight"].shape == (HIDDEN, INNER)


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(b"GGUF")

    with pytest.raises(SextantError, match=r"x\.bin is not a network file"):
        read_e5(tmp_path / "x.bin")
