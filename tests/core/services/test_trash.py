from datetime import date

import pytest

from core.services.decisions import DECISION
from core.services.events import EVENT
from core.services.initiatives import ACTION, INITIATIVE, NEED
from core.services.market import COMPETITOR, CUSTOMER, MARKET_SEGMENT
from core.services.money import FIGURE, MONEY_MONTH
from core.services.offers import OFFER
from core.services.partners import CONTACT, NOTE, PARTNER
from core.services.records import Noun, add_record, all_records, delete_records
from core.services.resources import ASSESSMENT, CANDIDATE, RESOURCE
from core.services.trash import NOUNS, empty_trash, list_trash, restore
from core.services.ventures import StoredCompany
from db.session import Database

NAMED = {
    RESOURCE.name: {"name": "Lin"},
    CANDIDATE.name: {"name": "Wu"},
    INITIATIVE.name: {"name": "Voice"},
    NEED.name: {"initiative_id": 1, "capability": "speech"},
    ACTION.name: {"title": "Call the bank"},
    PARTNER.name: {"want": "a bank"},
    CONTACT.name: {"partner_id": 1, "name": "Chen", "title": "Director"},
    NOTE.name: {"partner_id": 1, "text": "They liked it"},
    OFFER.name: {"partner_id": 1, "capability": "GPU compute"},
    EVENT.name: {"name": "Fair"},
    ASSESSMENT.name: {"candidate_id": 1, "rater": "Zhou"},
    CUSTOMER.name: {"name": "Bank"},
    COMPETITOR.name: {"name": "Rival"},
    MARKET_SEGMENT.name: {"name": "Lenders"},
    MONEY_MONTH.name: {"month": date(2026, 5, 1)},
    FIGURE.name: {"name": "Win rate"},
    DECISION.name: {"title": "No voice this year"},
}
TITLES = [
    *("Lin", "Wu", "Voice", "speech", "Call the bank", "a bank", "Chen", "They liked it"),
    *("GPU compute", "Fair", "Zhou"),
    *("Bank", "Rival", "Lenders", "2026-05-01", "Win rate", "No voice this year"),
]
FIRST = (INITIATIVE, PARTNER, CANDIDATE)  # others point to them


@pytest.fixture
def filled(database: Database, company: StoredCompany) -> StoredCompany:
    with database.write() as session:
        for noun in FIRST:
            add_record(session, noun, company.id, NAMED[noun.name])
        for name in NAMED.keys() - {noun.name for noun in FIRST}:
            add_record(session, NOUNS[name], company.id, NAMED[name])
    return company


@pytest.mark.parametrize("noun", NOUNS.values(), ids=NOUNS.keys())
def test_every_kind_of_record_goes_into_the_trash_and_comes_back(
    database: Database, filled: StoredCompany, noun: Noun[object]
) -> None:
    with database.write() as session:
        assert delete_records(session, noun, [1], filled.id) == [1]
        [found] = list_trash(session, filled.id)
        assert (found.noun, found.title) == (noun.name, dict(zip(NAMED, TITLES, strict=True))[noun.name])

    with database.write() as session:
        assert restore(session, noun.name, filled.id, [1]) == 1

    with database.read() as session:
        assert len(all_records(session, noun, filled.id)) == 1
        assert list_trash(session, filled.id) == []


def test_emptying_the_trash_leaves_what_is_live(database: Database, filled: StoredCompany) -> None:
    with database.write() as session:
        delete_records(session, RESOURCE, [1], filled.id)
        delete_records(session, CONTACT, [1], filled.id)

    with database.write() as session:
        assert empty_trash(session, filled.id) == 2

    with database.read() as session:
        assert list_trash(session, filled.id) == []
        assert [len(all_records(session, noun, filled.id)) for noun in (RESOURCE, CONTACT, PARTNER)] == [0, 0, 1]
