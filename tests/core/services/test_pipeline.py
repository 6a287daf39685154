from datetime import date

from core.services.partners import PARTNER, add_partner, move_partner
from core.services.pipeline import get_pipeline
from core.services.records import delete_records
from core.services.ventures import StoredCompany
from db.session import Database


def test_the_figures_are_those_of_the_live_partners(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        base = {"stage": 4, "stage_since": date(2026, 3, 1)}
        bank = add_partner(session, company.id, base | {"name": "Bank", "value": 200_000, "probability": 0.25})
        move_partner(session, bank.id, company.id, 5, on=date(2026, 3, 15))
        add_partner(session, company.id, base | {"name": "Fund", "value": 900_000})
        for name, outcome in (("A", "won"), ("B", "won"), ("C", "lost")):
            add_partner(session, company.id, {"name": name, "outcome": outcome})
        gone = add_partner(session, company.id, {"name": "D", "outcome": "lost"})
        delete_records(session, PARTNER, [gone.id], company.id)

    with database.read() as session:
        found = get_pipeline(session, company.id)

    assert (found.wins.won, found.wins.n) == (2, 3)
    assert (found.days[4].days, found.days[4].n) == (14, 1)
    assert (found.value.total, len(found.value.missing)) == (50_000, 1)
