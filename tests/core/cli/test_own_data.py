import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.nlp.encoder import Encoder
from core.nlp.training.data import OWN

if TYPE_CHECKING:
    from click.testing import Result

Run = Callable[..., "Result"]


def own_rows(count: int) -> list[tuple[str, str]]:
    with OWN.open(encoding="utf-8", newline="") as file:
        rows = [(row["text"], row["sentiment"]) for row in csv.DictReader(file)]
    return [row for label in ("positive", "negative") for row in [r for r in rows if r[1] == label][: count // 2]]


def write(path: Path, rows: Sequence[Sequence[str]], heading: Sequence[str] = ("text", "sentiment")) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heading, *rows])
    return path


def test_evaluate_shows_a_line_per_method_and_what_was_left_out(run_command: Run, tmp_path: Path) -> None:
    rows = [*own_rows(60), ("hm", "neutral"), own_rows(2)[0]]

    result = run_command("evaluate", write(tmp_path / "mine.csv", rows))

    assert result.exit_code == 0, result.stderr
    assert "12 test rows, 48 rows to fit to." in result.stdout and "Duplicates removed: 1." in result.stdout
    assert 'left out: "neutral" 1' in result.stdout
    assert sum(" 12 " in line for line in result.stdout.splitlines()) == 4


def test_evaluate_answers_json_with_intervals_and_confusion(run_command: Run, tmp_path: Path) -> None:
    result = run_command("evaluate", write(tmp_path / "mine.csv", own_rows(60)), "--json")

    measure = json.loads(result.stdout)["methods"]["encoder"]
    low, high = measure["bootstrap_interval"]
    assert low <= measure["accuracy"] <= high and sum(map(sum, measure["confusion"])) == measure["n"] == 12
    assert measure.keys() >= {"interval", "macro_f1", "macro_f1_interval", "precision", "recall", "ece", "not_sure"}


def test_odd_texts_are_kept_windowed_or_set_apart(run_command: Run, tmp_path: Path) -> None:
    odd = ["x" + " very good" * 10_000, "👍👍", "Guter Service, gerne wieder und jederzeit!"]

    result = run_command(
        "evaluate", write(tmp_path / "mine.csv", [*own_rows(30), *((t, "positive") for t in odd)]), "--all", "--json"
    )

    found = json.loads(result.stdout)
    assert (found["unread"], found["windowed"], found["methods"]["encoder"]["n"]) == (1, 1, 32)


@pytest.mark.parametrize(
    ("rows", "options", "sentence"),
    [
        ([(text, "positive") for text, _ in own_rows(40)], [], "one label"),
        (own_rows(60)[27:32], [], "5 usable rows"),
        ([(text, {"positive": "yay", "negative": "nay"}[label]) for text, label in own_rows(40)], [], '"yay" (20)'),
        ([(text, f"{n}") for n, (text, _) in enumerate(own_rows(40))], ["--label-column", "words"], "no column words"),
    ],
    ids=["one class", "five rows", "unknown words", "no such column"],
)
@pytest.mark.parametrize("command", ["evaluate", "train"])
def test_a_file_one_cannot_learn_from_ends_with_one_sentence(
    run_command: Run, tmp_path: Path, command: str, rows: list[tuple[str, str]], options: list[str], sentence: str
) -> None:
    out = [tmp_path / "out"] if command == "train" else []

    result = run_command(command, write(tmp_path / "mine.csv", rows), *out, *options)

    assert (result.exit_code, result.stdout) == (1, "")
    assert sentence in result.stderr and len(result.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_train_writes_a_reader_that_evaluate_measures_beside_the_shipped_one(run_command: Run, tmp_path: Path) -> None:
    names = {"positive": "yay", "negative": "nay"}
    source = write(tmp_path / "mine.csv", [(text, names[label]) for text, label in own_rows(60)], ("words", "what"))
    mapping = ("--text-column", "words", "--label-column", "what", "--positive", "YAY", "--negative", "nay")

    trained = run_command("train", source, tmp_path / "out", "--light", *mapping)
    measured = run_command("evaluate", source, "--encoder", tmp_path / "out", "--json", *mapping)

    assert trained.exit_code == 0, trained.stderr
    assert "After − Before: accuracy" in trained.stdout and f"SEXTANT_ENCODER={tmp_path / 'out'}" in trained.stdout
    assert json.loads(measured.stdout)["versions"]["encoder"] == Encoder.load(tmp_path / "out", device="cpu").version
    assert {"encoder", "shipped"} <= json.loads(measured.stdout)["methods"].keys()


def test_a_reader_measured_on_every_row_it_learned_from_is_said_to_be_flattered(
    run_command: Run, tmp_path: Path
) -> None:
    source = write(tmp_path / "mine.csv", own_rows(40))
    run_command("train", source, tmp_path / "out", "--light")

    fair = run_command("evaluate", source, "--encoder", tmp_path / "out")
    flattered = run_command("evaluate", source, "--encoder", tmp_path / "out", "--all")

    assert "too good" not in fair.stdout
    assert "This reader learned from rows of this file" in flattered.stdout


@pytest.mark.parametrize("arguments", [[], ["in.csv", "--suite"]])
def test_evaluate_wants_either_a_file_or_the_suite(run_command: Run, arguments: list[str]) -> None:
    result = run_command("evaluate", *arguments)

    assert result.exit_code == 2 and "either a file or --suite" in result.stderr
