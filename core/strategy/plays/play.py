"""What a play is, and the facts its thresholds become."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from core.strategy import facts
from core.strategy.model import Fact, Point
from core.strategy.picture import Picture


@dataclass(frozen=True)
class Play:
    """One entry of the playbook.

    `cost` is 1 (little), 2 or 3 (much), `weeks` how long it takes, `limits` its thresholds by name, `advise` gives the
    points it has for a picture: none where its conditions do not hold.
    """

    id: str
    name: str
    cost: int
    weeks: int
    limits: Mapping[str, float]
    advise: Callable[["Play", Picture], list[Point]]

    def time(self, limit: str, unit: str, subject: str) -> Fact:
        """State a limit of this play as a time or a number of something; `unit` is one of `facts.UNITS`."""
        fact = facts.amount(f"play.{self.id}.{limit}", subject, self.limits[limit], unit, f"play:{self.id}", "play")
        return replace(fact, subject=subject)

    def share(self, limit: str, subject: str) -> Fact:
        """State a limit of this play as a share."""
        return facts.share(f"play.{self.id}.{limit}", subject, self.limits[limit], f"play:{self.id}", "play")

    def review_on(self, picture: Picture, subject: str) -> Fact:
        """State the day on which this play's measure is looked at."""
        day = picture.today + timedelta(weeks=self.weeks)
        return facts.day(f"play.{self.id}.review_on", subject, day, f"play:{self.id}", "play")
