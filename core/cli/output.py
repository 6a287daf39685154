"""What all commands share: the language, plain or JSON answers, errors as one sentence, tasks in the foreground."""

import json
import os
import sys
import time
from typing import Any

import click

from core.errors import SextantError
from core.i18n import match_locale, set_locale, t
from core.runtime import Runtime, get_runtime
from core.services.jobs import StoredJob, get_job
from core.services.ventures import StoredCompany, find_venture

json_option = click.option("--json", "as_json", is_flag=True, help="Answer as JSON on standard output.")
venture_option = click.option("--venture", required=True, help="The company's name or number, see `ventures`.")


class SextantGroup(click.Group):
    """Turns our own errors into a sentence on standard error and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command in the user's language."""
        wanted = os.environ.get("SEXTANT_LANGUAGE") or os.environ.get("LC_ALL") or os.environ.get("LANG")
        set_locale(match_locale(wanted))
        try:
            return super().invoke(ctx)
        except SextantError as error:
            click.echo(t(error.message, **error.values), err=True)
            ctx.exit(1)


def answer(data: Any, as_json: bool, lines: list[str]) -> None:
    """Print the data as JSON, or the lines."""
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))
    else:
        for line in lines:
            click.echo(line)


def open_venture(name: str) -> tuple[Runtime, StoredCompany]:
    """Return the runtime and the company of that name or number."""
    runtime = get_runtime()
    with runtime.database.read() as session:
        return runtime, find_venture(session, name)


def run_here(runtime: Runtime, job: StoredJob) -> StoredJob:
    """Run a task in the foreground, or wait for the process that took it first; raise its error."""
    if not runtime.worker.run_next(job.id):
        _wait(runtime, job)
    with runtime.database.read() as session:
        ended = get_job(session, job.id)
    if ended.error:
        raise SextantError(ended.error["message"], **ended.error["values"])
    if ended.state == "cancelled":
        raise SextantError("The task was cancelled. What it had done is kept.")
    return ended


def _wait(runtime: Runtime, job: StoredJob) -> None:
    while True:
        with runtime.database.read() as session:
            now = get_job(session, job.id)
        if not now.active or runtime.worker.run_next(job.id):
            return
        time.sleep(0.5)


def progress(text: str) -> None:
    """Say on standard error how far a long command is."""
    if sys.stderr.isatty():
        click.echo(f"\r{text}\033[K", err=True, nl=False)
