"""The first minutes in a browser: three doors, eight questions, the runway at once; and what the Monday needs of a browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.site import Server, Site

pytestmark = pytest.mark.e2e

ANSWERS = {
    "name": "山茶智能",
    "name_en": "Mountain Tea",
    "offer": "企业客服机器人",
    "cash": "300万",
    "net_burn": "32万",
    "headcount": "6",
}
RUNWAY = {
    "en": r"^Cash lasts about 9\.4 months \(to (early |mid-|the end of )\w+ 20\d\d\)\.$",
    "zh-CN": r"^现金可支撑约 9\.4 个月（到 20\d\d年\d+月[初中底]）。$",
}
TYPED_AT_MOST = 8


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("zh-CN", 390)])
def test_eight_questions_lead_to_the_runway(
    new_server: Callable[[], Server], visit: Callable[..., Site], language: str, width: int
) -> None:
    site = visit(new_server(), width=width, locale=language).open()
    expect(site.page.get_by_test_id("stSidebarNavLink")).to_have_count(0)
    expect(site.page.locator("[class*='st-key-doors-'] button")).to_have_count(3)
    site.click("doors-questions")
    for name, text in ANSWERS.items():
        site.enter(site.at(f"doors-{name}"), text)

    site.click("doors-begin").sees(re.compile(RUNWAY[language]))

    expect(site.at("today-start-next")).to_be_visible()
    assert len(ANSWERS) <= TYPED_AT_MOST and site.overflow() == 0


def test_a_demo_in_the_other_language_can_be_left_and_toured(
    new_server: Callable[[], Server], visit: Callable[..., Site]
) -> None:
    site = visit(new_server()).open("", "zh-CN").click("doors-demo")
    site.sees("第 1 站（共 4 站）：今天要处理什么")
    for title in ("头号抱怨", "缺口", "规划初稿"):
        site.click("tour-next").sees(re.compile(f"第 . 站（共 4 站）：{title}"))

    site.at("tour-rows").locator("button").click(timeout=120_000)

    site.settle().sees("这就是数字背后的反馈。换成你自己的数据也一样。")
    expect(site.at("comments-label").locator("input")).to_have_value("负面")
