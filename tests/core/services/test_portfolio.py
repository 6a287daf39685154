"""Prerequisites kept free of circles, and the portfolio of a company with its reasons."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from core.errors import Conflict, SextantError
from core.i18n import in_locale
from core.services.board import planning_version
from core.services.initiatives import INITIATIVE, NEED, StoredInitiative
from core.services.portfolio import as_data, get_portfolio, take_choice
from core.services.records import add_record, all_records, delete_records, get_record, restore_records, update_record
from core.services.resources import RESOURCE
from core.services.ventures import StoredCompany, update_venture
from db.session import Database


def initiative(session: Session, venture_id: int, name: str, capability: str = "", **more: Any) -> StoredInitiative:
    """Add an initiative that costs 100 and takes a month, with one need if a capability is given."""
    values = {"name": name, "impact": 80, "cost": 100.0, "effort": 1.0} | more
    row = add_record(session, INITIATIVE, venture_id, values)
    if capability:
        add_record(session, NEED, venture_id, {"initiative_id": row.id, "capability": capability})
    return row


@pytest.fixture
def ids(database: Database, company: StoredCompany) -> dict[str, int]:
    with database.write() as session:
        add_record(session, RESOURCE, company.id, {"name": "Li", "skills": {"retrieval": 3}})
        trial = initiative(session, company.id, "Trial", "retrieval")
        search = initiative(session, company.id, "Search", "retrieval", requires=[trial.id], impact=60)
        speech = initiative(session, company.id, "Speech", "speech")
        return {"Trial": trial.id, "Search": search.id, "Speech": speech.id}


def test_a_circle_of_requirements_is_refused_by_name_and_nothing_is_kept(
    database: Database, company: StoredCompany, ids: dict[str, int]
) -> None:
    with pytest.raises(SextantError, match="circle: Trial → Search → Trial"), database.write() as session:
        update_record(session, INITIATIVE, ids["Trial"], company.id, {"requires": [ids["Search"]]})

    with pytest.raises(SextantError, match="circle: Speech → Speech"), database.write() as session:
        update_record(session, INITIATIVE, ids["Speech"], company.id, {"requires": [ids["Speech"]]})

    with database.read() as session:
        assert get_record(session, INITIATIVE, ids["Trial"], company.id).requires == []


def test_what_lies_in_the_trash_is_required_by_nobody(
    database: Database, company: StoredCompany, ids: dict[str, int]
) -> None:
    with database.write() as session:
        delete_records(session, INITIATIVE, [ids["Trial"]], company.id)
        data = as_data(get_portfolio(session, company.id, 100, 12))

    [search] = [row for row in data["initiatives"] if row["name"] == "Search"]
    assert (search["requires"], search["chosen"]) == ([], True)


def test_a_circle_that_came_back_out_of_the_trash_is_named(
    database: Database, company: StoredCompany, ids: dict[str, int]
) -> None:
    with database.write() as session:
        delete_records(session, INITIATIVE, [ids["Search"]], company.id)
        update_record(session, INITIATIVE, ids["Trial"], company.id, {"requires": [ids["Search"]]})
        restore_records(session, INITIATIVE, [ids["Search"]], company.id)

    with pytest.raises(SextantError, match="Trial → Search → Trial"), database.read() as session:
        get_portfolio(session, company.id, 100, 12)


def test_the_portfolio_holds_every_open_initiative_with_its_reason(
    database: Database, company: StoredCompany, ids: dict[str, int]
) -> None:
    with database.write() as session:
        initiative(session, company.id, "No needs", state="chosen")
        initiative(session, company.id, "Dear", "retrieval", cost=5_000.0)
        initiative(session, company.id, "Unpriced", "retrieval", cost=None)
        initiative(session, company.id, "Finished", "retrieval", state="done")
        data = as_data(get_portfolio(session, company.id, 150, 12))

    assert (data["value"], data["value_with_10_percent_more"]) == (80, 80)
    assert {row["name"]: row["reason"] for row in data["initiatives"]} == {
        "Trial": "",
        "Search": "Costs CNY 200 with what it requires (“Trial”), more than the whole budget.",
        "Speech": "Readiness 0: nothing of Talent.",
        "No needs": "Readiness unknown: no needs are recorded.",
        "Dear": "Costs CNY 5 k, more than the whole budget.",
        "Unpriced": "Cost missing.",
    }


def test_a_larger_budget_changes_what_is_chosen_and_who_is_asked_for_too_much(
    database: Database, company: StoredCompany, ids: dict[str, int]
) -> None:
    with database.read() as session, in_locale("zh-CN"):
        small = get_portfolio(session, company.id, 190, 12)
        large = get_portfolio(session, company.id, 200, 12)

    assert (small.portfolio.best.chosen, small.portfolio.entering) == ({ids["Trial"]}, {ids["Search"]})
    assert large.portfolio.best.chosen == {ids["Trial"], ids["Search"]}
    assert [load.share for load in large.overloaded] == [2.0] and small.overloaded == []
    assert large.reasons == {ids["Speech"]: "就绪度为 0：缺人才。"}


def test_what_requires_something_paused_cannot_be_chosen(
    database: Database, company: StoredCompany, ids: dict[str, int]
) -> None:
    with database.write() as session:
        update_record(session, INITIATIVE, ids["Trial"], company.id, {"state": "paused"})
        found = get_portfolio(session, company.id, 900, 12)

        update_record(session, INITIATIVE, ids["Trial"], company.id, {"state": "done"})
        after = get_portfolio(session, company.id, 900, 12)

    assert found.reasons[ids["Search"]] == "Requires “Trial”, which cannot be chosen."
    assert after.portfolio.best.chosen == {ids["Search"]}


def test_taking_a_choice_sets_the_states_of_what_is_open(
    database: Database, company: StoredCompany, ids: dict[str, int]
) -> None:
    with database.write() as session:
        update_record(session, INITIATIVE, ids["Speech"], company.id, {"state": "chosen"})
        moved = take_choice(session, company.id, get_portfolio(session, company.id, 100, 12))

    with database.read() as session:
        states = {name: get_record(session, INITIATIVE, n, company.id).state for name, n in ids.items()}
    assert moved == (1, 1)
    assert states == {"Trial": "chosen", "Search": "idea", "Speech": "idea"}


def test_a_choice_reckoned_before_somebody_else_changed_it_is_refused_whole(
    database: Database, company: StoredCompany, ids: dict[str, int]
) -> None:
    with database.write() as session:
        found = get_portfolio(session, company.id, 200, 12)
        update_record(session, INITIATIVE, ids["Search"], company.id, {"cost": 900.0})

    with pytest.raises(Conflict), database.write() as session:
        take_choice(session, company.id, found)

    with database.read() as session:
        assert get_record(session, INITIATIVE, ids["Trial"], company.id).state == "idea"


@pytest.mark.parametrize("change", ["resource", "need", "initiative", "trash", "undo", "company"])
def test_whatever_the_board_is_reckoned_from_changes_its_mark(
    database: Database, company: StoredCompany, ids: dict[str, int], change: str
) -> None:
    marks = []
    for turn in range(2):
        with database.write() as session:
            if turn:
                change_something(session, company.id, ids, change)
            elif change == "undo":
                delete_records(session, INITIATIVE, [ids["Trial"]], company.id)
        with database.read() as session:
            marks.append(planning_version(session, company.id))

    assert marks[0] != marks[1]
    with database.read() as session:
        assert planning_version(session, company.id) == marks[1]


def change_something(session: Session, venture_id: int, ids: dict[str, int], what: str) -> None:
    """Change one thing that the board is reckoned from."""
    if what == "resource":
        [li] = all_records(session, RESOURCE, venture_id)
        update_record(session, RESOURCE, li.id, venture_id, {"skills": {"retrieval": 1}})
    elif what == "need":
        add_record(session, NEED, venture_id, {"initiative_id": ids["Trial"], "capability": "sales"})
    elif what == "initiative":
        update_record(session, INITIATIVE, ids["Trial"], venture_id, {"impact": 10})
    elif what == "trash":
        delete_records(session, INITIATIVE, [ids["Trial"]], venture_id)
    elif what == "undo":
        restore_records(session, INITIATIVE, [ids["Trial"]], venture_id)
    else:
        update_venture(session, venture_id, {"currency": "USD"})
