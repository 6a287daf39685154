"""Make the virtual environment and install into it, saying how much and how long. Runs on a bare Python 3.11.

python3.11 core/install.py            what the app needs
python3.11 core/install.py --dev      and what the checks need
"""

import hashlib
import os
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
PYTHON = FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
# Steps in order with the megabytes each downloads, as measured on Linux with the CPU build of torch.
STEPS = (("torch", 190), ("gemma3", 250), ("", 260))


def main() -> int:
    """Install what is missing; a second call with nothing changed takes a moment."""
    files = [ROOT / "requirements.txt"] + ([ROOT / "requirements-dev.txt"] if "--dev" in sys.argv else [])
    if sys.version_info[:2] < (3, 11):  # noqa: UP036  (this file runs before anything is installed)
        print(f"Sextant needs Python 3.11 or newer; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 1
    if all(_is_done(file) for file in files):
        return 0
    if not PYTHON.exists():
        print("Making the virtual environment .venv …", flush=True)
        venv.create(FOLDER, with_pip=True)
    index = os.environ.get("PIP_INDEX_URL")
    print(f"Installing from the package index {'you set in PIP_INDEX_URL' if index else 'pip is set to'}.", flush=True)
    for file in files:
        if not _is_done(file):
            _install(file)
            _stamp(file).write_text(_digest(file))
    return 0


def _install(file: Path) -> None:
    lines = [line for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    steps = (
        [(_chosen(lines, name), size) for name, size in STEPS] if file.name == "requirements.txt" else [(lines, 110)]
    )
    total, done, began = sum(size for _, size in steps), 0, time.monotonic()
    for number, (packages, size) in enumerate(steps, 1):
        spent = time.monotonic() - began
        left = f", about {max(1, round(spent / done * (total - done) / 60))} min left" if done else ""
        names = f"{len(packages)} packages" if len(packages) > 2 else ", ".join(packages)
        print(f"[{file.name} {number}/{len(steps)}] {names}: {done} of about {total} MB so far{left}", flush=True)
        subprocess.run(
            [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages], check=True
        )
        done += size
    print(f"[{file.name}] done in {time.monotonic() - began:.0f} s", flush=True)


def _chosen(lines: list[str], name: str) -> list[str]:
    named = [line for line in lines if name and line.startswith(name)]
    return named or [line for line in lines if not line.startswith(tuple(n for n, _ in STEPS if n))]


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _stamp(file: Path) -> Path:
    return FOLDER / f".{file.stem}.installed"


def _is_done(file: Path) -> bool:
    return PYTHON.exists() and _stamp(file).exists() and _stamp(file).read_text() == _digest(file)


if __name__ == "__main__":
    sys.exit(main())
