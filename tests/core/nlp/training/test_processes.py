"""Training in two processes, as it would run on two GPUs."""

import os
import subprocess
import sys
from pathlib import Path

import torch
from safetensors.torch import load_file

from core.nlp.training.loop import CHECKPOINT

ROOT = Path(__file__).parents[4]
SCRIPT = """
import sys
from pathlib import Path
import numpy as np
from core.nlp.training.data import Example
from core.nlp.training.loop import Recipe, Trainer
from tests.networks import tiny_reader

examples = [Example(f"{'very ' * (i % 5)}{word} thing", float(word == "good"), "shop", word)
            for i in range(16) for word in ("good", "bad")]
network, tokenizer = tiny_reader(dropout=0.0)
free = np.full((len(examples), 16), np.nan, np.float32)
Trainer(network, tokenizer, Recipe(batch_size=8, learning_rate=1e-3), Path(sys.argv[1])).fit(examples, examples[:4], free)
"""


def _train(folder: Path, *launcher: str) -> dict[str, torch.Tensor]:
    folder.mkdir()
    script = folder / "script.py"
    script.write_text(SCRIPT, "utf-8")
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    subprocess.run([sys.executable, *launcher, script, folder], check=True, cwd=folder, env=environment, timeout=240)
    return {name: t for name, t in load_file(folder / CHECKPOINT).items() if name.startswith("network.")}


def test_two_processes_learn_what_one_does(tmp_path: Path) -> None:
    launch = "-m accelerate.commands.launch --cpu --num_processes 2 --num_machines 1 --mixed_precision no --dynamo_backend no"

    alone = _train(tmp_path / "one")
    together = _train(tmp_path / "two", *launch.split())

    assert all(torch.allclose(alone[name], together[name], atol=2e-3) for name in alone)
