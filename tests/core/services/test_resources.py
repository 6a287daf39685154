from datetime import date

from core.services.capabilities import list_capabilities
from core.services.records import add_record, delete_records, get_record, update_record
from core.services.resources import RESOURCE, add_candidate, count_by_kind, update_candidate
from core.services.ventures import StoredCompany
from db.session import Database


def test_capabilities_are_named_once_per_kind(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        add_record(
            session, RESOURCE, company.id, {"kind": "talent", "name": "Lin", "skills": {"speech": 3, "sales": 1}}
        )
        add_record(session, RESOURCE, company.id, {"kind": "talent", "name": "Wu", "skills": {" speech ": 1}})
        add_record(session, RESOURCE, company.id, {"kind": "technology", "name": "GPU", "skills": {"speech": 2}})

    with database.read() as session:
        assert list_capabilities(session, company.id, "talent") == ["sales", "speech"]
        assert list_capabilities(session, company.id, "technology") == ["speech"]
        assert list_capabilities(session, company.id) == ["sales", "speech"]


def test_a_resource_of_another_kind_keeps_its_capabilities(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        added = add_record(session, RESOURCE, company.id, {"kind": "talent", "name": "x", "skills": {"speech": 3}})

    with database.write() as session:
        update_record(session, RESOURCE, added.id, company.id, {"kind": "technology"})

    with database.read() as session:
        assert get_record(session, RESOURCE, added.id, company.id).skills == {"speech": 3}
        assert "speech" in list_capabilities(session, company.id, "technology")


def test_levels_change_and_capabilities_go(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        added = add_record(session, RESOURCE, company.id, {"name": "x", "skills": {"speech": 3, "sales": 1}})

    with database.write() as session:
        after = update_record(session, RESOURCE, added.id, company.id, {"skills": {"speech": 1}})

    assert after.skills == {"speech": 1}


def test_only_live_resources_are_counted(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        ids = [add_record(session, RESOURCE, company.id, {"name": name}).id for name in "abc"]
        add_record(session, RESOURCE, company.id, {"kind": "funds", "name": "seed"})
        delete_records(session, RESOURCE, ids[:1], company.id)

    with database.read() as session:
        assert count_by_kind(session, company.id) == {"talent": 2, "funds": 1}


def test_a_new_hiring_step_counts_from_its_own_day(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        added = add_candidate(session, company.id, {"name": "Tang", "stage_since": None})
        old = update_candidate(session, added.id, company.id, {"stage_since": date(2026, 1, 5)})
        form = old.model_dump(exclude={"id", "version"})
        moved = update_candidate(session, added.id, company.id, form | {"stage": "screening"}, old.version)

    assert (added.stage_since, old.stage_since, moved.stage_since) == (date.today(), date(2026, 1, 5), date.today())


def test_the_cost_of_compute_is_computed_where_nobody_wrote_one(database: Database, company: StoredCompany) -> None:
    cards = {"kind": "technology", "name": "GPU", "form": "compute", "cards": 4, "hours": 720, "unit_price": 6.5}
    with database.write() as session:
        computed = add_record(session, RESOURCE, company.id, cards)
        written = add_record(session, RESOURCE, company.id, cards | {"monthly_cost": 15_000})
        unknown = add_record(session, RESOURCE, company.id, cards | {"hours": None})

    assert (computed.computed_cost, computed.cost_a_month) == (18_720, 18_720)
    assert (written.computed_cost, written.cost_a_month) == (None, 15_000)
    assert unknown.cost_a_month is None
