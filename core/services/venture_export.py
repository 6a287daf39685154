"""A whole company as one zip: a line of JSON for each row, and a manifest that says how many and how they add up."""

import hashlib
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from core.errors import SextantError
from core.services.venture_tables import TABLES, rows_of, to_line
from core.services.ventures import get_venture
from db.session import Database

FORMAT, VERSION = "sextant-company", 1
MANIFEST = "manifest.json"


def export_company(database: Database, venture_id: int, target: Path) -> dict[str, Any]:
    """Write a company with everything that belongs to it to a zip, and return its manifest.

    All rows are of one moment, and never more than a part of a table is in memory. A half-written file never takes
    the target's place. Raises SextantError where the file cannot be written.
    """
    if target.is_dir():
        raise SextantError("{path} is a folder. Name the file of the company.", path=target)
    part = target.with_name(target.name + ".part")
    try:
        with database.read() as session:
            manifest = _write(session, venture_id, part)
        part.replace(target)
    except OSError as error:
        raise SextantError("{path} cannot be written: {why}.", path=target, why=error.strerror or error) from error
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _write(session: Session, venture_id: int, path: Path) -> dict[str, Any]:
    if session.get_bind().dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    manifest: dict[str, Any] = {"format": FORMAT, "version": VERSION, "company": get_venture(session, venture_id).name}
    manifest |= {"made_at": datetime.now(UTC).isoformat(timespec="seconds"), "tables": {}}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, table in TABLES.items():
            rows, digest = 0, hashlib.sha256()
            with archive.open(entry(name), "w", force_zip64=True) as file:
                for row in rows_of(session, table, venture_id):
                    line = to_line(row)
                    file.write(line)
                    digest.update(line)
                    rows += 1
            manifest["tables"][name] = {"rows": rows, "sha256": digest.hexdigest()}
        archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2))
    return manifest


def entry(table: str) -> str:
    """Return the name of a table's lines in the zip."""
    return f"tables/{table}.jsonl"
