"""Companies and their cards."""

from datetime import date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from core.errors import Conflict, NotFound, SextantError
from core.i18n import N_
from core.services.records import CHANGED
from core.services.validation import Data, Stored, validate
from db.base import now
from db.models import CompanyCard, Venture
from db.repository import by_token, live


class CompanyData(Data):
    """What a user enters about the company; only the name is required."""

    name: str = Field(min_length=1, max_length=200, title=N_("Company name"))
    name_en: str = Field("", max_length=200, title=N_("Name in English"))
    offer: str = Field("", max_length=500, title=N_("What we sell, in one sentence"))
    customer: str = Field("", max_length=500, title=N_("Who buys it"))
    difference: str = Field("", max_length=500, title=N_("Why us and not others"))
    price_model: str = Field("", max_length=500, title=N_("How we charge"))
    industry: str = Field("", max_length=200, title=N_("Industry"))
    stage: Literal["", "idea", "seed", "angel", "series_a", "later"] = Field("", title=N_("Stage"))
    currency: Literal["CNY", "USD", "EUR", "HKD", "SGD", "GBP", "JPY"] = Field("CNY", title=N_("Currency"))
    time_zone: str = Field("Asia/Shanghai", max_length=60, title=N_("Time zone"))
    cash: float | None = Field(None, ge=0, le=1e14, title=N_("Cash today"))
    cash_on: date | None = Field(None, title=N_("Cash counted on"))
    net_burn: float | None = Field(None, ge=-1e12, le=1e12, title=N_("Net burn a month"))
    headcount: int | None = Field(None, ge=0, le=1_000_000, title=N_("Headcount"))
    legal_name: str = Field("", max_length=200, title=N_("Legal name"))
    credit_code: str = Field("", max_length=40, title=N_("Credit code"))
    founded_on: date | None = Field(None, title=N_("Founded on"))
    certificates: str = Field("", max_length=1000, title=N_("Certificates"))


class StoredCompany(CompanyData, Stored):
    """A company with its card as it is kept."""

    is_demo: bool = False

    def name_in(self, locale: str) -> str:
        """Return the name in a language: the English one where there is one and it is asked for."""
        return self.name_en if locale == "en" and self.name_en else self.name


def today_of(company: StoredCompany) -> date:
    """Return the day it is where the company is."""
    return day_of(company, now())


def day_of(company: StoredCompany, moment: datetime) -> date:
    """Return the day a moment falls on where the company is, or where we are if its time zone is none."""
    try:
        zone = ZoneInfo(company.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        zone = None
    return moment.astimezone(zone).date()


def venture_today(session: Session, venture_id: int) -> date:
    """Return the day it is where a company is, for what is written without a day."""
    return today_of(get_venture(session, venture_id))


def list_ventures(session: Session) -> list[StoredCompany]:
    """Return all companies, the user's own before the demo."""
    rows = session.scalars(live(Venture).order_by(Venture.is_demo, Venture.id))
    return [_stored(row) for row in rows]


def get_venture(session: Session, venture_id: int) -> StoredCompany:
    """Return one company; raise NotFound if it is not there."""
    return _stored(_row(session, venture_id))


def find_venture(session: Session, name: str) -> StoredCompany:
    """Return the company of that name, English name or id; raise NotFound naming those there are."""
    known = list_ventures(session)
    wanted = name.strip().casefold()
    for company in known:
        if wanted in (company.name.casefold(), company.name_en.casefold(), str(company.id)):
            return company
    names = ", ".join(f"{company.id} {company.name}" for company in known) or "–"
    raise NotFound("There is no company {name}. Known are: {names}.", name=name, names=names)


def add_venture(
    session: Session, values: dict[str, Any], *, token: str | None = None, is_demo: bool = False
) -> StoredCompany:
    """Add a company with its card; the same token a second time returns the first one."""
    if known := by_token(session, Venture, token):
        return _stored(known)
    data = validate(CompanyData, values)
    _refuse_taken(session, data.name)
    row = Venture(token=token, is_demo=is_demo, card=CompanyCard())
    _assign(row, data)
    session.add(row)
    session.flush()
    return _stored(row)


def update_venture(
    session: Session, venture_id: int, values: dict[str, Any], version: int | None = None
) -> StoredCompany:
    """Change the company card; raise Conflict if somebody else changed it since `version`."""
    row = _row(session, venture_id)
    if version is not None and row.version != version:
        raise Conflict(CHANGED)
    stored = _stored(row).model_dump(include=set(CompanyData.model_fields))
    data = validate(CompanyData, stored | values)
    _refuse_taken(session, data.name, but=venture_id)
    try:
        _assign(row, data)
        row.updated_at = now()
        session.flush()
    except StaleDataError as error:
        raise Conflict(CHANGED) from error
    return _stored(row)


def _refuse_taken(session: Session, name: str, but: int | None = None) -> None:
    if any(company.name.casefold() == name.casefold() and company.id != but for company in list_ventures(session)):
        raise SextantError("There is already a company {name}. Choose another name.", name=name)


def delete_venture(session: Session, venture_id: int) -> None:
    """Remove a company with everything that belongs to it, for good."""
    session.delete(_row(session, venture_id))


def _row(session: Session, venture_id: int) -> Venture:
    row = session.scalar(live(Venture, id=venture_id))
    if row is None:
        raise NotFound("This company is not there any more. Choose another one in the list of companies.")
    return row


def _assign(row: Venture, data: CompanyData) -> None:
    row.name = data.name
    for name in CompanyData.model_fields:
        if name != "name":
            setattr(row.card, name, getattr(data, name))


def _stored(row: Venture) -> StoredCompany:
    card = {name: getattr(row.card, name) for name in CompanyData.model_fields if name != "name"}
    return StoredCompany(id=row.id, version=row.version, name=row.name, is_demo=row.is_demo, **card)
