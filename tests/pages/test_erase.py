"""Somebody is erased on the page Data."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from core.services.records import all_records
from core.services.resources import CANDIDATE
from tests.secrets import add_company

if TYPE_CHECKING:
    from core.runtime import Runtime

MAIN = Path(__file__).parents[2] / "pages" / "main.py"


def candidates(runtime: "Runtime") -> list[str]:
    with runtime.database.read() as session:
        return [row.name for row in all_records(session, CANDIDATE, 1)]


@pytest.mark.parametrize("locale", ["en", "zh-CN"])
def test_a_candidate_is_erased_after_a_look_and_the_name_typed_again(runtime: "Runtime", locale: str) -> None:
    with runtime.database.write() as session:
        add_company(session)
    app = AppTest.from_file(MAIN, default_timeout=60)
    app.query_params["lang"] = locale
    app.run().switch_page("data.py").run()

    app.text_input(key="erase-name-0").input("Fang Shuyu")
    app.button(key="erase-find").click().run()
    assert any("Fang Shuyu" in words.value for words in app.markdown)
    app.text_input(key="erase-again-0").input("Somebody")
    app.button(key="erase-do").click().run()
    assert app.error and candidates(runtime) == ["Fang Shuyu"]
    app.text_input(key="erase-again-0").input("Fang Shuyu")
    app.button(key="erase-do").click().run()

    assert not app.exception and not app.error and candidates(runtime) == []
    assert app.success and app.text_input(key="erase-name-1").value == ""
