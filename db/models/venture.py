"""A company and its card."""

from datetime import date

from sqlalchemy import ForeignKey, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Record


class Venture(Record):
    """The company everything else belongs to."""

    __tablename__ = "venture"

    name: Mapped[str]
    is_demo: Mapped[bool] = mapped_column(default=False)

    card: Mapped["CompanyCard"] = relationship(back_populates="venture", cascade="all, delete-orphan", lazy="joined")


class CompanyCard(Base):
    """What the company sells, to whom, and how long its cash lasts."""

    __tablename__ = "company_card"

    venture_id: Mapped[int] = mapped_column(ForeignKey("venture.id", ondelete="CASCADE"), primary_key=True)
    name_en: Mapped[str] = mapped_column(default="")
    legal_name: Mapped[str] = mapped_column(default="", server_default=text("''"))
    credit_code: Mapped[str] = mapped_column(default="", server_default=text("''"))
    founded_on: Mapped[date | None]
    certificates: Mapped[str] = mapped_column(default="", server_default=text("''"))
    offer: Mapped[str] = mapped_column(default="")
    customer: Mapped[str] = mapped_column(default="")
    difference: Mapped[str] = mapped_column(default="")
    price_model: Mapped[str] = mapped_column(default="")
    industry: Mapped[str] = mapped_column(default="")
    stage: Mapped[str] = mapped_column(default="")
    currency: Mapped[str] = mapped_column(default="CNY")
    time_zone: Mapped[str] = mapped_column(default="Asia/Shanghai")
    cash: Mapped[float | None]
    cash_on: Mapped[date | None]
    net_burn: Mapped[float | None]
    headcount: Mapped[int | None]

    venture: Mapped[Venture] = relationship(back_populates="card")


class Preference(Base):
    """What the person at this machine chose last: language, company."""

    __tablename__ = "preference"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
