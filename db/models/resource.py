"""What the company has: resources, their capabilities, and candidates."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint, text
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
    # What only compute, data and network APIs have; `form` says which of them a technology resource is.
    form: Mapped[str] = mapped_column(default="", server_default=text("''"))
    cards: Mapped[float | None]
    hours: Mapped[float | None]
    unit_price: Mapped[float | None]
    rows: Mapped[float | None]
    permission: Mapped[str] = mapped_column(default="", server_default=text("''"))
    personal: Mapped[str] = mapped_column(default="", server_default=text("''"))
    reach: Mapped[str] = mapped_column(default="", server_default=text("''"))

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
    stage_since: Mapped[date | None]
    source: Mapped[str] = mapped_column(default="", server_default=text("''"))
    monthly_cost: Mapped[float | None]
    from_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")


class Assessment(Owned):
    """One rater's sheet on a candidate: five factors from 1 to 5; what was not rated is empty."""

    __tablename__ = "assessment"
    __table_args__ = (UniqueConstraint("candidate_id", "rater"),)

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id", ondelete="CASCADE"), index=True)
    rater: Mapped[str]
    rated_on: Mapped[date]
    education: Mapped[int | None]
    experience: Mapped[int | None]
    technical: Mapped[int | None]
    teamwork: Mapped[int | None]
    personal: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")
