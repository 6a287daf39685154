"""What cannot be: refused with the field and the way to mend it, and what is of a day is of the company's day."""

import threading
from datetime import date, timedelta
from typing import Any

import pytest

from core.errors import SextantError
from core.services.decisions import DECISION
from core.services.initiatives import INITIATIVE, NEED
from core.services.market import CUSTOMER, MARKET_SEGMENT
from core.services.money import MONEY_MONTH
from core.services.notes import add_note, update_note
from core.services.offers import OFFER
from core.services.outcomes import set_outcome
from core.services.partners import NOTE, PARTNER, add_partner, going_cold, move_partner
from core.services.records import add_record, all_records, get_record, update_record
from core.services.resources import CANDIDATE, RESOURCE, add_candidate
from core.services.validation import InvalidField
from core.services.ventures import StoredCompany, add_venture, today_of, venture_today
from db.session import Database

DAY, LATER = date(2026, 3, 1), date(2026, 11, 2)
END = "The end lies before the start. Change one of the two dates."
FTE = "A person has at most 1.5 full-time equivalents. Write 1 for full time, 0.5 for half time."


@pytest.mark.parametrize(
    ("noun", "values", "message"),
    [
        (RESOURCE, {"name": "Lin", "from_on": LATER, "until_on": DAY}, END),
        (INITIATIVE, {"name": "Trial", "starts_on": LATER, "due_on": DAY}, END),
        (DECISION, {"title": "Stop", "decided_on": LATER, "due_on": DAY}, END),
        (DECISION, {"title": "Stop", "decided_on": LATER, "review_on": DAY}, END),
        (
            PARTNER,
            {"name": "Bank", "outcome": "paused", "outcome_on": LATER, "paused_until": DAY},
            "The pause ends before it begins. Change the day until which it is paused.",
        ),
        (RESOURCE, {"name": "Lin", "quantity": 7}, FTE),
        (RESOURCE, {"name": "Lin", "quantity": 1.51}, FTE),
        (RESOURCE, {"name": "Lin", "quantity": -1}, "Quantity: must be at least 0."),
        (RESOURCE, {"name": "Lin", "monthly_cost": -1}, "Cost a month: must be at least 0."),
        (RESOURCE, {"name": "A100", "kind": "technology", "unit_price": -1}, "Price of a unit: must be at least 0."),
        (INITIATIVE, {"name": "Trial", "cost": -0.01}, "Cost: must be at least 0."),
        (INITIATIVE, {"name": "Trial", "effort": -1}, "Person-months: must be at least 0."),
        (PARTNER, {"name": "Bank", "value": -1}, "Value: must be at least 0."),
        (OFFER, {"capability": "GPU", "quantity": -1}, "Quantity: must be more than 0."),
        (OFFER, {"capability": "GPU", "quantity": 0}, "Quantity: must be more than 0."),
        (NEED, {"initiative_id": 1, "capability": "GPU", "quantity": -2}, "Quantity: must be more than 0."),
        (CANDIDATE, {"name": "Hu", "monthly_cost": -1}, "Asked salary a month: must be at least 0."),
        (CUSTOMER, {"name": "Bank", "yearly_value": -1}, "Value a year: must be at least 0."),
        (MARKET_SEGMENT, {"name": "Banks", "yearly_price": -1}, "Price a year: must be at least 0."),
        (MONEY_MONTH, {"month": DAY, "people": -1}, "People: must be at least 0."),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(
    database: Database, company: StoredCompany, noun: Any, values: dict[str, Any], message: str
) -> None:
    with pytest.raises(InvalidField) as caught, database.write() as session:
        add_record(session, noun, company.id, values)

    assert str(caught.value) == message
    with database.read() as session:
        assert all_records(session, noun, company.id) == []


@pytest.mark.parametrize("quantity", [0, 0.5, 1.5])
def test_a_person_may_give_nothing_half_or_one_and_a_half_jobs(
    database: Database, company: StoredCompany, quantity: float
) -> None:
    with database.write() as session:
        assert add_record(session, RESOURCE, company.id, {"name": "Lin", "quantity": quantity}).quantity == quantity


def test_a_pause_that_is_over_already_is_refused_whoever_sets_it(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        bank = add_partner(session, company.id, {"name": "Bank"})
        today = venture_today(session, company.id)

    with pytest.raises(InvalidField, match="ends before it begins"), database.write() as session:
        set_outcome(session, bank.id, company.id, "paused", paused_until=today - timedelta(days=1))

    with database.read() as session:
        assert get_record(session, PARTNER, bank.id, company.id).outcome == "open"


def test_a_circle_of_three_names_all_of_them_in_their_order(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        first = add_record(session, INITIATIVE, company.id, {"name": "A"}).id
        third = add_record(session, INITIATIVE, company.id, {"name": "C", "requires": [first]}).id
        second = add_record(session, INITIATIVE, company.id, {"name": "B", "requires": [third]}).id

    with pytest.raises(SextantError, match="in a circle: A → B → C → A. Take"), database.write() as session:
        update_record(session, INITIATIVE, first, company.id, {"requires": [second]})


def test_two_edits_at_the_same_moment_make_no_circle(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        ids = [add_record(session, INITIATIVE, company.id, {"name": name}).id for name in "AB"]
    together, refused = threading.Barrier(2), []

    def require(mine: int, other: int) -> None:
        together.wait()
        try:
            with database.write() as session:
                update_record(session, INITIATIVE, mine, company.id, {"requires": [other]})
        except SextantError as error:
            refused.append(error.message)

    for _ in range(5):
        pairs = [tuple(ids), tuple(reversed(ids))]
        threads = [threading.Thread(target=require, args=pair) for pair in pairs]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
        with database.write() as session:
            wants = [get_record(session, INITIATIVE, n, company.id).requires for n in ids]
            assert [] in wants and wants != [[], []]
            for n in ids:
                update_record(session, INITIATIVE, n, company.id, {"requires": []})
    assert len(refused) == 5 and "circle" in refused[0]


def test_the_company_s_day_counts_not_the_machines(database: Database) -> None:
    # Twenty-five hours lie between the two: the machine's day is never both.
    for number, zone in enumerate(("Pacific/Kiritimati", "Pacific/Pago_Pago")):
        with database.write() as session:
            company = add_venture(session, {"name": f"Tea {number}", "time_zone": zone})
            today = today_of(company)
            bank = add_partner(session, company.id, {"name": "Bank"})
            moved = move_partner(session, bank.id, company.id, 2)
            won = set_outcome(session, bank.id, company.id, "won")
            note = add_note(session, company.id, {"partner_id": bank.id, "text": "called"})
            hired = add_candidate(session, company.id, {"name": "Hu"})
            since = today - timedelta(days=22)
            cold = add_partner(session, company.id, {"name": "Cold", "stage_since": since})

            days = (bank.stage_since, moved.stage_since, won.outcome_on, note.noted_on, hired.stage_since)
            assert set(days) == {today}
            assert going_cold(session, company.id) == {cold.id: 22}


def test_a_note_is_a_contact_from_its_day_on(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        bank = add_partner(session, company.id, {"name": "Bank"}).id
        today = venture_today(session, company.id)
        days = [today - timedelta(days=n) for n in range(4)]

    def contact(**values: Any) -> date | None:
        with database.write() as session:
            add_note(session, company.id, {"partner_id": bank, "text": "called", **values})
            return get_record(session, PARTNER, bank, company.id).last_contact_on

    seen = [contact(noted_on=days[3]), contact(noted_on=days[1]), contact(noted_on=days[2])]
    ahead = contact(noted_on=today + timedelta(days=3))
    with database.write() as session:
        first = all_records(session, NOTE, company.id)[0]
        update_note(session, first.id, company.id, {"noted_on": today})
        moved = get_record(session, PARTNER, bank, company.id).last_contact_on

    assert (seen, ahead, moved) == ([days[3], days[1], days[1]], days[1], today)
