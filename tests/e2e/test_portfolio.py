"""The budget moved by the keyboard in a browser, and the choice that follows it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.site import Server, Site

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module", autouse=True)
def company(server: Server, browser: object) -> None:
    from core.services.initiatives import INITIATIVE, NEED
    from core.services.records import add_record
    from core.services.resources import RESOURCE
    from core.services.ventures import add_venture
    from db.session import Database

    database = Database(f"sqlite:///{server.home / 'sextant.db'}")
    with database.write() as session:
        company = add_venture(session, {"name": "Harbour Lights"}).id
        add_record(session, RESOURCE, company, {"name": "Clara", "skills": {"retrieval": 3}})
        add_record(session, RESOURCE, company, {"name": "Otto", "skills": {"sales": 2}})
        for name, impact in (("Trial", 80), ("Search", 60)):
            values = {"name": name, "impact": impact, "cost": 100.0, "effort": 1.0}
            row = add_record(session, INITIATIVE, company, values)
            add_record(session, NEED, company, {"initiative_id": row.id, "capability": "retrieval"})
    database.close()


def test_the_slider_moves_the_choice_changes_and_is_taken_after_a_question(
    server: Server, visit: Callable[..., Site]
) -> None:
    site = visit(server).open("initiatives", "en").view("initiatives", "What fits the budget")
    worth = site.page.get_by_test_id("stMetricValue").first
    site.at("portfolio-months").get_by_role("slider").press("End")
    site.settle()
    expect(worth).to_have_text("80")
    site.sees("Would displace “Trial”, worth 80; it is worth 60.")

    site.at("portfolio-budget").get_by_role("slider").press("End")
    site.settle()

    expect(worth).to_have_text("140")
    site.sees("More is asked than they give: Clara 200 %.")
    site.click("portfolio-choose").click("portfolio-confirm")
    site.sees("Chosen: 2. Ideas again: 0.")
    expect(site.page.get_by_role("dialog")).to_have_count(0)


def test_a_row_of_the_synergy_list_shows_what_breaks_without_it(server: Server, visit: Callable[..., Site]) -> None:
    site = visit(server).open("synergy", "en")
    site.sees("Stops: “Trial”, “Search”")
    expect(site.page.get_by_text("Readiness 100 % → 0 %")).to_have_count(2)
    grid = site.page.get_by_test_id("stDataFrame").first.bounding_box()
    assert grid

    site.page.mouse.click(grid["x"] + 15, grid["y"] + 52 + 35)

    site.settle().sees("Without Otto nothing changes.")
    expect(site.page.get_by_text("Stops:")).to_have_count(0)
