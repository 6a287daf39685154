"""`draft` and `prepare-writer`."""

import json
from pathlib import Path

import click

from core.cli.output import answer, json_option, open_venture, progress, run_here, venture_option
from core.errors import SextantError
from core.i18n import LOCALES, t
from core.reach.rules import AUDIENCES
from core.reach.withheld import say_withheld
from core.runtime import get_runtime
from core.services.draft_exports import as_json_data, as_markdown, without_names
from core.services.drafting import queue_draft
from core.services.drafts import StoredDraft, get_draft
from core.services.writer import writer_state


@click.command()
@venture_option
@click.option("--language", type=click.Choice(list(LOCALES)), default="en", show_default=True)
@click.option("--audience", type=click.Choice(AUDIENCES), default="team", show_default=True, help="Who will read it.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="F.md or F.json.")
@json_option
def draft(venture: str, language: str, audience: str, out: Path, as_json: bool) -> None:
    """Write a draft from the company's records to a Markdown or JSON file; it says what it withheld."""
    if out.suffix.lower() not in (".md", ".json"):
        raise SextantError("A draft is written as .md or .json; {file} is neither.", file=out.name)
    runtime, company = open_venture(venture)
    if writer_state(runtime.settings) == "missing":
        click.echo(t("The writer is not ready yet: until then drafts use the planner's plain sentences."), err=True)
    with runtime.database.write() as session:
        job = queue_draft(session, company.id, language, audience)
    result = run_here(runtime, job).result
    with runtime.database.read() as session:
        written = without_names(session, company.id, get_draft(session, company.id, result["draft_id"]))
    _write(out, company.name_in(written.language), written)
    said = say_withheld(written.withheld)
    answer(result | {"file": str(out), "withheld": written.withheld}, as_json, [str(out), *([said] if said else [])])


def _write(out: Path, company: str, written: StoredDraft) -> None:
    if out.suffix.lower() == ".md":
        text = as_markdown(company, written)
    else:
        text = json.dumps(as_json_data(company, written), ensure_ascii=False, indent=2, default=str)
    try:
        out.write_text(text, "utf-8")
    except OSError as error:
        raise SextantError("{path} cannot be written: {why}.", path=out, why=error.strerror or error) from error


@click.command("prepare-writer")
@json_option
def prepare_writer(as_json: bool) -> None:
    """Convert the writer's network into the cache, once; the page does the same in the background."""
    from core.nlp.gemma import convert_default

    folder = convert_default(
        get_runtime().settings.cache, progress=lambda done, total, message: progress(f"{done}/{total} {t(message)}")
    )
    answer({"folder": str(folder)}, as_json, [str(folder)])
