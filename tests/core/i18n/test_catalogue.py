from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from core import i18n
from core.i18n import FOLDER, extract, in_locale, t
from core.i18n.extract import TRANSLATED, find_messages, find_unfit_calls, placeholders, read_catalog, update_catalog

each_translation = pytest.mark.parametrize("locale", TRANSLATED)


def test_no_message_id_is_put_together_at_run_time() -> None:
    assert find_unfit_calls() == []


def test_the_source_has_messages_of_all_layers() -> None:
    folders = {found.file.split("/")[0] + "/" + found.file.split("/")[1] for found in find_messages()}

    assert {"core/services", "core/tables", "core/cli", "pages/main.py", "core/strategy"} <= folders


def test_what_a_validator_refuses_is_in_the_catalogue_too() -> None:
    assert "The end lies before the start. Change one of the two dates." in {m.message for m in find_messages()}


@each_translation
def test_every_message_of_the_source_is_translated(locale: str) -> None:
    catalog = read_catalog(locale)

    missing = {m.message for m in find_messages() if not (found := catalog.get(m.message)) or not found.string}

    assert sorted(missing) == []


@each_translation
def test_no_translation_is_fuzzy_or_left_over(locale: str) -> None:
    used = {found.message for found in find_messages()}

    entries = [message for message in read_catalog(locale) if message.id]

    assert [str(message.id) for message in entries if message.fuzzy or str(message.id) not in used] == []


@each_translation
def test_a_translation_has_the_placeholders_of_its_message(locale: str) -> None:
    entries = [(str(message.id), str(message.string)) for message in read_catalog(locale) if message.id]

    assert [text for text, said in entries if said and placeholders(text) != placeholders(said)] == []


def test_an_update_keeps_translations_adds_new_ids_and_drops_old_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "zh-CN").mkdir()
    (tmp_path / "zh-CN" / "messages.po").write_text(
        'msgid ""\nmsgstr ""\n\nmsgid "Resources"\nmsgstr "资源"\n\nmsgid "Long gone"\nmsgstr "旧"\n', "utf-8"
    )
    monkeypatch.setattr(extract, "FOLDER", tmp_path)

    missing = update_catalog("zh-CN")

    with (tmp_path / "zh-CN" / "messages.po").open("rb") as file:
        catalog = read_po(file, locale="zh_CN")
    assert (catalog.get("Resources").string, catalog.get("Long gone")) == ("资源", None)
    assert "Partners" in missing and "Resources" not in missing
    assert update_catalog("zh-CN") == missing


def test_a_message_is_said_with_its_values_and_unknown_ones_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "_messages", {"en": {}, "zh-CN": {"{n} rows": "{n} 行"}}.__getitem__)

    with in_locale("zh-CN"):
        assert (t("{n} rows", n=3), t("{n} pages", n=3), t("50 % {of} it")) == ("3 行", "3 pages", "50 % {of} it")
    assert t("{n} rows", n="{n}") == "{n} rows"


def test_catalogues_are_plain_text_beside_the_code() -> None:
    assert [path.name for path in FOLDER.rglob("*.mo")] == []
