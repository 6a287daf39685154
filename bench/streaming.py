"""`score` on a long file: memory while it runs, order, and whether a piece scored alone comes out the same."""

import csv
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Thread
from typing import Any

import psutil

from bench.texts import make_comments

ROWS = 100_000
PIECE = (40_000, 44_096)


def measure(rows: int = ROWS) -> dict[str, Any]:
    """Return rows a second, memory in MB after a tenth and at its highest, and what differs from a piece alone."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = make_comments(rows)
        seconds, memory = _score(folder, "all", texts)
        whole = _read(folder / "all.out.csv")
        start, end = (rows * at // ROWS for at in PIECE)
        _score(folder, "piece", texts[start:end])
        piece = _read(folder / "piece.out.csv")
    apart = [abs(float(a["probability"]) - float(b["probability"])) for a, b in _both(whole[start:end], piece)]
    return {
        "rows": len(whole),
        "rows_per_second": round(rows / seconds, 1),
        "in_order": [row["text"] for row in whole] == texts,
        "megabytes": {"after_a_tenth": max(memory[: len(memory) // 10 + 1]), "highest": max(memory)},
        "piece": {
            "rows": len(piece),
            "same_labels": sum(a["label"] == b["label"] for a, b in zip(whole[start:end], piece, strict=True)),
            "largest_difference": round(max(apart), 6),
        },
        "aim": "memory flat, order kept, a piece alone the same",
    }


def _score(folder: Path, name: str, texts: list[str]) -> tuple[float, list[int]]:
    source = folder / f"{name}.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["text"], *([text] for text in texts)])
    began, memory = time.perf_counter(), list[int]()
    command = [sys.executable, "-m", "core", "score", source, folder / f"{name}.out.csv", "--text-column", "text"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    watcher = Thread(target=_watch, args=(psutil.Process(process.pid), memory))
    watcher.start()
    process.wait()
    watcher.join()
    return time.perf_counter() - began, memory


def _watch(process: psutil.Process, memory: list[int]) -> None:
    while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
        memory.append(process.memory_info().rss // 1_000_000)
        time.sleep(0.5)


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _both(whole: list[dict[str, str]], piece: list[dict[str, str]]) -> list[tuple[dict[str, str], dict[str, str]]]:
    return [(a, b) for a, b in zip(whole, piece, strict=True) if a["probability"] and b["probability"]]
