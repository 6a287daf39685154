"""Nothing of a request that is not signed in reaches the app: not a page, not the WebSocket, not an upload."""

import pytest
from starlette.websockets import WebSocketDisconnect

from core.services.sharing import switch_sharing
from core.services.team import begin_session, hash_token
from core.web.sign_in import COOKIE
from tests.core.web.place import FAREWELL, HOST, PIN, Place

PATHS = [
    ("GET", "/resources"),
    ("GET", "/media/abc.png"),
    ("GET", "/_stcore/host-config"),
    ("GET", "/static/js/index.js"),
    ("PUT", "/_stcore/upload_file/session/file"),
    ("DELETE", "/_stcore/upload_file/session/file"),
    ("POST", "/resources"),
]
# What a browser, or somebody who writes requests by hand, might claim to be.
CLAIMS = [
    {"cookie": f"{COOKIE}=Anna"},
    {"cookie": f"{COOKIE}={'a' * 43}"},
    {"cookie": f"{COOKIE}={hash_token('guess')}; user=Anna; name=Anna"},
    {"x_forwarded_user": "Anna", "remote_user": "Anna", "x_sextant_user": "Anna"},
    {"authorization": "Basic QW5uYTo0OTM4MTc="},
    {"x_forwarded_for": "127.0.0.1", "x_real_ip": "127.0.0.1", "forwarded": "for=127.0.0.1"},
]


@pytest.mark.parametrize(("method", "path"), PATHS)
def test_without_a_session_nothing_reaches_the_app(place: Place, method: str, path: str) -> None:
    answer = place.device().request(method, path, content=b"x" * 100_000)

    assert answer.status_code == 401 and "inside" not in answer.text
    assert (place.reached, place.refused()) == ([], ["no session"])
    assert place.rows("team_session") == place.rows("access_attempt") == []


@pytest.mark.parametrize("headers", CLAIMS)
def test_a_claimed_name_or_cookie_opens_nothing(place: Place, headers: dict[str, str]) -> None:
    device = place.device(**headers)

    assert device.get("/resources").status_code == 401
    assert device.put("/_stcore/upload_file/a/b", content=b"x").status_code == 401
    with pytest.raises(WebSocketDisconnect):
        device.hear("hello")
    assert (place.reached, place.refused()) == ([], ["no session"] * 3)


def test_a_websocket_without_a_session_is_closed_before_it_is_accepted(place: Place) -> None:
    with pytest.raises(WebSocketDisconnect) as closed:
        place.device().hear("hello")

    assert (closed.value.code, place.reached, place.refused()) == (1008, [], ["no session"])


def test_the_pin_and_a_name_open_everything(place: Place) -> None:
    device = place.device().sign_in()

    assert device.get("/resources").text == "inside"
    assert device.put("/_stcore/upload_file/a/b", content=b"abc").status_code == 200
    assert device.hear("hello") == "heard hello"
    assert place.reached == ["GET /resources 0", "PUT /_stcore/upload_file/a/b 3", "hello"]


def test_a_session_without_a_name_opens_nothing_yet(place: Place) -> None:
    device = place.device()
    device.try_pin(PIN)

    assert "Who are you?" in device.get("/resources").text
    assert device.put("/_stcore/upload_file/a/b", content=b"x").status_code == 401
    with pytest.raises(WebSocketDisconnect):
        device.hear("hello")
    assert place.reached == []


def test_signing_out_ends_the_session_for_whoever_kept_the_cookie(place: Place) -> None:
    device = place.device().sign_in()
    kept = device.cookies[COOKIE]

    answer = device.get("/auth/logout")

    assert (answer.status_code, answer.headers["location"], place.rows("team_session")) == (303, "/", [])
    assert COOKIE not in device.cookies
    assert place.device(cookie=f"{COOKIE}={kept}").get("/").status_code == 401


def test_a_session_ends_after_thirty_days(place: Place) -> None:
    device = place.device().sign_in()

    place.later(days=29)
    assert device.get("/resources").text == "inside"
    place.later(days=1)

    assert device.get("/resources").status_code == 401


def test_an_open_websocket_closes_when_its_session_ends(place: Place) -> None:
    device = place.device().sign_in()

    with device.socket() as socket:
        socket.send_text("first")
        assert socket.receive_text() == "heard first"
        place.later(days=31)
        socket.send_text("second")
        farewell = socket.receive_bytes()
        with pytest.raises(WebSocketDisconnect):
            socket.receive_text()

    assert (farewell, place.reached, place.refused()[0]) == (FAREWELL, ["first"], "no session")


def test_switching_sharing_off_shuts_everybody_out_at_once(place: Place) -> None:
    device = place.device().sign_in()

    with device.socket() as socket:
        switch_sharing(place.runtime.settings, False)
        socket.send_text("still there?")
        assert socket.receive_bytes() == FAREWELL
    answer = device.get("/resources")

    assert (answer.status_code, place.reached, place.refused()[0]) == (403, [], "not shared")


def test_without_a_pin_nobody_is_let_in_even_while_sharing_is_on(place: Place) -> None:
    (place.runtime.settings.home / "sharing.json").write_text('{"share": true}')

    answers = [place.device().get("/"), place.device().post("/sign-in", data={"pin": ""})]

    assert [answer.status_code for answer in answers] == [403, 403]


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "LOCALHOST"])
def test_the_machine_itself_needs_no_pin(place: Place, host: str) -> None:
    device = place.device("127.0.0.1", host)

    assert (device.get("/data").text, device.hear("hello")) == ("inside", "heard hello")


@pytest.mark.parametrize("header", ["x_forwarded_for", "x_forwarded_host", "x_forwarded_proto", "forwarded", "via"])
def test_what_a_proxy_passes_on_is_not_the_machine_itself(place: Place, header: str) -> None:
    answer = place.device("127.0.0.1", "localhost:8501", **{header: "localhost"}).get("/")

    assert (answer.status_code, place.reached) == (401, [])


@pytest.mark.parametrize("host", ["evil.example", "192.168.1.5.evil.example", "", "[", "a@b"])
def test_a_name_that_is_not_ours_is_refused(place: Place, host: str) -> None:
    answer = place.device(**{"host": host}).get("/")

    assert (answer.status_code, place.reached, place.refused()) == (403, [], ["bad host"])


def test_whoever_waits_for_the_page_may_ask_whether_it_is_up(place: Place) -> None:
    assert place.device().get("/_stcore/health").text == "inside"


def test_use_is_noted_so_that_the_team_sees_who_is_in(place: Place) -> None:
    device = place.device().sign_in()
    with place.runtime.database.write() as session:
        begin_session(session, "192.168.1.99", place.now)

    place.later(minutes=20)
    device.get("/resources")

    seen = {row.name: str(row.last_seen_at)[11:16] for row in place.rows("team_session")}
    assert seen == {"Anna": "12:20", "": "12:00"}


def test_the_refused_pages_keep_the_security_headers(place: Place) -> None:
    headers = place.device(host=HOST).get("/").headers

    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert (headers["x-content-type-options"], headers["cache-control"]) == ("nosniff", "no-store")
