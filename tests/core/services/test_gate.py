"""The gate between two stages: it names what is missing, and opens for a reason that is kept."""

from datetime import date, timedelta

import pytest

from core.i18n import in_locale, t
from core.services.gate import GateClosed, advance_partner, edit_partner, tick
from core.services.outcomes import set_outcome
from core.services.partners import PARTNER, add_partner, stage_history, stage_reasons
from core.services.records import get_record
from core.services.validation import InvalidField
from core.services.ventures import StoredCompany
from db.session import Database

INVESTOR = {"name": "Fund", "kind": "investor", "stage": 4}


def test_the_gate_names_what_is_missing_and_nothing_moves(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        fund = add_partner(session, company.id, INVESTOR | {"next_step": "call", "next_step_on": date(2026, 12, 1)})
        tick(session, fund.id, company.id, "investor.4.demo", True)

    with pytest.raises(GateClosed) as refused, database.write() as session:
        advance_partner(session, fund.id, company.id, 5)

    assert [check.key for check in refused.value.missing] == ["investor.4.one_page", "investor.4.concern"]
    assert str(refused.value).startswith("2 things are missing: The one-page summary is sent; One concern")
    with database.read() as session:
        assert get_record(session, PARTNER, fund.id, company.id).stage == 4


def test_the_refusal_is_said_in_chinese(sqlite_database: Database) -> None:
    from core.services.ventures import add_venture

    with sqlite_database.write() as session:
        company = add_venture(session, {"name": "茶"})
        bank = add_partner(session, company.id, {"name": "银行", "kind": "pilot_customer", "stage": 5})

    with in_locale("zh-CN"), pytest.raises(GateClosed) as refused, sqlite_database.write() as session:
        advance_partner(session, bank.id, company.id, 6)

    with in_locale("zh-CN"):
        said = t(refused.value.message, **refused.value.values)
    assert said == (
        "还差 4 项，不能推进：成功标准写成数字；数据授权已签；付费条件说清；双方负责人已定。请先完成，或写明原因仍要推进。"
    )


def test_moving_on_anyway_keeps_its_reason_in_the_history(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        fund = add_partner(session, company.id, INVESTOR)
        moved = advance_partner(session, fund.id, company.id, 5, reason=" They asked for it. ")

    with database.read() as session:
        assert moved.stage == 5 and len(stage_history(session, fund.id)) == 2
        assert stage_reasons(session, fund.id) == ["", "They asked for it."]


def test_with_everything_done_the_gate_is_open(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        fund = add_partner(session, company.id, INVESTOR | {"stage": 3})
        for key in ("introduction", "fit"):
            tick(session, fund.id, company.id, f"investor.3.{key}", True)

        assert advance_partner(session, fund.id, company.id, 4).stage == 4
        assert stage_reasons(session, fund.id) == ["", ""]


def test_first_contact_asks_for_the_organisations_name(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        want = add_partner(session, company.id, {"want": "a bank that pilots", "stage": 3})

    with pytest.raises(InvalidField, match="needs the organisation's name"), database.write() as session:
        advance_partner(session, want.id, company.id, 4, reason="met at a fair")

    with database.write() as session:
        moved = advance_partner(session, want.id, company.id, 4, reason="met at a fair", name="Elm Bank")
    assert (moved.stage, moved.title) == (4, "Elm Bank")


def test_the_form_cannot_go_round_the_gate(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        fund = add_partner(session, company.id, INVESTOR)
        form = fund.model_dump(exclude={"id", "version"})

    with pytest.raises(GateClosed, match="4 things are missing"), database.write() as session:
        edit_partner(session, fund.id, company.id, form | {"stage": 5}, fund.version)
    with database.write() as session:
        assert edit_partner(session, fund.id, company.id, form | {"stage": 2}, fund.version).stage == 2


@pytest.mark.parametrize("stage", [1, 4, 7])
def test_an_outcome_can_be_given_from_any_stage(database: Database, company: StoredCompany, stage: int) -> None:
    with database.write() as session:
        fund = add_partner(session, company.id, INVESTOR | {"stage": stage})
        lost = set_outcome(session, fund.id, company.id, "lost", reason="trust")

    assert (lost.outcome, lost.outcome_reason, lost.outcome_on, lost.stage) == ("lost", "trust", date.today(), stage)


def test_a_loss_says_why_and_a_pause_until_when(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        fund = add_partner(session, company.id, INVESTOR)
        with pytest.raises(Exception, match="Say why it did not come about"):
            set_outcome(session, fund.id, company.id, "lost")
        with pytest.raises(Exception, match="Say until which day it is paused"):
            set_outcome(session, fund.id, company.id, "paused", reason="timing")
        with pytest.raises(Exception, match="Say until which day it is paused"):
            edit_partner(session, fund.id, company.id, {"outcome": "paused"})

        assert get_record(session, PARTNER, fund.id, company.id).outcome == "open"


def test_what_goes_on_again_has_no_pause_and_no_reason(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        fund = add_partner(session, company.id, INVESTOR)
        until = date.today() + timedelta(days=30)
        paused = set_outcome(session, fund.id, company.id, "paused", reason="timing", paused_until=until)
        again = set_outcome(session, fund.id, company.id, "open")

    assert (paused.paused_until, again.paused_until, again.outcome_reason, again.outcome_on) == (until, None, "", None)
