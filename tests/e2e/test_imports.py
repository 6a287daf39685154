"""People copied from Excel are pasted, three cells are doubtful, one is written anew, and the import is taken back."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.site import Server, Site

pytestmark = pytest.mark.e2e

PEOPLE = [
    ["姓名", "岗位", "月薪", "到岗时间", "投入比例"],
    ["李娜", "算法负责人", "60万/年", "2023-07-01", "全职"],
    ["陈刚", "后端工程师", "2.5w", "2024-03-01", "100%"],
    ["王芳", "产品经理", "3万", "2024.5", "全职"],
    ["赵敏", "数据标注", "8000", "2025-01-15", "半职"],
    ["孙磊", "销售", "1.8万", "2025-09-01", "1"],
    ["周杰", "顾问", "300元/小时", "2026-02-01", "每周2天"],
]


@pytest.fixture(scope="module", autouse=True)
def company(server: Server, browser: object) -> None:
    from core.services.ventures import add_venture
    from db.session import Database

    database = Database(f"sqlite:///{server.home / 'sextant.db'}")
    with database.write() as session:
        add_venture(session, {"name": "Mountain Tea"})
    database.close()


def write_cell(site: Site, *, row: int, column: int, text: str) -> None:
    """Write into a cell of the first grid, as one does with mouse and keyboard."""
    grid = site.page.get_by_test_id("stDataFrame").first
    grid.scroll_into_view_if_needed()
    site.page.wait_for_timeout(1000)  # the grid measures itself once more; a click before that is lost
    box = grid.bounding_box()
    assert box
    site.page.mouse.click(box["x"] + 30, box["y"] + 35 * (row + 0.5))
    for _ in range(column - 1):
        site.page.keyboard.press("ArrowRight")
    site.page.keyboard.press("Enter")
    site.page.keyboard.press("Control+a")
    site.page.keyboard.type(text, delay=20)
    site.page.keyboard.press("Enter")


def test_people_are_pasted_corrected_imported_and_taken_back(server: Server, visit: Callable[..., Site]) -> None:
    site = visit(server).open("import")
    site.at("records-way-0").get_by_role("radio", name="Copied cells").click()
    site.settle().at("records-paste-0").locator("textarea").fill("\n".join("\t".join(row) for row in PEOPLE))
    site.page.keyboard.press("Control+Enter")
    site.settle().sees("Only rows to check (3)")

    write_cell(site, row=3, column=4, text="12000")
    site.settle().sees("Only rows to check (2)")
    site.click("records-import")

    site.sees("Imported: 6 new, 0 changed.")
    site.open("resources").view("resources", "List").sees("6 in all.")
    site.open("import").click("record-batch-turn-1")
    site.sees(re.compile("Undone: 6 records are in the trash"))
    expect(site.at("record-batch-turn-1").get_by_text("Do it again")).to_be_visible()
