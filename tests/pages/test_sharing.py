"""The page Data's section on sharing, as whoever sits at the machine sees it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.runtime import Runtime
from core.services.changes import list_changes
from core.services.preferences import get_preference
from core.services.records import add_record, delete_records
from core.services.resources import CANDIDATE
from core.services.sharing import has_pin, is_shared, is_the_pin, keep_pin, switch_sharing
from core.services.team import begin_session, list_members, name_member
from core.services.ventures import add_venture
from core.web.refusals import log_refusal
from core.web.sign_in import COOKIE
from tests.browsers import Browser

MAIN = Path(__file__).parents[2] / "pages" / "main.py"


@pytest.fixture
def company_runtime(runtime: Runtime) -> Runtime:
    with runtime.database.write() as session:
        add_venture(session, {"name": "Mountain Tea"})
    return runtime


def opened(locale: str = "en") -> AppTest:
    app = AppTest.from_file(MAIN, default_timeout=60)
    app.query_params["lang"] = locale
    return app.run().switch_page("data.py").run()


def press(app: AppTest, key: str) -> AppTest:
    next(button for button in app.button if key in (button.key or "")).click()
    return app.run()


@pytest.mark.parametrize(("locale", "words"), [("en", "Off: only this machine"), ("zh-CN", "只有这台电脑")])
def test_sharing_is_off_at_first_and_cannot_be_switched_on_without_a_pin(
    company_runtime: Runtime, locale: str, words: str
) -> None:
    app = opened(locale)

    assert any(words in text.value for text in app.markdown)
    assert app.button(key="share-switch").disabled


def test_the_pin_is_set_and_the_switch_then_says_how_to_start_again(company_runtime: Runtime) -> None:
    app = opened()
    app.text_input(key="share-pin").input("493817")
    app = press(app, "share-pin-save")
    assert is_the_pin(company_runtime.settings, "493817")

    app = press(app, "share-switch")

    assert is_shared(company_runtime.settings)
    assert any("python -m core serve" in warning.value for warning in app.warning)


@pytest.mark.parametrize(("locale", "words"), [("en", "first one would try"), ("zh-CN", "一猜就中")])
def test_a_pin_one_would_try_first_is_refused_in_words(company_runtime: Runtime, locale: str, words: str) -> None:
    app = opened(locale)
    app.text_input(key="share-pin").input("123456")

    app = press(app, "share-pin-save")

    assert words in app.error[0].value and not has_pin(company_runtime.settings)


def test_who_is_signed_in_and_what_was_refused_is_listed_and_all_can_be_signed_out(company_runtime: Runtime) -> None:
    database, settings = company_runtime.database, company_runtime.settings
    keep_pin(settings, "493817")
    switch_sharing(settings, True)
    with database.write() as session:
        name_member(session, begin_session(session, "192.168.1.20", datetime.now(UTC)), "林晓")
    log_line(settings.home)

    app = opened()
    listed = [frame.value.to_dict("records") for frame in app.dataframe]
    app = press(app, "share-end-all")

    assert [row["Name"] for row in listed[0]] == ["林晓"]
    assert [(row["Refused because"], row["Asked for"]) for row in listed[1]] == [("wrong PIN", "POST /sign-in")]
    with database.read() as session:
        assert list_members(session, None) == []


def log_line(home: Path) -> None:
    from core.logs import set_up_logging
    from core.settings import Settings

    set_up_logging(Settings(home=home))
    log_refusal("192.168.1.66", "wrong PIN", "POST", "/sign-in")


def signed_in(runtime: Runtime, browser: Browser, name: str = "林晓") -> AppTest:
    with runtime.database.write() as session:
        token = begin_session(session, "192.168.1.20", datetime.now(UTC))
        name_member(session, token, name)
    browser.remote_ip, browser.host, browser.cookies = "192.168.1.20", "192.168.1.5:8501", {COOKIE: token}
    return opened()


def test_a_team_member_sees_who_they_are_and_cannot_touch_pin_and_switch(
    company_runtime: Runtime, browser_of_page: Browser
) -> None:
    app = signed_in(company_runtime, browser_of_page)

    assert any("Signed in as 林晓" in text.value for text in app.sidebar.markdown)
    assert not {"share-switch", "share-pin"} & {widget.key for widget in (*app.button, *app.text_input)}


def test_what_a_team_member_changes_is_logged_under_their_name(
    company_runtime: Runtime, browser_of_page: Browser
) -> None:
    with company_runtime.database.write() as session:
        candidate = add_record(session, CANDIDATE, 1, {"name": "Jun"}).id
        delete_records(session, CANDIDATE, [candidate], 1)
    app = signed_in(company_runtime, browser_of_page)

    press(app, f"trash-back-candidate-{candidate}")

    with company_runtime.database.read() as session:
        assert [line.who for line in list_changes(session, 1, datetime(2026, 1, 1, tzinfo=UTC))] == ["林晓", "", ""]


def test_each_member_keeps_their_own_language(company_runtime: Runtime, browser_of_page: Browser) -> None:
    app = signed_in(company_runtime, browser_of_page)
    app.button_group(key="lang").set_value("zh-CN").run()

    with company_runtime.database.read() as session:
        found = [get_preference(session, name) for name in ("language@林晓", "language")]

    assert found == ["zh-CN", None]


@pytest.mark.parametrize("cookies", [{}, {COOKIE: "林晓"}, {COOKIE: "a" * 43}, {"name": "林晓"}])
def test_a_page_draws_nothing_for_a_browser_without_a_session(
    company_runtime: Runtime, browser_of_page: Browser, cookies: dict[str, str]
) -> None:
    browser_of_page.remote_ip, browser_of_page.host, browser_of_page.cookies = "192.168.1.20", "192.168.1.5", cookies

    app = AppTest.from_file(MAIN, default_timeout=60).run()

    assert not app.title and not app.button and not app.sidebar.selectbox
