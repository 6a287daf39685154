"""Initiatives, what they need, and actions."""

from datetime import date
from typing import Any, Literal

from pydantic import Field, model_validator
from sqlalchemy.orm import Session

from core.errors import SextantError
from core.i18n import N_
from core.planning.circles import refuse_circle
from core.services.capabilities import get_or_add_capability
from core.services.changes import current_batch
from core.services.records import Noun
from core.services.resources import ResourceKind
from core.services.validation import Data, Reach, Stored
from db.models import Action, Initiative, Need
from db.repository import live


class InitiativeData(Data):
    """What a user enters about an initiative."""

    name: str = Field(min_length=1, max_length=200, title=N_("Name"))
    goal: str = Field("", max_length=2000, title=N_("Goal"))
    impact: float = Field(50, ge=0, le=100, title=N_("Expected value, 0 to 100"))
    cost: float | None = Field(None, ge=0, le=1e12, title=N_("Cost"))
    effort: float | None = Field(None, ge=0, le=1e4, title=N_("Person-months"))
    cost_spent: float | None = Field(None, ge=0, le=1e12, title=N_("Spent so far"))
    effort_spent: float | None = Field(None, ge=0, le=1e4, title=N_("Person-months so far"))
    starts_on: date | None = Field(None, title=N_("Start"))
    due_on: date | None = Field(None, title=N_("Due"))
    state: Literal["idea", "chosen", "paused", "done"] = Field("idea", title=N_("State"))
    owner: str = Field("", max_length=200, title=N_("Owner"))
    stop_rule: str = Field("", max_length=2000, title=N_("When do we stop?"))
    requires: list[int] = Field(default_factory=list, title=N_("Requires these first"))
    reach: Reach = Field("", title=N_("Who may see it"))

    @model_validator(mode="after")
    def _fits(self) -> "InitiativeData":
        if self.starts_on and self.due_on and self.due_on < self.starts_on:
            raise ValueError("The end lies before the start. Change one of the two dates.", "due_on", "starts_on")
        return self


class StoredInitiative(InitiativeData, Stored):
    """An initiative as it is kept."""


class NeedData(Data):
    """What a user enters about a need; `capability` is its name."""

    initiative_id: int = Field(title=N_("Initiative"))
    kind: ResourceKind = Field("talent", title=N_("Kind"))
    capability: str = Field(min_length=1, max_length=200, title=N_("Capability"))
    level: Literal[1, 2, 3] = Field(2, title=N_("Level"))
    quantity: float = Field(1, gt=0, le=1e9, title=N_("Quantity"))
    weight: float = Field(1, gt=0, le=100, title=N_("Weight"))
    due_on: date | None = Field(None, title=N_("Needed by"))


class StoredNeed(NeedData, Stored):
    """A need as it is kept."""


class ActionData(Data):
    """What a user enters about an action."""

    title: str = Field(min_length=1, max_length=500, title=N_("Action"))
    owner: str = Field("", max_length=200, title=N_("Owner"))
    due_on: date | None = Field(None, title=N_("Due"))
    done_on: date | None = Field(None, title=N_("Done on"))
    dropped_on: date | None = Field(None, title=N_("Dropped on"))
    moved_reason: str = Field("", max_length=500, title=N_("Why the day moved"))
    initiative_id: int | None = Field(None, title=N_("Initiative"))
    partner_id: int | None = Field(None, title=N_("Partner"))
    figure_id: int | None = Field(None, title=N_("Measured by"))
    note: str = Field("", max_length=5000, title=N_("Remark"))


class StoredAction(ActionData, Stored):
    """An action as it is kept; `moved` is how often its day was changed."""

    moved: int = 0


def _assign_capability(session: Session, row: Any, data: NeedData) -> None:
    with session.no_autoflush:
        row.capability_row = get_or_add_capability(session, row.venture_id, data.kind, data.capability)


def _count_move(session: Session, row: Action, data: ActionData) -> None:
    if row.id is None or row.due_on is None or data.due_on == row.due_on:
        return
    told = data.moved_reason and data.moved_reason != row.moved_reason
    # An import has nobody to ask.
    if row.moved and not told and current_batch() is None:
        raise SextantError(
            "The day of this action has moved before. Write why it moves again into the field: Why the day moved."
        )
    row.moved = (row.moved or 0) + 1


def _refuse_circle(session: Session, row: Any, data: InitiativeData) -> None:
    # What is new is required by nobody yet. What lies in the trash is required by nobody any more.
    if row.id is None or not data.requires:
        return
    with session.no_autoflush:
        # On a server two edits at once could each close one half of a circle: the second waits for the first.
        everything = live(Initiative, venture_id=row.venture_id).order_by(Initiative.id).with_for_update()
        others = [other for other in session.scalars(everything) if other.id != row.id]
    names = {other.id: other.name for other in others} | {row.id: data.name}
    requires = {other.id: other.requires for other in others} | {row.id: data.requires}
    refuse_circle({n: [m for m in wanted if m in names] for n, wanted in requires.items()}, names)


INITIATIVE = Noun(
    "initiative",
    Initiative,
    InitiativeData,
    StoredInitiative,
    search=("name", "goal", "owner"),
    sorts=("name", "impact", "due_on", "updated_at"),
    assign=_refuse_circle,
)
NEED = Noun(
    "need",
    Need,
    NeedData,
    StoredNeed,
    search=("kind",),
    sorts=("due_on", "updated_at"),
    assign=_assign_capability,
    skip=frozenset({"capability"}),
)
ACTION = Noun(
    "action",
    Action,
    ActionData,
    StoredAction,
    search=("title", "owner", "note"),
    sorts=("due_on", "title", "owner", "updated_at"),
    assign=_count_move,
)
