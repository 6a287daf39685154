"""What leaves the company: a draft for readers outside holds no secret, and says what it withheld."""

import json

import pytest

from core.errors import SextantError
from core.i18n import in_locale, t
from core.jobs.worker import Worker
from core.services.draft_exports import as_json_data, as_markdown, without_names
from core.services.drafting import queue_draft, run_draft
from core.services.drafts import StoredDraft, changed_facts, get_draft, save_version
from core.services.jobs import get_job
from core.services.market import CUSTOMER
from core.services.records import all_records, update_record
from db.session import Database
from tests.secrets import CLASSES, OPEN, PEOPLE, SALARIES, SECRET_NAMES, SECRETS, add_company


class Chatty:
    """A writer that names somebody in every sentence it rewords."""

    name = "chatty"

    def generate(self, prompts: list[str], **_: object) -> list[str]:
        return [f"{SECRET_NAMES[4]} says so." for _ in prompts]


@pytest.fixture
def venture_id(database: Database) -> int:
    with database.write() as session:
        return add_company(session)


def write(database: Database, venture_id: int, language: str, audience: str, writer: object = None) -> StoredDraft:
    with database.write() as session:
        job = queue_draft(session, venture_id, language, audience)
    Worker(database, {"draft": lambda context: run_draft(context, writer)}).run_next(job.id)
    with database.read() as session:
        ended = get_job(session, job.id)
        assert ended.state == "done", ended.error
        return get_draft(session, venture_id, ended.result["draft_id"])


def exports(draft: StoredDraft) -> bytes:
    data = json.dumps(as_json_data("Lamplight", draft), ensure_ascii=False, default=str)
    return (as_markdown("Lamplight", draft) + data).encode()


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize("writer", [None, Chatty()])
def test_a_draft_for_outside_holds_no_secret_and_lists_each_class(
    database: Database, venture_id: int, language: str, writer: object
) -> None:
    draft = write(database, venture_id, language, "outside", writer)

    content = exports(draft)

    assert [secret for secret in SECRETS if secret.encode() in content] == []
    with in_locale(language):
        assert [word for word in map(t, CLASSES) if word.encode() not in content] == []
    assert all(name.encode() in content for name in OPEN)
    assert b"the export stops at row 500" in content


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_the_same_secrets_are_in_the_draft_for_the_team(database: Database, venture_id: int, language: str) -> None:
    content = exports(write(database, venture_id, language, "team"))

    assert all(name.encode() in content for name in (*PEOPLE, "Fang Shuyu", "Northgate Ventures"))
    assert b"withheld" not in content.lower()


def test_the_board_sees_sums_and_people_but_no_salary_and_no_early_partner(database: Database, venture_id: int) -> None:
    content = exports(write(database, venture_id, "en", "board")).decode()

    assert "costs CNY 88.3 k a month" in content and "lasts 8.1 months" in content
    assert PEOPLE[1] in content
    assert "Calls in two languages is over plan by CNY 6.51 k: CNY 57.7 k spent, CNY 51.2 k planned." in content
    assert not [name for name in SECRET_NAMES if name in content and name not in PEOPLE]
    assert not [salary for salary in map(str, SALARIES) if salary in content]
    assert "salaries 2" in content and "candidates 1" in content


def test_right_after_it_was_written_nothing_in_a_draft_for_outside_is_stale(
    database: Database, venture_id: int
) -> None:
    draft = write(database, venture_id, "en", "outside")

    with database.read() as session:
        assert changed_facts(session, venture_id, draft) == {}


@pytest.mark.parametrize("name", [*SECRET_NAMES, "fang shuyu", "Fang\u200b Shuyu"])
def test_an_edit_that_names_somebody_withheld_is_refused(database: Database, venture_id: int, name: str) -> None:
    draft = write(database, venture_id, "en", "outside")

    with database.write() as session, pytest.raises(SextantError, match="may not be named"):
        save_version(session, venture_id, draft.id, {draft.sentences[0].id: f"We thank {name} for it."})


def test_an_edit_that_names_whom_one_may_name_is_kept_with_the_list(database: Database, venture_id: int) -> None:
    draft = write(database, venture_id, "en", "outside")

    with database.write() as session:
        edit = {draft.sentences[0].id: f"We thank {OPEN[0]} for it."}
        new = save_version(session, venture_id, draft.id, edit)

    assert (new.audience, new.withheld) == ("outside", draft.withheld)


def test_a_consent_taken_back_takes_the_sentences_out_of_a_kept_draft(database: Database, venture_id: int) -> None:
    draft = write(database, venture_id, "en", "outside")
    with database.write() as session:
        [customer] = [row for row in all_records(session, CUSTOMER, venture_id) if row.name == OPEN[0]]
        update_record(session, CUSTOMER, customer.id, venture_id, {"may_be_named": False})

    with database.read() as session:
        now = without_names(session, venture_id, draft)

    assert OPEN[0].encode() in exports(draft) and OPEN[0].encode() not in exports(now)
    assert now.withheld["mention"] > draft.withheld.get("mention", 0)


def test_an_unknown_audience_is_refused(database: Database, venture_id: int) -> None:
    with database.write() as session, pytest.raises(SextantError, match="no audience"):
        queue_draft(session, venture_id, "en", "everybody")
