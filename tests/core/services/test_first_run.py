"""The first minutes: eight answers make a company, and the first steps say what comes next."""

from datetime import date

import pytest

from core.errors import SextantError
from core.services.first_run import begin_company, dismiss_start_list, start_list, start_list_dismissed
from core.services.partners import add_partner
from core.services.records import add_record
from core.services.resources import RESOURCE
from core.services.snapshot import today_of
from core.services.ventures import StoredCompany, list_ventures
from db.session import Database


def begin(database: Database, **answers: object) -> StoredCompany:
    with database.write() as session:
        return begin_company(session, {"name": "Mountain Tea", "currency": "CNY"} | answers, token="once")


def test_only_the_name_is_needed(database: Database) -> None:
    company = begin(database, name_en="", cash="", net_burn="", headcount=None)

    assert (company.name, company.cash, company.net_burn, company.headcount) == ("Mountain Tea", None, None, None)
    assert company.cash_on is None


@pytest.mark.parametrize(
    ("cash", "burn", "expected"),
    [
        ("300万", "32万", (3_000_000, 320_000)),
        ("3,000,000", "2.5w", (3_000_000, 25_000)),
        ("¥1.2亿", "480万/年", (120_000_000, 400_000)),
        ("", "-5万", (None, -50_000)),
    ],
)
def test_amounts_are_read_as_founders_write_them(
    database: Database, cash: str, burn: str, expected: tuple[float | None, float]
) -> None:
    company = begin(database, cash=cash, net_burn=burn)

    assert (company.cash, company.net_burn) == expected


def test_cash_counts_as_counted_on_the_day_it_is_where_the_company_is(database: Database) -> None:
    with database.write() as session:
        company = begin_company(session, {"name": "Palm Data", "cash": "1m"}, time_zone="Pacific/Kiritimati")

    assert company.time_zone == "Pacific/Kiritimati"
    assert company.cash_on == today_of(company)


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"cash": "a lot"}, "Cash today: a lot is not an amount that can be read."),
        ({"cash": "$3m"}, "Cash today: $3m is not in CNY, the company's currency."),
        ({"cash": "3万/月"}, "Cash today: write the amount without a period."),
        ({"net_burn": "3万/天"}, "Net burn a month: write the amount without a period."),
        ({"name": " "}, "Company name: is empty."),
        ({"headcount": -1}, "Headcount: must be at least 0."),
    ],
)
def test_what_is_not_understood_is_refused_by_the_name_of_its_field(
    database: Database, answers: dict[str, object], told: str
) -> None:
    with pytest.raises(SextantError) as error:
        begin(database, **answers)

    assert str(error.value).startswith(told)
    with database.read() as session:
        assert list_ventures(session) == []


def test_three_clicks_on_begin_make_one_company(database: Database) -> None:
    made = {begin(database, cash="300万").id for _ in range(3)}

    assert len(made) == 1


def test_the_first_steps_are_done_one_by_one(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        add_record(session, RESOURCE, company.id, {"name": "Lin"})
        add_partner(session, company.id, {"want": "a bank", "stage_since": date(2026, 11, 2)})

        steps = start_list(session, company)

    done = [(step.page, step.done) for step in steps]
    assert done == [
        ("company", True),
        ("resources", True),
        ("partners", True),
        ("feedback", False),
        ("plans", False),
        ("data", False),
    ]


def test_the_first_steps_stay_away_once_put_away(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        other = begin_company(session, {"name": "Palm Data"})
        dismiss_start_list(session, company.id)

        assert start_list_dismissed(session, company.id)
        assert not start_list_dismissed(session, other.id)
