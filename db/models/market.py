"""The market: customers, competitors, and how large it is."""

from datetime import date

from sqlalchemy import JSON, false, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Owned


class Customer(Owned):
    """An account whose comments we read; comments carry its name, or one of its other names."""

    __tablename__ = "customer"

    name: Mapped[str]
    other_names: Mapped[list[str]] = mapped_column(JSON, default=list, server_default=text("'[]'"))
    segment: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="paying")
    yearly_value: Mapped[float | None]
    renewal_on: Mapped[date | None]
    owner: Mapped[str] = mapped_column(default="", server_default=text("''"))
    may_be_named: Mapped[bool] = mapped_column(default=False)
    may_be_quoted: Mapped[bool] = mapped_column(default=False, server_default=false())
    note: Mapped[str] = mapped_column(default="", server_default=text("''"))
    reach: Mapped[str] = mapped_column(default="", server_default=text("''"))


class Competitor(Owned):
    """A rival: what it offers at what price, and how we differ."""

    __tablename__ = "competitor"

    name: Mapped[str]
    offer: Mapped[str] = mapped_column(default="")
    price: Mapped[str] = mapped_column(default="")
    strength: Mapped[str] = mapped_column(default="")
    weakness: Mapped[str] = mapped_column(default="")
    difference: Mapped[str] = mapped_column(default="")
    link: Mapped[str] = mapped_column(default="")
    seen_on: Mapped[date | None]
    reach: Mapped[str] = mapped_column(default="")


class MarketSegment(Owned):
    """A part of the market with its own arithmetic: accounts × price a year × the share we can win."""

    __tablename__ = "market_segment"

    name: Mapped[str]
    accounts: Mapped[float | None]
    yearly_price: Mapped[float | None]
    share: Mapped[float | None]
    source: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    reach: Mapped[str] = mapped_column(default="")
