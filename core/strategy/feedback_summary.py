"""What was counted of the comments, without the comments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Group:
    """Labelled comments of a channel, a customer or a span of days: how many, how many of them negative."""

    n: int = 0
    negative: int = 0
    name: str = ""


@dataclass(frozen=True)
class Quote:
    """A comment's own words."""

    comment_id: int
    text: str
    label: str = "negative"
    probability: float | None = None
    customer: str = ""
    day: date | None = None


@dataclass(frozen=True)
class FeedbackSummary:
    """What was counted; `labels` counts each label, `recent` is the last 30 days, `before` the 30 days before."""

    n: int = 0
    labels: Mapping[str, int] = field(default_factory=dict)
    recent: Group = Group()
    before: Group = Group()
    rating: float | None = None
    rating_n: int = 0
    channels: tuple[Group, ...] = ()
    customers: tuple[Group, ...] = ()
    languages: Mapping[str, int] = field(default_factory=dict)
    first_day: date | None = None
    last_day: date | None = None
    quotes: tuple[Quote, ...] = ()
    unread: int = 0

    @property
    def labelled(self) -> int:
        """Return how many comments have a label; *not sure* is one, no text is none."""
        return sum(count for label, count in self.labels.items() if label != "empty")
