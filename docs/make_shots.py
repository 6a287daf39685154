"""`make shots`: starts the app on an empty home folder, adds the demo, and photographs every page into docs/img."""

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Browser, sync_playwright

from tests.e2e.conftest import find_browser
from tests.e2e.site import ROOT, Server, Site

FOLDER = Path(__file__).parent / "img"
PAGES = ["today", "resources", "partners", "feedback", "plans", "inside", "initiatives", "company", "data"]
WIDTHS = {1280: 720, 390: 844}
HEADINGS = {"en": "Where we stand", "zh-CN": "我们在哪"}


def main() -> None:
    """Take all pictures; each language has a demo of its own, since its records are in that language."""
    FOLDER.mkdir(exist_ok=True)
    place = find_browser()
    if place is None:
        sys.exit("No browser was found. Install Chromium, then run make shots again.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=place, args=["--no-sandbox"])
        for language in HEADINGS:
            with tempfile.TemporaryDirectory() as home:
                server = Server(Path(home)).start()
                try:
                    _photograph(browser, server, language)
                finally:
                    server.stop()
        browser.close()


def _photograph(browser: Browser, server: Server, language: str) -> None:
    command = [sys.executable, "-m", "core", "demo", "add", "--language", language]
    subprocess.run(command, cwd=ROOT, env=server.env, check=True, stdout=subprocess.DEVNULL)
    _write_a_draft(browser, server, language)
    for width, height in WIDTHS.items():
        context = browser.new_context(viewport={"width": width, "height": height}, locale=language)
        site = Site(context.new_page(), server.url)
        for name in PAGES:
            site.open("" if name == "today" else name, language)
            site.page.wait_for_timeout(1500)  # charts move into place
            site.settle()
            path = FOLDER / f"{name}-{language}-{width}.png"
            site.page.screenshot(path=path)
            print(path.relative_to(ROOT))
        context.close()


def _write_a_draft(browser: Browser, server: Server, language: str) -> None:
    # The comments must have been read before anything is drafted from them.
    page = browser.new_page()
    site = Site(page, server.url).open("feedback", language)
    page.get_by_test_id("stMetric").first.wait_for(timeout=120_000)
    while site.page.locator("[class*='st-key-job-']").count():
        page.wait_for_timeout(500)
    site.open("plans", language).click("plans-write").sees(HEADINGS[language], timeout=60_000)
    page.close()


if __name__ == "__main__":
    main()
