"""Decisions: who decided what, when and why, and when to look at it again."""

from datetime import date

from pydantic import Field, model_validator

from core.i18n import N_
from core.services.records import Noun
from core.services.validation import Data, Reach, Stored
from db.models import Decision


class DecisionData(Data):
    """What a user enters about a decision."""

    title: str = Field(min_length=1, max_length=500, title=N_("Decision"))
    decided_by: str = Field("", max_length=200, title=N_("Decided by"))
    decided_on: date = Field(default_factory=date.today, title=N_("Decided on"))
    owner: str = Field("", max_length=200, title=N_("Owner"))
    due_on: date | None = Field(None, title=N_("By when"))
    review_on: date | None = Field(None, title=N_("Look at it again on"))
    initiative_id: int | None = Field(None, title=N_("Initiative"))
    why: str = Field("", max_length=5000, title=N_("Why"))
    reach: Reach = Field("", title=N_("Who may see it"))

    @model_validator(mode="after")
    def _fits(self) -> "DecisionData":
        for name in ("due_on", "review_on"):
            day = getattr(self, name)
            if day and day < self.decided_on:
                raise ValueError("The end lies before the start. Change one of the two dates.", name)
        return self


class StoredDecision(DecisionData, Stored):
    """A decision as it is kept."""


DECISION = Noun(
    "decision",
    Decision,
    DecisionData,
    StoredDecision,
    search=("title", "why", "decided_by", "owner"),
    sorts=("decided_on", "review_on", "due_on", "title", "updated_at"),
)
