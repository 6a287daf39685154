"""The market: customers, competitors, and how large it is by our own arithmetic."""

from datetime import date
from typing import Literal

from pydantic import Field

from core.i18n import N_
from core.services.records import Noun
from core.services.validation import Data, Reach, Stored
from db.models import Competitor, Customer, MarketSegment


class CustomerData(Data):
    """What a user enters about a customer; `other_names` are those its comments may carry."""

    name: str = Field(min_length=1, max_length=200, title=N_("Name"))
    other_names: list[str] = Field(default_factory=list, title=N_("Other names"))
    segment: str = Field("", max_length=200, title=N_("Segment"))
    state: Literal["lead", "trial", "paying", "left"] = Field("paying", title=N_("State"))
    yearly_value: float | None = Field(None, ge=0, le=1e12, title=N_("Value a year"))
    renewal_on: date | None = Field(None, title=N_("Renewal on"))
    owner: str = Field("", max_length=200, title=N_("Owner"))
    may_be_named: bool = Field(False, title=N_("May be named outside"))
    may_be_quoted: bool = Field(False, title=N_("May be quoted outside"))
    note: str = Field("", max_length=5000, title=N_("Remark"))
    reach: Reach = Field("", title=N_("Who may see it"))


class StoredCustomer(CustomerData, Stored):
    """A customer as it is kept."""


class CompetitorData(Data):
    """What a user enters about a rival."""

    name: str = Field(min_length=1, max_length=200, title=N_("Name"))
    price: str = Field("", max_length=500, title=N_("Their price"))
    strength: str = Field("", max_length=2000, title=N_("Their strength"))
    weakness: str = Field("", max_length=2000, title=N_("Their weakness"))
    link: str = Field("", max_length=500, title=N_("Link"))
    seen_on: date | None = Field(None, title=N_("Looked up on"))
    offer: str = Field("", max_length=2000, title=N_("What they sell"))
    difference: str = Field("", max_length=2000, title=N_("How we differ"))
    reach: Reach = Field("", title=N_("Who may see it"))


class StoredCompetitor(CompetitorData, Stored):
    """A rival as it is kept."""


class MarketSegmentData(Data):
    """What a user enters about a part of the market: accounts × price a year × the share we can win."""

    name: str = Field(min_length=1, max_length=200, title=N_("Segment"))
    accounts: float | None = Field(None, ge=0, le=1e12, title=N_("Accounts"))
    yearly_price: float | None = Field(None, ge=0, le=1e12, title=N_("Price a year"))
    share: float | None = Field(None, ge=0, le=1, title=N_("Share we can win"))
    source: str = Field("", max_length=500, title=N_("Where the figures come from"))
    note: str = Field("", max_length=5000, title=N_("Remark"))
    reach: Reach = Field("", title=N_("Who may see it"))


class StoredMarketSegment(MarketSegmentData, Stored):
    """A part of the market as it is kept."""

    @property
    def size(self) -> float | None:
        """Return accounts × price a year, None where one of them is missing."""
        return None if self.accounts is None or self.yearly_price is None else self.accounts * self.yearly_price

    @property
    def winnable(self) -> float | None:
        """Return the part of the size that we can win, None where a figure is missing."""
        return None if self.size is None or self.share is None else self.size * self.share


CUSTOMER = Noun(
    "customer",
    Customer,
    CustomerData,
    StoredCustomer,
    search=("name", "segment", "owner", "note"),
    sorts=("name", "state", "yearly_value", "renewal_on", "updated_at"),
)
COMPETITOR = Noun(
    "competitor",
    Competitor,
    CompetitorData,
    StoredCompetitor,
    search=("name", "offer", "strength", "weakness", "difference"),
    sorts=("name", "seen_on", "updated_at"),
)
MARKET_SEGMENT = Noun(
    "market_segment",
    MarketSegment,
    MarketSegmentData,
    StoredMarketSegment,
    search=("name", "source", "note"),
    sorts=("name", "accounts", "yearly_price", "share", "updated_at"),
)
