import json
import stat

import pytest

from core.errors import SextantError
from core.services.sharing import change_pin, has_pin, is_shared, is_the_pin, keep_pin, switch_sharing
from core.services.team import begin_session, list_members
from core.settings import Settings
from db.base import now
from db.session import Database


@pytest.fixture
def settings() -> Settings:
    return Settings()


def test_nothing_is_shared_until_a_pin_is_set_and_the_switch_is_on(settings: Settings) -> None:
    assert not is_shared(settings) and not has_pin(settings)
    with pytest.raises(SextantError, match="needs a team PIN first"):
        switch_sharing(settings, True)

    keep_pin(settings, "493817")
    switch_sharing(settings, True)

    assert is_shared(settings) and has_pin(settings)


def test_the_setting_stands_above_the_switch(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_pin(settings, "493817")
    switch_sharing(settings, True)

    monkeypatch.setenv("SEXTANT_SHARE", "0")
    never = Settings()
    monkeypatch.setenv("SEXTANT_SHARE", "")

    assert (is_shared(never), is_shared(Settings())) == (False, True)


def test_only_a_salted_hash_of_the_pin_is_kept_and_only_the_owner_may_read_it(settings: Settings) -> None:
    keep_pin(settings, "493817")
    first = (settings.home / "sharing.json").read_text()
    keep_pin(settings, "493817")
    second = (settings.home / "sharing.json").read_text()

    assert "493817" not in first and json.loads(first)["pin"]["hash"] != json.loads(second)["pin"]["hash"]
    assert stat.S_IMODE((settings.home / "sharing.json").stat().st_mode) == 0o600
    assert [file.name for file in settings.home.iterdir()] == ["sharing.json"]


def test_one_pin_fits_and_no_other(settings: Settings) -> None:
    assert not is_the_pin(settings, "") and not is_the_pin(settings, "493817")

    keep_pin(settings, " 493817 ")

    assert is_the_pin(settings, "493817") and is_the_pin(settings, "４９３８１７")
    assert not any(is_the_pin(settings, wrong) for wrong in ("", "493818", "49381", "4938170"))


@pytest.mark.parametrize("pin", ["", "49381", "111111", "121212", "123456", "987654", "abcdef", "x" * 65])
def test_a_pin_one_would_try_first_is_refused(settings: Settings, pin: str) -> None:
    with pytest.raises(SextantError):
        keep_pin(settings, pin)

    assert not has_pin(settings)


def test_a_damaged_file_shares_nothing(settings: Settings) -> None:
    (settings.home / "sharing.json").write_text('{"share": tr')

    assert not is_shared(settings) and not has_pin(settings) and not is_the_pin(settings, "")


def test_a_new_pin_ends_the_sessions_the_old_one_began(database: Database, settings: Settings) -> None:
    with database.write() as session:
        begin_session(session, "192.168.1.20", now())

    change_pin(settings, database, "618203")

    with database.read() as session:
        assert list_members(session, now()) == []
