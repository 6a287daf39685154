"""The first minutes: a company from eight answers, and the steps that come after them."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import available_timezones

from sqlalchemy.orm import Session

from core.errors import SextantError
from core.i18n import N_, t
from core.services.feedback import count_comments
from core.services.partners import PARTNER
from core.services.preferences import get_preference, set_preference
from core.services.resources import RESOURCE
from core.services.snapshot import today_of
from core.services.team import list_members
from core.services.ventures import CompanyData, StoredCompany, add_venture, update_venture
from core.tables.money import parse_money
from db.models import Draft
from db.repository import count, live

QUESTIONS = ("name", "name_en", "offer", "industry", "stage", "currency", "cash", "net_burn", "headcount")
AMOUNTS = ("cash", "net_burn")
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Step:
    """One of the first steps: what to do, on which page, and whether it is done."""

    message: str
    page: str
    done: bool


def begin_company(
    session: Session, answers: dict[str, Any], token: str | None = None, time_zone: str = ""
) -> StoredCompany:
    """Add a company from what was answered; cash and net burn are texts as founders write them: 300万, 2.5w.

    The time zone is the browser's, where it is one we know. Cash counts as counted today.
    """
    values = {name: value for name, value in answers.items() if name in QUESTIONS and value not in (None, "")}
    values |= {name: _amount(name, values) for name in AMOUNTS if name in values}
    if time_zone in available_timezones():
        values["time_zone"] = time_zone
    company = add_venture(session, values, token=token)
    if company.cash is None or company.cash_on is not None:
        return company
    return update_venture(session, company.id, {"cash_on": today_of(company)})


def _amount(name: str, values: dict[str, Any]) -> float:
    """Read one of the two amounts, refusing a period or a currency that does not fit the field."""
    title, currency = CompanyData.model_fields[name].title or name, values.get("currency") or "CNY"
    try:
        money = parse_money(str(values[name]))
    except SextantError as error:
        problem = t(error.message, **error.values)
        raise SextantError("{field}: {problem}", field=t(title), problem=problem) from None
    if money.currency not in (None, currency):
        raise SextantError(
            "{field}: {value} is not in {currency}, the company's currency. Write it in {currency}, or change the currency.",
            field=t(title),
            value=values[name],
            currency=currency,
        )
    if money.per in (None, "month") and (name == "net_burn" or money.per is None):
        return money.amount
    if money.per == "year" and name == "net_burn":
        return money.amount / MONTHS_A_YEAR
    raise SextantError("{field}: write the amount without a period.", field=t(title))


def start_list(session: Session, company: StoredCompany) -> list[Step]:
    """Return the first six steps."""
    people = count(session, live(RESOURCE.model, venture_id=company.id, kind="talent"))
    partners = count(session, live(PARTNER.model, venture_id=company.id))
    drafts = count(session, live(Draft, venture_id=company.id))
    return [
        Step(N_("Fill in the company card"), "company", bool(company.offer and company.cash is not None)),
        Step(N_("Add the people"), "resources", people > 0),
        Step(N_("Add the partners"), "partners", partners > 0),
        Step(N_("Import feedback"), "feedback", count_comments(session, company.id) > 0),
        Step(N_("Write the first draft"), "plans", drafts > 0),
        Step(N_("Invite one person"), "data", any(member.name for member in list_members(session, None))),
    ]


def start_list_dismissed(session: Session, venture_id: int) -> bool:
    """Tell whether somebody put the first steps away."""
    return get_preference(session, _place(venture_id)) is not None


def dismiss_start_list(session: Session, venture_id: int) -> None:
    """Put the first steps away for good."""
    set_preference(session, _place(venture_id), "dismissed")


def _place(venture_id: int) -> str:
    return f"start-list-{venture_id}"
