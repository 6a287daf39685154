"""Offers of partners: expected before agreement, counted from it on, by the board, the command's data, and the draft."""

from datetime import date, timedelta
from typing import Any

import pytest

from core.errors import SextantError
from core.services.board import board_as_data, get_board, planning_version
from core.services.initiatives import INITIATIVE, NEED
from core.services.matches import find_matches, read_sides
from core.services.offers import OFFER, live_offers
from core.services.outcomes import set_outcome
from core.services.partners import PARTNER, StoredPartner, add_partner, move_partner
from core.services.portfolio import get_portfolio
from core.services.records import add_record, all_records, delete_records, restore_records
from core.services.resources import RESOURCE
from core.services.snapshot import make_snapshot
from core.services.synergy import get_synergy
from core.services.ventures import StoredCompany, add_venture
from core.strategy.picture import Picture
from core.strategy.sections.market_partners import points
from db.session import Database

TODAY = date.today()


@pytest.fixture
def cloud(database: Database, company: StoredCompany) -> StoredPartner:
    """Return a supplier in talks that offers half of the GPU compute a trial worth 80 needs; Li has the other need."""
    with database.write() as session:
        add_record(session, RESOURCE, company.id, {"name": "Li", "skills": {"Retrieval": 2}})
        values = {"name": "Trial", "impact": 80, "cost": 10.0, "effort": 1.0}
        trial = add_record(session, INITIATIVE, company.id, values).id
        add_record(session, NEED, company.id, {"initiative_id": trial, "capability": "Retrieval"})
        cards = {"kind": "technology", "capability": "GPU compute"}
        add_record(session, NEED, company.id, cards | {"initiative_id": trial, "quantity": 8})
        partner = add_partner(session, company.id, {"name": "Cloud Nine", "kind": "supplier", "stage": 5})
        add_record(session, OFFER, company.id, cards | {"partner_id": partner.id, "quantity": 4})
        return partner


def test_an_offer_is_expected_until_agreement_and_then_changes_coverage_everywhere(
    database: Database, company: StoredCompany, cloud: StoredPartner
) -> None:
    def figures() -> tuple[Any, ...]:
        with database.read() as session:
            board = get_board(session, company.id)
            [initiative] = board_as_data(board)["initiatives"]
            best = get_portfolio(session, company.id, 100, 10).portfolio.best.value
            draft = Picture(make_snapshot(session, company.id, "en")).coverage[initiative["id"]].readiness
        return initiative["readiness"], best, draft, len(board.expected), board.expected_gain

    before = figures()
    with database.write() as session:
        move_partner(session, cloud.id, company.id, 6)

    ready = 0.5**0.5
    assert before == pytest.approx((0, 0, 0, 1, 80 * ready))
    assert figures() == pytest.approx((ready, 80 * ready, ready, 0, 0))


def test_the_board_says_whose_offer_serves_a_need_and_synergy_what_it_adds(
    database: Database, company: StoredCompany, cloud: StoredPartner
) -> None:
    with database.write() as session:
        move_partner(session, cloud.id, company.id, 6)

    with database.read() as session:
        data = board_as_data(get_board(session, company.id))
        first = get_synergy(session, company.id)

    [offer] = data["offers"]
    need = next(row for row in data["initiatives"][0]["needs"] if row["capability"] == "GPU compute")
    assert need["served_by"] == [{"offer": offer["offer"], "quantity": 4}]
    assert (offer["name"], offer["counts"]) == ("Cloud Nine · GPU compute", True)
    assert {row["capability"]: "offer" in row for row in data["single_holders"]} == {
        "Retrieval": False,
        "GPU compute": True,
    }
    assert {row.resource_id > 0 for row in first.contributions if row.value > 0} == {True, False}


@pytest.mark.parametrize("outcome", ["lost", "paused"])
def test_an_offer_of_a_lost_or_paused_partner_is_neither_counted_nor_expected(
    database: Database, company: StoredCompany, cloud: StoredPartner, outcome: Any
) -> None:
    with database.write() as session:
        move_partner(session, cloud.id, company.id, 6)
        set_outcome(session, cloud.id, company.id, outcome, reason="budget", paused_until=TODAY)

    with database.read() as session:
        board = get_board(session, company.id)
        sides = read_sides(session, company.id)
    assert (board.expected, len(board.supplies), find_matches(sides)) == ([], 1, [])


def test_an_offer_ends_on_its_day_and_lies_in_the_trash_with_its_partner(
    database: Database, company: StoredCompany, cloud: StoredPartner
) -> None:
    with database.write() as session:
        row = {"partner_id": cloud.id, "capability": "Sales", "kind": "talent"}
        add_record(session, OFFER, company.id, row | {"until_on": TODAY - timedelta(days=1)})
        add_record(session, OFFER, company.id, row | {"until_on": TODAY})

    def count() -> int:
        with database.read() as session:
            return len(live_offers(session, company.id, TODAY))

    assert count() == 2
    with database.write() as session:
        delete_records(session, PARTNER, [cloud.id], company.id)
    assert count() == 0
    with database.write() as session:
        restore_records(session, PARTNER, [cloud.id], company.id)
    assert count() == 2


def test_whatever_changes_an_offer_or_its_partner_makes_the_board_read_anew(
    database: Database, company: StoredCompany, cloud: StoredPartner
) -> None:
    marks = []
    for step in (
        lambda session: None,
        lambda session: move_partner(session, cloud.id, company.id, 6),
        lambda session: add_record(session, OFFER, company.id, {"capability": "Sales"}),
        lambda session: delete_records(
            session, OFFER, [row.id for row in all_records(session, OFFER, company.id)][:1], company.id
        ),
    ):
        with database.write() as session:
            step(session)
        with database.read() as session:
            marks.append(planning_version(session, company.id))

    assert len(set(marks)) == 4


def test_another_companys_partner_is_refused(database: Database, company: StoredCompany, cloud: StoredPartner) -> None:
    with database.write() as session:
        other = add_venture(session, {"name": "Other"})

        with pytest.raises(SextantError, match="Choose another one"):
            add_record(session, OFFER, other.id, {"capability": "Sales", "partner_id": cloud.id})


def test_gaps_and_wants_meet_offers_in_both_directions(
    database: Database, company: StoredCompany, cloud: StoredPartner
) -> None:
    sales = {"kind": "talent", "capability": "Sales"}
    with database.write() as session:
        add_record(session, OFFER, company.id, sales)
        add_record(session, OFFER, company.id, sales | {"partner_id": cloud.id, "direction": "want", "quantity": 2})

    with database.read() as session:
        found = find_matches(read_sides(session, company.id))

    assert [(m.want.title, m.offer.title, m.score) for m in found] == [
        ("Trial", "Cloud Nine", 0.5),
        ("Cloud Nine", "", 0.5),
    ]


def test_what_is_agreed_is_not_matched_again(database: Database, company: StoredCompany, cloud: StoredPartner) -> None:
    with database.write() as session:
        move_partner(session, cloud.id, company.id, 6)

    with database.read() as session:
        assert find_matches(read_sides(session, company.id)) == []


def test_the_draft_says_what_is_expected_from_whom(
    database: Database, company: StoredCompany, cloud: StoredPartner
) -> None:
    with database.read() as session:
        plan = points(Picture(make_snapshot(session, company.id, "en")))

    assert [point.text for point in plan if "Expected from" in point.text] == [
        "Expected from Cloud Nine for GPU compute: GPU compute; it counts from the stage Agreement on."
    ]
