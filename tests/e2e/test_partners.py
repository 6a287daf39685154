"""A team of three, a template and a partner's offer in a browser: gate, agreement, coverage, readiness, portfolio."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.site import Server, Site

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module", autouse=True)
def company(server: Server, browser: object) -> None:
    from core.services.partners import add_partner
    from core.services.records import add_record
    from core.services.resources import RESOURCE
    from core.services.ventures import add_venture
    from db.session import Database

    database = Database(f"sqlite:///{server.home / 'sextant.db'}")
    with database.write() as session:
        company = add_venture(session, {"name": "Harbour Lights"}).id
        for name, skill in (("Clara", "Evaluation of models"), ("Otto", "Data labelling"), ("Ida", "Design")):
            add_record(session, RESOURCE, company, {"name": name, "skills": {skill: 3}})
        add_partner(session, company, {"name": "Cloud Nine", "kind": "supplier", "stage": 5, "owner": "Clara"})
    database.close()


def test_a_partners_offer_is_taken_to_agreement_and_coverage_readiness_and_portfolio_change(
    server: Server, visit: Callable[..., Site]
) -> None:
    site = visit(server).open("initiatives", "en").click("template-popover")
    site.choose(site.at("template-choice"), "A test set and a gate before each release")
    site.settle().click("template-add").sees("Readiness 0 %")
    site.open("resources").sees("Talent: 100 % of what the initiatives need")
    site.sees("Technology: 0 % of what the initiatives need")
    expect(site.page.locator("[class*='st-key-seat-']")).to_have_count(2)

    site.open("partners").click("partner-open-1-icon").click("partner-offer-add")
    capability = site.field("capability").locator("input")
    capability.fill("GPU compute")
    capability.press("Enter")
    site.field("quantity").locator("input").fill("4")
    site.save("offer").sees("Offers: GPU compute · 4 · expected")
    site.click("partner-back").view("partners", "Matches")
    site.sees("Cloud Nine offers GPU compute (4)")
    site.open("resources").sees("Expected")
    site.sees("Technology: 0 % of what the initiatives need")

    pass_the_gate(site)

    site.open("resources").sees("Technology: 50 % of what the initiatives need")
    site.sees("From a partner")
    site.open("initiatives").sees("Readiness 71 %")
    site.view("initiatives", "What fits the budget")
    worth = site.page.get_by_test_id("stMetricValue").first
    slide(site, "Home")
    expect(worth).to_have_text("0")
    slide(site, "End")
    expect(worth).to_have_text("31.8")


def pass_the_gate(site: Site) -> None:
    """Try to move on, be refused, tick what is missing, and move on."""
    site.open("partners").click("partner-next-1-icon")
    site.sees("3 things are missing")
    site.click("gate-move").sees("3 things are missing: Our own work ran on it as a test")
    site.page.keyboard.press("Escape")
    site.settle().open("partners").click("partner-open-1-icon")
    for check in ("tested", "price", "place"):
        site.page.locator(f"[class*='st-key-partner-check-supplier-5-{check}-'] label").click()
        site.settle()
    site.sees("(3/3)")
    site.click("partner-back").click("partner-next-1-icon").sees("Cloud Nine is in stage 6")


def slide(site: Site, to: str) -> None:
    """Press a key on both sliders of the budget."""
    for slider in ("portfolio-budget", "portfolio-months"):
        site.at(slider).get_by_role("slider").press(to)
    site.settle()
