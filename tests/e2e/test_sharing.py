"""Sharing on one Wi-Fi with a real server: off at first, then behind the team PIN, on a telephone in either language."""

import re
import socket
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from core.services.team import hash_token
from core.web.network import lan_addresses
from core.web.refusals import list_refusals
from core.web.sign_in import COOKIE
from db.models import AccessAttempt, TeamSession
from db.session import Database
from tests.e2e.site import QUIET, Server, Site

pytestmark = pytest.mark.e2e

PIN = "493817"
TITLES = {"en-GB": "Sign in with the team PIN", "zh-CN": "用团队 PIN 码登录"}


@pytest.fixture(scope="module")
def address() -> str:
    """Return this machine's address in its network, which a test without a network cannot have."""
    found = lan_addresses()
    if not found:
        pytest.skip("this machine is in no network")
    return found[0]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, address: str) -> Iterator[Server]:
    """Return a server of `python -m core serve`, with a company and two people, not shared yet."""
    from core.services.records import add_record
    from core.services.resources import RESOURCE
    from core.services.ventures import add_venture
    from db.upgrade import upgrade

    server = Server(tmp_path_factory.mktemp("shared"))
    server.command = ["core", "serve", "--no-browser", "--port", str(server.port)]
    database = Database(f"sqlite:///{server.home / 'sextant.db'}")
    upgrade(database)
    with database.write() as session:
        venture = add_venture(session, {"name": "Mountain Tea"}).id
        for name in ("林晓", "Anna Meyer"):
            add_record(session, RESOURCE, venture, {"kind": "talent", "name": name})
    database.close()
    yield server.start()
    server.stop()


def refused(url: str, method: str = "GET", **headers: str) -> int:
    """Return the status a request by hand is answered with."""
    asked = urllib.request.Request(
        url, data=b"x" * 100_000 if method == "PUT" else None, headers=headers, method=method
    )
    try:
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def handshake(address: str, port: int, cookie: str = "") -> str:
    """Return the first line with which a WebSocket is answered."""
    key = "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\nUpgrade: websocket\r\n"
    lines = f"GET /_stcore/stream HTTP/1.1\r\nHost: {address}:{port}\r\nConnection: Upgrade\r\n{key}Cookie: {cookie}\r\n\r\n"
    with socket.create_connection((address, port), timeout=10) as connection:
        connection.sendall(lines.encode())
        return connection.recv(200).decode().split("\r\n")[0]


def count(server: Server, table: type[TeamSession] | type[AccessAttempt]) -> int:
    database = Database(f"sqlite:///{server.home / 'sextant.db'}")
    with database.read() as session:
        found = session.query(table).count()
    database.close()
    return found


def ready(page: Page) -> None:
    page.wait_for_selector("[data-testid='stMainBlockContainer'] h1", timeout=30_000)
    page.wait_for_selector(QUIET, timeout=30_000)


def test_off_at_first_nobody_in_the_network_reaches_it(shared: Server, address: str) -> None:
    with pytest.raises(OSError), socket.create_connection((address, shared.port), timeout=5):
        pass

    assert refused(f"{shared.url}/_stcore/health") == 200


def test_the_owner_sets_a_pin_and_switches_sharing_on(shared: Server, address: str, visit: Callable[..., Site]) -> None:
    site = visit(shared).open("data")
    site.enter(site.at("share-pin"), PIN)
    site.at("share-pin-save").locator("button").click()
    site.sees("The team PIN is set.")
    expect(site.at("share-switch").locator("button:visible").first).to_be_enabled()

    with site.may_be_away():
        site.at("share-switch").locator("button:visible").first.click()
        site.sees("On: whoever is in this network", timeout=60_000)

    site.settle().sees(f"http://{address}:{shared.port}")
    expect(site.at("share-address").locator("img")).to_be_visible()
    assert refused(f"http://{address}:{shared.port}/") == 401


def test_without_a_session_everything_is_refused_logged_and_stored_nowhere(shared: Server, address: str) -> None:
    base = f"http://{address}:{shared.port}"
    before = {file.name for file in shared.home.rglob("*")}
    forged = {
        "Cookie": f"{COOKIE}={hash_token('x')}; user=Anna",
        "X-Forwarded-User": "Anna",
        "X-Forwarded-For": "127.0.0.1",
    }

    answers = [
        refused(f"{base}/resources"),
        refused(f"{base}/media/abc.png", **forged),
        refused(f"{base}/_stcore/upload_file/session/file", "PUT", **forged),
        refused(f"{base}/_stcore/host-config"),
        refused(f"{shared.url}/data", **{"X-Forwarded-For": "127.0.0.1"}),
    ]

    assert answers == [401] * 5
    assert handshake(address, shared.port, forged["Cookie"]).startswith("HTTP/1.1 403")
    assert [refusal.request for refusal in list_refusals(shared.home, 3)][:2] == [
        "WebSocket /_stcore/stream",
        "GET /data",
    ]
    assert {file.name for file in shared.home.rglob("*")} == before
    assert count(shared, TeamSession) == count(shared, AccessAttempt) == 0


@pytest.mark.parametrize(("locale", "name"), [("en-GB", "Anna Meyer"), ("zh-CN", "林晓")])
def test_a_co_founder_signs_in_on_a_telephone_and_out_again(
    shared: Server, address: str, browser: Browser, locale: str, name: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale=locale)
    page = context.new_page()
    hosts = set[str]()
    page.on("request", lambda request: hosts.add(re.split(r"[/:]+", request.url)[1]))
    page.goto(f"http://{address}:{shared.port}/resources")
    expect(page).to_have_title(TITLES[locale])
    assert page.evaluate("document.documentElement.scrollWidth") == 390

    page.fill("#pin", "000111")
    page.keyboard.press("Enter")
    expect(page.locator("p.bad")).to_be_visible()
    page.fill("#pin", PIN)
    page.keyboard.press("Enter")
    page.get_by_role("button", name=name).click()
    ready(page)

    assert page.url.endswith("/resources")
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.get_by_test_id("stSidebar")).to_contain_text(name)
    page.locator(".st-key-team-sign-out button:visible").first.click()
    expect(page).to_have_title(TITLES[locale])
    assert COOKIE not in {cookie["name"] for cookie in context.cookies()} and hosts == {address}
    context.close()


def test_an_open_page_goes_to_the_pin_when_everybody_is_signed_out(
    shared: Server, address: str, browser: Browser, visit: Callable[..., Site]
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB")
    page = context.new_page()
    page.goto(f"http://{address}:{shared.port}/data")
    page.fill("#pin", PIN)
    page.keyboard.press("Enter")
    page.fill("#name", "Bo")
    page.keyboard.press("Enter")
    ready(page)
    owner = visit(shared).open("data")
    owner.at("share-end-all").locator("button:visible").first.click()
    owner.sees("devices were signed out.")

    page.locator(".st-key-data-backup button").click()

    expect(page).to_have_title("Sign in with the team PIN", timeout=15_000)
    assert not list(Path(shared.home).glob("backups/*"))
    context.close()
