"""The main job in a browser, from an empty machine to a draft in two languages, on a desk and on a phone."""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.e2e.site import Server, Site

pytestmark = pytest.mark.e2e

GOOD = "Order {n}: the reply came within a minute and solved my problem, thank you."
BAD = "Order {n}: I waited half an hour for a person and nobody answered. Very disappointing."
CHINESE = "订单{n}：客服态度很差，等了半个小时也没有人处理，非常失望。"
MANY = 1000  # fewer are read before one can look
EXPORTS = {"md": "draft-1.md", "json": "draft-1.json"}


def feedback_file(rows: int) -> bytes:
    """Return a CSV with five customers saying each sentence, so that its texts repeat and its rows do not."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["when", "what they wrote", "who", "stars"])
    for number in range(rows):
        text = (GOOD, BAD, CHINESE)[number // 5 % 3].format(n=number // 5)
        writer.writerow([date.today() - timedelta(days=number % 60), text, f"customer {number % 5}", 1 + number % 5])
    return file.getvalue().encode()


def fill_company(site: Site, name: str) -> None:
    site.open().begin_company(name).open("company")
    card = "[class*='st-key-company-'][class*='-{} ']"
    for field, text in (("offer", "Route planning for small harbours"), ("cash", "900000"), ("net_burn", "100000")):
        site.enter(site.page.locator(card.format(field)).first, text)
    site.click("company-save").sees("Cash lasts")


def fill_records(site: Site) -> None:
    site.open("resources").click("resources-add")
    site.enter(site.field("name"), "Ida Lund")
    skills = site.field("skills-3").locator("input")
    skills.fill("Harbour data")
    skills.press("Enter")
    site.save("resource").sees("Ida Lund")
    site.open("initiatives").click("initiatives-add")
    site.enter(site.field("name"), "Pilot in two harbours")
    site.save("initiative").click("need-add-1")
    need = site.field("capability").locator("input")
    need.fill("Harbour sales")
    need.press("Enter")
    site.save("need").sees("Harbour sales")


def move_a_partner(site: Site) -> None:
    site.open("partners").click("partners-add")
    site.enter(site.field("name"), "Port of Elm")
    site.save("partner").click("partner-next-1-icon").sees("2 things are missing")
    site.enter(site.at("gate-reason"), "They called us")
    site.settle().click("gate-move").sees("is in stage 2")
    site.click("partner-open-1-icon").sees("History")
    site.click("note-add")
    site.enter(site.field("text"), "They want a demo in spring.")
    site.save("note").sees("They want a demo in spring.")


def import_feedback(site: Site, rows: int) -> None:
    site.open("feedback").upload("feedback.csv", feedback_file(rows))
    expect(site.page.locator("[class*='st-key-import-column-text-'] input")).to_have_value("what they wrote")
    site.at("import-start").locator("button").click()
    site.sees(re.compile("The import runs in the background"))
    if rows > MANY:
        site.sees(re.compile(r"Reading of feedback.*\d of [\d,]+.* left"), timeout=60_000)
    site.sees(re.compile(r"^Read: [\d,]+ comments in"), timeout=90_000)
    site.sees(f"{rows:,} rows read: {rows:,} imported, 0 duplicates, 0 without text.")
    site.view("feedback", "Figures").sees(re.compile(rf"\d+ % of {rows:,} \(\d+–\d+\)"))


def write_draft(site: Site, language: str, heading: str) -> None:
    site.choose(site.at("plans-language"), language)
    site.click("plans-write").sees(heading, timeout=60_000)


@pytest.mark.parametrize(("width", "rows"), [(1280, 2000), (390, 200)])
def test_a_founder_gets_from_nothing_to_a_draft(
    new_server: Callable[[], Server], visit: Callable[..., Site], width: int, rows: int
) -> None:
    site = visit(new_server(), width=width)
    fill_company(site, "Elm Harbour Labs")
    fill_records(site)
    move_a_partner(site)
    import_feedback(site, rows)

    write_draft(site.open("plans"), "English", "Where we stand")
    with site.page.expect_download() as markdown:
        site.click("draft-md")
    with site.page.expect_download() as data:
        site.click("draft-json")
    write_draft(site, "简体中文", "我们在哪")
    widths = [
        site.open(path).overflow() for path in ("", "resources", "partners", "feedback", "plans", "initiatives", "data")
    ]
    site.open("inside").sees("The strongest pairs", timeout=30_000)

    english = markdown.value.path().read_text("utf-8")
    assert "Elm Harbour Labs" in english and "Harbour sales" in english
    assert json.loads(data.value.path().read_bytes())["language"] == "en"
    assert {markdown.value.suggested_filename, data.value.suggested_filename} == set(EXPORTS.values())
    assert [*widths, site.overflow()] == [0] * 8
