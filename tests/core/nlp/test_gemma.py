from pathlib import Path

import pytest

from core.nlp.gemma import ConversionStopped, convert_default, default_folder, is_converted


def test_a_half_written_cache_is_no_converted_network(tmp_path: Path) -> None:
    half = tmp_path / "gemma-3-270m-half-1" / "ready"
    half.mkdir(parents=True)
    (half / "config.json").write_text("{}", "utf-8")

    assert not is_converted(tmp_path)


def test_converting_again_changes_nothing(tmp_path: Path) -> None:
    folder = default_folder(tmp_path)
    folder.mkdir()
    (folder / "config.json").write_text("{}", "utf-8")

    assert convert_default(tmp_path, should_stop=lambda: True) == folder
    assert [path.name for path in folder.iterdir()] == ["config.json"]


def test_a_stopped_conversion_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(ConversionStopped):
        convert_default(tmp_path / "cache", should_stop=lambda: True)

    assert list((tmp_path / "cache").iterdir()) == []


def test_progress_names_each_step_before_a_stop(tmp_path: Path) -> None:
    heard: list[tuple[int, int, str]] = []

    with pytest.raises(ConversionStopped):
        convert_default(tmp_path, progress=lambda *step: heard.append(step), should_stop=lambda: len(heard) > 0)

    assert heard == [(0, 4, "Joining the writing model's parts")]


def test_what_the_conversion_needs_is_installed() -> None:
    from transformers.utils import is_accelerate_available, is_gguf_available

    assert is_accelerate_available()
    assert is_gguf_available()
