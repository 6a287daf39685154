"""What an initiative was to take and what it has taken so far: time, money, people, and what is done for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import fsum
from typing import Protocol

from core.planning.options import within

AHEAD = 0.2  # by so much of the whole, use may run before what is done: actions are finished one at a time


class PlannedLike(Protocol):
    """An initiative with its plan and what was used of it; what nobody wrote is None."""

    @property
    def id(self) -> int:
        """Return the row's id."""

    @property
    def state(self) -> str:
        """Return idea, chosen, paused or done."""

    @property
    def starts_on(self) -> date | None:
        """Return the first day."""

    @property
    def due_on(self) -> date | None:
        """Return the last day."""

    @property
    def cost(self) -> float | None:
        """Return the money planned."""

    @property
    def effort(self) -> float | None:
        """Return the person-months planned."""

    @property
    def cost_spent(self) -> float | None:
        """Return the money spent so far."""

    @property
    def effort_spent(self) -> float | None:
        """Return the person-months used so far."""


class ActionLike(Protocol):
    """An action that serves an initiative or none."""

    @property
    def initiative_id(self) -> int | None:
        """Return whose action it is."""

    @property
    def done_on(self) -> date | None:
        """Return the day it was done."""

    @property
    def dropped_on(self) -> date | None:
        """Return the day it was given up."""


@dataclass(frozen=True)
class Use:
    """What was planned and what was used of it, each None where nobody wrote it."""

    planned: float | None
    used: float | None

    @property
    def share(self) -> float | None:
        """Return the share of the plan that is used; None where a figure is missing, or nothing was planned."""
        return None if self.used is None or not self.planned else self.used / self.planned

    @property
    def over(self) -> float | None:
        """Return how much more was used than planned, None where that is not so or not known."""
        if self.planned is None or self.used is None or within(self.used, self.planned):
            return None
        return self.used - self.planned


@dataclass(frozen=True)
class Progress:
    """How far an initiative is that has begun; `time` is the share of its days that are over, None without both dates."""

    id: int
    time: float | None
    money: Use
    people: Use
    done: int
    actions: int
    is_finished: bool = False

    @property
    def done_share(self) -> float | None:
        """Return the share of its actions that are done, None while it has none."""
        return self.done / self.actions if self.actions else None

    @property
    def is_over(self) -> bool:
        """Tell whether more was used than planned, of money or of people."""
        return self.money.over is not None or self.people.over is not None

    def runs_ahead(self, use: Use) -> bool:
        """Tell whether a use within its plan is clearly ahead of what is done; never where one of the two is unknown."""
        if self.is_finished or use.over is not None or use.share is None or self.done_share is None:
            return False
        return not within(use.share, self.done_share + AHEAD)

    @property
    def needs_a_look(self) -> bool:
        """Tell whether it is over plan or runs ahead of what is done."""
        return self.is_over or self.runs_ahead(self.money) or self.runs_ahead(self.people)


@dataclass(frozen=True)
class Total:
    """A use added up over the initiatives where both figures are known; the others by id."""

    use: Use
    counted: int
    missing: tuple[int, ...]


def money_of(initiative: PlannedLike) -> Use:
    """Return the money planned and spent."""
    return Use(initiative.cost, initiative.cost_spent)


def people_of(initiative: PlannedLike) -> Use:
    """Return the person-months planned and used."""
    return Use(initiative.effort, initiative.effort_spent)


def find_progress(
    initiatives: Iterable[PlannedLike], actions: Iterable[ActionLike], today: date
) -> dict[int, Progress]:
    """Return how far each initiative is that has begun, by id; dropped actions do not count."""
    kept = [action for action in actions if action.dropped_on is None]
    found = {}
    for row in initiatives:
        own = [action for action in kept if action.initiative_id == row.id]
        done = sum(action.done_on is not None for action in own)
        if has_begun(row, done, today):
            time = time_over(row.starts_on, row.due_on, today)
            found[row.id] = Progress(row.id, time, money_of(row), people_of(row), done, len(own), row.state == "done")
    return found


def has_begun(initiative: PlannedLike, done: int, today: date) -> bool:
    """Tell whether something was spent on it, or it is more than an idea and its start or its first action is behind us."""
    if initiative.cost_spent or initiative.effort_spent:
        return True
    if initiative.state in ("idea", "done"):
        return initiative.state == "done"
    return done > 0 or (initiative.starts_on is not None and initiative.starts_on <= today)


def time_over(first: date | None, last: date | None, today: date) -> float | None:
    """Return the share 0..1 of the days from the first to the last that are over; today itself is not over yet."""
    if first is None or last is None or last < first:
        return None
    days = (last - first).days + 1
    return min(max(0, (today - first).days), days) / days


def add_uses(uses: Iterable[tuple[int, Use]]) -> Total:
    """Return the sum of what was planned and used where both are known, and whose figures are missing."""
    rows = list(uses)
    known = [use for _, use in rows if use.planned is not None and use.used is not None]
    missing = tuple(id for id, use in rows if use.planned is None or use.used is None)
    if not known:
        return Total(Use(None, None), 0, missing)
    return Total(Use(fsum(u.planned or 0.0 for u in known), fsum(u.used or 0.0 for u in known)), len(known), missing)
