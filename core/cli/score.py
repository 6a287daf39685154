"""`score`: a file in, the same file out with a label for every row, streamed."""

import csv
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

import click

from core.cli.output import answer, json_option, progress
from core.errors import SextantError
from core.i18n import t
from core.runtime import get_runtime
from core.tables.columns import find_column, with_added_columns
from core.tables.guessing import guess_columns, require_text_column
from core.tables.reading import Row, Table, open_table
from core.tables.writing import write_xlsx

ADDED = ("label", "probability", "language", "reason", "kind")
CHUNK = 4096  # rows held at once: enough to sort by length, small enough to stream a file of any size


@click.command()
@click.argument("source", metavar="IN", type=click.Path(path_type=Path))
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@click.option("--text-column", help="Heading of the text's column, or its place counted from 1; guessed if left out.")
@click.option("--no-header", is_flag=True, help="The first row is data; the columns are named column_1, column_2 …")
@click.option("--encoding", help="utf-8, gb18030, utf-16 …; found out if left out.")
@json_option
def score(
    source: Path, target: Path, text_column: str | None, no_header: bool, encoding: str | None, as_json: bool
) -> None:
    """Read every row's text and write OUT (.csv, .tsv or .xlsx).

    OUT holds all columns of IN, then label, probability (of positive), language, reason and kind; one row out per
    row in, in the same order. An input column of the same name becomes input_….
    """
    if target.resolve() == source.resolve():
        raise SextantError("IN and OUT are the same file. Name another one for OUT.")
    table = open_table(source, encoding=encoding, header=not no_header, cell_limit=None)
    at = find_text_column(table, text_column)
    began, labels = time.monotonic(), Counter[str]()
    columns = with_added_columns(table.columns, ADDED)
    rows = _told(_counted(_scored(table.rows(), at), labels), table.row_count_estimate)
    _write(target, columns, rows)
    seconds = time.monotonic() - began
    number = sum(labels.values())
    problems = [t(p.message, **p.values) for p in table.problems[:20]]
    summary = {"rows": number, "labels": dict(labels), "text_column": table.columns[at], "seconds": round(seconds, 1)}
    summary |= {"encoder": get_runtime().networks.encoder().version, "problems": problems}
    summary["left_out"] = table.problems.kept_out
    lines = [t("{rows} rows in {seconds} s: {labels}", rows=number, seconds=round(seconds, 1), labels=dict(labels))]
    answer(summary, as_json, lines + problems)


def find_text_column(table: Table, wanted: str | None) -> int:
    """Return the index of the text's column: the heading or place asked for, else the guess."""
    if wanted is not None:
        return 0 if wanted == "0" and "0" not in table.columns else find_column(table.columns, wanted)
    guess = guess_columns(table.columns, [row.cells for row in table.preview(200)])
    return table.columns.index(require_text_column(guess, file=table.name))


def _scored(rows: Iterator[Row], at: int) -> Iterator[list[Any]]:
    from core.nlp.scoring import read_comments

    encoder = get_runtime().networks.encoder()
    while chunk := list(islice(rows, CHUNK)):
        readings = read_comments(encoder, [row.cells[at] for row in chunk])
        for row, reading in zip(chunk, readings, strict=True):
            probability = None if reading.probability is None else round(reading.probability, 6)
            yield [*row.cells, reading.label, probability, reading.language, reading.reason, reading.kind]


def _counted(rows: Iterable[list[Any]], labels: Counter[str]) -> Iterator[list[Any]]:
    for row in rows:
        labels[row[-len(ADDED)]] += 1
        yield row


def _told(rows: Iterable[list[Any]], total: int) -> Iterator[list[Any]]:
    for number, row in enumerate(rows, 1):
        if number % 1000 == 0:
            progress(f"{number:,} / {total:,}")
        yield row


def _write(target: Path, columns: Sequence[str], rows: Iterable[list[Any]]) -> None:
    # Written beside the target and renamed at the end, so that a broken run never looks like a whole one.
    part = target.with_name(f".{target.name}.part")
    try:
        if target.suffix.lower() == ".xlsx":
            write_xlsx(part, columns, rows)
        else:
            _write_text(part, columns, rows, "\t" if target.suffix.lower() == ".tsv" else ",")
        part.replace(target)
    except OSError as error:
        raise SextantError("{path} cannot be written: {why}.", path=target, why=error.strerror or error) from error
    finally:
        with suppress(OSError):
            part.unlink()


def _write_text(path: Path, columns: Sequence[str], rows: Iterable[list[Any]], delimiter: str) -> None:
    # The next reader is a program: cells stay as they came, formulas too. Exports from the pages neutralise them.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(columns)
        writer.writerows(rows)
