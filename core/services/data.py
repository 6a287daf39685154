"""Where the data lies, how much there is, and copies of it."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import text

from core.errors import SextantError
from db.session import Database
from db.upgrade import backup, sqlite_path


@dataclass(frozen=True)
class DataState:
    """The database as its owner sees it."""

    place: str
    bytes: int | None
    backups: list[tuple[Path, datetime]]


def data_state(database: Database, folder: Path) -> DataState:
    """Return where the database lies, its size and the backups there are."""
    path = sqlite_path(database)
    # What was written last still lies in the write-ahead log beside the file.
    files = [file for file in (path, path.with_name(f"{path.name}-wal")) if file.exists()] if path else []
    size = sum(file.stat().st_size for file in files) if files else None
    found = sorted(folder.glob("*.db"), reverse=True) if folder.exists() else []
    backups = [(file, datetime.fromtimestamp(file.stat().st_mtime).astimezone()) for file in found]
    return DataState(str(path or database.engine.url.render_as_string(hide_password=True)), size, backups)


def check_integrity(database: Database) -> str:
    """Return "ok", or what SQLite's own check found; a server checks itself."""
    if sqlite_path(database) is None:
        return "ok"
    with database.read() as session:
        return str(session.execute(text("PRAGMA integrity_check")).scalar())


def back_up(database: Database, target: Path) -> Path:
    """Write a checked copy of the database to `target`; raise SextantError where that cannot be."""
    live = sqlite_path(database)
    if live is None:
        raise SextantError("Only SQLite is backed up here. Use pg_dump for PostgreSQL.")
    if target.resolve() == live.resolve():
        raise SextantError("{path} is the database itself. Name another file for the backup.", path=target)
    if target.is_dir():
        raise SextantError("{path} is a folder. Name the file of the backup.", path=target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        backup(database, target)
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or error
        raise SextantError("The backup cannot be written to {path}: {why}.", path=target, why=why) from error
    return target
