from datetime import date

import pytest

from core.errors import SextantError
from core.i18n import in_locale
from core.planning.templates import roles, tools
from core.services.board import get_board
from core.services.initiatives import INITIATIVE, NEED
from core.services.records import add_record, all_records
from core.services.resources import RESOURCE
from core.services.templates import add_from_template, role_values, tool_values
from core.services.ventures import StoredCompany, add_venture
from db.session import Database

START = date(2027, 1, 4)


def test_a_template_becomes_an_initiative_with_dated_needs_and_opens_seats(
    database: Database, company: StoredCompany
) -> None:
    with database.write() as session:
        added = add_from_template(session, company.id, "bank_deployment", "zh-CN", START)
        board = get_board(session, company.id)

    assert (added.name, added.cost, added.starts_on) == ("银行客户私有化部署 POC", 260_000, START)
    assert added.due_on == date(2027, 3, 29)
    assert len(board.needs) == len(board.gaps) == 6
    assert {need.capability: need.due_on for need in board.needs}["金融合规"] == date(2027, 1, 25)


def test_an_idea_of_the_templates_name_is_given_its_needs_instead_of_a_twin(
    database: Database, company: StoredCompany
) -> None:
    with database.write() as session:
        idea = add_record(session, INITIATIVE, company.id, {"name": "银行客户私有化部署 poc", "cost": 90_000})
        filled = [add_from_template(session, company.id, "bank_deployment", "en", START, "click") for _ in range(2)]

        assert [one.id for one in filled] == [idea.id, idea.id]
        assert filled[0].cost == 90_000
        assert len(all_records(session, NEED, company.id)) == 6


def test_the_same_click_twice_adds_nothing(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        first = add_from_template(session, company.id, "hiring_round", "en", START, "click")
        second = add_from_template(session, company.id, "hiring_round", "en", START, "click")

        assert first.id == second.id
        assert len(all_records(session, INITIATIVE, company.id)) == 1
        assert len(all_records(session, NEED, company.id)) == 4


def test_a_capability_keeps_the_name_the_company_gave_it_in_either_language(
    database: Database, company: StoredCompany
) -> None:
    with database.write() as session:
        add_record(session, RESOURCE, company.id, {"name": "李", "skills": {"私有化部署与 GPU 运维": 3}})
        added = add_from_template(session, company.id, "gpu_migration", "en", START)
        coverage = get_board(session, company.id).coverages[added.id]

    shares = {row.need.capability: row.share for row in coverage.needs}
    assert shares["私有化部署与 GPU 运维"] == 1 and shares["Fast model serving"] == 0


def test_a_cost_nobody_gave_in_the_currency_stays_open(database: Database) -> None:
    with database.write() as session:
        yen = add_venture(session, {"name": "Tea", "currency": "JPY"})
        dollars = add_venture(session, {"name": "Coffee", "currency": "USD"})

        assert add_from_template(session, yen.id, "hiring_round", "en", START).cost is None
        assert add_from_template(session, dollars.id, "hiring_round", "en", START).cost == 40_000


def test_a_template_that_is_not_there_is_refused(database: Database, company: StoredCompany) -> None:
    with pytest.raises(SextantError, match="no template"), database.write() as session:
        add_from_template(session, company.id, "moon", "en", START)


@pytest.mark.parametrize("locale", ["en", "zh-CN"])
def test_every_role_and_tool_fills_a_form_that_can_be_saved(
    database: Database, company: StoredCompany, locale: str
) -> None:
    with database.write() as session, in_locale(locale):
        filled = [role_values(session, company.id, role, locale) | {"name": "Li"} for role in roles().values()]
        filled += [tool_values(session, company.id, tool, locale) for tool in tools().values()]
        saved = [add_record(session, RESOURCE, company.id, values) for values in filled]

    assert len(saved) == len(roles()) + len(tools())
    assert saved[0].skills[{"en": "Data analysis", "zh-CN": "数据分析"}[locale]] == 3
