"""A browser and a server for the tests that use the app as a person does."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.e2e.site import Server, Site

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def find_browser() -> str | None:
    """Return where the browser lies, or None if this machine has none."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    place = find_browser()
    if place is None:
        reason = f"no browser: none of {', '.join(BROWSERS)} is installed"
        pytest.fail(reason) if os.environ.get("SEXTANT_CI") == "1" else pytest.skip(reason)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=place, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("home")).start()
    yield running
    running.stop()


@pytest.fixture
def new_server(tmp_path: Path) -> Iterator[Callable[[], Server]]:
    started: list[Server] = []

    def start() -> Server:
        started.append(Server(tmp_path / "home").start())
        return started[-1]

    yield start
    for running in started:
        running.stop()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Site]]:
    """Open a browser of its own on a server; at the end nothing may have failed or been fetched from elsewhere."""
    with visits(browser) as open_site:
        yield open_site


@pytest.fixture(scope="module")
def visit_again(browser: Browser) -> Iterator[Callable[..., Site]]:
    """Do the same for browsers that serve a whole module."""
    with visits(browser) as open_site:
        yield open_site


@contextmanager
def visits(browser: Browser) -> Iterator[Callable[..., Site]]:
    contexts: list[BrowserContext] = []
    sites: list[Site] = []

    def open_site(server: Server, *, width: int = 1280, locale: str = "en-US") -> Site:
        height = 720 if width > 640 else 844
        context = browser.new_context(viewport={"width": width, "height": height}, locale=locale, accept_downloads=True)
        contexts.append(context)
        sites.append(Site(context.new_page(), server.url))
        return sites[-1]

    yield open_site
    faults = [fault for site in sites for fault in site.faults]
    for context in contexts:
        context.close()
    assert not faults
