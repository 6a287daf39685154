"""Records in a browser: add, change, delete, undo, move; the drawer closes as it should."""

import io
import re
from collections.abc import Callable

import pandas as pd
import pytest
from playwright.sync_api import expect

from tests.e2e.site import Server, Site

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module", autouse=True)
def company(server: Server, browser: object) -> None:
    from core.services.ventures import add_venture
    from db.session import Database

    database = Database(f"sqlite:///{server.home / 'sextant.db'}")
    with database.write() as session:
        add_venture(session, {"name": "Harbour Lights"})
    database.close()


def add_resource(site: Site, name: str, times: int = 1) -> None:
    site.open("resources").click("resources-add")
    site.enter(site.field("name"), name)
    site.save("resource", times)


def test_three_quick_clicks_on_save_make_one_record(server: Server, visit: Callable[..., Site]) -> None:
    site = visit(server)

    add_resource(site, "Clara Winter", times=3)

    expect(site.page.get_by_text("Clara Winter")).to_have_count(1)
    expect(site.page.get_by_text("Saved.")).to_have_count(1)


def test_a_deleted_record_comes_back_with_undo(server: Server, visit: Callable[..., Site]) -> None:
    site = visit(server)
    add_resource(site, "Otto Sommer")

    site.page.locator("[class*='st-key-card-']", has_text="Otto Sommer").locator("button:visible").first.click()
    site.settle().click("resource-delete")
    expect(site.page.get_by_text("Otto Sommer")).to_have_count(0)
    site.click("flash-undo-0")

    site.sees("Otto Sommer")


def test_the_drawer_closes_by_escape_and_stays_closed(server: Server, visit: Callable[..., Site]) -> None:
    site = visit(server).open("resources").click("resources-add")

    site.page.keyboard.press("Escape")
    site.settle().view("resources", "List")

    expect(site.page.get_by_role("dialog")).to_have_count(0)


def test_the_second_of_two_editors_is_told_and_both_are_kept(server: Server, visit: Callable[..., Site]) -> None:
    first, second = visit(server), visit(server)
    add_resource(first, "Jonas Abend")
    pen = "[class*='st-key-card-']"
    second.open("resources")
    for site in (first, second):
        site.page.locator(pen, has_text="Jonas Abend").locator("button:visible").first.click()
        site.settle()
    first.enter(first.field("role"), "Designer")
    first.enter(first.field("access"), "badge")
    first.save("resource")

    second.enter(second.field("role"), "Engineer")
    second.click("resource-save")

    second.sees("Somebody else changed this record while you had it open.")
    expect(second.field("role").locator("input")).to_have_value("Engineer")
    second.enter(second.field("unit"), "jobs")  # what is typed after it was told is saved as well
    second.save("resource")
    second.page.locator(pen, has_text="Jonas Abend").locator("button:visible").first.click()
    second.settle()
    for name, value in (("role", "Engineer"), ("access", "badge"), ("unit", "jobs")):
        expect(second.field(name).locator("input")).to_have_value(value)


def move_anyway(site: Site, reason: str) -> Site:
    site.enter(site.at("gate-reason"), reason)
    return site.settle().click("gate-move")


def test_a_partner_moves_by_the_button_and_needs_a_name_for_first_contact(
    server: Server, visit: Callable[..., Site]
) -> None:
    site = visit(server).open("partners").click("partners-add")
    site.enter(site.field("want"), "A cloud provider with cards by the hour")
    site.save("partner")
    arrow = site.page.locator("[class*='st-key-partner-next-'] button:visible").first

    for stage in (2, 3):
        arrow.click()
        site.settle()
        move_anyway(site, "in a hurry").sees(f"is in stage {stage}")
    arrow.click()
    site.settle().sees("From first contact on a partner needs the organisation's name.")
    move_anyway(site, "in a hurry").sees("From first contact on a partner needs the organisation's name.")
    site.enter(site.at("gate-name"), "Elm Cloud")
    site.settle().click("gate-move")

    site.sees("Elm Cloud is in stage 4")


def test_a_row_of_the_list_opens_and_the_list_is_exported(server: Server, visit: Callable[..., Site]) -> None:
    site = visit(server)
    add_resource(site, "=1+1")
    site.view("resources", "List")
    site.enter(site.at("resources-resource-search"), "1+1")
    site.settle().sees("1 in all.")

    with site.page.expect_download() as waiting:
        site.at("resources-resource-csv").locator("button").click()
    table = pd.read_csv(io.BytesIO(waiting.value.path().read_bytes()), dtype=str)
    grid = site.page.get_by_test_id("stDataFrame").bounding_box()
    assert grid
    site.page.mouse.click(grid["x"] + 15, grid["y"] + 52)
    site.settle()

    assert "'=1+1" in set(table["Name"])
    expect(site.field("name").locator("input")).to_have_value(re.compile(r"=1\+1"))
