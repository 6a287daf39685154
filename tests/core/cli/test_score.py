import csv
import importlib
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

if TYPE_CHECKING:
    from click.testing import Result

Run = Callable[..., "Result"]
module = importlib.import_module("core.cli.score")
PRAISE, BLAME = "物流很快，客服耐心，下次还来", "Terrible support, slow and buggy."


def write(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


def read(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    csv.field_size_limit(10**8)
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig")), delimiter=delimiter))


def test_each_row_comes_out_in_order_with_five_columns_more(run_command: Run, tmp_path: Path) -> None:
    texts = [PRAISE, BLAME, "Guter Service, gerne wieder und jederzeit!", "", "👍👍", "  "] * 3
    source = write(tmp_path / "in.csv", "id,comment", *(f'{n},"{text}"' for n, text in enumerate(texts)))

    result = run_command("score", source, tmp_path / "out.csv", "--json")

    rows = read(tmp_path / "out.csv")
    assert [row["comment"] for row in rows] == texts and [row["id"] for row in rows] == [str(n) for n in range(18)]
    assert list(rows[0]) == ["id", "comment", "label", "probability", "language", "reason", "kind"]
    assert [row["label"] for row in rows[:4]] == ["positive", "negative", "unclear", "empty"]
    assert json.loads(result.stdout)["rows"] == 18


def test_probabilities_are_of_positive_and_only_where_something_was_read(run_command: Run, tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv", "comment,n", f'"{PRAISE}",1', f'"{BLAME}",2', ",3")

    run_command("score", source, tmp_path / "out.csv")

    praise, blame, empty = read(tmp_path / "out.csv")
    assert float(praise["probability"]) > 0.8 and float(blame["probability"]) < 0.2
    assert (empty["label"], empty["probability"], empty["language"], empty["reason"]) == ("empty", "", "und", "no_text")
    assert (praise["language"], blame["language"]) == ("zh", "en")


def test_input_columns_that_clash_are_renamed(run_command: Run, tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv", "label,comment,reason", f'old,"{PRAISE}",because')

    run_command("score", source, tmp_path / "out.csv", "--text-column", "comment")

    [row] = read(tmp_path / "out.csv")
    assert list(row)[:3] == ["input_label", "comment", "input_reason"]
    assert (row["input_label"], row["label"], row["input_reason"]) == ("old", "positive", "because")


@pytest.mark.parametrize("column", ["words", "2"])
def test_the_text_column_is_named_or_counted(run_command: Run, tmp_path: Path, column: str) -> None:
    source = write(tmp_path / "in.csv", "title,words", f'"{PRAISE}","{BLAME}"')

    result = run_command("score", source, tmp_path / "out.csv", "--text-column", column, "--json")

    assert json.loads(result.stdout)["text_column"] == "words"
    assert read(tmp_path / "out.csv")[0]["label"] == "negative"


def test_without_a_header_the_first_row_is_data(run_command: Run, tmp_path: Path) -> None:
    source = write(tmp_path / "in.tsv", f"{PRAISE}\t1", f"{BLAME}\t0")

    run_command("score", source, tmp_path / "out.tsv", "--no-header", "--text-column", "1")

    rows = read(tmp_path / "out.tsv", "\t")
    assert [row["label"] for row in rows] == ["positive", "negative"]
    assert list(rows[0])[:2] == ["column_1", "column_2"]


def test_a_file_with_lines_alone_is_one_column(run_command: Run, tmp_path: Path) -> None:
    source = write(tmp_path / "in.txt", PRAISE, "", BLAME)

    run_command("score", source, tmp_path / "out.csv", "--no-header")

    assert [row["label"] for row in read(tmp_path / "out.csv")] == ["positive", "empty", "negative"]


def test_an_excel_file_goes_in_and_out(run_command: Run, tmp_path: Path) -> None:
    write(tmp_path / "in.csv", "n,comment", f'1,"{PRAISE}"', '2,"=1+1"')
    run_command("score", tmp_path / "in.csv", tmp_path / "first.xlsx", "--text-column", "comment")

    result = run_command("score", tmp_path / "first.xlsx", tmp_path / "second.xlsx", "--text-column", "comment")

    assert result.exit_code == 0
    heading, praise, formula = CalamineWorkbook.from_path(tmp_path / "second.xlsx").get_sheet_by_index(0).to_python()
    assert heading[2:7] == [f"input_{name}" for name in ("label", "probability", "language", "reason", "kind")]
    assert (praise[7], formula[1]) == ("positive", "=1+1")


def test_a_cell_of_more_than_a_megabyte_still_gives_its_row(run_command: Run, tmp_path: Path) -> None:
    huge = f"{BLAME} " * 36_000
    source = write(tmp_path / "in.csv", "n,comment", f'1,"{PRAISE}"', f'2,"{huge}"', f'3,"{PRAISE}"')

    result = run_command("score", source, tmp_path / "out.csv", "--json")

    rows = read(tmp_path / "out.csv")
    assert len(huge) > 1024**2 and [row["n"] for row in rows] == ["1", "2", "3"]
    assert (rows[1]["reason"], rows[1]["comment"]) == ("windowed", huge)
    assert json.loads(result.stdout)["left_out"] == 0


def test_more_rows_than_are_held_at_once_keep_their_order(
    run_command: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CHUNK", 7)
    source = write(tmp_path / "in.csv", "n,comment", *(f'{n},"{(PRAISE, BLAME)[n % 2]}"' for n in range(40)))

    run_command("score", source, tmp_path / "out.csv")

    rows = read(tmp_path / "out.csv")
    assert [(row["n"], row["label"]) for row in rows] == [(str(n), ("positive", "negative")[n % 2]) for n in range(40)]


@pytest.mark.parametrize(
    ("content", "arguments", "sentence"),
    [
        (b"", [], "is empty"),
        (b"n,m\n1,2\n3,4\n", [], "column"),
        (b"n,comment\n1,good\n", ["--text-column", "words"], "There is no column words"),
        (b"n,comment\n1,good\n", ["--encoding", "klingon"], "klingon"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), [], "in"),
        (b"PK\x03\x04" + b"x" * 100, [], "damaged"),
    ],
    ids=["empty", "no text", "no such column", "no such encoding", "picture", "no workbook"],
)
def test_a_file_that_cannot_be_read_ends_with_one_sentence_and_no_output(
    run_command: Run, tmp_path: Path, content: bytes, arguments: list[str], sentence: str
) -> None:
    (tmp_path / "in.csv").write_bytes(content)

    result = run_command("score", tmp_path / "in.csv", tmp_path / "out.csv", *arguments)

    assert (result.exit_code, result.stdout) == (1, "")
    assert sentence in result.stderr and len(result.stderr.strip().splitlines()) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "in.csv"]


def test_reading_that_breaks_off_half_way_leaves_an_older_result_alone(
    run_command: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write(tmp_path / "in.csv", "n,comment", *(f'{n},"{PRAISE}"' for n in range(20)))
    (tmp_path / "out.csv").write_text("what was here before")
    monkeypatch.setattr(module, "CHUNK", 5)
    monkeypatch.setattr(module, "progress", lambda text: None)
    monkeypatch.setattr(module, "_counted", lambda rows, labels: (row if row[0] != "12" else 1 / 0 for row in rows))

    result = run_command("score", source, tmp_path / "out.csv")

    assert isinstance(result.exception, ZeroDivisionError)
    assert (tmp_path / "out.csv").read_text() == "what was here before"
    assert not list(tmp_path.glob(".*.part"))


def test_in_and_out_must_differ(run_command: Run, tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv", "n,comment", f'1,"{PRAISE}"')
    before = source.read_bytes()

    result = run_command("score", source, tmp_path / "home" / ".." / "in.csv")

    assert (result.exit_code, source.read_bytes()) == (1, before)
    assert "same file" in result.stderr


@pytest.mark.parametrize("target", ["missing/folder/out.csv", "in.csv/out.csv", "home"])
def test_an_output_that_cannot_be_written_is_said(run_command: Run, tmp_path: Path, target: str) -> None:
    source = write(tmp_path / "in.csv", "n,comment", f'1,"{PRAISE}"')

    result = run_command("score", source, tmp_path / target)

    assert result.exit_code == 1, result.exception
    assert "cannot be written" in result.stderr
