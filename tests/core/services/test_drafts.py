from datetime import timedelta

import pytest
from sqlalchemy import select

from core.errors import NotFound, SextantError
from core.services.drafts import (
    StoredDraft,
    changed_facts,
    delete_draft,
    get_draft,
    keep_draft,
    list_drafts,
    save_version,
)
from core.services.records import add_record, all_records, delete_records, update_record
from core.services.resources import RESOURCE
from core.services.snapshot import day_of, make_snapshot
from core.services.trash import restore
from core.services.ventures import StoredCompany, get_venture, update_venture
from core.strategy.model import Sentence
from core.strategy.planner import plan_draft
from db.base import now
from db.models import Draft
from db.session import Database


def plan_and_keep(database: Database, company: StoredCompany, days_ago: int = 0) -> StoredDraft:
    with database.write() as session:
        moment = now() - timedelta(days=days_ago)
        plan = plan_draft(make_snapshot(session, company.id, "en", day_of(company, moment)), "en", "team")
        words = [(p.section, Sentence(p.text, p.source, "planner", p.facts)) for p in plan.points]
        row = keep_draft(session, company.id, plan, words, language="en", audience="team", generator="none")
        row.created_at = moment
        session.flush()
        return get_draft(session, company.id, row.id)


@pytest.fixture
def draft(database: Database, company: StoredCompany) -> StoredDraft:
    """Return a draft over a company with two people, a card with cash, and a contract that ends."""
    with database.write() as session:
        update_venture(session, company.id, {"net_burn": 100_000.0, "cash_on": day_of(company, now())})
        add_record(session, RESOURCE, company.id, {"name": "Lin", "skills": {"brewing": 3}, "monthly_cost": 20_000})
        add_record(session, RESOURCE, company.id, {"name": "Wu", "skills": {"sales": 2}, "monthly_cost": 10_000})
    return plan_and_keep(database, company)


def cash_sentence(draft: StoredDraft) -> int:
    return next(s.id for s in draft.sentences if any(fact.id == "company.cash" for fact in s.evidence))


def test_a_changed_fact_marks_the_sentences_that_rest_on_it_and_no_others(
    database: Database, company: StoredCompany, draft: StoredDraft
) -> None:
    with database.write() as session:
        update_venture(session, company.id, {"cash": 1_800_000.0})

    with database.read() as session:
        changes = changed_facts(session, company.id, draft)

    [change, *_] = changes[cash_sentence(draft)]
    assert (change.subject, change.before, change.after) == ("Cash", "CNY 900 k", "CNY 1.8 m")
    assert cash_sentence(draft) in changes and len(changes) < len(draft.sentences)


def test_a_record_that_is_gone_is_said_to_be_gone(
    database: Database, company: StoredCompany, draft: StoredDraft
) -> None:
    with database.write() as session:
        ids = [row.id for row in all_records(session, RESOURCE, company.id)]
        delete_records(session, RESOURCE, ids, company.id)

    with database.read() as session:
        changes = [change for found in changed_facts(session, company.id, draft).values() for change in found]
    assert any(change.after is None for change in changes)


def test_a_record_put_back_as_it_was_is_no_change(
    database: Database, company: StoredCompany, draft: StoredDraft
) -> None:
    with database.write() as session:
        update_venture(session, company.id, {"cash": 1.0})
        update_venture(session, company.id, {"cash": 900_000.0})

    with database.read() as session:
        assert changed_facts(session, company.id, draft) == {}


def test_a_day_going_by_changes_nothing_in_a_draft_or_in_an_edited_version_of_it(
    database: Database, company: StoredCompany, draft: StoredDraft
) -> None:
    with database.write() as session:
        company = get_venture(session, company.id)
        ids = [row.id for row in all_records(session, RESOURCE, company.id)]
        update_record(session, RESOURCE, ids[0], company.id, {"until_on": now().date() + timedelta(days=40)})
    old = plan_and_keep(database, company, days_ago=12)

    with database.write() as session:
        edited = save_version(session, company.id, old.id, {old.sentences[0].id: "In our own words."})
        again = save_version(session, company.id, edited.id, {edited.sentences[0].id: "Once more."})

    with database.read() as session:
        for version in (old, edited, again):
            assert changed_facts(session, company.id, get_draft(session, company.id, version.id)) == {}


def test_an_edited_sentence_makes_a_new_version_and_leaves_the_old_one(
    database: Database, company: StoredCompany, draft: StoredDraft
) -> None:
    first, second, *_ = draft.sentences

    with database.write() as session:
        new = save_version(session, company.id, draft.id, {first.id: " We have cash. ", second.id: second.text})

    assert (new.number, new.sentences[0].text, new.sentences[0].worded_by) == (2, "We have cash.", "user")
    assert [s.text for s in new.sentences[1:]] == [s.text for s in draft.sentences[1:]]
    assert [s.evidence for s in new.sentences] == [s.evidence for s in draft.sentences]
    with database.read() as session:
        assert get_draft(session, company.id, draft.id) == draft
        assert [number for _, number, *_ in list_drafts(session, company.id)] == [2, 1]


def test_an_emptied_sentence_is_dropped(database: Database, company: StoredCompany, draft: StoredDraft) -> None:
    with database.write() as session:
        new = save_version(session, company.id, draft.id, {draft.sentences[0].id: "  "})

    assert [s.text for s in new.sentences] == [s.text for s in draft.sentences[1:]]


def test_a_number_that_no_fact_holds_turns_the_sentence_into_an_assumption(
    database: Database, company: StoredCompany, draft: StoredDraft
) -> None:
    with database.write() as session:
        edits = {cash_sentence(draft): "Cash is CNY 900 k and lasts 99 months."}
        new = save_version(session, company.id, draft.id, edits)

    [edited] = [s for s in new.sentences if s.worded_by == "user"]
    assert (edited.source, "99" in edited.refused) == ("assumption", True)


def test_a_version_without_a_change_is_refused(database: Database, company: StoredCompany, draft: StoredDraft) -> None:
    with database.write() as session, pytest.raises(SextantError, match="Nothing was changed"):
        save_version(session, company.id, draft.id, {s.id: s.text for s in draft.sentences})


def test_a_deleted_draft_is_gone_and_comes_back(database: Database, company: StoredCompany, draft: StoredDraft) -> None:
    with database.write() as session:
        delete_draft(session, company.id, draft.id)
        assert list_drafts(session, company.id) == []
        with pytest.raises(NotFound):
            get_draft(session, company.id, draft.id)

        assert restore(session, "draft", company.id, [draft.id]) == 1

    with database.read() as session:
        assert get_draft(session, company.id, draft.id) == draft


def test_numbers_of_drafts_are_never_used_twice(database: Database, company: StoredCompany, draft: StoredDraft) -> None:
    with database.write() as session:
        delete_draft(session, company.id, draft.id)

    assert plan_and_keep(database, company).number == 2
    with database.read() as session:
        assert session.scalars(select(Draft.number).order_by(Draft.id)).all() == [1, 2]
