"""How far resources meet what initiatives need."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, fsum, log

from core.planning.matching import EXACT, match
from core.planning.records import InitiativeLike, NeedLike, ResourceLike

LEAST_DAYS = 7  # what is needed tomorrow or was needed yesterday weighs as much as what is needed in a week
NO_DATE_DAYS = 90  # a gap without a date is judged as one at the end of the plan

Holders = Mapping[tuple[str, str], Sequence[ResourceLike]]  # by kind and capability


@dataclass(frozen=True)
class NeedCoverage:
    """One need with what serves it: `served` holds (resource id, quantity), `share` = matched ÷ required ≤ 1."""

    need: NeedLike
    matched: float
    share: float
    served: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True)
class Coverage:
    """How far one initiative's needs are met; `readiness` None without needs, `blockers` the kinds at 0."""

    needs: tuple[NeedCoverage, ...] = ()
    kinds: Mapping[str, float] | None = None
    readiness: float | None = None
    blockers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gap:
    """What is missing: `shortfall` = 1 − coverage, `quantity` in the need's unit, `days_left` None without a date."""

    need: NeedLike
    shortfall: float
    quantity: float
    due_on: date | None
    days_left: int | None
    score: float


@dataclass(frozen=True)
class SingleHolder:
    """A needed capability that exactly one resource holds at the level needed."""

    kind: str
    capability: str
    level: int
    resource_id: int
    initiative_ids: tuple[int, ...]


def serves(resource: ResourceLike, need: NeedLike) -> bool:
    """Tell whether a resource has the capability at the level needed and is there on the day it is needed."""
    if resource.kind != need.kind or resource.quantity <= 0 or _level(resource, need.capability) < need.level:
        return False
    if need.due_on is None:
        return True
    arrives, leaves = resource.from_on or need.due_on, resource.until_on or need.due_on
    return arrives <= need.due_on <= leaves


def cover(needs: Iterable[NeedLike], resources: Iterable[ResourceLike]) -> dict[int, Coverage]:
    """Return the coverage of each initiative that has needs, each judged alone, by initiative id."""
    grouped: dict[int, list[NeedLike]] = defaultdict(list)
    for need in needs:
        grouped[need.initiative_id].append(need)
    holders = holders_of(resources)
    return {initiative: cover_one(rows, able_of(rows, holders)) for initiative, rows in grouped.items()}


def holders_of(resources: Iterable[ResourceLike]) -> Holders:
    """Return who holds each capability, so that nobody else has to be looked at."""
    found: dict[tuple[str, str], list[ResourceLike]] = defaultdict(list)
    for resource in sorted(resources, key=lambda resource: resource.id):
        for name in {plain_name(name) for name in resource.skills}:
            found[(resource.kind, name)].append(resource)
    return found


def able_of(needs: Iterable[NeedLike], holders: Holders) -> list[ResourceLike]:
    """Return the resources that can serve at least one of the needs, by id."""
    able = {
        resource.id: resource
        for need in needs
        for resource in holders.get((need.kind, plain_name(need.capability)), ())
        if serves(resource, need)
    }
    return [able[resource_id] for resource_id in sorted(able)]


def cover_one(
    needs: Sequence[NeedLike], resources: Sequence[ResourceLike], kind_weights: Mapping[str, float] | None = None
) -> Coverage:
    """Match resources to one initiative's needs so that nothing is used twice and coverage is greatest.

    readiness = Π coverage(kind) ** (weight(kind) ÷ Σ weights); without `kind_weights` kinds weigh the same.
    """
    if not needs:
        return Coverage()
    met = _match(needs, resources)
    kinds = {
        kind: _mean([row for row in met if row.need.kind == kind]) for kind in dict.fromkeys(n.kind for n in needs)
    }
    weights = {kind: (kind_weights or {}).get(kind, 1.0) for kind in kinds}
    blockers = tuple(kind for kind, share in kinds.items() if share == 0)
    return Coverage(tuple(met), kinds, 0.0 if blockers else _geometric_mean(kinds, weights), blockers)


def gaps(coverages: Mapping[int, Coverage], initiatives: Iterable[InitiativeLike], today: date) -> list[Gap]:
    """Return what is missing, the most pressing first: score = impact × shortfall ÷ max(days left, 7).

    A need without a date takes its initiative's.
    """
    found = []
    for initiative in initiatives:
        for row in coverages.get(initiative.id, Coverage()).needs:
            if row.share < 1:
                found.append(_gap(row, initiative, today))
    return sorted(found, key=lambda gap: (-gap.score, gap.need.id))


def single_holders(resources: Iterable[ResourceLike], needs: Iterable[NeedLike]) -> list[SingleHolder]:
    """Return the capabilities that open initiatives need and exactly one resource holds at the lowest level needed."""
    return [row for row, holders in _first_holders(resources, needs) if len(holders) == 1]


def lost_capabilities(
    gone: Collection[int], resources: Iterable[ResourceLike], needs: Iterable[NeedLike]
) -> list[SingleHolder]:
    """Return the capabilities that open initiatives need and that nobody holds any more without these resources."""
    return [row for row, holders in _first_holders(resources, needs) if set(holders) <= set(gone)]


def _first_holders(
    resources: Iterable[ResourceLike], needs: Iterable[NeedLike]
) -> Iterator[tuple[SingleHolder, list[int]]]:
    """Yield each needed capability that anybody holds with its first holder, and with all of them."""
    grouped: dict[tuple[str, str], list[NeedLike]] = defaultdict(list)
    for need in needs:
        grouped[(need.kind, need.capability)].append(need)
    known = holders_of(resources)
    for (kind, capability), rows in grouped.items():
        level = min(need.level for need in rows)
        holders = [r.id for r in known.get((kind, plain_name(capability)), ()) if _level(r, capability) >= level]
        if holders:
            ids = tuple(dict.fromkeys(need.initiative_id for need in rows))
            yield SingleHolder(kind, capability, level, holders[0], ids), holders


def plain_name(name: str) -> str:
    """Return the name of a capability as `holders_of` has it."""
    return name.strip().casefold()


def _level(resource: ResourceLike, capability: str) -> int:
    wanted = plain_name(capability)
    return max((level for name, level in resource.skills.items() if plain_name(name) == wanted), default=0)


def _match(needs: Sequence[NeedLike], resources: Sequence[ResourceLike]) -> list[NeedCoverage]:
    # Kinds share no resource, so the best sum of weight × share is also the best geometric mean.
    ranked = rank(needs)
    able = [[place for place, resource in enumerate(resources) if serves(resource, need)] for need in ranked]
    served = match([need.quantity for need in ranked], [resource.quantity for resource in resources], able)
    met = {id(need): _meet(need, resources, rows) for need, rows in zip(ranked, served, strict=True)}
    return [met[id(need)] for need in needs]


def rank(needs: Iterable[NeedLike]) -> list[NeedLike]:
    """Return the needs in the order they are served: most weight per unit first."""
    return sorted(needs, key=lambda need: (-need.weight / need.quantity, need.id))


def _meet(need: NeedLike, resources: Sequence[ResourceLike], rows: Mapping[int, float]) -> NeedCoverage:
    used = [(resources[place].id, amount) for place, amount in sorted(rows.items()) if amount > EXACT * need.quantity]
    matched = fsum(amount for _, amount in used)
    share = min(1.0, matched / need.quantity)
    return NeedCoverage(need, matched, 1.0 if share > 1 - EXACT else share, tuple(used))


def _mean(rows: list[NeedCoverage]) -> float:
    total = fsum(row.need.weight for row in rows)
    return fsum(row.need.weight * row.share for row in rows) / total


def _geometric_mean(shares: Mapping[str, float], weights: Mapping[str, float]) -> float:
    total = fsum(weights.values())
    return exp(fsum(weights[kind] * log(share) for kind, share in shares.items()) / total)


def _gap(row: NeedCoverage, initiative: InitiativeLike, today: date) -> Gap:
    due_on = row.need.due_on or initiative.due_on
    days_left = (due_on - today).days if due_on else None
    shortfall = 1 - row.share
    score = initiative.impact * shortfall / max(NO_DATE_DAYS if days_left is None else days_left, LEAST_DAYS)
    return Gap(row.need, shortfall, row.need.quantity - row.matched, due_on, days_left, score)
