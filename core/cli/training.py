"""`train-encoder`: the committed way from labelled comments to the shipped network."""

from pathlib import Path

import click

from core.cli.output import answer, json_option
from core.errors import SextantError
from core.settings import get_settings


@click.command("train-encoder")
@click.option(
    "--data", type=click.Path(path_type=Path), help="Folder of the labelled comments; SEXTANT_DATA if left out."
)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder of checkpoints and of the result.")
@click.option(
    "--rows", default=100_000, show_default=True, help="Rows of the collections at most; 0 only tunes --start."
)
@click.option(
    "--start", type=click.Path(path_type=Path), help="Folder of an earlier reader to go on from, instead of the base."
)
@click.option(
    "--teacher", type=click.Path(path_type=Path), help="Folder of a larger English encoder to learn from as well."
)
@click.option("--epochs", default=1, show_default=True)
@click.option("--seed", default=42, show_default=True)
@click.option("--fresh", is_flag=True, help="Begin anew instead of going on from the checkpoint in OUT.")
@json_option
def train_encoder(
    data: Path | None,
    out: Path,
    rows: int,
    start: Path | None,
    teacher: Path | None,
    epochs: int,
    seed: int,
    fresh: bool,
    as_json: bool,
) -> None:
    """Train the reader on labelled comments; broken off, the same command goes on where it was."""
    source = data or get_settings().data
    if source is None or not source.is_dir():
        raise SextantError("Name the folder of the labelled comments with --data or SEXTANT_DATA.")
    if not rows and start is None:
        raise SextantError("Name the reader that is to be tuned with --start, or more --rows than 0.")
    from core.nlp.training.train import train_encoder as train

    threads = get_settings().threads or None
    folder = train(
        data=source,
        out=out,
        start=start,
        teacher=teacher,
        rows=rows,
        epochs=epochs,
        seed=seed,
        threads=threads,
        resume=not fresh,
    )
    answer({"folder": str(folder)}, as_json, [str(folder)])
