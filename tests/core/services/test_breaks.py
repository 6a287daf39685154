"""What a deletion breaks, said before it is done: for a resource, an initiative, a partner and an offer."""

from typing import Any

import pytest

from core.i18n import in_locale
from core.services.board import get_board
from core.services.breaks import find_breaks, without_partner
from core.services.initiatives import ACTION, INITIATIVE, NEED
from core.services.offers import OFFER
from core.services.outcomes import set_outcome
from core.services.partners import add_partner, move_partner
from core.services.records import add_record, delete_records, update_record
from core.services.resources import RESOURCE
from core.services.ventures import StoredCompany
from db.session import Database


@pytest.fixture
def ids(database: Database, company: StoredCompany) -> dict[str, int]:
    """Return a trial that needs two people and two cards: Lin, Wei, one card of ours, one of a partner by agreement."""
    found: dict[str, int] = {}

    def add(key: str, noun: Any, **values: Any) -> None:
        with database.write() as session:
            found[key] = add_record(session, noun, company.id, values).id

    add("Lin", RESOURCE, name="Lin", skills={"LLM training": 3})
    add("Wei", RESOURCE, name="Wei", skills={"Delivery": 2})
    add("card", RESOURCE, name="card", kind="technology", skills={"GPU": 2})
    add("idle", RESOURCE, name="Idle", skills={"Painting": 2})
    add("Trial", INITIATIVE, name="Trial", owner="wei ")
    add("need", NEED, initiative_id=found["Trial"], capability="LLM training", level=3)
    add("need", NEED, initiative_id=found["Trial"], capability="Delivery")
    add("need", NEED, initiative_id=found["Trial"], capability="GPU", kind="technology", quantity=2)
    with database.write() as session:
        found["Cloud"] = add_partner(session, company.id, {"name": "Cloud", "kind": "supplier", "stage": 6}).id
    add("offer", OFFER, partner_id=found["Cloud"], capability="GPU", kind="technology")
    return found


def broken(database: Database, company: StoredCompany, noun: str, record_id: int) -> list[str]:
    with database.read() as session:
        return find_breaks(session, get_board(session, company.id), noun, company.id, record_id)


def test_the_only_holder_of_what_is_needed_is_named_with_what_falls(
    database: Database, company: StoredCompany, ids: dict[str, int]
) -> None:
    found = broken(database, company, "resource", ids["Lin"])

    # People are half met then: the root of 0.5 × 1 is 0.71.
    assert found == [
        "“LLM training” (leads) loses its only holder.",
        "Trial: coverage of Talent 100 % → 50 %, readiness 100 % → 71 %.",
    ]
    with in_locale("zh-CN"):
        assert broken(database, company, "resource", ids["Lin"]) == [
            "“LLM training”（能带人）失去唯一具备者。",
            "Trial：人才满足率 100 % → 50 %，就绪度 100 % → 71 %。",
        ]


def test_what_nobody_needs_breaks_nothing(database: Database, company: StoredCompany, ids: dict[str, int]) -> None:
    assert broken(database, company, "resource", ids["idle"]) == []
    assert broken(database, company, "need", ids["need"]) == []


def test_what_a_second_one_holds_as_well_breaks_nothing(
    database: Database, company: StoredCompany, ids: dict[str, int]
) -> None:
    with database.write() as session:
        add_record(session, RESOURCE, company.id, {"name": "Hu", "skills": {"llm training": 3}})

    assert broken(database, company, "resource", ids["Lin"]) == []


def test_an_initiative_that_cannot_be_done_without_it_stops(
    database: Database, company: StoredCompany, ids: dict[str, int]
) -> None:
    with database.write() as session:
        delete_records(session, RESOURCE, [ids["Wei"]], company.id)

    assert broken(database, company, "resource", ids["Lin"])[1:] == [
        "Trial: coverage of Talent 50 % → 0 %, readiness 71 % → 0 %, it stops."
    ]


def test_what_a_person_owns_is_named_unless_another_bears_the_name(
    database: Database, company: StoredCompany, ids: dict[str, int]
) -> None:
    with database.write() as session:
        for number in range(5):
            add_record(session, ACTION, company.id, {"title": f"Call {number}", "owner": "WEI"})
        add_record(session, ACTION, company.id, {"title": "done", "owner": "Wei", "done_on": "2026-11-02"})
        add_partner(session, company.id, {"name": "Bank", "owner": "Wei"})

    owned = broken(database, company, "resource", ids["Wei"])[2:]
    with database.write() as session:
        add_record(session, RESOURCE, company.id, {"name": "Wei"})

    assert owned == [
        "Open actions of Wei: “Call 0”, “Call 1”, “Call 2” and 2 more.",
        "Initiatives of Wei: “Trial”.",
        "Partners of Wei: “Bank”.",
    ]
    assert broken(database, company, "resource", ids["Wei"])[2:] == []


def test_the_initiatives_that_require_it_and_its_open_actions_are_named(
    database: Database, company: StoredCompany, ids: dict[str, int]
) -> None:
    with database.write() as session:
        later = add_record(session, INITIATIVE, company.id, {"name": "Roll-out", "requires": [ids["Trial"]]}).id
        past = {"name": "Past", "requires": [ids["Trial"]], "state": "done"}
        add_record(session, INITIATIVE, company.id, past)
        add_record(session, ACTION, company.id, {"title": "Sign", "initiative_id": ids["Trial"]})

    assert broken(database, company, "initiative", ids["Trial"]) == [
        "“Roll-out” requires it first.",
        "Open actions that serve it: “Sign”.",
    ]
    assert broken(database, company, "initiative", later) == []


def test_a_partners_agreed_offers_break_what_they_fill_and_expected_ones_nothing(
    database: Database, company: StoredCompany, ids: dict[str, int]
) -> None:
    with database.write() as session:
        add_record(session, ACTION, company.id, {"title": "Order cards", "partner_id": ids["Cloud"]})
    lost = "Trial: coverage of Technology 100 % → 50 %, readiness 100 % → 71 %."

    assert broken(database, company, "partner", ids["Cloud"]) == [lost, "Open actions that serve it: “Order cards”."]
    assert broken(database, company, "offer", ids["offer"]) == [lost]
    with database.write() as session:
        move_partner(session, ids["Cloud"], company.id, 5)
    assert broken(database, company, "offer", ids["offer"]) == []


def test_all_of_a_partners_offers_leave_together(
    database: Database, company: StoredCompany, ids: dict[str, int]
) -> None:
    with database.write() as session:
        update_record(session, RESOURCE, ids["card"], company.id, {"skills": {}})
        second = {"partner_id": ids["Cloud"], "capability": "GPU", "kind": "technology"}
        add_record(session, OFFER, company.id, second)
        agreed = without_partner(get_board(session, company.id), ids["Cloud"])
        set_outcome(session, ids["Cloud"], company.id, "lost", reason="budget")
        lost = without_partner(get_board(session, company.id), ids["Cloud"])

    assert agreed == [
        "“GPU” (in use) loses its only holder.",
        "Trial: coverage of Technology 100 % → 0 %, readiness 100 % → 0 %, it stops.",
    ]
    assert lost == []
