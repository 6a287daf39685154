"""Commands about companies and their comments."""

from pathlib import Path

import click

from core.cli.output import answer, json_option, open_venture, run_here, venture_option
from core.cli.score import find_text_column
from core.i18n import LOCALES, get_locale, t
from core.runtime import Runtime, get_runtime
from core.services import feedback
from core.services.demo import add_demo, remove_demo
from core.services.import_rows import COLUMNS, CONVERSATION_COLUMNS
from core.services.import_sources import Known, find_known
from core.services.import_told import tell_import
from core.services.imports import queue_import, stage_file
from core.services.jobs import StoredJob, add_job, list_jobs
from core.services.snapshot import today_of
from core.services.ventures import list_ventures
from core.tables.columns import find_column
from core.tables.guessing import guess_columns
from core.tables.reading import IMPORT_ROWS, Table, open_table


@click.command()
@json_option
def ventures(as_json: bool) -> None:
    """List the companies."""
    with get_runtime().database.read() as session:
        rows = [
            {"id": c.id, "name": c.name, "demo": c.is_demo, "comments": feedback.count_comments(session, c.id)}
            for c in list_ventures(session)
        ]
    lines = [f"{row['id']}  {row['name']}{' (demo)' if row['demo'] else ''}  {row['comments']}" for row in rows]
    answer(
        rows,
        as_json,
        lines or [t("There is no company yet. Begin one on the page, or add the demo: python -m core demo add")],
    )


@click.command("import-comments")
@click.argument("file", type=click.Path(path_type=Path))
@venture_option
@click.option("--text-column", help="Heading of the comments' column in a plain table; guessed if left out.")
@click.option("--plain", is_flag=True, help="Read a plain table, also where the file looks like a known export.")
@click.option("--ticket-column", help="Heading of the ticket's number: one ticket, one text; guessed if left out.")
@click.option("--speaker-column", help="Heading of who speaks: our own lines are left out; guessed if left out.")
@click.option("--own", multiple=True, help="A speaker who is one of ours; may be given several times.")
@click.option("--keep-personal", is_flag=True, help="Keep e-mail addresses, phone, ID and card numbers as they are.")
@click.option("--no-header", is_flag=True, help="The first row is data.")
@click.option("--encoding", help="utf-8, gb18030, utf-16 …; found out if left out.")
@json_option
def import_comments(
    file: Path,
    venture: str,
    text_column: str | None,
    plain: bool,
    ticket_column: str | None,
    speaker_column: str | None,
    own: tuple[str, ...],
    keep_personal: bool,
    no_header: bool,
    encoding: str | None,
    as_json: bool,
) -> None:
    """Import the comments of a FILE: a table, or what a service desk, store, survey tool, chat or Notion exports."""
    runtime, company = open_venture(venture)
    table = open_table(file, encoding=encoding, header=not no_header, row_limit=IMPORT_ROWS)
    known = None if plain or text_column is not None else find_known(table, today_of(company))
    wanted = {"ticket": ticket_column, "speaker": speaker_column}
    columns, day_first = _known_columns(known, wanted) if known else _columns(table, wanted | {"text": text_column})
    path = stage_file(runtime.settings.uploads, file.name, file.read_bytes())
    with runtime.database.write() as session:
        job = queue_import(
            session,
            company.id,
            path,
            name=file.name,
            columns=columns,
            encoding=encoding,
            header=not no_header,
            day_first=day_first,
            own=own,
            mask=not keep_personal,
            preset=known.preset.name if known else "",
        )
    result = run_here(runtime, job).result | {"preset": known.preset.name if known else ""}
    read_as = [t("Read as: {kind}.", kind=t(known.preset.title))] if known else []
    answer(result, as_json, [*read_as, *tell_import(result)])


def _known_columns(known: Known, wanted: dict[str, str | None]) -> tuple[dict[str, str], bool | None]:
    """Return the columns of a known export, those asked for in their place; a blank name asks for none."""
    columns = known.columns | _asked(known.table, wanted)
    return columns, known.guess_day_first(row.cells for row in known.table.preview(200))


def _columns(table: Table, wanted: dict[str, str | None]) -> tuple[dict[str, str], bool | None]:
    """Return the columns asked for and, for what was not asked, those guessed; a blank name asks for none."""
    guess = guess_columns(table.columns, [row.cells for row in table.preview(200)])
    text = table.columns[find_text_column(table, wanted["text"])]
    guessed = {key: getattr(guess, key) or "" for key in (*COLUMNS, *CONVERSATION_COLUMNS)}
    others = {key: name for key, name in (guessed | _asked(table, wanted)).items() if name != text}
    return others | {"text": text}, guess.day_first


def _asked(table: Table, wanted: dict[str, str | None]) -> dict[str, str]:
    return {
        key: name and table.columns[find_column(table.columns, name)]
        for key, name in wanted.items()
        if name is not None
    }


@click.command()
@venture_option
@json_option
def analyse(venture: str, as_json: bool) -> None:
    """Read the comments that have no reading yet."""
    runtime, company = open_venture(venture)
    with runtime.database.write() as session:
        waiting = list_jobs(session, company.id, active=True, kind="analyse")
        job = waiting[0] if waiting else add_job(session, "analyse", company.id)
    result = run_here(runtime, job).result
    with runtime.database.read() as session:
        result["labels"] = feedback.count_labels(session, company.id).get(None, {})
    answer(result, as_json, [t("Read: {read} comments in {seconds} s.", **result), str(result["labels"])])


@click.command()
@click.argument("action", type=click.Choice(["add", "remove"]))
@click.option("--language", type=click.Choice(list(LOCALES)), help="Language of the demo's records.")
@json_option
def demo(action: str, language: str | None, as_json: bool) -> None:
    """Add or remove the demo company."""
    runtime = get_runtime()
    if action == "remove":
        with runtime.database.write() as session:
            gone = remove_demo(session)
        answer({"removed": gone}, as_json, [t("The demo company is gone.") if gone else t("There is no demo company.")])
        return
    with runtime.database.write() as session:
        company = add_demo(session, language or get_locale(), runtime.settings.uploads)
    _finish_all(runtime, company.id)
    answer(company.model_dump(), as_json, [f"{company.id}  {company.name}"])


def _finish_all(runtime: Runtime, venture_id: int) -> None:
    def waiting() -> list[StoredJob]:
        with runtime.database.read() as session:
            return [job for job in list_jobs(session, venture_id, active=True) if job.venture_id == venture_id]

    while jobs := waiting():
        run_here(runtime, jobs[-1])
