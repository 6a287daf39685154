"""A user's own labelled file: which column is the label, what its words mean, which rows can be used."""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from sklearn.model_selection import train_test_split

from core.errors import SextantError
from core.tables.columns import find_column
from core.tables.reading import Table

# The more a heading says that it is the sentiment, the earlier.
LABEL_HEADINGS = (
    *("sentiment", "polarity", "情感", "情感标签", "情感倾向", "label", "labels", "标注", "标签"),
    *("target", "class", "评价", "情绪", "类别"),
)
POSITIVE = frozenset(("1", "positive", "pos", "good", "正面", "正", "正向", "积极", "好评", "满意", "好"))
NEGATIVE = frozenset(("0", "negative", "neg", "bad", "负面", "负", "负向", "消极", "差评", "不满意", "差"))
NEITHER = frozenset(
    ("", "neutral", "neu", "mixed", "unclear", "none", "nan", "null", "n/a", "中性", "中立", "中评", "混合", "一般")
)
PARTS = {"train": "train", "training": "train", "训练": "train", "训练集": "train"}
PARTS |= {"test": "test", "testing": "test", "测试": "test", "测试集": "test"}
MIN_ROWS = 20
# So many of each label, so that a fifth drawn by label has at least one.
MIN_OF_EACH = 5
SHOWN_LABELS = 12
TEST_SHARE, SEED = 0.2, 42


@dataclass(frozen=True)
class Columns:
    """Where the text, the label and, if the file divides itself, the part stand, counted from 0."""

    text: int
    label: int
    part: int | None = None


@dataclass(frozen=True)
class Labelled:
    """Distinct texts, their labels (1 is positive) and parts ("train", "test", or "" where the file names none).

    `counts` says what became of the file's rows: rows, no_text, duplicates, contradictory (texts that have both
    labels), other_part. `left_out` counts the rows of a third label by that label.
    """

    texts: list[str]
    labels: np.ndarray
    parts: list[str]
    counts: Mapping[str, int]
    left_out: Mapping[str, int] = field(default_factory=dict)


def find_label_column(table: Table, wanted: str | None, text_at: int) -> int:
    """Return the index of the label's column: the name or place asked for, else by heading, else the only one of two values.

    Raises SextantError if there is no such column, or it is the text's.
    """
    if wanted is not None:
        at = find_column(table.columns, wanted)
        if at == text_at:
            raise SextantError("{column} cannot be both the text and the label. Name two columns.", column=wanted)
        return at
    others = [at for at in range(len(table.columns)) if at != text_at]
    places = {fold(table.columns[at]): at for at in reversed(others)}
    named = [places[heading] for heading in LABEL_HEADINGS if heading in places]
    pairs = named or _columns_of_two_values(table, others)
    if not named and len(pairs) != 1:
        raise SextantError(
            "The file {file} has no column that is clearly the label. Name it with --label-column; the columns are: "
            "{columns}.",
            file=table.name,
            columns=", ".join(table.columns),
        )
    return pairs[0]


def read_labelled(
    table: Table, columns: Columns, *, positive: Sequence[str] = (), negative: Sequence[str] = ()
) -> Labelled:
    """Read and clean the table: texts stripped, exact duplicates dropped first, then texts that have both labels.

    `positive` and `negative` are the file's own words for the two, else common ones in English and Chinese count.
    Raises SextantError if the labels cannot be understood, or too few rows are left.
    """
    rows = [
        (
            row.cells[columns.text].replace("\ufeff", "").strip(),
            row.cells[columns.label].strip(),
            _part(row.cells, columns),
        )
        for row in table.rows()
    ]
    meaning = understand_labels(Counter(label for _, label, _ in rows), positive, negative)
    left_out = Counter(label for _, label, _ in rows if meaning[label] is None)
    known = [(text, value, part) for text, label, part in rows if (value := meaning[label]) is not None]
    usable = [(text, value, part) for text, value, part in known if text and part is not None]
    counts = {"rows": len(rows), "no_text": sum(not text for text, _, _ in known)}
    counts["other_part"] = len(known) - counts["no_text"] - len(usable)
    return _require_enough(_distinct(usable, counts, left_out), table.name)


def understand_labels(
    seen: Mapping[str, int], positive: Sequence[str] = (), negative: Sequence[str] = ()
) -> dict[str, int | None]:
    """Return what each label of the file means: 1, 0, or None for a third one such as neutral; case and width ignored.

    A third label that is a number is refused, unless the two were named: 0, 1, 2 and stars mean something else than 0, 1.
    """
    if bool(positive) != bool(negative):
        raise SextantError("Name both labels: --positive and --negative.")
    yes = {fold(label) for label in positive} or POSITIVE
    no = {fold(label) for label in negative} or NEGATIVE
    if both := yes & no:
        raise SextantError("{label} cannot be both positive and negative.", label=", ".join(sorted(both)))
    meaning = {label: 1 if fold(label) in yes else 0 if fold(label) in no else None for label in seen}
    unknown = [label for label, value in meaning.items() if value is None and fold(label) not in NEITHER]
    understood = {value for value in meaning.values() if value is not None}
    if unknown and (len(understood) < 2 or not positive and any(map(_is_number, unknown))):
        raise SextantError(
            "The labels are not understood. The file has: {labels}. Say which mean what, for example "
            "--positive {example} --negative {other}; give either more than once for several.",
            labels=_listed(seen),
            example=f'"{max(seen)}"',
            other=f'"{min(seen)}"',
        )
    if len(understood) < 2:
        raise SextantError(
            "All usable rows have one label. The file has: {labels}. Both positive and negative rows are needed.",
            labels=_listed(seen),
        )
    return meaning


def split_rows(data: Labelled, seed: int = SEED) -> tuple[np.ndarray, np.ndarray]:
    """Return the indices of the training and the test rows: the file's own parts, else four fifths and one, by label.

    Raises SextantError if the file's own parts lack a label.
    """
    if not any(data.parts):
        train, test = train_test_split(
            np.arange(len(data.texts)), test_size=TEST_SHARE, random_state=seed, stratify=data.labels
        )
        return np.sort(train), np.sort(test)
    train, test = (np.flatnonzero(np.array(data.parts) == part) for part in ("train", "test"))
    for name, rows in (("train", train), ("test", test)):
        if len(set(data.labels[rows].tolist())) < 2:
            raise SextantError("The part {part} of the file needs rows of both labels.", part=name)
    return train, test


def fold(word: str) -> str:
    """Return the word without differences of case, width and surrounding space; 1.0 is 1."""
    plain = unicodedata.normalize("NFKC", word).strip().casefold()
    return plain.removesuffix(".0") if _is_number(plain) else plain


def _is_number(word: str) -> bool:
    try:
        float(word)
    except ValueError:
        return False
    return True


def _listed(seen: Mapping[str, int]) -> str:
    ranked = sorted(seen.items(), key=lambda item: -item[1])
    shown = [f'"{label[:40]}" ({count})' for label, count in ranked[:SHOWN_LABELS]]
    return ", ".join(shown + ["…"] * (len(ranked) > SHOWN_LABELS))


def _columns_of_two_values(table: Table, candidates: Sequence[int]) -> list[int]:
    values: dict[int, set[str]] = {at: set() for at in candidates}
    for row in table.rows():
        for at in candidates:
            if len(values[at]) <= 2 and row.cells[at].strip():
                values[at].add(fold(row.cells[at]))
    return [at for at, found in values.items() if len(found) == 2]


def _part(cells: Sequence[str], columns: Columns) -> str | None:
    return "" if columns.part is None else PARTS.get(fold(cells[columns.part]))


def _distinct(rows: Sequence[tuple[str, int, str]], counts: dict[str, int], left_out: Mapping[str, int]) -> Labelled:
    parts: dict[tuple[str, int], str] = {}
    for text, label, part in rows:
        # A text that stands in both parts may only be tested on.
        parts[text, label] = "test" if "test" in (part, parts.get((text, label))) else part
    both = {text for text, label in parts if (text, 1 - label) in parts}
    kept = {key: part for key, part in parts.items() if key[0] not in both}
    counts |= {"duplicates": len(rows) - len(parts), "contradictory": len(both), "used": len(kept)}
    texts, labels = [text for text, _ in kept], np.array([label for _, label in kept], int)
    return Labelled(texts, labels, list(kept.values()), counts, left_out)


def _require_enough(data: Labelled, name: str) -> Labelled:
    if len(data.texts) < MIN_ROWS:
        raise SextantError(
            "{file} has {count} usable rows, after duplicates, empty texts and other labels; at least {limit} are needed.",
            file=name,
            count=len(data.texts),
            limit=MIN_ROWS,
        )
    fewest = int(min(np.bincount(data.labels, minlength=2)))
    if fewest < MIN_OF_EACH:
        raise SextantError(
            "{file} has only {count} usable rows of one label; at least {limit} of each are needed.",
            file=name,
            count=fewest,
            limit=MIN_OF_EACH,
        )
    return data
