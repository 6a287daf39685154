"""The checks on labelled comments: SEXTANT_DATA=folder make test-data. They take about half an hour on two cores."""

import csv
import io
import os
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from core.cli import main

FOLDER = os.environ.get("SEXTANT_DATA")
pytestmark = [
    pytest.mark.data,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(not FOLDER, reason="SEXTANT_DATA names no folder of labelled comments"),
]


def _score(source: Path, target: Path, *options: str) -> list[dict[str, str]]:
    result = CliRunner().invoke(main, ["score", str(source), str(target), *options])
    assert result.exit_code == 0, result.output
    with target.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_score_keeps_all_rows_of_the_sst2_test_file_in_order(tmp_path: Path) -> None:
    source = Path(FOLDER or "") / "sst2" / "test.tsv"
    lines = [line.rsplit("\t", 1) for line in source.read_text("utf-8").splitlines()]

    rows = _score(source, tmp_path / "out.csv", "--no-header")

    assert [[row["column_1"], row["column_2"]] for row in rows] == lines
    sure = [row for row in rows if row["label"] in ("positive", "negative")]
    right = sum((row["label"] == "positive") == (row["column_2"] == "1") for row in sure)
    assert len(sure) > 600
    assert right / len(sure) > 0.85


def test_score_keeps_all_rows_of_the_shop_reviews_in_order(tmp_path: Path) -> None:
    archive = zipfile.ZipFile(Path(FOLDER or "") / "online_shopping_10_cats.zip")
    content = archive.read("online_shopping_10_cats.csv")
    source = tmp_path / "in.csv"
    source.write_bytes(content)
    given = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))

    rows = _score(source, tmp_path / "out.csv")

    assert len(rows) == len(given) == 62_774
    names = {"cat": "cat", "label": "input_label", "review": "review"}
    assert all(row[ours] == old[theirs] for row, old in zip(rows, given, strict=True) for theirs, ours in names.items())
