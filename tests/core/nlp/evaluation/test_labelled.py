from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from core.errors import SextantError
from core.nlp.evaluation.labelled import (
    Columns,
    Labelled,
    find_label_column,
    read_labelled,
    split_rows,
    understand_labels,
)
from core.tables.reading import Table, open_table


def table_of(tmp_path: Path, rows: Sequence[Sequence[str]]) -> Table:
    path = tmp_path / "mine.csv"
    path.write_text("\n".join(",".join(row) for row in rows) + "\n", "utf-8")
    return open_table(path)


def pairs(count: int = 15) -> list[tuple[str, str]]:
    return [(f"{word} answer number {n}", label) for n in range(count) for word, label in (("good", "1"), ("bad", "0"))]


def read(tmp_path: Path, rows: Sequence[Sequence[str]], **mapping: list[str]) -> Labelled:
    part = 2 if len(rows[0]) == 3 else None
    heading = ("text", "label", "split")[: len(rows[0])]
    return read_labelled(table_of(tmp_path, [heading, *rows]), Columns(0, 1, part), **mapping)


@pytest.mark.parametrize(
    ("positive", "negative"),
    [
        ("1", "0"),
        ("1.0", "0.0"),
        ("Positive", "NEGATIVE"),
        ("pos", "neg"),
        ("good", "bad"),
        ("正面", "负面"),
        ("正", "负"),
    ]
    + [("好评", "差评"), ("满意", "不满意"), ("１", "０"), (" ＰＯＳ ", "Neg ")],
)
def test_labels_are_understood_as_words(positive: str, negative: str) -> None:
    meaning = understand_labels({positive: 3, negative: 4})

    assert meaning == {positive: 1, negative: 0}


def test_a_third_label_is_left_out_and_counted(tmp_path: Path) -> None:
    third = [("so so", "中性"), ("fine and slow", "mixed"), ("hm", ""), ("well", "Neutral"), ("no idea", "off topic")]

    data = read(tmp_path, [*pairs(), *third])

    assert data.left_out == {"中性": 1, "mixed": 1, "": 1, "Neutral": 1, "off topic": 1}
    assert len(data.texts) == 30


@pytest.mark.parametrize("labels", [("1", "2", "3", "4", "5"), ("0", "1", "2"), ("-1", "0", "1"), ("happy", "angry")])
def test_labels_that_are_not_understood_are_listed_with_counts_and_the_way_out(labels: tuple[str, ...]) -> None:
    with pytest.raises(SextantError, match="--positive") as refused:
        understand_labels(dict.fromkeys(labels, 7))

    assert all(f'"{label}" (7)' in str(refused.value) for label in labels)


def test_other_words_can_be_mapped_several_to_one() -> None:
    meaning = understand_labels(dict.fromkeys("12345", 9), positive=["4", "5"], negative=["1", "2"])

    assert meaning == {"1": 0, "2": 0, "3": None, "4": 1, "5": 1}


@pytest.mark.parametrize(("positive", "negative"), [(["x"], []), (["X"], ["x"])])
def test_a_half_or_double_mapping_is_refused(positive: list[str], negative: list[str]) -> None:
    with pytest.raises(SextantError, match=r"both"):
        understand_labels({"x": 1, "y": 1}, positive, negative)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([(text, "1") for text, _ in pairs()], "one label"),
        (pairs()[:5], "5 usable rows"),
        (pairs()[:1] * 40 + pairs()[1:2], "2 usable rows"),
        (pairs(40)[::2] + pairs()[1:5:2], "only 2 usable rows of one label"),
    ],
    ids=["one class", "five rows", "the same rows again", "hardly any of one class"],
)
def test_too_little_to_learn_from_is_said(tmp_path: Path, rows: list[tuple[str, str]], sentence: str) -> None:
    with pytest.raises(SextantError, match=sentence):
        read(tmp_path, rows)


@pytest.mark.parametrize(
    ("heading", "found"),
    [("Sentiment,review", 0), ("review,情感", 1), ("review,标签", 1), ("review,what", 1), ("review,ＬＡＢＥＬ", 1)],
)
def test_the_label_column_is_guessed_by_its_heading_or_its_two_values(tmp_path: Path, heading: str, found: int) -> None:
    rows = [pair[:: 1 if found else -1] for pair in pairs()]
    table = table_of(tmp_path, [heading.split(","), *rows])

    assert find_label_column(table, None, 1 - found) == found


def test_a_file_without_a_label_column_is_refused_with_its_columns(tmp_path: Path) -> None:
    table = table_of(tmp_path, [("text", "shop"), *[(text, f"s{n}") for n, (text, _) in enumerate(pairs())]])

    with pytest.raises(SextantError, match="--label-column; the columns are: text, shop"):
        find_label_column(table, None, 0)


def test_the_text_cannot_be_its_own_label(tmp_path: Path) -> None:
    with pytest.raises(SextantError, match="both the text and the label"):
        find_label_column(table_of(tmp_path, [("text", "label"), *pairs()]), "1", 0)


def test_duplicates_go_before_the_split_and_contradictions_with_them(tmp_path: Path) -> None:
    rows = [*pairs(), *[(f" {text}  ", label) for text, label in pairs()], ("torn", "1"), ("torn", "0"), ("", "1")]

    data = read(tmp_path, rows)

    train, test = split_rows(data)
    assert {name: data.counts[name] for name in ("duplicates", "contradictory", "no_text")} == {
        "duplicates": 30,
        "contradictory": 1,
        "no_text": 1,
    }
    assert not {data.texts[at] for at in train} & {data.texts[at] for at in test}


def test_the_split_is_the_same_each_time_and_keeps_the_shares(tmp_path: Path) -> None:
    data = read(tmp_path, pairs(50))

    (train, test), (again, _) = split_rows(data), split_rows(data)

    assert np.array_equal(train, again) and len(test) == 20
    assert data.labels[test].mean() == 0.5


def test_the_files_own_parts_are_used_and_a_text_of_both_is_only_tested_on(tmp_path: Path) -> None:
    rows = [(text, label, "Train" if n < 20 else "test") for n, (text, label) in enumerate(pairs())]
    rows += [(rows[0][0], "1", "test"), ("left over", "1", "validation")]

    data = read(tmp_path, rows)

    train, test = split_rows(data)
    assert (len(train), len(test), data.counts["other_part"]) == (19, 11, 1)
    assert 0 in test


def test_a_part_with_one_label_only_is_refused(tmp_path: Path) -> None:
    rows = [(text, label, "test" if label == "1" else "train") for text, label in pairs()]

    with pytest.raises(SextantError, match="part train"):
        split_rows(read(tmp_path, rows))
