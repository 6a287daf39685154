"""Resources and candidates: what we have, and whom we may hire."""

from datetime import date
from typing import Any, Literal

from pydantic import Field, model_validator
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.errors import SextantError
from core.i18n import N_
from core.services.capabilities import get_or_add_capability
from core.services.records import Noun, add_record, get_record, update_record
from core.services.validation import Data, Reach, Stored
from core.services.ventures import venture_today
from db.models import Assessment, Candidate, Resource, ResourceCapability

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
    form: Literal["", "compute", "data", "model_api"] = Field("", title=N_("Sort of technology"))
    cards: float | None = Field(None, ge=0, le=1e6, title=N_("Cards"))
    hours: float | None = Field(None, ge=0, le=744, title=N_("Hours a month and card"))
    unit_price: float | None = Field(None, ge=0, le=1e9, title=N_("Price of a unit"))
    rows: float | None = Field(None, ge=0, le=1e15, title=N_("Rows of data"))
    permission: str = Field("", max_length=500, title=N_("Permission to use it"))
    personal: Literal["", "yes", "no"] = Field("", title=N_("Personal data"))
    reach: Reach = Field("", title=N_("Who may see it"))

    @model_validator(mode="after")
    def _fits(self) -> "ResourceData":
        if self.from_on and self.until_on and self.until_on < self.from_on:
            raise ValueError("The end lies before the start. Change one of the two dates.", "until_on", "from_on")
        if self.kind == "talent" and self.quantity > MOST_FTE:
            raise ValueError(
                "A person has at most 1.5 full-time equivalents. Write 1 for full time, 0.5 for half time.", "quantity"
            )
        return self


class StoredResource(ResourceData, Stored):
    """A resource as it is kept."""

    @property
    def computed_cost(self) -> float | None:
        """Return cards × hours × price, the cost a month where nobody wrote one; None where one of them is missing."""
        if self.monthly_cost is not None or None in (self.cards, self.hours, self.unit_price):
            return None
        return (self.cards or 0) * (self.hours or 0) * (self.unit_price or 0)

    @property
    def cost_a_month(self) -> float | None:
        """Return the cost a month as it was written, or else as it is computed."""
        return self.computed_cost if self.monthly_cost is None else self.monthly_cost


CandidateStage = Literal["applied", "screening", "interview", "offer", "hired", "rejected", "withdrew"]


class CandidateData(Data):
    """What a user enters about a candidate."""

    name: str = Field(min_length=1, max_length=200, title=N_("Name"))
    role: str = Field("", max_length=200, title=N_("Role"))
    stage: CandidateStage = Field("applied", title=N_("Hiring step"))
    stage_since: date | None = Field(None, title=N_("In this step since"))
    source: str = Field("", max_length=200, title=N_("Found through"))
    monthly_cost: float | None = Field(None, ge=0, le=1e9, title=N_("Asked salary a month"))
    from_on: date | None = Field(None, title=N_("Can start on"))
    note: str = Field("", max_length=5000, title=N_("Remark"))


class StoredCandidate(CandidateData, Stored):
    """A candidate as it is kept."""


class AssessmentData(Data):
    """One rater's sheet on a candidate: five factors from 1 to 5; a blank is not a zero."""

    candidate_id: int = Field(title=N_("Candidate"))
    rater: str = Field(min_length=1, max_length=200, title=N_("Rater"))
    rated_on: date = Field(default_factory=date.today, title=N_("On"))
    education: int | None = Field(None, ge=1, le=5, title=N_("Education"))
    experience: int | None = Field(None, ge=1, le=5, title=N_("Experience"))
    technical: int | None = Field(None, ge=1, le=5, title=N_("Technical ability"))
    teamwork: int | None = Field(None, ge=1, le=5, title=N_("Teamwork"))
    personal: int | None = Field(None, ge=1, le=5, title=N_("Personal qualities"))
    note: str = Field("", max_length=5000, title=N_("Remark"))


class StoredAssessment(AssessmentData, Stored):
    """A rater's sheet as it is kept."""


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
    search=("name", "role", "note", "source"),
    sorts=("name", "stage", "stage_since", "updated_at"),
)


def _refuse_a_second(session: Session, row: Assessment) -> None:
    same = select(Assessment.id).filter_by(candidate_id=row.candidate_id, rater=row.rater)
    if session.scalar(same.where(Assessment.id != (row.id or 0)).limit(1)):
        raise SextantError("{rater} has handed in a sheet on this candidate already. Change that one.", rater=row.rater)


ASSESSMENT = Noun(
    "assessment",
    Assessment,
    AssessmentData,
    StoredAssessment,
    search=("rater", "note"),
    sorts=("rated_on", "rater", "updated_at"),
    check=_refuse_a_second,
)


def add_candidate(
    session: Session, venture_id: int, values: dict[str, Any], token: str | None = None
) -> StoredCandidate:
    """Add a candidate, in its hiring step from today on where no other day is given."""
    since = {"stage_since": venture_today(session, venture_id)}
    return add_record(session, CANDIDATE, venture_id, since | _without_blank_day(values), token)


def update_candidate(
    session: Session, candidate_id: int, venture_id: int, values: dict[str, Any], version: int | None = None
) -> StoredCandidate:
    """Change a candidate; a changed hiring step is one of today where no other day is given."""
    before = get_record(session, CANDIDATE, candidate_id, venture_id)
    # A form sends every field: a day that was left as it was belongs to the step before.
    kept = values.get("stage_since", before.stage_since) == before.stage_since
    if values.get("stage", before.stage) != before.stage and kept:
        values = values | {"stage_since": venture_today(session, venture_id)}
    return update_record(session, CANDIDATE, candidate_id, venture_id, values, version)


def _without_blank_day(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "stage_since" or value}


def list_people(session: Session, venture_id: int) -> list[str]:
    """Return the names of the company's people, oldest record first."""
    mine = Resource.venture_id == venture_id, Resource.kind == "talent", Resource.deleted_at.is_(None)
    return list(session.scalars(select(Resource.name).where(*mine).order_by(Resource.id)))


def count_by_kind(session: Session, venture_id: int) -> dict[str, int]:
    """Return how many live resources there are of each kind."""
    statement = select(Resource.kind, func.count()).where(
        Resource.venture_id == venture_id, Resource.deleted_at.is_(None)
    )
    return {row[0]: row[1] for row in session.execute(statement.group_by(Resource.kind))}
