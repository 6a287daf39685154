"""Any page can be the first thing a fresh server is asked for, in either language."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.site import Server, Site

pytestmark = pytest.mark.e2e

PAGES = [
    "",
    "resources",
    "partners",
    "feedback",
    "plans",
    "inside",
    "initiatives",
    "synergy",
    "money",
    "customers",
    "import",
    "company",
    "data",
]


@pytest.fixture(scope="module")
def sites(server: Server, visit_again: Callable[..., Site]) -> dict[str, Site]:
    # The browser's own language is the other one: the address decides.
    return {"zh-CN": visit_again(server, locale="en-US"), "en": visit_again(server, locale="zh-CN")}


@pytest.mark.parametrize("path", PAGES)
def test_the_first_request_after_a_start_may_be_any_page(server: Server, sites: dict[str, Site], path: str) -> None:
    for site in sites.values():
        site.page.goto("about:blank")  # an open page would ask for the server while it is away
    server.stop()
    server.start()

    for language in ("zh-CN", "en") if PAGES.index(path) % 2 else ("en", "zh-CN"):
        site = sites[language].open(path, language)

        expect(site.page.get_by_test_id("stSidebarNavLink")).to_have_count(0)  # there is no company yet
        expect(site.at("lang").get_by_role("radio", checked=True)).to_have_text(
            "English" if language == "en" else "简体中文"
        )
        expect(site.at("doors-demo")).to_be_visible()
