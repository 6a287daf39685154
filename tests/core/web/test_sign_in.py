"""The two forms before the app: who may try the PIN how often, and what a session's cookie is worth."""

import re

import pytest

from core.services.records import add_record
from core.services.resources import RESOURCE
from core.services.ventures import add_venture
from core.web.refusals import FILE
from core.web.sign_in import COOKIE
from core.web.sign_in_pages import safe_path
from tests.core.web.place import PIN, Place


def test_ten_wrong_pins_lock_the_address_and_store_no_session(place: Place) -> None:
    device = place.device()

    answers = [device.try_pin(f"00000{n}") for n in range(10)]

    assert [answer.status_code for answer in answers] == [401] * 5 + [429] * 5
    assert "wait 15 min" in answers[-1].text and answers[-1].headers["retry-after"] == "900"
    assert [refused for refused in place.refused() if refused != "no session"] == ["too early"] * 5 + ["wrong PIN"] * 5
    assert place.rows("team_session") == place.reached == [] and COOKIE not in device.cookies


def test_a_locked_address_gets_in_with_the_right_pin_only_after_fifteen_minutes(place: Place) -> None:
    device = place.device()
    for number in range(10):
        device.try_pin(f"00000{number}")

    place.later(minutes=14)
    early = device.try_pin(PIN)
    place.later(minutes=1)
    late = device.try_pin(PIN)

    assert (early.status_code, late.status_code, len(place.rows("team_session"))) == (429, 303, 1)


def test_another_address_may_still_sign_in_while_one_is_locked(place: Place) -> None:
    for number in range(10):
        place.device().try_pin(f"00000{number}")

    assert place.device("192.168.1.21").try_pin(PIN).status_code == 303


def test_one_device_with_many_addresses_is_stopped_too(place: Place) -> None:
    for number in range(30):
        place.device(f"192.168.1.{100 + number}").try_pin("000000")

    assert place.device("192.168.1.21").try_pin(PIN).status_code == 429


def test_neither_the_pin_nor_what_was_tried_is_ever_written_down(place: Place) -> None:
    place.device().try_pin("775533")
    place.device().sign_in()

    home = place.runtime.settings.home
    written = b"".join(file.read_bytes() for file in home.iterdir() if file.is_file())
    assert b"wrong PIN" in (home / FILE).read_bytes()
    assert PIN.encode() not in written and b"775533" not in written


def test_the_cookie_is_a_token_of_chance_that_scripts_and_other_sites_cannot_use(place: Place) -> None:
    device = place.device()
    header = device.try_pin(PIN).headers["set-cookie"]
    device.sign_in("林晓")

    assert {"HttpOnly", "SameSite=strict", "Path=/", "Max-Age=2592000"} <= set(header.split("; "))
    token = device.cookies[COOKIE]
    assert re.fullmatch(r"[\w-]{43}", token) and token not in str(place.rows("team_session"))
    assert [row.name for row in place.rows("team_session") if row.name] == ["林晓"]


@pytest.mark.parametrize(
    "sent",
    [
        {"data": {"pin": PIN}},
        {"data": {"pin": PIN, "form": "0" * 64}},
        {"content": b"\xff\xfe", "headers": {"content-type": "application/x-www-form-urlencoded"}},
        {"data": {"pin": PIN, "next": "x" * 9000}},
        {"data": {f"field{n}": "" for n in range(50)}},
    ],
)
def test_a_form_that_is_not_ours_is_refused_even_with_the_right_pin(place: Place, sent: dict[str, object]) -> None:
    device = place.device()
    device.get("/")

    answer = device.post("/sign-in", **sent)

    assert (answer.status_code, place.refused()[0]) == (400, "bad form")
    assert place.rows("team_session") == place.rows("access_attempt") == []


def test_a_form_sent_from_another_site_is_refused(place: Place) -> None:
    device = place.device(origin="http://evil.example")

    assert device.try_pin(PIN).status_code == 400
    assert place.device(origin="http://192.168.1.5:8501").try_pin(PIN).status_code == 303


def test_after_signing_in_one_is_where_one_wanted_to_go(place: Place) -> None:
    device = place.device()
    asked = device.get("/partners?lang=zh-CN&id=3")

    assert 'name="next" value="/partners?lang=zh-CN&amp;id=3"' in asked.text
    assert device.try_pin(PIN, "/partners?id=3").headers["location"] == "/partners?id=3"


@pytest.mark.parametrize(
    "path", ["//evil.example", "https://evil.example", "/\\evil.example", "", "/sign-in", "/a\nSet-Cookie: x"]
)
def test_signing_in_never_leads_elsewhere(path: str) -> None:
    assert safe_path(path) == "/"


def test_the_people_on_record_are_named_only_after_the_pin(place: Place) -> None:
    with place.runtime.database.write() as session:
        venture = add_venture(session, {"name": "Mountain Tea"}).id
        for name in ("林晓", "<b>Anna</b>"):
            add_record(session, RESOURCE, venture, {"kind": "talent", "name": name})
    device = place.device()

    before = device.get("/").text
    device.try_pin(PIN)
    after = device.get("/").text

    assert "林晓" not in before and "Mountain Tea" not in before
    assert 'value="林晓"' in after and "&lt;b&gt;Anna&lt;/b&gt;" in after and "<b>Anna" not in after


def test_an_empty_name_is_asked_for_again(place: Place) -> None:
    device = place.device()
    device.try_pin(PIN)

    answer = device.post("/sign-in/name", data={"form": device.form_token(), "name": " \n", "next": "/"})

    assert "Write your name, or choose it." in answer.text and device.get("/").status_code == 401


def test_a_name_cannot_be_given_without_the_pin(place: Place) -> None:
    device = place.device()

    answer = device.post("/sign-in/name", data={"form": device.form_token(), "name": "Anna", "next": "/"})

    assert (answer.status_code, place.rows("team_session"), place.refused()[0]) == (401, [], "no session")


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "用团队 PIN 码登录"),
        ("en-GB,en;q=0.9,zh;q=0.8", "Sign in with the team PIN"),
        ("", "Sign in with the team PIN"),
    ],
)
def test_the_page_speaks_the_browsers_language(place: Place, asked: str, title: str) -> None:
    text = place.device(accept_language=asked).get("/").text

    assert f"<title>{title}</title>" in text and f'lang="{"zh-CN" if "用" in title else "en"}"' in text


def test_the_page_fetches_nothing_and_runs_nothing(place: Place) -> None:
    text = place.device().get("/").text

    assert not re.search(r"<script|https?://|@import|url\(|src=", text)
