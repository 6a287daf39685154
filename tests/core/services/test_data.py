from pathlib import Path

import pytest

from core.errors import SextantError
from core.services.data import back_up, check_integrity, data_state
from core.services.preferences import get_preference, set_preference
from db.session import Database


def test_the_owner_sees_where_the_data_lies_and_which_copies_there_are(sqlite_database: Database, home: Path) -> None:
    back_up(sqlite_database, home / "backups" / "one.db")

    state = data_state(sqlite_database, home / "backups")

    assert state.place == str(home / "sextant.db") and (state.bytes or 0) > 10_000
    assert [path.name for path, _ in state.backups] == ["one.db"]
    assert check_integrity(sqlite_database) == "ok"


def test_a_server_is_backed_up_by_its_own_tool_and_its_password_stays_hidden(
    postgres_database: Database, home: Path
) -> None:
    with pytest.raises(SextantError, match="pg_dump"):
        back_up(postgres_database, home / "copy.db")

    secret = Database("postgresql+psycopg://lin:secret@localhost/sextant")
    assert "secret" not in data_state(secret, home).place


def test_a_choice_is_remembered_until_the_next_one(database: Database) -> None:
    for value in ("en", "zh-CN"):
        with database.write() as session:
            set_preference(session, "language", value)

    with database.read() as session:
        assert get_preference(session, "language") == "zh-CN"
        assert get_preference(session, "company") is None
