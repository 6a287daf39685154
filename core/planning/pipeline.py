"""How partners move: days in each stage, who goes cold, how often we win, what is on its way."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import fsum
from statistics import median

from core.planning.shares import wilson_interval

COLD_FACTOR, COLD_DAYS, COLD_MINIMUM = 1.5, 21, 5
LAST_STAGE = 7  # where a partner stays, so it never goes cold there

StageOfType = tuple[str, int]  # type of partner, stage


@dataclass(frozen=True)
class Move:
    """A partner of a type came into a stage on a day."""

    partner_id: int
    kind: str
    to_stage: int
    on: date


@dataclass(frozen=True)
class Stay:
    """A stage that a partner has left, after so many days."""

    kind: str
    stage: int
    days: int


@dataclass(frozen=True)
class MedianStay:
    """The median days in a stage, with how many have left it."""

    days: float
    n: int


@dataclass(frozen=True)
class WinRate:
    """won ÷ (won + lost) with its 95 % Wilson interval; the three are None while nothing is decided."""

    won: int
    lost: int
    share: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def n(self) -> int:
        """Return how many are decided."""
        return self.won + self.lost


@dataclass(frozen=True)
class WeightedValue:
    """Σ value × probability over the open partners that have both; `missing` are the ids of those that lack one."""

    total: float
    n: int
    missing: tuple[int, ...]


def stays_of(moves: Iterable[Move]) -> list[Stay]:
    """Return the stages that were left, from moves that stand in their order for each partner."""
    found, last = [], dict[int, Move]()
    for move in moves:
        if before := last.get(move.partner_id):
            found.append(Stay(before.kind, before.to_stage, (move.on - before.on).days))
        last[move.partner_id] = move
    return found


def median_days(stays: Iterable[Stay]) -> dict[int, MedianStay]:
    """Return the median days in each stage that anybody has left, all types together."""
    days: dict[int, list[int]] = defaultdict(list)
    for stay in stays:
        days[stay.stage].append(stay.days)
    return {stage: MedianStay(median(rows), len(rows)) for stage, rows in sorted(days.items())}


def cold_limits(stays: Iterable[Stay]) -> dict[StageOfType, float]:
    """Return after how many days a partner goes cold: 1.5 × median, by type and stage that five or more have left."""
    days: dict[StageOfType, list[int]] = defaultdict(list)
    for stay in stays:
        days[(stay.kind, stay.stage)].append(stay.days)
    return {key: COLD_FACTOR * median(rows) for key, rows in days.items() if len(rows) >= COLD_MINIMUM}


def is_cold(kind: str, stage: int, days: int, limits: Mapping[StageOfType, float]) -> bool:
    """Tell whether an open partner stands too long in its stage; 21 days where few have left it."""
    return stage < LAST_STAGE and days > limits.get((kind, stage), COLD_DAYS)


def win_rate(outcomes: Iterable[str]) -> WinRate:
    """Return how often we win; what is open or paused is not counted."""
    decided = [outcome for outcome in outcomes if outcome in ("won", "lost")]
    won, n = decided.count("won"), len(decided)
    return WinRate(won, n - won, won / n, *wilson_interval(won, n)) if n else WinRate(0, 0)


def weighted_value(partners: Iterable[tuple[int, float | None, float | None]]) -> WeightedValue:
    """Return what the open partners are worth, from (id, value, probability); a blank is named, never counted as 0."""
    rows = list(partners)
    known = [value * probability for _, value, probability in rows if value is not None and probability is not None]
    missing = tuple(partner for partner, value, probability in rows if value is None or probability is None)
    return WeightedValue(fsum(known), len(known), missing)
