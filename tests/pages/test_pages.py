"""Every page in both languages: on a machine without a company, with an empty one, and with the demo."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from core.services.drafting import queue_draft
from core.services.ventures import add_venture

if TYPE_CHECKING:
    from core.runtime import Runtime

MAIN = Path(__file__).parents[2] / "pages" / "main.py"
PAGES = [
    "today",
    "resources",
    "partners",
    "feedback",
    "plans",
    "inside",
    "initiatives",
    "synergy",
    "money",
    "customers",
    "company",
    "data",
    "imports",
]
LOCALES = ["en", "zh-CN"]


def opened(page: str, locale: str) -> AppTest:
    app = AppTest.from_file(MAIN, default_timeout=60)
    app.query_params["lang"] = locale
    app.run()
    return app if page == "today" else app.switch_page(f"{page}.py").run()


def assert_drawn(app: AppTest) -> None:
    assert not app.exception and not app.error
    assert app.title[0].value


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_without_a_company_offers_the_doors(runtime: "Runtime", page: str, locale: str) -> None:
    app = opened(page, locale)

    assert_drawn(app)
    assert {button.key for button in app.button} >= {"doors-demo"}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_an_empty_company_says_what_to_do_first(runtime: "Runtime", page: str, locale: str) -> None:
    with runtime.database.write() as session:
        add_venture(session, {"name": "Mountain Tea"})

    app = opened(page, locale)

    assert_drawn(app)
    assert app.info or app.get("page_link") or app.text_area or app.metric or app.file_uploader


@pytest.mark.parametrize(("demo", "locale"), [(locale, locale) for locale in LOCALES], indirect=["demo"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_the_demo_is_drawn(demo: "Runtime", page: str, locale: str) -> None:
    if page == "plans":
        with demo.database.write() as session:
            queue_draft(session, 1, locale)
        demo.worker.run_next()

    app = opened(page, locale)

    assert_drawn(app)
    assert app.session_state["lang"] == locale
    assert not app.info
