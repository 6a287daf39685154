"""Names and comments that hold HTML, Markdown and addresses stay plain text, and nothing foreign is fetched."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.site import Server, Site

pytestmark = pytest.mark.e2e

UNSAFE = (
    "<script>document.title='owned'</script><img src=https://evil.example/a.png onerror=alert(1)> "
    "![b](https://evil.example/b.png) [c](https://evil.example/c) https://evil.example/d www.evil.example "
    "`$x$` :red[red] :material/bolt: **fat** javascript:alert(2)"
)
PAGES = ["", "resources", "partners", "feedback", "plans", "initiatives", "synergy", "company", "data"]


@pytest.fixture(scope="module")
def full_server(server: Server) -> Server:
    from core.services.initiatives import ACTION, INITIATIVE, NEED
    from core.services.offers import OFFER
    from core.services.partners import CONTACT, NOTE, add_partner
    from core.services.records import add_record, delete_records
    from core.services.resources import CANDIDATE, RESOURCE
    from core.services.ventures import add_venture
    from db.session import Database

    text = UNSAFE[:190]
    database = Database(f"sqlite:///{server.home / 'sextant.db'}")
    with database.write() as session:
        venture = add_venture(session, {"name": text, "offer": UNSAFE, "cash": 9, "net_burn": 3, "industry": text}).id
        for kind in ("talent", "technology", "market"):
            add_record(
                session,
                RESOURCE,
                venture,
                {"name": text, "kind": kind, "role": text, "skills": {text: 3}, "unit": "`<b>x"},
            )
        gone = add_record(session, CANDIDATE, venture, {"name": text}).id
        delete_records(session, CANDIDATE, [gone], venture)
        initiative = add_record(session, INITIATIVE, venture, {"name": text, "owner": text, "state": "chosen"}).id
        for capability in (text, f"{text[:150]} 2"):
            add_record(session, NEED, venture, {"initiative_id": initiative, "capability": capability, "quantity": 2})
        add_record(session, ACTION, venture, {"title": text, "owner": text, "due_on": "2026-01-01"})
        partner = add_partner(
            session, venture, {"name": text, "want": text, "next_step": text, "stage_since": "2026-01-01"}
        ).id
        add_record(session, NOTE, venture, {"partner_id": partner, "text": UNSAFE})
        add_record(session, CONTACT, venture, {"partner_id": partner, "name": text, "email": "a@evil.example"})
        offer = {"partner_id": partner, "kind": "talent", "capability": text, "text": UNSAFE}
        add_record(session, OFFER, venture, offer)
    database.close()
    return server


def assert_plain(site: Site) -> None:
    main = site.page.get_by_test_id("stApp")
    assert site.page.title() != "owned"
    expect(
        main.locator("img[src*='evil'], a[href*='evil'], a[href^='javascript'], a[href^='mailto'], script")
    ).to_have_count(0)


def test_every_page_shows_marks_as_text(full_server: Server, visit: Callable[..., Site]) -> None:
    site = visit(full_server)
    rows = "\n".join(
        ["comment,customer,channel", *(f'"{UNSAFE} {n}","{UNSAFE[:120]}","{UNSAFE[:50]}"' for n in range(40))]
    )
    site.open("feedback").upload("![x](https://evil.example/f.png).csv", rows.encode())
    assert_plain(site)
    site.click("import-start").sees("40 rows read: 40 imported, 0 duplicates, 0 without text.", timeout=30_000)
    site.sees("Read: 40 comments in", timeout=60_000)
    assert_plain(site)
    site.open("plans").click("plans-write").sees("Where we stand", timeout=60_000)
    site.page.get_by_test_id("stPopover").first.locator("button:visible").first.click()
    site.settle()
    assert_plain(site)

    for path in PAGES:
        site.open(path)
        assert_plain(site)
    expect(site.page.get_by_test_id("stSidebar")).to_contain_text("Company")


def test_lists_drawers_and_messages_show_marks_as_text(full_server: Server, visit: Callable[..., Site]) -> None:
    site = visit(full_server).open("partners").click("partner-open-1-icon")
    assert_plain(site)
    site.click("partner-edit")
    assert_plain(site)
    site.click("partner-delete")
    assert_plain(site)
    site.click("flash-undo-0").click("partner-back").click("partner-next-1-icon").sees("2 things are missing")
    assert_plain(site)
    site.enter(site.at("gate-reason"), UNSAFE)
    site.settle().click("gate-move").sees("is in stage 2")
    assert_plain(site)
    site.click("partner-open-1-icon").sees("moved anyway")
    assert_plain(site)
    site.open("partners").view("partners", "Matches").sees("the same capability")
    assert_plain(site)
    for path, view in (
        ("partners", "Offers and wants"),
        ("resources", "List"),
        ("feedback", "Comments"),
        ("initiatives", "Actions"),
    ):
        site.open(path).view(path, view)
        assert_plain(site)
    site.open("data").sees("Candidate")
    assert_plain(site)
