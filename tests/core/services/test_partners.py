from datetime import date, timedelta

import pytest

from core.errors import Conflict, SextantError
from core.services.partners import (
    PARTNER,
    add_partner,
    count_by_stage,
    days_limit,
    going_cold,
    move_partner,
    stage_history,
    update_partner,
)
from core.services.records import get_record
from core.services.validation import InvalidField
from core.services.ventures import StoredCompany
from db.session import Database

TODAY = date.today()


def day(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def test_every_move_enters_the_history_with_its_day(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        partner = add_partner(session, company.id, {"name": "Bank", "stage": 3, "stage_since": day(30)})
        move_partner(session, partner.id, company.id, 4, on=day(10))
        move_partner(session, partner.id, company.id, 4, on=day(5))
        moved = move_partner(session, partner.id, company.id, 5)

    with database.read() as session:
        assert stage_history(session, partner.id) == [(None, 3, day(30)), (3, 4, day(10)), (4, 5, TODAY)]
    assert moved.stage_since == TODAY


def test_the_whole_form_saved_with_another_stage_is_a_move_of_today(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        partner = add_partner(session, company.id, {"name": "Bank", "stage": 4, "stage_since": day(50)})

    with database.write() as session:
        form = partner.model_dump(exclude={"id", "version"}) | {"stage": 5, "outcome": "won"}
        after = update_partner(session, partner.id, company.id, form, partner.version)

    assert (after.stage_since, after.outcome_on) == (TODAY, TODAY)


def test_an_outcome_that_is_open_again_has_no_day(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        partner = add_partner(session, company.id, {"name": "Bank"})
        lost = update_partner(session, partner.id, company.id, {"outcome": "lost", "outcome_reason": "budget"})
        again = update_partner(session, partner.id, company.id, {"outcome": "open"})

    assert (lost.outcome_on, again.outcome_on) == (TODAY, None)


def test_a_want_without_a_name_stops_before_first_contact(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        partner = add_partner(session, company.id, {"want": "a bank that pilots"})
        move_partner(session, partner.id, company.id, 3)

    with pytest.raises(InvalidField, match="needs the organisation's name"), database.write() as session:
        move_partner(session, partner.id, company.id, 4)

    with database.read() as session:
        assert get_record(session, PARTNER, partner.id, company.id).stage == 3
        assert len(stage_history(session, partner.id)) == 2


@pytest.mark.parametrize("stage", [0, 8, -1])
def test_there_are_seven_stages(database: Database, company: StoredCompany, stage: int) -> None:
    with database.write() as session:
        partner = add_partner(session, company.id, {"name": "Bank"})

        with pytest.raises(SextantError, match="stages run from 1 to 7"):
            move_partner(session, partner.id, company.id, stage)


def test_a_partner_is_added_once_however_often_one_clicks(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        first = add_partner(session, company.id, {"name": "Bank"}, "click")
        second = add_partner(session, company.id, {"name": "Bank"}, "click")

        assert first.id == second.id
        assert len(stage_history(session, first.id)) == 1


def test_the_second_of_two_movers_is_told(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        partner = add_partner(session, company.id, {"name": "Bank"})
        move_partner(session, partner.id, company.id, 2)

    with pytest.raises(Conflict), database.write() as session:
        update_partner(session, partner.id, company.id, {"stage": 3}, partner.version)


def test_a_partner_goes_cold_after_21_days_while_few_have_left_the_stage(
    database: Database, company: StoredCompany
) -> None:
    with database.write() as session:
        for name, ago in (("fresh", 21), ("cold", 22)):
            add_partner(session, company.id, {"name": name, "stage": 4, "stage_since": day(ago)})
        add_partner(session, company.id, {"name": "ours", "stage": 7, "stage_since": day(900)})
        add_partner(session, company.id, {"name": "won", "stage": 4, "stage_since": day(90), "outcome": "won"})

    with database.read() as session:
        assert list(going_cold(session, company.id).values()) == [22]


def test_five_who_left_the_stage_set_the_limit_at_one_and_a_half_medians(
    database: Database, company: StoredCompany
) -> None:
    stays = [2, 4, 6, 8, 100]
    with database.write() as session:
        for stay in stays:
            values = {"name": f"after {stay}", "kind": "investor", "stage": 4, "stage_since": day(200)}
            partner = add_partner(session, company.id, values)
            move_partner(session, partner.id, company.id, 5, on=day(200 - stay))
        values = {"name": "waits", "kind": "investor", "stage": 4, "stage_since": day(10)}
        waits = add_partner(session, company.id, values)

    with database.read() as session:
        assert days_limit(session, company.id) == {("investor", 4): 9.0}
        assert going_cold(session, company.id)[waits.id] == 10


def test_open_partners_are_counted_by_stage(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        for stage, outcome in ((1, "open"), (1, "open"), (5, "open"), (5, "lost")):
            add_partner(session, company.id, {"name": "x", "stage": stage, "outcome": outcome})

    with database.read() as session:
        assert count_by_stage(session, company.id) == {1: 2, 5: 1}
