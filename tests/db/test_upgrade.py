import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import JSON, inspect, text

from db import upgrade as module
from db.models import Base, Preference
from db.session import Database
from db.upgrade import backup, upgrade

LATER = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "9999", "{before}", None, None


def upgrade() -> None:
    with op.batch_alter_table("preference", recreate="always") as table:
        table.add_column(sa.Column("note", sa.String(), nullable=True))
    {then}
"""


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of our migrations with room for one more."""
    folder = tmp_path / "migrations"
    shutil.copytree(module.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(module, "FOLDER", folder)
    return folder


def add_migration(folder: Path, then: str = "pass") -> None:
    newest = sorted(path.name.split("_")[0] for path in (folder / "versions").glob("0*.py"))[-1]
    (folder / "versions" / "9999_later.py").write_text(LATER.format(before=newest, then=then))


def _compare_default(*arguments: Any) -> bool | None:
    # PostgreSQL knows no equality of JSON, so these defaults cannot be compared; None compares the others.
    column = arguments[2]
    return False if isinstance(column.type, JSON) else None


def test_the_migrations_make_exactly_the_tables_of_the_models(database: Database) -> None:
    with database.engine.connect() as connection:
        found = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": _compare_default}
        )

        assert compare_metadata(found, Base.metadata) == []


def test_a_second_upgrade_does_nothing(home: Path) -> None:
    database = Database(f"sqlite:///{home / 'new.db'}")

    assert upgrade(database) is True
    assert upgrade(database) is False
    assert list(home.glob("*.before-*")) == []


def test_a_backup_of_the_old_tables_is_made_before_a_later_migration(sqlite_database: Database, later: Path) -> None:
    with sqlite_database.write() as session:
        session.add(Preference(name="language", value="zh-CN"))
    add_migration(later)

    assert upgrade(sqlite_database) is True

    [copy] = module.FOLDER.parent.glob("home/*.before-*.db")
    with sqlite3.connect(copy) as old:
        assert old.execute("SELECT * FROM preference").fetchall() == [("language", "zh-CN")]
    assert "note" in {column["name"] for column in inspect(sqlite_database.engine).get_columns("preference")}


def test_only_the_newest_backups_are_kept(sqlite_database: Database, later: Path, home: Path) -> None:
    for number in range(9):
        (home / f"sextant.before-20260101-00000{number}.db").touch()
    add_migration(later)

    upgrade(sqlite_database)

    assert len(list(home.glob("*.before-*.db"))) == module.KEPT_BACKUPS
    assert not (home / "sextant.before-20260101-000000.db").exists()


@pytest.mark.parametrize("broken", ["raise RuntimeError('broken off')", "op.execute('DELETE FROM venture')"])
def test_a_migration_that_fails_changes_nothing(sqlite_database: Database, later: Path, broken: str) -> None:
    with sqlite_database.write() as session:
        session.execute(text("INSERT INTO venture VALUES ('Tea', 0, 1, NULL, 1, '2026', '2026', NULL)"))
        session.execute(
            text(
                "INSERT INTO capability (venture_id, kind, name, version, created_at, updated_at) "
                "VALUES (1, 'talent', 'baking', 1, '2026', '2026')"
            )
        )
    add_migration(later, broken)

    with pytest.raises(RuntimeError):
        upgrade(sqlite_database)

    assert "note" not in {column["name"] for column in inspect(sqlite_database.engine).get_columns("preference")}
    with sqlite_database.read() as session:
        assert session.execute(text("SELECT count(*) FROM capability")).scalar() == 1


def test_two_processes_may_begin_with_the_same_empty_database(home: Path) -> None:
    code = "import sys; from db.session import Database; from db.upgrade import upgrade; upgrade(Database(sys.argv[1]))"
    command = [sys.executable, "-c", code, f"sqlite:///{home / 'new.db'}"]

    processes = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]

    assert [process.communicate()[1] for process in processes] == ["", "", ""]


def test_a_backup_is_whole_while_others_write(sqlite_database: Database, home: Path) -> None:
    with sqlite_database.write() as session:
        session.add_all(Preference(name=f"n{number}", value="v" * 1000) for number in range(500))

    with sqlite_database.write() as session:
        session.add(Preference(name="not committed", value=""))
        session.flush()
        backup(sqlite_database, home / "copy.db")

    copy = Database(f"sqlite:///{home / 'copy.db'}")
    with copy.read() as session:
        assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        assert session.execute(text("SELECT count(*) FROM preference")).scalar() == 500
    assert upgrade(copy) is False
    assert not list(home.glob("*.part"))
    copy.close()


def test_a_backup_that_fails_leaves_the_old_one(sqlite_database: Database, home: Path) -> None:
    target = home / "copy.db"
    backup(sqlite_database, target)
    before = target.read_bytes()
    (home / "sextant.db").write_bytes(b"no database at all" * 1000)

    with pytest.raises(sqlite3.DatabaseError):
        backup(sqlite_database, target)

    assert target.read_bytes() == before
