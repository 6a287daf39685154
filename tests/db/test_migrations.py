"""Each later migration, on a database that an earlier Sextant filled."""

from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect, text

from db import upgrade as module
from db.models import Action, Base, Candidate, Comment, Correction, Customer, Initiative, Partner, Prediction, Resource
from db.session import Database
from db.upgrade import upgrade

MOMENT = "2026-01-02 03:04:05+00:00"
RECORD = {"venture_id": 1, "version": 1, "created_at": MOMENT, "updated_at": MOMENT}
ROWS: dict[str, dict[str, Any]] = {
    "venture": {"id": 1, "name": "Tea", "is_demo": False, "version": 1, "created_at": MOMENT, "updated_at": MOMENT},
    "company_card": {"venture_id": 1, "currency": "CNY", "time_zone": "Asia/Shanghai"}
    | dict.fromkeys(("name_en", "offer", "customer", "difference", "price_model", "industry", "stage"), ""),
    "customer": RECORD | {"id": 1, "name": "Elm", "segment": "", "state": "paying", "may_be_named": True},
    "resource": RECORD
    | {"id": 1, "kind": "talent", "name": "Jun", "role": "", "quantity": 1, "unit": ""}
    | {"access": "", "note": ""},
    "candidate": RECORD | {"id": 1, "name": "Mei", "role": "", "stage": "applied", "note": ""},
    "initiative": RECORD
    | {"id": 1, "name": "Pilot", "goal": "", "impact": 50, "state": "idea", "owner": ""}
    | {"stop_rule": ""},
    "partner": RECORD
    | {"id": 1, "name": "Port", "want": "", "kind": "other", "stage": 1, "stage_since": "2026-01-02"}
    | {"outcome": "open"}
    | dict.fromkeys(("outcome_reason", "owner", "offers", "next_step"), ""),
    "action": RECORD | {"id": 1, "title": "Call", "owner": "", "note": "", "initiative_id": 1, "partner_id": 1},
    "import_batch": {"id": 1, "venture_id": 1, "file_name": "x.csv", "created_at": MOMENT, "problems": "[]"}
    | dict.fromkeys(("rows_read", "last_row", "imported", "duplicates", "empty", "problem_count"), 1),
    "comment": {"id": 1, "venture_id": 1, "batch_id": 1, "row_number": 1, "text": "slow", "content_key": "a"}
    | {"customer": "", "channel": ""},
    "prediction": {"comment_id": 1, "encoder_version": "old", "label": "negative", "probability": 0.1}
    | {"language": "en", "reason": "", "predicted_at": MOMENT},
    "correction": {"comment_id": 1, "label": "unclear", "corrected_at": MOMENT},
}


@pytest.fixture
def old(database: Database) -> Database:
    """Return a database as the first Sextant left it, with a comment that was read and corrected."""
    Base.metadata.drop_all(database.engine)
    with database.write() as session:
        session.execute(text("DROP TABLE alembic_version"))
    config = Config()
    config.set_main_option("script_location", str(module.FOLDER))
    config.set_main_option("sqlalchemy.url", database.url.replace("%", "%%"))
    command.upgrade(config, "0001")
    with database.write() as session:
        for table, row in ROWS.items():
            names = ", ".join(row), ", ".join(f":{name}" for name in row)
            session.execute(text("INSERT INTO {} ({}) VALUES ({})".format(table, *names)), row)
    return database


def test_old_readings_and_corrections_come_along_without_a_kind(old: Database) -> None:
    before = {column["name"] for column in inspect(old.engine).get_columns("prediction")}

    assert upgrade(old) is True

    with old.read() as session:
        prediction, correction = session.get_one(Prediction, 1), session.get_one(Correction, 1)
    assert "kind" not in before
    assert (prediction.label, prediction.probability, prediction.encoder_version, prediction.kind) == (
        "negative",
        0.1,
        "old",
        "",
    )
    assert (correction.label, correction.kind, correction.corrected_at.year) == ("unclear", None, 2026)


def test_after_it_a_correction_of_the_kind_alone_is_kept(old: Database) -> None:
    upgrade(old)

    with old.write() as session:
        session.delete(session.get_one(Correction, 1))
        session.flush()
        session.add(Correction(comment_id=1, kind="question"))

    with old.read() as session:
        assert session.get_one(Correction, 1).label is None


def test_old_records_come_along_with_nothing_said_in_the_new_fields(old: Database) -> None:
    upgrade(old)

    with old.read() as session:
        action, partner = session.get_one(Action, 1), session.get_one(Partner, 1)
        initiative, customer = session.get_one(Initiative, 1), session.get_one(Customer, 1)
        resource, candidate = session.get_one(Resource, 1), session.get_one(Candidate, 1)
        comment = session.get_one(Comment, 1)
    assert (action.title, action.initiative_id, action.moved, action.figure_id) == ("Call", 1, 0, None)
    assert (partner.name, partner.under_nda, partner.done_checks) == ("Port", False, [])
    assert (initiative.name, initiative.cost_spent, initiative.effort_spent) == ("Pilot", None, None)
    assert (initiative.requires, customer.other_names, customer.may_be_quoted) == ([], [], False)
    assert (resource.form, resource.cards, candidate.monthly_cost, comment.external_id) == ("", None, None, "")
