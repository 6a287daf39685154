"""Money by month, and the named measures that plans are held against."""

from datetime import date
from typing import Any, Literal

from pydantic import Field, field_validator
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import SextantError
from core.i18n import N_, format_month, t
from core.labels import BASES
from core.planning.money import Runway, find_runway
from core.services.records import Noun, all_records
from core.services.validation import Data, Reach, Stored
from core.services.ventures import StoredCompany
from db.models import Figure, FigureValue, MoneyMonth
from db.repository import live

MOST = 1e12


class MoneyMonthData(Data):
    """What a user enters about a month; what is not known stays empty, it is not zero."""

    month: date = Field(title=N_("Month"))
    basis: Literal["actual", "plan"] = Field("actual", title=N_("Actual or plan"))
    cash_end: float | None = Field(None, ge=-MOST, le=MOST, title=N_("Cash at the end"))
    income: float | None = Field(None, ge=-MOST, le=MOST, title=N_("Income"))
    people: float | None = Field(None, ge=0, le=MOST, title=N_("People"))
    compute: float | None = Field(None, ge=0, le=MOST, title=N_("Compute and API"))
    data_cost: float | None = Field(None, ge=0, le=MOST, title=N_("Data costs"))
    marketing: float | None = Field(None, ge=0, le=MOST, title=N_("Marketing"))
    other: float | None = Field(None, ge=0, le=MOST, title=N_("Other costs"))
    receivables: float | None = Field(None, ge=0, le=MOST, title=N_("Receivables"))
    debt: float | None = Field(None, ge=0, le=MOST, title=N_("Debt"))
    note: str = Field("", max_length=5000, title=N_("Remark"))

    @field_validator("month")
    @classmethod
    def _first_day(cls, month: date) -> date:
        return month.replace(day=1)


class StoredMoneyMonth(MoneyMonthData, Stored):
    """A month's money as it is kept."""


class FigurePoint(Data):
    """A measure's value in a month; n is how many cases it rests on."""

    month: date = Field(title=N_("Month"))
    value: float = Field(ge=-1e15, le=1e15, title=N_("Monthly value"))
    n: int | None = Field(None, ge=0, le=10**12, title=N_("Cases (n)"))

    @field_validator("month")
    @classmethod
    def _first_day(cls, month: date) -> date:
        return month.replace(day=1)


class FigureData(Data):
    """What a user enters about a measure, with its values by month."""

    name: str = Field(min_length=1, max_length=200, title=N_("Measure"))
    unit: str = Field("", max_length=40, title=N_("Unit"))
    better: Literal["up", "down"] = Field("up", title=N_("Which way is better"))
    target: float | None = Field(None, ge=-1e15, le=1e15, title=N_("Target"))
    target_on: date | None = Field(None, title=N_("Target by"))
    owner: str = Field("", max_length=200, title=N_("Owner"))
    definition: str = Field("", max_length=2000, title=N_("How it is measured"))
    values: list[FigurePoint] = Field(default_factory=list, title=N_("Values by month"))
    reach: Reach = Field("", title=N_("Who may see it"))

    @field_validator("values")
    @classmethod
    def _one_a_month(cls, values: list[FigurePoint]) -> list[FigurePoint]:
        # The later line wins, as in a table one goes on writing.
        return sorted({point.month: point for point in values}.values(), key=lambda point: point.month)


class StoredFigure(FigureData, Stored):
    """A measure as it is kept, its values oldest first."""

    @property
    def last(self) -> FigurePoint | None:
        """Return the newest value, None where there is none yet."""
        return self.values[-1] if self.values else None


def _refuse_a_second(session: Session, row: MoneyMonth) -> None:
    others = live(MoneyMonth, venture_id=row.venture_id, month=row.month, basis=row.basis)
    if session.scalar(others.where(MoneyMonth.id != (row.id or 0)).limit(1)):
        month = f"{format_month(row.month)} ({t(BASES[row.basis])})"
        raise SextantError("{month} is there already. Open that line and change it.", month=month)


def _assign_values(session: Session, row: Figure, data: FigureData) -> None:
    kept = {value.month: value for value in row.values}
    row.values = [kept.get(point.month) or FigureValue(month=point.month) for point in data.values]
    for value, point in zip(row.values, data.values, strict=True):
        value.value, value.n = point.value, point.n
    if row.id is None:
        row.name = data.name
        session.add(row)


MONEY_MONTH = Noun(
    "money_month",
    MoneyMonth,
    MoneyMonthData,
    StoredMoneyMonth,
    search=("note",),
    sorts=("month", "cash_end", "income", "updated_at"),
    check=_refuse_a_second,
)
FIGURE = Noun(
    "figure",
    Figure,
    FigureData,
    StoredFigure,
    search=("name", "definition", "owner"),
    sorts=("name", "target_on", "updated_at"),
    assign=_assign_values,
    skip=frozenset({"values"}),
)


def find_month(session: Session, venture_id: int, month: date, basis: str = "actual") -> StoredMoneyMonth | None:
    """Return the company's month of that basis, None where there is none."""
    first = month.replace(day=1)
    row = session.scalar(select(MoneyMonth).filter_by(venture_id=venture_id, unique_key=f"{first:%Y-%m-%d}|{basis}"))
    return StoredMoneyMonth.model_validate(row) if row else None


def list_months(session: Session, venture_id: int) -> list[StoredMoneyMonth]:
    """Return the company's months, actual and planned, oldest first."""
    return sorted(all_records(session, MONEY_MONTH, venture_id), key=lambda row: (row.month, row.basis))


def runway(session: Session, company: StoredCompany, today: date) -> Runway:
    """Return how long the cash lasts: from the months where they tell it, else from the company card."""
    months = list_months(session, company.id)
    return find_runway(months, today, cash=company.cash, cash_on=company.cash_on, burn=company.net_burn)


def money_of_card(session: Session, company: StoredCompany, today: date) -> dict[str, Any]:
    """Return what the planner reads as the company's cash and net burn, and which record says so."""
    found = runway(session, company, today)
    if found.source != "months" or found.burn is None:
        return {}
    least = None if found.burn.is_exact else found.burn.low
    return {
        "cash": found.cash,
        "cash_on": found.cash_on,
        "net_burn": found.burn.high,
        "net_burn_least": least,
        "money_record": "money",
    }


def spent_on_compute(session: Session, venture_id: int) -> tuple[date, float, float | None] | None:
    """Return the newest month whose compute and API costs are known: the month, what it cost, and what was planned."""
    rows = [row for row in all_records(session, MONEY_MONTH, venture_id, basis="actual") if row.compute is not None]
    if not rows:
        return None
    newest = max(rows, key=lambda row: row.month)
    plan = find_month(session, venture_id, newest.month, "plan")
    return newest.month, newest.compute or 0.0, plan.compute if plan else None
