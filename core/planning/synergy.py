"""What resources are worth together: v(S) = Σ over the open initiatives of impact × readiness with the resources S."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

import numpy as np

from core.planning.coverage import Coverage, NeedCoverage, able_of, cover, holders_of
from core.planning.matching import EXACT
from core.planning.pools import Pool, make_pool
from core.planning.records import InitiativeLike, NeedLike, ResourceLike


@dataclass(frozen=True)
class Contribution:
    """What the initiatives lose in value without a resource: v(S) − v(S∖a), which of them lose, and which stop."""

    resource_id: int
    value: float
    initiative_ids: tuple[int, ...] = ()
    stops: tuple[int, ...] = ()


@dataclass(frozen=True)
class PairEffect:
    """v(S) − v(S∖a) − v(S∖b) + v(S∖{a,b}): above 0 the two need each other, below 0 one stands in for the other."""

    first_id: int
    second_id: int
    value: float


@dataclass(frozen=True)
class LostNeed:
    """A need that is met less than before."""

    need: NeedLike
    before: float
    after: float


@dataclass(frozen=True)
class Change:
    """What happens to one initiative when a resource leaves; `blockers` are the kinds of which nothing is left.

    `kinds` holds the coverage before and after of each kind that is met less.
    """

    initiative_id: int
    before: float
    after: float
    blockers: tuple[str, ...]
    lost: tuple[LostNeed, ...]
    kinds: tuple[tuple[str, float, float], ...] = ()

    @property
    def stops(self) -> bool:
        """Tell whether the initiative was possible before and is not any more."""
        return self.before > 0 and self.after == 0


@dataclass(frozen=True)
class _Project:
    """An initiative with its pools; readiness is the geometric mean of their shares."""

    id: int
    impact: float
    pools: tuple[Pool, ...]

    def worth(self, place: int, shares: np.ndarray | float) -> np.ndarray:
        """Return impact × readiness with other shares in the pool at a place."""
        return self.impact * (self._others(place) * shares) ** (1 / len(self.pools))

    def worth_of_two(self, first: int, second: int, ones: np.ndarray, others: np.ndarray) -> np.ndarray:
        """Return impact × readiness with other shares in two pools (ones × others)."""
        return self.impact * (self._others(first, second) * np.outer(ones, others)) ** (1 / len(self.pools))

    def _others(self, *places: int) -> float:
        return float(np.prod([pool.share for n, pool in enumerate(self.pools) if n not in places]))


def value_of(initiatives: Iterable[InitiativeLike], coverages: Mapping[int, Coverage]) -> float:
    """Return v(S): Σ impact × readiness; initiatives of unknown readiness are left out."""
    shares = [(initiative.impact, coverages.get(initiative.id, Coverage()).readiness) for initiative in initiatives]
    return fsum(impact * readiness for impact, readiness in shares if readiness is not None)


def contributions(
    initiatives: Iterable[InitiativeLike], needs: Iterable[NeedLike], resources: Sequence[ResourceLike]
) -> list[Contribution]:
    """Return what each resource contributes, the greatest first; 0 where others stand in for it or nobody needs it."""
    lost: dict[int, list[tuple[int, float, float]]] = defaultdict(list)  # project, loss, what is left
    for project in _projects(initiatives, needs, resources):
        for place, pool in enumerate(project.pools):
            left = project.worth(place, pool.without_one())
            losses = project.worth(place, pool.share) - left
            for n in np.flatnonzero(losses > EXACT):
                lost[pool.ids[n]].append((project.id, float(losses[n]), float(left[n])))
    found = [_contribution(resource.id, lost[resource.id]) for resource in resources]
    return sorted(found, key=lambda row: (-row.value, row.resource_id))


def _contribution(resource_id: int, rows: list[tuple[int, float, float]]) -> Contribution:
    stops = tuple(project for project, _, left in rows if left == 0)
    return Contribution(resource_id, fsum(loss for _, loss, _ in rows), tuple(p for p, _, _ in rows), stops)


def pair_effects(
    initiatives: Iterable[InitiativeLike], needs: Iterable[NeedLike], resources: Sequence[ResourceLike]
) -> list[PairEffect]:
    """Return the pairs with an effect, the strongest first; two that serve no initiative in common have none."""
    effects: dict[tuple[int, int], float] = defaultdict(float)
    for project in _projects(initiatives, needs, resources):
        for pair, effect in _effects(project):
            effects[pair] += effect
    found = [PairEffect(*pair, effect) for pair, effect in effects.items() if abs(effect) > EXACT]
    return sorted(found, key=lambda row: (-abs(row.value), row.first_id, row.second_id))


def what_if_leaves(
    resource_id: int,
    initiatives: Iterable[InitiativeLike],
    needs: Iterable[NeedLike],
    resources: Sequence[ResourceLike],
) -> list[Change]:
    """Return the initiatives whose readiness falls without a resource, those that stop and lose most value first."""
    return what_if_all_leave({resource_id}, initiatives, needs, resources)


def what_if_all_leave(
    resource_ids: Collection[int],
    initiatives: Iterable[InitiativeLike],
    needs: Iterable[NeedLike],
    resources: Sequence[ResourceLike],
) -> list[Change]:
    """Return the same for several resources that leave at once, as all that a partner offers does."""
    wanted = list(needs)
    leaving = holders_of(resource for resource in resources if resource.id in resource_ids)
    serving = {need.initiative_id for need in wanted if able_of([need], leaving)}
    touched = [need for need in wanted if need.initiative_id in serving]
    before, after = cover(touched, resources), cover(touched, [r for r in resources if r.id not in resource_ids])
    known = {initiative.id: initiative.impact for initiative in initiatives}
    found = [_change(n, before[n], after[n]) for n in before if n in known]
    found = [change for change in found if change.before - change.after > EXACT or change.lost]
    return sorted(found, key=lambda c: (not c.stops, -known[c.initiative_id] * (c.before - c.after), c.initiative_id))


def _change(initiative_id: int, before: Coverage, after: Coverage) -> Change:
    lost = tuple(_lost(old, new) for old, new in zip(before.needs, after.needs, strict=True) if old.share > new.share)
    old, new = before.kinds or {}, after.kinds or {}
    kinds = tuple((kind, old[kind], new[kind]) for kind in old if old[kind] - new[kind] > EXACT)
    return Change(initiative_id, before.readiness or 0.0, after.readiness or 0.0, after.blockers, lost, kinds)


def _lost(before: NeedCoverage, after: NeedCoverage) -> LostNeed:
    return LostNeed(before.need, before.share, after.share)


def _projects(
    initiatives: Iterable[InitiativeLike], needs: Iterable[NeedLike], resources: Iterable[ResourceLike]
) -> Iterator[_Project]:
    holders = holders_of(resources)
    grouped: dict[int, dict[str, list[NeedLike]]] = defaultdict(lambda: defaultdict(list))
    for need in needs:
        grouped[need.initiative_id][need.kind].append(need)
    for initiative in initiatives:
        if kinds := grouped.get(initiative.id):
            pools = tuple(make_pool(rows, able_of(rows, holders)) for rows in kinds.values())
            yield _Project(initiative.id, initiative.impact, pools)


def _effects(project: _Project) -> Iterator[tuple[tuple[int, int], float]]:
    ones = [pool.without_one() for pool in project.pools]
    whole = project.worth(0, project.pools[0].share) if project.pools else 0.0
    for a, first in enumerate(project.pools):
        alone = project.worth(a, ones[a])
        for n in range(len(first.ids)):
            row = whole - alone[n] - alone[n + 1 :] + project.worth(a, first.without_two(n))
            yield from _found(row, first.ids[n], first.ids[n + 1 :])
        for b in range(a + 1, len(project.pools)):
            second, other = project.pools[b], project.worth(b, ones[b])
            grid = whole - alone[:, None] - other + project.worth_of_two(a, b, ones[a], ones[b])  # first × second
            for n in range(len(first.ids)):
                yield from _found(grid[n], first.ids[n], second.ids)


def _found(effects: np.ndarray, one: int, others: Sequence[int]) -> Iterator[tuple[tuple[int, int], float]]:
    for n in np.flatnonzero(np.abs(effects) > EXACT):
        yield (min(one, others[int(n)]), max(one, others[int(n)])), float(effects[n])
