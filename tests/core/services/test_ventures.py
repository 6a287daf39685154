import pytest

from core.errors import Conflict, NotFound, SextantError
from core.services.records import add_record
from core.services.resources import RESOURCE, count_by_kind
from core.services.ventures import (
    StoredCompany,
    add_venture,
    delete_venture,
    find_venture,
    get_venture,
    list_ventures,
    update_venture,
)
from db.session import Database


def test_a_company_is_found_by_name_english_name_and_number(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        added = add_venture(session, {"name": "山茶", "name_en": "Camellia"})

        assert [find_venture(session, name).id for name in ("山茶", " camellia ", str(added.id))] == [added.id] * 3


def test_a_company_that_is_not_there_is_answered_with_those_there_are(
    database: Database, company: StoredCompany
) -> None:
    with database.read() as session, pytest.raises(NotFound, match="Known are: 1 Mountain Tea"):
        find_venture(session, "Valley Tea")


@pytest.mark.parametrize("name", ["Mountain Tea", " mountain tea "])
def test_two_companies_of_one_name_are_refused(database: Database, company: StoredCompany, name: str) -> None:
    with pytest.raises(SextantError, match="already a company"), database.write() as session:
        add_venture(session, {"name": name})

    with database.read() as session:
        assert len(list_ventures(session)) == 1


def test_a_company_cannot_take_the_name_of_another(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        other = add_venture(session, {"name": "Valley Tea"})

    with pytest.raises(SextantError, match="already a company"), database.write() as session:
        update_venture(session, other.id, {"name": "Mountain Tea"})

    with database.write() as session:
        assert update_venture(session, other.id, {"name": "VALLEY TEA"}).name == "VALLEY TEA"


def test_the_card_is_kept_and_a_second_editor_is_told(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        after = update_venture(session, company.id, {"net_burn": 80_000, "headcount": 4}, company.version)
    assert (after.net_burn, after.headcount, after.offer) == (80_000, 4, "tea for offices")

    with pytest.raises(Conflict), database.write() as session:
        update_venture(session, company.id, {"headcount": 5}, company.version)

    with database.read() as session:
        assert get_venture(session, company.id).headcount == 4


def test_one_token_makes_one_company(database: Database) -> None:
    with database.write() as session:
        first = add_venture(session, {"name": "Tea"}, token="click")
        second = add_venture(session, {"name": "Tea"}, token="click")

    assert first.id == second.id


def test_a_deleted_company_takes_its_records_along_and_no_others(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        other = add_venture(session, {"name": "Valley Tea"})
        for venture in (company, other):
            add_record(session, RESOURCE, venture.id, {"name": "Lin", "skills": {"brewing": 3}})

    with database.write() as session:
        delete_venture(session, company.id)

    with database.read() as session:
        assert [left.name for left in list_ventures(session)] == ["Valley Tea"]
        assert count_by_kind(session, company.id) == {}
        assert count_by_kind(session, other.id) == {"talent": 1}
