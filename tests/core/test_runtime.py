import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from core.errors import SextantError
from core.runtime import Runtime, get_runtime, reset_runtime, stated_version
from core.services.writer import queue_preparation, writer_state
from core.settings import Settings, get_settings

ROOT = Path(__file__).parents[2]


def test_a_process_has_one_runtime_until_it_is_reset(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    assert get_runtime() is runtime

    monkeypatch.setenv("SEXTANT_LEASE_SECONDS", "2.5")
    reset_runtime()

    assert get_runtime() is not runtime
    assert get_runtime().worker.lease == timedelta(seconds=2.5)


def test_a_first_start_makes_the_home_folder_and_the_tables(tmp_path: Path) -> None:
    runtime = Runtime(Settings(home=tmp_path / "a" / "b", generator="none"))

    with runtime.database.read() as session:
        assert session.connection().dialect.get_table_names(session.connection())
    assert not runtime.networks.encoder_loaded
    runtime.close()


def test_the_encoders_version_is_known_before_it_is_loaded(runtime: Runtime, tmp_path: Path) -> None:
    own = tmp_path / "own-encoder"
    own.mkdir()
    (own / "config.json").write_text("{}")

    assert stated_version(None) == runtime.networks.encoder().version
    assert (stated_version(own), stated_version(tmp_path / "none")) == ("own-encoder", "")


def test_the_writer_is_prepared_once_and_only_where_it_is_wanted(runtime: Runtime) -> None:
    wanted = runtime.settings.model_copy(update={"generator": "auto"})

    with runtime.database.write() as session:
        assert queue_preparation(session, runtime.settings) is None
        assert queue_preparation(session, wanted) is not None
        assert queue_preparation(session, wanted) is None

    assert (writer_state(runtime.settings), writer_state(wanted)) == ("off", "missing")


def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEXTANT_PORT", "eighty")

    with pytest.raises(SextantError, match="SEXTANT_PORT is wrong"):
        get_settings()


def test_a_command_with_a_wrong_setting_ends_with_one_sentence(home: Path) -> None:
    environment = os.environ | {"SEXTANT_LEASE_SECONDS": "-1"}

    command = [sys.executable, "-m", "core", "ventures"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)

    assert (done.returncode, done.stdout) == (1, "")
    assert "SEXTANT_LEASE_SECONDS" in done.stderr and "Traceback" not in done.stderr


def test_the_band_of_doubt_can_be_set(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEXTANT_BAND", "0.25,0.9")
    reset_runtime()

    assert get_runtime().networks.encoder().band == (0.25, 0.9)


@pytest.mark.parametrize("band", ["0.6,0.9", "0.2", "low,high", "0.2,1.5"])
def test_a_band_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, band: str) -> None:
    monkeypatch.setenv("SEXTANT_BAND", band)

    with pytest.raises(SextantError, match="SEXTANT_BAND is wrong"):
        get_settings()
