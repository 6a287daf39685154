"""What the company has: resources, their capabilities, and candidates."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Owned


class Capability(Owned):
    """Something that can be done or provided, named once per kind."""

    __tablename__ = "capability"
    __table_args__ = (UniqueConstraint("venture_id", "kind", "name"),)

    kind: Mapped[str]
    name: Mapped[str]


class ResourceCapability(Base):
    """A resource's hold on a capability, with its level."""

    __tablename__ = "resource_capability"

    resource_id: Mapped[int] = mapped_column(ForeignKey("resource.id", ondelete="CASCADE"), primary_key=True)
    capability_id: Mapped[int] = mapped_column(
        ForeignKey("capability.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    level: Mapped[int] = mapped_column(default=2)

    capability: Mapped[Capability] = relationship(lazy="joined")


class Resource(Owned):
    """Talent, technology, market, funds or network."""

    __tablename__ = "resource"

    kind: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    role: Mapped[str] = mapped_column(default="")
    quantity: Mapped[float] = mapped_column(default=1.0)
    unit: Mapped[str] = mapped_column(default="")
    monthly_cost: Mapped[float | None]
    use_share: Mapped[float | None]
    access: Mapped[str] = mapped_column(default="")
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")

    holdings: Mapped[list[ResourceCapability]] = relationship(cascade="all, delete-orphan", lazy="selectin")

    @property
    def skills(self) -> dict[str, int]:
        """Return the level by the capability's name."""
        return {h.capability.name: h.level for h in self.holdings if h.capability.deleted_at is None}


class Candidate(Owned):
    """Somebody we may hire."""

    __tablename__ = "candidate"

    name: Mapped[str]
    role: Mapped[str] = mapped_column(default="")
    stage: Mapped[str] = mapped_column(default="applied")
    from_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")
