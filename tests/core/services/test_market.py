from datetime import date

import pytest

from core.services.decisions import DECISION
from core.services.market import COMPETITOR, CUSTOMER, MARKET_SEGMENT, StoredMarketSegment
from core.services.records import add_record, delete_records, get_record
from core.services.trash import list_trash, restore
from core.services.validation import InvalidField
from core.services.ventures import StoredCompany
from db.session import Database


def test_a_customer_keeps_the_names_its_comments_carry(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        added = add_record(session, CUSTOMER, company.id, {"name": "Bank", "other_names": ["B\0ank Ltd", "银行"]})

    with database.read() as session:
        found = get_record(session, CUSTOMER, added.id, company.id)
    assert (found.other_names, found.may_be_named, found.may_be_quoted) == (["Bank Ltd", "银行"], False, False)


def test_the_size_of_a_market_is_unknown_while_a_figure_is_missing() -> None:
    known = {"id": 1, "version": 1, "name": "Lenders", "accounts": 300.0, "yearly_price": 80_000.0}

    assert StoredMarketSegment(**known, share=0.05).winnable == 1_200_000
    assert (StoredMarketSegment(**known).size, StoredMarketSegment(**known).winnable) == (24_000_000, None)
    assert StoredMarketSegment(id=1, version=1, name="x", accounts=5, share=0.5).size is None


def test_a_share_above_one_is_refused(database: Database, company: StoredCompany) -> None:
    with pytest.raises(InvalidField, match="Share we can win"), database.write() as session:
        add_record(session, MARKET_SEGMENT, company.id, {"name": "Lenders", "share": 5})


def test_market_and_decisions_come_back_from_the_trash(database: Database, company: StoredCompany) -> None:
    made = {}
    with database.write() as session:
        for noun in (CUSTOMER, COMPETITOR, MARKET_SEGMENT):
            made[noun.name] = add_record(session, noun, company.id, {"name": noun.name}).id
            delete_records(session, noun, [made[noun.name]], company.id)
        decided = {"title": "Stop voice", "decided_on": date(2026, 5, 4), "why": "no engineer"}
        made["decision"] = add_record(session, DECISION, company.id, decided).id
        delete_records(session, DECISION, [made["decision"]], company.id)

    with database.write() as session:
        titles = {item.noun: item.title for item in list_trash(session, company.id)}
        restored = [restore(session, noun, company.id, [number]) for noun, number in made.items()]

    assert titles == {n: "Stop voice" if n == "decision" else n for n in made}
    assert restored == [1, 1, 1, 1]
