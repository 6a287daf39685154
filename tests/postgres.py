"""A PostgreSQL server of our own for one run of the tests, in a temporary folder, reached by a Unix socket."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from db.models import Base
from db.session import Database
from db.upgrade import upgrade


def find_programs() -> Path | None:
    found = shutil.which("pg_ctl")
    if found:
        return Path(found).parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    return folders[-1] if folders else None


@contextmanager
def running_server(programs: Path) -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="sextant-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")  # the server refuses to run as root
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off -c full_page_writes=off"
    data, log = folder / "data", folder / "log"
    try:
        _run(programs / "initdb", "-D", data, "-U", "postgres", "-E", "UTF8", "--no-locale", "-A", "trust", "--no-sync")
        _run(programs / "pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start")
        yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
    finally:
        _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop", check=False)
        shutil.rmtree(folder, ignore_errors=True)


def _run(program: Path, *arguments: object, check: bool = True) -> None:
    command = [str(program), *map(str, arguments)]
    if os.geteuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    subprocess.run(command, check=check, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")


def make_tables(url: str) -> None:
    """Begin anew: everything in the database is dropped, then migrated from nothing."""
    database = Database(url)
    with database.write() as session:
        session.execute(text("DROP SCHEMA public CASCADE"))
        session.execute(text("CREATE SCHEMA public"))
    upgrade(database)
    database.close()


def empty_tables(database: Database) -> None:
    names = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
    with database.write() as session:
        session.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
