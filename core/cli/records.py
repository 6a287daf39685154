"""The command that imports a list of records."""

from pathlib import Path
from typing import Any

import click

from core.cli.output import answer, json_option, open_venture, venture_option
from core.errors import SextantError
from core.i18n import t
from core.runtime import Runtime
from core.services.record_imports.plan import Plan, plan_import
from core.services.record_imports.run import StoredBatch, run_import
from core.services.record_imports.setups import Setup
from core.services.record_imports.sheets import begin, open_sheet
from core.services.record_imports.targets import TARGETS
from core.services.record_imports.titles import field_title
from core.services.ventures import StoredCompany


@click.command("import-records")
@click.argument("file", type=click.Path(path_type=Path))
@venture_option
@click.option("--list", "list_key", type=click.Choice(list(TARGETS)), help="Which list it is; told by its headings.")
@click.option("--sheet", help="A workbook's sheet; the first one if left out.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@json_option
def import_records(
    file: Path, venture: str, list_key: str | None, sheet: str | None, dry_run: bool, as_json: bool
) -> None:
    """Import a list of people, partners, customers … from a CSV, TSV or Excel FILE."""
    runtime, company = open_venture(venture)
    setup = _setup(runtime, company, file, list_key, sheet)
    if dry_run:
        with runtime.database.read() as session:
            data = _planned(plan_import(session, company.id, setup))
    else:
        with runtime.database.write() as session:
            data = _done(run_import(session, company.id, setup))
    text = t("{added} new, {updated} changed, {unchanged} as they were, {left_out} left out.", **data["counts"])
    answer(data, as_json, [text, *(_problem_line(problem) for problem in data["problems"])])


def _setup(runtime: Runtime, company: StoredCompany, file: Path, list_key: str | None, sheet: str | None) -> Setup:
    with runtime.database.read() as session:
        start = begin(session, company, open_sheet(file, file.name, sheet=sheet), list_key)
    if start is None:
        raise SextantError("The headings do not tell which list this is. Name it with --list.")
    return start.setup


def _planned(plan: Plan) -> dict[str, Any]:
    names = {"add": "added", "update": "updated", "unchanged": "unchanged", "left_out": "left_out"}
    problems = [
        {"row": row.number, "list": row.list_key, "field": name, "message": error.message, "values": error.values}
        for row in plan.rows
        for name, error in ([("", row.reason)] if row.reason else row.record.refused.items())
        if error
    ]
    counts = {name: plan.count(does) for does, name in names.items()}  # type: ignore[arg-type]
    return {"list": plan.setup.list_key, "written": False, "counts": counts, "problems": problems}


def _done(batch: StoredBatch) -> dict[str, Any]:
    counts = {name: getattr(batch, name) for name in ("added", "updated", "unchanged", "left_out")}
    return {"list": batch.list_key, "written": True, "batch": batch.id, "counts": counts, "problems": batch.problems}


def _problem_line(problem: dict[str, Any]) -> str:
    field = f", {t(field_title(problem['list'], problem['field']))}" if problem["field"] else ""
    return f"{t('Row')} {problem['row']}{field}: {t(problem['message'], **problem['values'])}"
