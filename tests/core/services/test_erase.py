"""Somebody is erased everywhere: no record, no mention, no byte stays but in the copies that are listed."""

import logging
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from core.errors import SextantError
from core.i18n import set_locale
from core.logs import set_up_logging
from core.services.changes import acting
from core.services.comments import CommentQuery, list_comments
from core.services.data import back_up
from core.services.drafts import get_draft, list_drafts
from core.services.erase import erase, preview
from core.services.erase_find import Names
from core.services.imports import stage_file
from core.services.initiatives import ACTION
from core.services.jobs import add_job
from core.services.market import CUSTOMER
from core.services.partners import CONTACT, NOTE, PARTNER, add_partner
from core.services.records import Noun, add_record, all_records, delete_records, update_record
from core.services.resources import CANDIDATE, RESOURCE
from core.settings import get_settings
from db.models import (
    Assessment,
    Base,
    Change,
    Comment,
    ExternalId,
    ImportBatch,
    Prediction,
    RecordBatch,
    Snooze,
    TeamSession,
)
from db.session import Database
from tests.core.services.test_outside import write
from tests.secrets import add_company

CUSTOMER_NAMES = ("Dunmore Freight", "DF Logistics")
CANDIDATE_NAME = "Fang Shuyu"
CHINESE = "云浦消费金融"


@pytest.fixture
def venture_id(database: Database, home: Path) -> int:
    return add_named(database, home)


def add_named(database: Database, home: Path) -> int:
    """Add a company that names a customer and a candidate wherever one can be named."""
    with database.write() as session:
        venture_id = add_company(session)
        partner = add_partner(session, venture_id, {"name": "Dunmore Freight", "kind": "pilot_customer", "stage": 5})
        add_record(
            session, CONTACT, venture_id, {"partner_id": partner.id, "name": "Lu", "email": "lu@dunmore.example"}
        )
        add_record(session, NOTE, venture_id, {"partner_id": partner.id, "text": "they wait"})
        [other] = [p for p in all_records(session, PARTNER, venture_id) if p.name == "Oakline Compute"]
        said = {
            "partner_id": other.id,
            "text": f"Knows dunmore  freight, DF Logistics, {CANDIDATE_NAME} and {CHINESE}.",
        }
        add_record(session, NOTE, venture_id, said)
        add_record(session, ACTION, venture_id, {"title": "Call", "owner": CANDIDATE_NAME})
        candidate = all_records(session, CANDIDATE, venture_id)[0]
        update_record(session, CANDIDATE, candidate.id, venture_id, {"note": "lives at 12 Elm Road"})
        with acting(CANDIDATE_NAME):
            gone = add_record(session, CUSTOMER, venture_id, {"name": CHINESE, "other_names": ["云浦"]})
            delete_records(session, CUSTOMER, [gone.id], venture_id)
        problem = {"row": 3, "message": "{text} is no date", "values": {"text": f"{CANDIDATE_NAME} {CHINESE}"}}
        session.add(
            RecordBatch(venture_id=venture_id, noun="candidate", file_name=f"{CHINESE}.csv", problems=[problem])
        )
        session.add(ExternalId(venture_id=venture_id, noun="candidate", key=CANDIDATE_NAME, record_id=candidate.id))
        session.add(Snooze(venture_id=venture_id, item="x", who=CANDIDATE_NAME, until_on=date(2030, 1, 1)))
        later = datetime(2030, 1, 1, tzinfo=UTC)
        session.add(TeamSession(token_hash="h", name=CANDIDATE_NAME, expires_at=later))
        batch = session.scalars(select(ImportBatch)).one()
        text = f"Like Dunmore Freight says, and {CHINESE}"
        keys = {"content_key": "said", "unique_key": "said"}
        session.add(Comment(venture_id=venture_id, batch_id=batch.id, row_number=999, text=text, **keys))
    for audience in ("team", "outside"):
        write(database, venture_id, "en", audience)
    stage_file(home / "uploads", "people.csv", f"{CANDIDATE_NAME},{CHINESE}".encode())
    return venture_id


def everything(database: Database) -> str:
    """Return all rows of all tables as text."""
    with database.read() as session:
        tables = Base.metadata.sorted_tables
        return "\n".join(str(row) for table in tables for row in session.execute(select(table))).lower()


def test_a_customer_goes_with_comments_readings_partner_and_contacts(
    database: Database, venture_id: int, home: Path
) -> None:
    with database.read() as session:
        before = session.scalar(select(func.count()).select_from(Prediction))

    done = erase(database, venture_id, ["Dunmore Freight"], "dunmore freight", home)

    assert set(done.names) == set(CUSTOMER_NAMES)
    assert {"comment": 40, "customer": 1, "partner": 1, "contact": 1, "prediction": 40}.items() <= done.gone.items()
    rows = everything(database)
    assert not [w for w in ("dunmore", "df logistics", "lu@dunmore", "refunds never arrive") if w in rows]
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Prediction)) == (before or 0) - 40
        kept, _ = list_comments(session, venture_id, CommentQuery(search="Like"))
        assert kept[0].text == f"Like [erased] says, and {CHINESE}"


def test_a_candidate_goes_with_assessments_and_what_the_log_knew(
    database: Database, venture_id: int, home: Path
) -> None:
    done = erase(database, venture_id, [CANDIDATE_NAME], CANDIDATE_NAME, home)

    assert done.gone == {"candidate": 1, "assessment": 1}
    rows = everything(database)
    assert not [words for words in ("fang shuyu", "elm road", "strong on paper") if words in rows]
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Assessment)) == 0
        assert [a.owner for a in all_records(session, ACTION, venture_id) if a.title == "Call"] == [""]
        logged = session.scalars(select(Change).filter_by(noun="candidate")).all()
        assert {(change.title, len(change.fields)) for change in logged} == {("[erased]", 0)}


def test_a_sentence_of_a_draft_that_named_them_is_replaced_and_says_so(
    database: Database, venture_id: int, home: Path
) -> None:
    done = erase(database, venture_id, [CANDIDATE_NAME], CANDIDATE_NAME, home)

    with database.read() as session:
        drafts = [get_draft(session, venture_id, row[0]) for row in list_drafts(session, venture_id)]
    replaced = [s for draft in drafts for s in draft.sentences if s.text.startswith("[erased: this sentence")]
    assert len(replaced) == done.mentions["draft_sentence"] > 0
    assert all(s.evidence == [] and s.source == "assumption" for s in replaced)


def test_no_byte_of_the_name_stays_but_in_the_copies_that_are_listed(sqlite_database: Database, home: Path) -> None:
    database, venture_id = sqlite_database, add_named(sqlite_database, home)
    set_up_logging(get_settings())
    logging.getLogger("core.test").warning("%s could not be read", CANDIDATE_NAME)
    back_up(database, home / "backups" / "old.db")
    shutil.copy(home / "backups" / "old.db", home / "sextant.before-20261101-100000.db")

    for name in (CHINESE, CANDIDATE_NAME, "Dunmore Freight"):
        done = erase(database, venture_id, [name], name, home)

    searched = [n.encode(code) for n in (CHINESE, CANDIDATE_NAME, *CUSTOMER_NAMES) for code in ("utf-8", "gb18030")]
    holding = {file for file in home.rglob("*") if file.is_file() for name in searched if name in file.read_bytes()}
    escaped = CHINESE.encode("unicode-escape")
    holding |= {file for file in home.rglob("*") if file.is_file() and escaped in file.read_bytes()}
    assert holding == set(done.copies) and len(done.copies) == 2
    assert "[erased] could not be read" in (home / "sextant.log").read_text("utf-8")


def test_the_preview_counts_what_erasing_then_does_and_changes_nothing(
    database: Database, venture_id: int, home: Path
) -> None:
    before = everything(database)

    counted = preview(database, venture_id, ["Dunmore Freight"], home)

    assert everything(database) == before
    done = erase(database, venture_id, ["Dunmore Freight"], "Dunmore Freight", home)
    assert (counted.gone, counted.mentions) == (done.gone, done.mentions)
    assert preview(database, venture_id, ["Dunmore Freight"], home).total == 0


def test_in_chinese_the_mark_is_chinese(database: Database, venture_id: int, home: Path) -> None:
    set_locale("zh-CN")

    erase(database, venture_id, [CHINESE], CHINESE, home)

    with database.read() as session:
        texts = [note.text for note in all_records(session, NOTE, venture_id)]
    assert any("[已删除]" in text for text in texts) and CHINESE not in everything(database)


@pytest.mark.parametrize(
    ("names", "confirmed", "words"),
    [
        (["Fang Shuyu"], "Fang", "exactly"),
        (["Fang Shuyu"], "", "exactly"),
        ([" "], "", "Write the name"),
        (["F"], "F", "too short"),
        (["Lamplight"], "Lamplight", "company itself"),
    ],
)
def test_a_wrong_or_careless_name_erases_nothing(
    database: Database, venture_id: int, home: Path, names: list[str], confirmed: str, words: str
) -> None:
    before = everything(database)

    with pytest.raises(SextantError, match=words):
        erase(database, venture_id, names, confirmed, home)

    assert everything(database) == before


def test_nobody_is_erased_while_a_task_runs(database: Database, venture_id: int, home: Path) -> None:
    with database.write() as session:
        add_job(session, "analyse", venture_id)

    with pytest.raises(SextantError, match="task is running"):
        erase(database, venture_id, [CANDIDATE_NAME], CANDIDATE_NAME, home)


def test_others_of_the_same_company_keep_every_record(database: Database, venture_id: int, home: Path) -> None:
    nouns: tuple[Noun[Any], ...] = (RESOURCE, PARTNER, CUSTOMER)
    with database.read() as session:
        before = {noun.name: len(all_records(session, noun, venture_id)) for noun in nouns}

    erase(database, venture_id, [CANDIDATE_NAME], CANDIDATE_NAME, home)

    with database.read() as session:
        assert {noun.name: len(all_records(session, noun, venture_id)) for noun in nouns} == before


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Won", "we won; Won said", "we [x]; [x] said"),
        ("Lin", "a linear plan by Lin", "a linear plan by [x]"),
        ("云浦", "去云浦开会", "去[x]开会"),
        ("C++ Lab", "the C++ Lab, C++  lab", "the [x], [x]"),
    ],
)
def test_a_name_is_replaced_as_whole_words(name: str, text: str, left: str) -> None:
    assert Names((name,)).without(text, "[x]") == left
