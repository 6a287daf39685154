"""Cut a byte-pair vocabulary down to Chinese and English, so that other scripts cost nothing in the output layer.

A merge only joins characters, so whoever keeps every piece over a set of characters keeps the segmentation of every
text over that set exactly. Other characters are still spelt, byte by byte.
"""

import json
import re
from pathlib import Path
from typing import Any

SPACE = "▁"
UNUSED = re.compile(r"<unused\d+>")
# ASCII, general punctuation and symbols, CJK punctuation, Han, full-width forms, and the signs of prices and degrees.
WANTED = re.compile(r"[\x00-\x7f¥£©®°±²³·×÷\u2000-\u2bff\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]*")


def is_wanted(piece: str) -> bool:
    """Tell whether a piece is needed to read and write Chinese and English."""
    return bool(WANTED.fullmatch(piece.replace(SPACE, " "))) and not UNUSED.fullmatch(piece)


def cut_vocabulary(path: Path) -> list[int]:
    """Rewrite a `tokenizer.json` without the pieces nobody here needs; return the old ids in their new order."""
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    model = data["model"]
    kept = sorted((index, piece) for piece, index in model["vocab"].items() if is_wanted(piece))
    ids = {piece: new for new, (_, piece) in enumerate(kept)}
    model["vocab"] = ids
    model["merges"] = [pair for pair in model["merges"] if _is_whole(pair, ids)]
    data["added_tokens"] = [
        token | {"id": ids[token["content"]]} for token in data["added_tokens"] if token["content"] in ids
    ]
    for token in ((data.get("post_processor") or {}).get("special_tokens") or {}).values():
        token["ids"] = [ids[piece] for piece in token["tokens"]]
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return [index for index, _ in kept]


def _is_whole(pair: list[str] | str, ids: dict[str, int]) -> bool:
    left, right = pair.split(" ") if isinstance(pair, str) else pair
    return left in ids and right in ids and left + right in ids
