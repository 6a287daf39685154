"""`serve` before it serves: nothing is ever shared without a PIN."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from core.cli import main
from core.runtime import reset_runtime


@pytest.fixture(autouse=True)
def own_runtime() -> Iterator[None]:
    reset_runtime()
    yield
    reset_runtime()


def test_sharing_without_a_pin_is_refused_where_nobody_can_be_asked(home: Path) -> None:
    done = CliRunner().invoke(main, ["serve", "--share", "--no-browser"])

    assert done.exit_code == 1 and "Sharing needs a team PIN first" in done.stderr
    assert not (home / "sharing.json").exists()


def test_the_setting_asks_for_a_pin_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEXTANT_SHARE", "1")
    monkeypatch.setenv("SEXTANT_LANGUAGE", "zh-CN")

    done = CliRunner().invoke(main, ["serve", "--no-browser"])

    assert done.exit_code == 1 and "共享前要先设团队 PIN 码" in done.stderr


@pytest.mark.parametrize("typed", [["--pin", "123456"], ["--pin", "4938"]])
def test_a_pin_that_is_too_easy_is_refused(home: Path, typed: list[str]) -> None:
    done = CliRunner().invoke(main, ["serve", "--share", *typed])

    assert done.exit_code == 1 and "PIN" in done.stderr
    assert not (home / "sharing.json").exists()


def test_a_pin_asked_for_is_typed_twice(home: Path) -> None:
    done = CliRunner().invoke(main, ["serve", "--pin"], input="493817\n493818\n")

    assert done.exit_code == 1 and "493817" not in done.output
    assert not (home / "sharing.json").exists()
