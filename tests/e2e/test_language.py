"""The language: first the browser's, then what was chosen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.site import Server, Site

pytestmark = pytest.mark.e2e


def chosen(site: Site) -> str:
    return site.at("lang").get_by_role("radio", checked=True).inner_text()


def test_the_choice_outlives_a_reload_and_a_fresh_tab(
    new_server: Callable[[], Server], visit: Callable[..., Site]
) -> None:
    server = new_server()
    site = visit(server, locale="zh-CN").open()
    first = chosen(site)
    site.begin_company("Elm Harbour Labs")

    site.at("lang").get_by_text("English").click()
    site.settle().page.get_by_test_id("stSidebarNavLink").nth(1).click()
    site.settle()
    site.page.reload()
    site.settle()
    fresh = visit(server, locale="zh-CN").open("partners")

    expect(site.page.get_by_role("heading", level=1)).to_have_text("Resources")
    assert [first, chosen(site), chosen(fresh)] == ["简体中文", "English", "English"]
