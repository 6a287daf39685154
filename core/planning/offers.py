"""What partners bring: it counts like a resource from agreement on, and is expected before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from core.planning.coverage import cover
from core.planning.records import InitiativeLike, NeedLike, ResourceLike
from core.planning.synergy import value_of

AGREEMENT = 6  # the stage from which on what was offered is there
GONE = ("lost", "paused")


@dataclass(frozen=True)
class Offer:
    """Something a partner offers, shaped like a resource; its id is below 0, so that it never is a resource's."""

    id: int
    partner_id: int
    stage: int
    kind: str
    skills: Mapping[str, int] = field(default_factory=dict)
    quantity: float = 1.0
    outcome: str = "open"
    from_on: date | None = None
    until_on: date | None = None
    name: str = ""
    partner_kind: str = "other"

    @property
    def counts(self) -> bool:
        """Tell whether it is agreed, so that it covers needs."""
        return self.stage >= AGREEMENT and self.outcome not in GONE

    @property
    def expected(self) -> bool:
        """Tell whether it may still come."""
        return self.stage < AGREEMENT and self.outcome not in GONE


def with_agreed(resources: Iterable[ResourceLike], offers: Iterable[Offer]) -> list[ResourceLike]:
    """Return the resources and the offers that are agreed: what coverage and synergy are reckoned with."""
    return [*resources, *(offer for offer in offers if offer.counts)]


def expected_gain(
    initiatives: Sequence[InitiativeLike],
    needs: Sequence[NeedLike],
    resources: Sequence[ResourceLike],
    offers: Sequence[Offer],
) -> float:
    """Return by how much the value of the initiatives would rise if every expected offer came to be agreed."""
    held = with_agreed(resources, offers)
    hoped = [*held, *(offer for offer in offers if offer.expected)]
    return value_of(initiatives, cover(needs, hoped)) - value_of(initiatives, cover(needs, held))
