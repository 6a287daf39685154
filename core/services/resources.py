"""Resources and candidates: what we have, and whom we may hire."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.i18n import N_
from core.services.capabilities import get_or_add_capability
from core.services.records import Noun
from core.services.validation import Data, Stored
from db.models import Candidate, Resource, ResourceCapability

ResourceKind = Literal["talent", "technology", "market", "funds", "network"]
MOST_FTE = 1.5  # nobody works more than one and a half jobs


class ResourceData(Data):
    """What a user enters about a resource; `skills` maps a capability's name to the level 1..3."""

    kind: ResourceKind = Field("talent", title=N_("Kind"))
    name: str = Field(min_length=1, max_length=200, title=N_("Name"))
    role: str = Field("", max_length=200, title=N_("Role or type"))
    skills: dict[str, Literal[1, 2, 3]] = Field(default_factory=dict, title=N_("Capabilities"))
    quantity: float = Field(1.0, ge=0, le=1e12, title=N_("Quantity"))
    unit: str = Field("", max_length=40, title=N_("Unit"))
    monthly_cost: float | None = Field(None, ge=0, le=1e12, title=N_("Cost a month"))
    use_share: float | None = Field(None, ge=0, le=1, title=N_("Share in use"))
    access: str = Field("", max_length=200, title=N_("Access or licence"))
    from_on: date | None = Field(None, title=N_("From"))
    until_on: date | None = Field(None, title=N_("Until"))
    note: str = Field("", max_length=5000, title=N_("Remark"))

    @model_validator(mode="after")
    def _fits(self) -> "ResourceData":
        if self.from_on and self.until_on and self.until_on < self.from_on:
            raise ValueError("The end lies before the start. Change one of the two dates.")
        if self.kind == "talent" and self.quantity > MOST_FTE:
            raise ValueError(
                "A person has at most 1.5 full-time equivalents. Write 1 for full time, 0.5 for half time."
            )
        return self


class StoredResource(ResourceData, Stored):
    """A resource as it is kept."""


class CandidateData(Data):
    """What a user enters about a candidate."""

    name: str = Field(min_length=1, max_length=200, title=N_("Name"))
    role: str = Field("", max_length=200, title=N_("Role"))
    stage: Literal["applied", "interview", "offer", "hired", "rejected"] = Field("applied", title=N_("Hiring step"))
    from_on: date | None = Field(None, title=N_("Can start on"))
    note: str = Field("", max_length=5000, title=N_("Remark"))


class StoredCandidate(CandidateData, Stored):
    """A candidate as it is kept."""


def _assign_skills(session: Session, row: Resource, data: ResourceData) -> None:
    # A resource of another kind holds other capabilities, so they are matched by kind and name.
    if row.id is None:
        row.kind, row.name = data.kind, data.name
        session.add(row)
        session.flush()
    wanted = {
        get_or_add_capability(session, row.venture_id, data.kind, name).id: level
        for name, level in data.skills.items()
        if name.strip()
    }
    kept = {holding.capability_id: holding for holding in row.holdings}
    row.holdings = [kept.get(c) or ResourceCapability(capability_id=c, resource_id=row.id) for c in wanted]
    for holding in row.holdings:
        holding.level = wanted[holding.capability_id]
    session.flush()
    session.refresh(row, ["holdings"])


RESOURCE = Noun(
    "resource",
    Resource,
    ResourceData,
    StoredResource,
    search=("name", "role", "note", "access"),
    sorts=("name", "kind", "quantity", "monthly_cost", "updated_at"),
    assign=_assign_skills,
    skip=frozenset({"skills"}),
)
CANDIDATE = Noun(
    "candidate",
    Candidate,
    CandidateData,
    StoredCandidate,
    search=("name", "role", "note"),
    sorts=("name", "stage", "updated_at"),
)


def count_by_kind(session: Session, venture_id: int) -> dict[str, int]:
    """Return how many live resources there are of each kind."""
    statement = select(Resource.kind, func.count()).where(
        Resource.venture_id == venture_id, Resource.deleted_at.is_(None)
    )
    return {row[0]: row[1] for row in session.execute(statement.group_by(Resource.kind))}
