"""`export-company` and `import-company`: a whole company as one file."""

from pathlib import Path

import click

from core.cli.output import answer, json_option, open_venture
from core.i18n import format_number, t
from core.runtime import get_runtime
from core.services.venture_export import export_company
from core.services.venture_import import import_company


@click.command("export-company")
@click.argument("venture", metavar="V")
@click.argument("out", metavar="OUT.zip", type=click.Path(path_type=Path))
@json_option
def export_to_zip(venture: str, out: Path, as_json: bool) -> None:
    """Write company V, by its name or number, with everything that belongs to it to OUT.zip."""
    runtime, company = open_venture(venture)
    manifest = export_company(runtime.database, company.id, out)
    rows = sum(table["rows"] for table in manifest["tables"].values())
    words = t("{file}: {rows} rows of {company}.", file=out, rows=format_number(rows, 0), company=company.name)
    answer({"file": str(out), "bytes": out.stat().st_size, "tables": manifest["tables"]}, as_json, [words])


@click.command("import-company")
@click.argument("file", metavar="FILE.zip", type=click.Path(path_type=Path))
@json_option
def import_from_zip(file: Path, as_json: bool) -> None:
    """Add the company of FILE.zip as a new one; a damaged file stores nothing."""
    company = import_company(get_runtime().database, file)
    answer({"id": company.id, "name": company.name}, as_json, [f"{company.id}  {company.name}"])
