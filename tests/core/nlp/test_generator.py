import os
from pathlib import Path

import pytest

from core.errors import SextantError
from core.nlp.gemma import is_converted
from core.nlp.generator import generator_ready, load_generator

# Read before the tests' own home folder takes its place.
CACHE = Path(os.environ.get("SEXTANT_HOME", "")) / "cache"


def test_none_means_no_generator(tmp_path: Path) -> None:
    assert load_generator("none", tmp_path) is None
    assert not generator_ready("none", tmp_path)


def test_auto_waits_for_the_conversion(tmp_path: Path) -> None:
    assert load_generator("auto", tmp_path) is None
    assert not generator_ready("auto", tmp_path)


@pytest.mark.parametrize("setting", ["/no/such/folder", "somebody/never-downloaded"])
def test_a_setting_that_leads_nowhere_is_refused(setting: str, tmp_path: Path) -> None:
    assert not generator_ready(setting, tmp_path)

    with pytest.raises(SextantError, match="There is no writing model at"):
        load_generator(setting, tmp_path)


def test_a_folder_without_a_network_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"model_type": "gemma3_text"}', "utf-8")

    with pytest.raises(SextantError, match="cannot be read"):
        load_generator(str(tmp_path), tmp_path)


@pytest.mark.slow
def test_the_default_network_continues_both_languages() -> None:
    if not is_converted(CACHE):
        pytest.skip("the default generator is not converted in SEXTANT_HOME")
    generator = load_generator("auto", CACHE, threads=1)
    assert generator is not None

    texts = generator.generate(["One, two, three, four,", "北京是中国的"], max_new_tokens=4)

    assert texts[0].strip().startswith("five")
    assert texts[1].startswith("首都")
