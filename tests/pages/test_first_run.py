"""The first run without a browser: three doors and nothing else, eight questions, the tour of the demo."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from core.i18n import set_locale
from core.services.snapshot import today_of
from core.services.ventures import list_ventures

if TYPE_CHECKING:
    from core.runtime import Runtime

MAIN = Path(__file__).parents[2] / "pages" / "main.py"
LOCALES = ["en", "zh-CN"]


def opened(locale: str = "en") -> AppTest:
    app = AppTest.from_file(MAIN, default_timeout=60)
    app.query_params["lang"] = locale
    return app.run()


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", ["Look at the demo company (2 minutes)", "Import my tables", "Answer 8 questions"]),
        ("zh-CN", ["看示例公司（2 分钟）", "导入我的表格", "回答 8 个问题"]),
    ],
)
def test_there_are_three_doors_and_nothing_else(runtime: "Runtime", locale: str, words: list[str]) -> None:
    app = opened(locale)

    assert [button.label for button in app.button] == words
    assert not app.text_input and not app.selectbox


@pytest.mark.parametrize(
    ("locale", "sentence"), [("en", "Cash lasts about 9.4 months (to "), ("zh-CN", "现金可支撑约 9.4 个月（到 ")]
)
def test_eight_answers_say_at_once_how_long_the_cash_lasts(runtime: "Runtime", locale: str, sentence: str) -> None:
    app = opened(locale)
    app.button(key="doors-questions").click().run()
    app.text_input(key="doors-name").input("Mountain Tea")
    app.text_input(key="doors-cash").input("300万")
    app.text_input(key="doors-net_burn").input("32万")

    app.button(key="doors-begin").click().run()

    told = [message.value.replace("\\", "") for message in app.success]
    assert any(sentence in words for words in told), told
    assert app.button(key="today-start-next").label.endswith(
        "Fill in the company card" if locale == "en" else "填写公司名片"
    )
    with runtime.database.read() as session:
        [company] = list_ventures(session)
    assert (company.cash, company.net_burn, company.cash_on) == (3_000_000, 320_000, today_of(company))


@pytest.mark.parametrize(("locale", "told"), [("en", "Cash today: a lot is not"), ("zh-CN", "现有现金：")])
def test_an_answer_that_is_not_understood_keeps_what_was_typed(runtime: "Runtime", locale: str, told: str) -> None:
    app = opened(locale)
    app.button(key="doors-questions").click().run()
    app.text_input(key="doors-name").input("Mountain Tea")
    app.text_input(key="doors-cash").input("a lot")

    app.button(key="doors-begin").click().run()

    assert [error.value.startswith(told) for error in app.error] == [True], app.error
    assert app.text_input(key="doors-name").value == "Mountain Tea"


def test_the_door_to_the_import_asks_for_the_name_alone(runtime: "Runtime") -> None:
    app = opened()
    app.button(key="doors-import").click().run()
    app.text_input(key="doors-name").input("Mountain Tea")

    app.button(key="doors-begin").click().run()

    assert not app.error and not app.exception
    assert app.title[0].value == "Import"


def test_one_can_go_back_to_the_doors(runtime: "Runtime") -> None:
    app = opened()
    app.button(key="doors-questions").click().run()

    app.button(key="doors-back").click().run()

    assert {button.key for button in app.button} == {"doors-demo", "doors-import", "doors-questions"}


@pytest.mark.parametrize(("demo", "locale"), [(locale, locale) for locale in LOCALES], indirect=["demo"])
def test_the_tour_ends_at_the_comments_behind_a_number(demo: "Runtime", locale: str) -> None:
    set_locale(locale)  # the test asks boxes for their words in its own thread
    app = opened(locale)
    app.session_state["tour"] = 0
    app.run()
    titles = [app.title[0].value]
    for _ in range(3):
        app.button(key="tour-next").click().run()
        titles.append(app.title[0].value)
    while demo.worker.run_next():
        pass
    app.run()

    app.button(key="tour-rows").click().run()

    english = ["Today", "Feedback", "Resources", "Plans", "Feedback"]
    assert [*titles, app.title[0].value] == (english if locale == "en" else ["今日", "反馈", "资源", "规划", "反馈"])
    assert app.selectbox(key="comments-label").value == "negative" and not app.exception


def test_the_tour_is_left_for_good(demo: "Runtime") -> None:
    app = opened()
    app.session_state["tour"] = 0
    app.run()

    app.button(key="tour-end").click().run()

    assert "tour" not in app.session_state
    assert not [button for button in app.button if str(button.key).startswith("tour")]


def test_the_first_steps_are_put_away(demo: "Runtime") -> None:
    app = opened()

    app.button(key="today-start-dismiss").click().run()

    assert not [button for button in app.button if str(button.key).startswith("today-start")]
