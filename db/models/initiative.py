"""What the company may do: initiatives, what they need, and actions."""

from datetime import date

from sqlalchemy import JSON, ForeignKey, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Owned
from db.models.resource import Capability


class Initiative(Owned):
    """A candidate project."""

    __tablename__ = "initiative"

    name: Mapped[str]
    goal: Mapped[str] = mapped_column(default="")
    impact: Mapped[float] = mapped_column(default=50.0)
    cost: Mapped[float | None]
    effort: Mapped[float | None]
    cost_spent: Mapped[float | None]
    effort_spent: Mapped[float | None]
    starts_on: Mapped[date | None]
    due_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(default="idea")
    owner: Mapped[str] = mapped_column(default="")
    stop_rule: Mapped[str] = mapped_column(default="")
    requires: Mapped[list[int]] = mapped_column(JSON, default=list, server_default=text("'[]'"))
    reach: Mapped[str] = mapped_column(default="", server_default=text("''"))

    needs: Mapped[list["Need"]] = relationship(
        lazy="selectin",
        viewonly=True,
        primaryjoin="and_(Need.initiative_id == Initiative.id, Need.deleted_at.is_(None))",
    )


class Need(Owned):
    """What an initiative requires: a capability at a level, in a quantity, by a day."""

    __tablename__ = "need"

    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    capability_id: Mapped[int] = mapped_column(ForeignKey("capability.id", ondelete="CASCADE"), index=True)
    level: Mapped[int] = mapped_column(default=2)
    quantity: Mapped[float] = mapped_column(default=1.0)
    weight: Mapped[float] = mapped_column(default=1.0)
    due_on: Mapped[date | None]

    capability_row: Mapped[Capability] = relationship(lazy="joined")

    @property
    def capability(self) -> str:
        """Return the capability's name."""
        return self.capability_row.name


class Action(Owned):
    """A task with an owner and a due date."""

    __tablename__ = "action"

    title: Mapped[str]
    owner: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None] = mapped_column(index=True)
    done_on: Mapped[date | None]
    moved: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    moved_reason: Mapped[str] = mapped_column(default="", server_default=text("''"))
    dropped_on: Mapped[date | None]
    figure_id: Mapped[int | None] = mapped_column(ForeignKey("figure.id", ondelete="SET NULL"), index=True)
    initiative_id: Mapped[int | None] = mapped_column(ForeignKey("initiative.id", ondelete="SET NULL"), index=True)
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id", ondelete="SET NULL"), index=True)
    note: Mapped[str] = mapped_column(default="")
