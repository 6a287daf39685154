import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from core.errors import NotFound, SextantError
from core.jobs.worker import Worker
from core.runtime import Runtime
from core.services.draft_exports import as_json_data, as_markdown
from core.services.drafting import queue_draft, run_draft
from core.services.drafts import changed_facts, get_draft
from core.services.jobs import JobContext, StoredJob, get_job
from core.services.ventures import add_venture, list_ventures, update_venture
from db.models import Draft, Run
from db.session import Database

SECTIONS = ["where_we_stand", "talent", "technology", "market_partners", "customers_say", "next_90_days"]
both_languages = pytest.mark.parametrize(("demo", "language"), [("en", "en"), ("zh-CN", "zh-CN")], indirect=["demo"])


def write(database: Database, language: str = "en", venture_id: int = 1) -> int:
    with database.write() as session:
        job = queue_draft(session, venture_id, language)
    Worker(database, {"draft": lambda context: run_draft(context, None)}).run_next(job.id)
    with database.read() as session:
        ended = get_job(session, job.id)
    assert ended.state == "done", ended.error
    return int(ended.result["draft_id"])


def shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    return [shape(value[0])] if isinstance(value, list) and value else type(value)


@both_languages
def test_a_draft_of_the_demo_has_all_sections_and_a_source_for_each_sentence(demo: Runtime, language: str) -> None:
    draft_id = write(demo.database, language)

    with demo.database.read() as session:
        draft = get_draft(session, 1, draft_id)
    assert list(draft.titles) == SECTIONS
    assert {sentence.section for sentence in draft.sentences} == set(SECTIONS)
    assert {sentence.source for sentence in draft.sentences} <= {"record", "computed", "play", "assumption"}
    assert all(sentence.evidence for sentence in draft.sentences)
    assert {sentence.worded_by for sentence in draft.sentences} == {"planner"}


@both_languages
def test_the_json_of_a_draft_has_the_shape_that_was_agreed(demo: Runtime, language: str) -> None:
    draft_id = write(demo.database, language)

    with demo.database.read() as session:
        company = list_ventures(session)[0].name
        data = json.loads(json.dumps(as_json_data(company, get_draft(session, 1, draft_id))))
    assert list(data) == ["venture", "language", "audience", "generator", "missing", "sections"]
    assert (data["venture"], data["language"], data["generator"]) == (company, language, "none")
    sentences = [sentence for section in data["sections"] for sentence in section["sentences"]]
    assert {tuple(section) for section in data["sections"]} == {("id", "title", "sentences")}
    assert {tuple(sentence) for sentence in sentences} == {("text", "source", "worded_by", "evidence")}
    evidence = {tuple(fact)[:6] for sentence in sentences for fact in sentence["evidence"]}
    assert evidence == {("id", "kind", "subject", "value", "unit", "text")}


@both_languages
def test_right_after_it_was_written_nothing_in_a_draft_is_stale(demo: Runtime, language: str) -> None:
    draft_id = write(demo.database, language)

    with demo.database.read() as session:
        assert changed_facts(session, 1, get_draft(session, 1, draft_id)) == {}


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Atlantis/Nowhere"])
def test_a_draft_is_of_the_day_it_is_where_the_company_is(demo: Runtime, zone: str) -> None:
    with demo.database.write() as session:
        update_venture(session, 1, {"time_zone": zone})

    draft_id = write(demo.database)

    with demo.database.read() as session:
        assert changed_facts(session, 1, get_draft(session, 1, draft_id)) == {}


def test_the_text_is_chinese_where_it_is_asked_for(demo: Runtime) -> None:
    draft_id = write(demo.database, "zh-CN")

    with demo.database.read() as session:
        markdown = as_markdown("听答", get_draft(session, 1, draft_id))
    assert "¥386 万" in markdown
    assert "Cash is" not in markdown


def test_markdown_has_every_sentence_and_its_sources(demo: Runtime, tmp_path: Path) -> None:
    draft_id = write(demo.database)

    with demo.database.read() as session:
        draft = get_draft(session, 1, draft_id)
    markdown = as_markdown("Tingda", draft)
    assert all(title in markdown for title in draft.titles.values())
    assert markdown.count("CNY 3.86 m") >= 2


def test_a_company_without_records_gets_a_draft_that_asks_at_most_five_questions(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        venture = add_venture(session, {"name": "Tea"})

    draft_id = write(sqlite_database, venture_id=venture.id)

    with sqlite_database.read() as session:
        draft = get_draft(session, venture.id, draft_id)
    assert 1 <= len(draft.missing) <= 5
    assert shape(draft.missing) == [{"id": str, "text": str, "unlocks": int, "page": str}]


def test_a_task_that_is_begun_again_keeps_one_draft(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        venture = add_venture(session, {"name": "Tea"})
        job = queue_draft(session, venture.id, "en", token="click")
        assert queue_draft(session, venture.id, "en", token="click").id == job.id
    worker = Worker(sqlite_database, {"draft": lambda context: run_draft(context, None)})
    worker.run_next(job.id)
    first = _result(sqlite_database, job)

    with sqlite_database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE job SET state = 'queued', result = '{}'")
    worker.run_next(job.id)

    assert _result(sqlite_database, job)["draft_id"] == first["draft_id"]
    with sqlite_database.read() as session:
        assert session.scalar(select(func.count()).select_from(Draft)) == 1
        assert session.scalars(select(Run.kind)).all() == ["draft"]


def test_a_cancelled_draft_is_not_kept(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    with sqlite_database.write() as session:
        venture = add_venture(session, {"name": "Tea"})
        job = queue_draft(session, venture.id, "en")

    def cancelled(context: JobContext) -> dict[str, Any]:
        context.cancelled = True
        return run_draft(context, None)

    Worker(sqlite_database, {"draft": cancelled}).run_next(job.id)

    with sqlite_database.read() as session:
        assert get_job(session, job.id).state == "cancelled"
        assert session.scalars(select(Draft)).all() == []


def test_an_unknown_language_or_company_is_refused(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        venture = add_venture(session, {"name": "Tea"})
        with pytest.raises(SextantError, match="no language fr"):
            queue_draft(session, venture.id, "fr")
        with pytest.raises(NotFound):
            queue_draft(session, 999, "en")


def _result(database: Database, job: StoredJob) -> dict[str, Any]:
    with database.read() as session:
        return get_job(session, job.id).result
