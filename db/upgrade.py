"""Bring a database to the newest tables, after a backup."""

import sqlite3
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from db.session import Database

FOLDER = Path(__file__).parent / "migrations"
KEPT_BACKUPS = 5


def upgrade(database: Database) -> bool:
    """Run the migrations that are missing; return whether there were any."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("sqlalchemy.url", database.url.replace("%", "%%"))
    with database.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current == ScriptDirectory.from_config(config).get_current_head():
        return False
    if current:
        _backup_before(database)
    command.upgrade(config, "head")
    return True


def _backup_before(database: Database) -> None:
    path = sqlite_path(database)
    if path is None:
        return
    backup(database, path.with_name(f"{path.stem}.before-{datetime.now():%Y%m%d-%H%M%S}.db"))
    for old in sorted(path.parent.glob(f"{path.stem}.before-*.db"))[:-KEPT_BACKUPS]:
        old.unlink()


def sqlite_path(database: Database) -> Path | None:
    """Return the database's file, or None where it is a server."""
    name = database.engine.url.database
    return Path(name) if database.engine.dialect.name == "sqlite" and name else None


def backup(database: Database, target: Path) -> None:
    """Write a whole, checked copy of a SQLite database; a half-written one never takes the target's place."""
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    source = sqlite3.connect(str(sqlite_path(database)))
    try:
        source.execute("VACUUM INTO ?", (str(part),))
    finally:
        source.close()
    copy = sqlite3.connect(str(part))
    try:
        verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        copy.close()
    if verdict != "ok":
        raise RuntimeError(f"the copy is damaged: {verdict}")
    part.replace(target)


def compact(database: Database) -> None:
    """Write the database anew, so that nothing deleted stays in its file or in the log beside it."""
    path = sqlite_path(database)
    if path is None:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as server:
            server.exec_driver_sql("VACUUM")
        return
    database.engine.dispose()
    connection = sqlite3.connect(str(path), isolation_level=None, timeout=30)
    try:
        connection.execute("VACUUM")
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise sqlite3.OperationalError("somebody reads the database")
    finally:
        connection.close()
