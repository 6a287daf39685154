"""Money by month, and the named measures that plans are held against."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Owned


class MoneyMonth(Owned):
    """One month's money, as it came or as it was planned; what is not known is empty, never zero.

    Live months are told apart by `unique_key`, which is empty in the trash, so that a month can come again.
    """

    __tablename__ = "money_month"
    __table_args__ = (UniqueConstraint("venture_id", "unique_key"),)

    month: Mapped[date] = mapped_column(index=True)
    basis: Mapped[str] = mapped_column(default="actual")
    unique_key: Mapped[str | None]
    cash_end: Mapped[float | None]
    income: Mapped[float | None]
    people: Mapped[float | None]
    compute: Mapped[float | None]
    data_cost: Mapped[float | None]
    marketing: Mapped[float | None]
    other: Mapped[float | None]
    receivables: Mapped[float | None]
    debt: Mapped[float | None]
    note: Mapped[str] = mapped_column(default="")


@event.listens_for(MoneyMonth, "before_insert")
@event.listens_for(MoneyMonth, "before_update")
def _keep_unique_key(mapper: Any, connection: Any, row: MoneyMonth) -> None:
    # Kept here, so that every way of writing a month keeps it.
    row.unique_key = None if row.deleted_at else f"{row.month:%Y-%m}-01|{row.basis}"


class Figure(Owned):
    """A named measure with its unit, its definition, a target and an owner."""

    __tablename__ = "figure"

    name: Mapped[str]
    unit: Mapped[str] = mapped_column(default="")
    definition: Mapped[str] = mapped_column(default="")
    better: Mapped[str] = mapped_column(default="up")
    target: Mapped[float | None]
    target_on: Mapped[date | None]
    owner: Mapped[str] = mapped_column(default="")
    reach: Mapped[str] = mapped_column(default="")

    values: Mapped[list["FigureValue"]] = relationship(
        order_by="FigureValue.month", cascade="all, delete-orphan", lazy="selectin"
    )


class FigureValue(Base):
    """A measure's value in a month; n is how many cases it rests on, where it rests on any."""

    __tablename__ = "figure_value"

    figure_id: Mapped[int] = mapped_column(ForeignKey("figure.id", ondelete="CASCADE"), primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    value: Mapped[float]
    n: Mapped[int | None]
