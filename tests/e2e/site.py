"""The app as a user meets it: a server of its own, and a browser page with the words for what one does there."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, expect

ROOT = Path(__file__).parents[2]
START_SECONDS = 60
# Opened below the root, Streamlit's page first looks for its server beside the page's own name; the browser notes the 404s.
PROBE = re.compile(r"/[a-z]+/_stcore/(health|host-config)$")
LOCAL = {"localhost", "127.0.0.1"}
QUIET = "[data-testid='stApp'][data-test-connection-state='CONNECTED'][data-test-script-state='notRunning']"


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """`streamlit run app.py` with a home folder of its own."""

    def __init__(self, home: Path, **settings: str) -> None:
        self.home, self.port = home, free_port()
        self.url = f"http://localhost:{self.port}"
        home.mkdir(parents=True, exist_ok=True)
        own = {name: value for name, value in os.environ.items() if not name.startswith("SEXTANT_")}
        shared = {"SEXTANT_HOME": str(home), "SEXTANT_GENERATOR": "none", "SEXTANT_THREADS": "1"}
        self.env = own | shared | settings
        self.command = ["streamlit", "run", "app.py", "--server.port", str(self.port)]
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Server":
        """Start the process and wait until it answers."""
        command = [sys.executable, "-m", *self.command]
        with (self.home / "server.log").open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.env, stdout=log, stderr=subprocess.STDOUT)
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise RuntimeError((self.home / "server.log").read_text())
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2):
                    return self
            except OSError:
                time.sleep(0.1)
        raise TimeoutError("the server did not answer")

    def stop(self, with_signal: int = signal.SIGTERM) -> None:
        """End the process, by default as the system does."""
        if self.process:
            self.process.send_signal(with_signal)
            self.process.wait(30)
            self.process = None


class Site:
    """A browser page on a server; it notes every error in the console and every request to another host."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.faults: list[str] = []
        page.on("console", self._note_console)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", self._note_request)

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not PROBE.search(urlparse(message.location.get("url", "")).path):
            self.faults.append(f"{message.text} {message.location.get('url', '')}")

    def _note_request(self, request: Request) -> None:
        place = urlparse(request.url)
        if place.scheme in ("http", "https", "ws", "wss") and place.hostname not in LOCAL:
            self.faults.append(f"foreign request: {request.url}")

    @contextmanager
    def may_be_away(self) -> Iterator[None]:
        """Let the server be away for the length of a block: the browser notes each request in vain."""
        before = list(self.faults)
        yield
        self.faults[:] = before + [fault for fault in self.faults if "ERR_CONNECTION_REFUSED" not in fault]

    def open(self, path: str = "", language: str = "") -> "Site":
        """Load a page by its address."""
        self.page.goto(f"{self.url}/{path}" + (f"?lang={language}" if language else ""))
        self.page.wait_for_selector("[data-testid='stMainBlockContainer'] h1", timeout=30_000)
        return self.settle()

    def settle(self, timeout: float = 60_000) -> "Site":
        """Wait until the app has drawn what it was asked for."""
        self.page.wait_for_timeout(250)
        self.page.wait_for_selector(QUIET, timeout=timeout)
        self.page.wait_for_timeout(100)
        return self

    def at(self, key: str) -> Locator:
        """Return the element with a widget's key."""
        return self.page.locator(f".st-key-{key}")

    def field(self, name: str) -> Locator:
        """Return a field of the drawer that is open."""
        return self.page.locator(f"[class*='st-key-edit-'][class*='-{name} ']")

    def click(self, key: str, times: int = 1) -> "Site":
        """Press the button with this key."""
        self.at(key).locator("button:visible").first.click(click_count=times)
        return self.settle()

    def enter(self, place: Locator, text: str) -> None:
        """Write a text into a field."""
        box = place.locator("input, textarea").first
        box.fill(text)
        box.press("Tab")

    def choose(self, place: Locator, option: str) -> None:
        """Choose an option of a box."""
        place.locator("input").first.click()
        self.page.get_by_role("option", name=option, exact=True).click()

    def view(self, prefix: str, name: str) -> "Site":
        """Choose a view of a page."""
        self.at(f"{prefix}-view").get_by_role("radio", name=name).or_(
            self.at(f"{prefix}-view").get_by_role("button", name=name)
        ).first.click()
        return self.settle()

    def save(self, noun: str, times: int = 1) -> "Site":
        """Save the drawer that is open and wait until it has closed."""
        self.at(f"{noun}-save").locator("button").click(click_count=times)
        expect(self.page.get_by_role("dialog")).to_have_count(0, timeout=20_000)
        return self.settle()

    def upload(self, name: str, content: bytes) -> "Site":
        """Hand over a file on the page Feedback."""
        files: Any = [{"name": name, "mimeType": "application/octet-stream", "buffer": content}]
        self.page.set_input_files("[data-testid='stFileUploaderDropzoneInput']", files)
        self.settle().page.wait_for_timeout(1000)  # the form comes to life bit by bit; a click before that is lost
        return self

    def sees(self, text: str | re.Pattern[str], timeout: float = 15_000) -> None:
        """Wait until a text is on the page."""
        expect(self.page.get_by_text(text).locator("visible=true").first).to_be_visible(timeout=timeout)

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than the screen."""
        script = (
            "() => { const m = document.querySelector('[data-testid=stMain]'); return m.scrollWidth - m.clientWidth }"
        )
        return int(self.page.evaluate(script))

    def begin_company(self, name: str) -> "Site":
        """Open a company of one's own through the door of the eight questions."""
        self.click("doors-questions")
        self.enter(self.at("doors-name"), name)
        return self.click("doors-begin")
