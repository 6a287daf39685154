"""`evaluate` and `train`: how good the reader is on a user's own labelled file, and a reader adapted to it."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from core.cli.measures import difference_line, suite_lines, table_lines
from core.cli.output import answer, json_option
from core.cli.score import find_text_column
from core.errors import SextantError
from core.i18n import t
from core.runtime import get_runtime
from core.settings import get_settings
from core.tables.columns import find_column
from core.tables.reading import IMPORT_ROWS, open_table

if TYPE_CHECKING:
    from core.nlp.encoder import Encoder
    from core.nlp.evaluation.labelled import Labelled

FOLDER = click.Path(path_type=Path)
READING = (
    click.option(
        "--text-column", help="Heading of the text's column, or its place counted from 1; guessed if left out."
    ),
    click.option("--label-column", help="Heading or place of the label's column; guessed if left out."),
    click.option(
        "--positive", multiple=True, help="A label that means positive, if it is not a usual word; repeatable."
    ),
    click.option("--negative", multiple=True, help="A label that means negative; repeatable."),
    click.option("--split-column", help="Column with train and test; else a fifth is drawn by label for the test."),
    click.option("--no-header", is_flag=True, help="The first row is data; the columns are named column_1, column_2 …"),
    click.option("--encoding", help="utf-8, gb18030, utf-16 …; found out if left out."),
)


def _reading_options(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(READING):
        command = option(command)
    return command


@click.command()
@click.argument("source", metavar="[IN]", type=FOLDER, required=False)
@_reading_options
@click.option("--encoder", "folder", type=FOLDER, help="Folder of another encoder to measure.")
@click.option("--all", "every_row", is_flag=True, help="Test on every row; what must be fitted to rows is left out.")
@click.option("--suite", is_flag=True, help="Measure on the project's own test parts instead of IN.")
@click.option("--data", type=FOLDER, help="Folder of the test parts for --suite; SEXTANT_DATA if left out.")
@json_option
def evaluate(
    source: Path | None,
    folder: Path | None,
    every_row: bool,
    suite: bool,
    data: Path | None,
    as_json: bool,
    **reading: Any,
) -> None:
    """Compare the reader with simpler methods on the labelled rows of IN.

    Duplicates are removed first; a fifth, drawn by label with seed 42, is the test. On the same rows: the
    commonest label, VADER and SnowNLP, logistic regression on TF-IDF, and the shipped reader.
    """
    if suite == (source is not None):
        raise click.UsageError("Give either a file or --suite.")
    if source is None:
        _run_suite(_encoders(folder)["encoder"], data or get_settings().data, as_json)
        return
    from core.nlp.evaluation.comparison import compare

    labelled, facts = _read(source, **reading)
    flattered = every_row and _has_learned_from(folder or get_settings().encoder, facts["sha256"])
    found = {"file": facts, "learned_from_it": flattered}
    found |= compare(_encoders(folder), labelled, every_row=every_row)
    answer(found, as_json, _evaluation_lines(found))


@click.command()
@click.argument("source", metavar="IN", type=FOLDER)
@click.argument("target", metavar="OUT", type=FOLDER)
@_reading_options
@click.option("--light", is_flag=True, help="Fit the classifier alone: seconds instead of minutes.")
@click.option("--epochs", type=click.IntRange(min=1), help="Passes over the rows; chosen by their number if left out.")
@click.option("--seed", default=42, show_default=True)
@click.option("--limit", type=int, help="Learn from so many rows of the training part only.")
@click.option("--base", type=FOLDER, help="Encoder to begin with; the shipped one if left out.")
@json_option
def train(
    source: Path,
    target: Path,
    light: bool,
    epochs: int | None,
    seed: int,
    limit: int | None,
    base: Path | None,
    as_json: bool,
    **reading: Any,
) -> None:
    """Adapt the reader to the labelled rows of IN and write it into the new folder OUT.

    It learns from four fifths and says how it did on the rest before and after, whichever way that falls. Broken off,
    the same command goes on where it was.
    """
    from core.nlp.training.adapt import Plan, adapt_encoder

    labelled, facts = _read(source, **reading)
    plan = Plan(light=light, epochs=epochs, seed=seed, limit=limit)
    card = adapt_encoder(labelled, target, plan, base=base, device=_device(), facts=facts)
    answer(card | {"folder": str(target)}, as_json, _training_lines(card, target))


def _read(
    source: Path,
    *,
    text_column: str | None,
    label_column: str | None,
    split_column: str | None,
    positive: tuple[str, ...],
    negative: tuple[str, ...],
    no_header: bool,
    encoding: str | None,
) -> tuple["Labelled", dict[str, Any]]:
    from core.nlp.evaluation.labelled import Columns, find_label_column, read_labelled
    from core.nlp.quantise import hash_file

    table = open_table(source, encoding=encoding, header=not no_header, row_limit=IMPORT_ROWS, cell_limit=None)
    text_at = find_text_column(table, text_column)
    label_at = find_label_column(table, label_column, text_at)
    columns = Columns(text_at, label_at, find_column(table.columns, split_column) if split_column else None)
    labelled = read_labelled(table, columns, positive=positive, negative=negative)
    facts = {"file": table.name, "sha256": hash_file(source)}
    facts |= {"text_column": table.columns[text_at], "label_column": table.columns[label_at]}
    return labelled, facts | {"problems": [t(p.message, **p.values) for p in table.problems[:20]]}


def _device() -> str | None:
    from core.nlp.device import set_threads

    settings = get_settings()
    set_threads(settings.threads or None)
    return settings.device or None


def _encoders(folder: Path | None) -> dict[str, "Encoder"]:
    """Return the reader to measure and, where it is not the shipped one, that one too."""
    from core.nlp.encoder import Encoder

    device = _device()
    ours = Encoder.load(folder, device=device) if folder else get_runtime().networks.encoder()
    is_shipped = folder is None and get_settings().encoder is None
    return {"encoder": ours} if is_shipped else {"encoder": ours, "shipped": Encoder.load(device=device)}


def _has_learned_from(folder: Path | None, sha256: str) -> bool:
    card = folder / "run_card.json" if folder else None
    return (
        card is not None
        and card.is_file()
        and json.loads(card.read_text("utf-8")).get("data", {}).get("sha256") == sha256
    )


def _run_suite(encoder: "Encoder", data: Path | None, as_json: bool) -> None:
    from core.nlp.evaluation.suite import run_suite

    if data is not None and not data.is_dir():
        raise SextantError("Name the folder of the labelled comments with --data or SEXTANT_DATA.")
    found = run_suite(encoder, data)
    answer(found, as_json, [*suite_lines(found)])


def _names(versions: Mapping[str, str]) -> dict[str, str]:
    return {
        "encoder": t("Reader {version}", version=versions["encoder"]),
        "shipped": t("Shipped reader {version}", version=versions.get("shipped", "")),
        "majority": t("Commonest label"),
        "ready_made": "VADER / SnowNLP",
        "tfidf": t("TF-IDF + logistic regression"),
    }


def _evaluation_lines(found: Mapping[str, Any]) -> list[str]:
    names, split = _names(found["versions"]), found["split"]
    lines = [t("{test} test rows, {train} rows to fit to.", test=split["test"], train=split["train"])]
    lines += _row_lines(found["rows"], found["unread"], found["windowed"])
    lines += table_lines({names[name]: measure for name, measure in found["methods"].items()})
    if found["difference"]:
        lines.append(difference_line(names["encoder"], names[found["difference"]["against"]], found["difference"]))
    if contaminated := found["methods"]["ready_made"].get("contaminated"):
        lines.append(
            t("SnowNLP was trained on {count} of these rows, so its figures are too good.", count=contaminated)
        )
    if found["learned_from_it"]:
        lines.append(t("This reader learned from rows of this file, so its figures are too good."))
    if found["not_fitted"]:
        left_out = ", ".join(names[name] for name in found["not_fitted"])
        lines.append(
            t("Left out, because they must be fitted to rows that are not tested: {methods}.", methods=left_out)
        )
    return lines


def _row_lines(rows: Mapping[str, Any], unread: int, windowed: int) -> list[str]:
    third = ", ".join(f'"{label}" {count}' for label, count in rows["left_out"].items())
    said = {
        t("Duplicates removed: {count}.", count=rows["duplicates"]): rows["duplicates"],
        t("Rows without text left out: {count}.", count=rows["no_text"]): rows["no_text"],
        t("Texts with both labels left out: {count}.", count=rows["contradictory"]): rows["contradictory"],
        t("Rows that are neither train nor test left out: {count}.", count=rows["other_part"]): rows["other_part"],
        t("Rows of another label left out: {labels}.", labels=third): third,
        t(
            "Test rows that cannot be read (no words, or another language) and judge no method: {count}.",
            count=unread,
        ): unread,
        t("Long test rows read in windows: {count}.", count=windowed): windowed,
    }
    return [line for line, count in said.items() if count]


def _training_lines(card: Mapping[str, Any], target: Path) -> list[str]:
    test, split = card["test"], card["split"]
    lines = [t("Learned from {fit} rows, tested on {test} others.", fit=split["fit"], test=test["after"]["n"])]
    lines += _row_lines(card["data"], card["unread"], test["windowed"])
    lines += table_lines({t("Before"): test["before"], t("After"): test["after"]})
    lines.append(difference_line(t("After"), t("Before"), test["difference"]))
    lines.append(
        t("{version} is in {folder}. To use it, set SEXTANT_ENCODER={folder}.", version=card["version"], folder=target)
    )
    return lines
