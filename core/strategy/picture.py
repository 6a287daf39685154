"""The snapshot with what is worked out from it once, for every section and play."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from core.planning.coverage import Coverage, Gap, SingleHolder, cover, gaps, single_holders
from core.planning.offers import with_agreed
from core.planning.records import ResourceLike
from core.reach.fields import OUTSIDE, TEAM
from core.strategy.snapshot import Initiative, Partner, Resource, Snapshot

PLAN_DAYS = 90
AGREEMENT, FIRST_CONTACT, ONGOING = 6, 4, 7

# Words that most roles and offers share, so they tell nothing about what is meant.
_WORDS = (
    "the and for with our new two from into who has year years engineer manager head team work product customer service"
    " services development operations system systems company"
)
_PAIRS = "工程 程师 负责 责人 经理 能力 产品 客户 开发 系统 服务 公司 团队 行业 运营"
_COMMON, _COMMON_ZH = frozenset(_WORDS.split()), frozenset(_PAIRS.split())


@dataclass(frozen=True)
class Picture:
    """A snapshot and what follows from it."""

    snapshot: Snapshot

    @property
    def today(self) -> date:
        """Return the day the draft is made on."""
        return self.snapshot.today

    @property
    def for_team(self) -> bool:
        """Tell whether the team itself reads the draft: others are not asked to correct records."""
        return self.snapshot.audience == TEAM

    @property
    def for_outside(self) -> bool:
        """Tell whether people outside the company read the draft."""
        return self.snapshot.audience == OUTSIDE

    @property
    def horizon(self) -> date:
        """Return the last day of the plan."""
        return self.today + timedelta(days=PLAN_DAYS)

    @cached_property
    def resources(self) -> tuple[Resource, ...]:
        """Return the resources that have not ended."""
        return tuple(r for r in self.snapshot.resources if r.until_on is None or r.until_on >= self.today)

    @cached_property
    def initiatives(self) -> tuple[Initiative, ...]:
        """Return the open initiatives, chosen ones first, then by expected value."""
        found = [i for i in self.snapshot.initiatives if i.is_open]
        return tuple(sorted(found, key=lambda i: (i.state != "chosen", -i.impact, i.id)))

    @cached_property
    def by_id(self) -> Mapping[int, Initiative]:
        """Return the open initiatives by id."""
        return {initiative.id: initiative for initiative in self.initiatives}

    @cached_property
    def coverage(self) -> dict[int, Coverage]:
        """Return the coverage of each open initiative that has needs."""
        return cover([need for need in self.snapshot.needs if need.initiative_id in self.by_id], self.supplies)

    @cached_property
    def supplies(self) -> list[ResourceLike]:
        """Return what needs are covered with: the resources, and what partners offer by agreement."""
        return with_agreed(self.resources, self.snapshot.offers)

    @cached_property
    def gaps(self) -> list[Gap]:
        """Return what open initiatives lack, the most pressing first."""
        return gaps(self.coverage, self.initiatives, self.today)

    @cached_property
    def holders(self) -> list[SingleHolder]:
        """Return our resources that alone hold something, no partner beside them, the most expected value first."""
        needs = [n for n in self.snapshot.needs if n.initiative_id in self.by_id]
        found = [h for h in single_holders(self.supplies, needs) if h.resource_id > 0]
        return sorted(found, key=lambda h: -sum(self.by_id[i].impact for i in h.initiative_ids))

    @cached_property
    def open_partners(self) -> tuple[Partner, ...]:
        """Return the partners without an outcome."""
        return tuple(p for p in self.snapshot.partners if p.outcome == "open")

    @cached_property
    def counted_partners(self) -> tuple[Partner, ...]:
        """Return the partners without an outcome, those that may not be named to the reader among them."""
        return (*self.open_partners, *(p for p in self.snapshot.unnamed if p.outcome == "open"))

    @cached_property
    def cold(self) -> list[Partner]:
        """Return the open partners that stay too long in their stage, the largest weighted value first."""
        found = [p for p in self.open_partners if p.stage < ONGOING and self.days_in_stage(p) > p.days_limit]
        return sorted(found, key=lambda p: (-p.weighted_value, -self.days_in_stage(p), p.id))

    def cost_of(self, kind: str) -> tuple[float, int]:
        """Return what a kind of resource costs a month, and how many have a recorded cost; (0, 0) where it is withheld."""
        if self.snapshot.costs is not None:
            return self.snapshot.costs.get(kind, (0.0, 0))
        paid = [r.monthly_cost for r in self.of_kind(kind) if r.monthly_cost is not None]
        return sum(paid), len(paid)

    def days_in_stage(self, partner: Partner) -> int:
        """Return how many days a partner has been in its stage."""
        return (self.today - partner.stage_since).days

    def days_to(self, day: date | None) -> int | None:
        """Return how many days there are until a day, negative after it."""
        return None if day is None else (day - self.today).days

    def is_soon(self, day: date | None, days: int = PLAN_DAYS) -> bool:
        """Tell whether a day lies between today and `days` from now."""
        return day is not None and self.today <= day <= self.today + timedelta(days=days)

    def offered_by(self, partner: Partner) -> str:
        """Return what a partner offers: in its own words, or else the capabilities of its offers."""
        rows = [offer for offer in self.snapshot.offers if offer.partner_id == partner.id]
        return partner.offers or ", ".join(dict.fromkeys(name for offer in rows for name in offer.skills))

    def is_chosen(self, initiative_id: int) -> bool:
        """Tell whether an initiative is open and chosen."""
        return initiative_id in self.by_id and self.by_id[initiative_id].state == "chosen"

    def of_kind(self, kind: str) -> list[Resource]:
        """Return the resources of a kind."""
        return [resource for resource in self.resources if resource.kind == kind]

    def gaps_of(self, *kinds: str) -> list[Gap]:
        """Return the gaps of some kinds of resource."""
        return [gap for gap in self.gaps if gap.need.kind in kinds]

    def used_by(self, resource: Resource) -> list[Initiative]:
        """Return the open initiatives whose coverage rests on a resource."""
        return [
            initiative
            for initiative in self.initiatives
            if any(
                row_id == resource.id
                for row in self.coverage.get(initiative.id, Coverage()).needs
                for row_id, _ in row.served
            )
        ]


def tokens(text: str) -> set[str]:
    """Return the telling words of a short text: Latin words in the singular, pairs of Chinese characters."""
    words = {word.removesuffix("s") for word in re.findall(r"[a-z]{3,}", text.casefold()) if word not in _COMMON}
    pairs = {run[i : i + 2] for run in re.findall(r"[一-鿿]+", text) for i in range(len(run) - 1)}
    return (words - _COMMON) | (pairs - _COMMON_ZH)


def alike(text: str, others: Iterable[str]) -> str | None:
    """Return the one of `others` that shares most telling words with a text, None if there is none."""
    wanted = tokens(text)
    best = max(others, key=lambda other: len(wanted & tokens(other)), default=None)
    return best if best is not None and wanted & tokens(best) else None
