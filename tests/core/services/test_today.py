from datetime import timedelta

import pytest

from core.services.initiatives import ACTION, INITIATIVE, NEED
from core.services.partners import add_partner
from core.services.records import add_record
from core.services.resources import RESOURCE
from core.services.snapshot import today_of
from core.services.today import counts, start_list, urgent_items
from core.services.ventures import StoredCompany, get_venture, update_venture
from db.session import Database


@pytest.fixture
def busy(database: Database, company: StoredCompany) -> StoredCompany:
    """Return a company with something of every kind that is urgent, and more late actions than fit."""
    today = today_of(company)
    with database.write() as session:
        update_venture(session, company.id, {"net_burn": 150_000.0, "cash_on": today})
        wanted = {"name": "Voice", "impact": 80, "state": "chosen"}
        voice = add_record(session, INITIATIVE, company.id, wanted)
        add_record(session, NEED, company.id, {"initiative_id": voice.id, "capability": "speech", "level": 2})
        add_record(session, RESOURCE, company.id, {"name": "Lin", "skills": {"speech": 3}})
        for late, initiative in ((1, voice.id), (2, None), (3, None)):
            values = {"title": f"late {late}", "due_on": today - timedelta(days=late), "initiative_id": initiative}
            add_record(session, ACTION, company.id, values)
        add_record(session, ACTION, company.id, {"title": "soon", "due_on": today + timedelta(days=14)})
        add_record(session, ACTION, company.id, {"title": "later", "due_on": today + timedelta(days=15)})
        add_record(session, ACTION, company.id, {"title": "done", "due_on": today, "done_on": today})
        since = today - timedelta(days=40)
        add_partner(session, company.id, {"name": "Bank", "stage": 5, "stage_since": since, "value": 1e5})
        return get_venture(session, company.id)


def test_the_most_urgent_comes_first_and_no_kind_fills_the_list(database: Database, busy: StoredCompany) -> None:
    with database.read() as session:
        items = urgent_items(session, busy)

    assert [item.kind for item in items] == ["late", "late", "money", "cold", "single", "due"]
    assert [item.values["title"] for item in items if item.kind == "late"] == ["late 1", "late 3"]
    assert next(item.values["months"] for item in items if item.kind == "money") == 6.0


def test_the_start_list_shows_what_is_done(database: Database, busy: StoredCompany) -> None:
    with database.read() as session:
        steps = {page: done for _, page, done in start_list(session, busy)}

    assert steps == {
        "company": True,
        "resources": True,
        "partners": True,
        "initiatives": True,
        "feedback": False,
        "plans": False,
    }


def test_the_figures_are_those_of_the_lists(database: Database, busy: StoredCompany) -> None:
    with database.read() as session:
        found = counts(session, busy)

    assert (found["resources"], found["seats"], found["partners"], found["comments"]) == (1, 0, 1, 0)
    assert found["negative"].value is None


def test_an_empty_company_has_nothing_urgent(database: Database, company: StoredCompany) -> None:
    with database.read() as session:
        assert urgent_items(session, company) == []
