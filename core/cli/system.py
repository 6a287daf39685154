"""`doctor` and `backup`."""

import platform
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from core.cli.output import answer, json_option
from core.errors import SextantError
from core.i18n import t
from core.runtime import Runtime, get_runtime
from core.services.data import back_up, check_integrity, data_state
from core.services.writer import writer_state

PACKAGES = ("streamlit", "torch", "transformers", "sqlalchemy", "pandas", "plotly")


@click.command()
@json_option
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    """Check the installation: versions, device, networks, database. Ends with 1 if something is broken."""
    runtime = get_runtime()
    report: dict[str, Any] = {"python": platform.python_version(), "home": str(runtime.settings.home)}
    report |= {name: version(name) for name in PACKAGES} | _networks(runtime) | _database(runtime)
    answer(report, as_json, [f"{name:<12} {value}" for name, value in report.items()])
    if report["problems"]:
        ctx.exit(1)


def _networks(runtime: Runtime) -> dict[str, Any]:
    problems = []
    try:
        encoder = runtime.networks.encoder()
        reader, device = encoder.version, str(encoder.device)
    except SextantError as error:
        reader, device = "–", "–"
        problems.append(t(error.message, **error.values))
    return {"device": device, "reader": reader, "writer": writer_state(runtime.settings), "problems": problems}


def _database(runtime: Runtime) -> dict[str, Any]:
    state = data_state(runtime.database, runtime.settings.home / "backups")
    free = shutil.disk_usage(runtime.settings.home).free
    return {
        "database": state.place,
        "integrity": check_integrity(runtime.database),
        "disk_free_gb": round(free / 1e9, 1),
    }


@click.command()
@click.argument("out", metavar="OUT.db", type=click.Path(path_type=Path))
@json_option
def backup(out: Path, as_json: bool) -> None:
    """Write a whole, checked copy of the database to OUT.db."""
    path = back_up(get_runtime().database, out)
    answer({"file": str(path), "bytes": path.stat().st_size}, as_json, [str(path)])
