"""How well one initiative's needs of one kind are met, and how well without one resource or two."""

from collections.abc import Sequence
from math import fsum
from typing import Protocol

import numpy as np

from core.planning.coverage import cover_one, rank, serves
from core.planning.matching import EXACT
from core.planning.records import NeedLike, ResourceLike

MOST_NEEDS = 12  # of one kind in one initiative: with more, 2 ** needs sets are slower than matching anew


class Pool(Protocol):
    """The resources `ids` that can serve the needs of one kind, with the coverage `share` they reach together."""

    ids: list[int]
    share: float

    def without_one(self) -> np.ndarray:
        """Return the coverage without each resource (resources)."""

    def without_two(self, first: int) -> np.ndarray:
        """Return the coverage without the resource at a place and each one after it (resources after it)."""


def make_pool(needs: Sequence[NeedLike], able: Sequence[ResourceLike]) -> Pool:
    """Return the pool of one initiative's needs of one kind; `able` are the resources that serve any of them."""
    return SmallPool(needs, able) if len(needs) <= MOST_NEEDS else LargePool(needs, able)


class SmallPool:
    """Counts by the theorem of maximum flow and minimum cut, for all resources at once.

    The first j needs can be met together up to min over sets U of them of (what those who serve U have) + (what the
    others of the first j need); with the needs as bits, the sets of the first j are the numbers below 2 ** j.
    """

    def __init__(self, needs: Sequence[NeedLike], able: Sequence[ResourceLike]) -> None:
        ranked = rank(needs)
        places, sets = np.arange(len(ranked)), np.arange(2 ** len(ranked))
        wanted = np.array([need.quantity for need in ranked])
        self.ids = [resource.id for resource in able]
        # What is beyond all needs changes nothing, and would drown small figures in rounding.
        had = np.array([min(resource.quantity, wanted.sum()) for resource in able])
        masks = np.array([sum(1 << n for n, need in enumerate(ranked) if serves(r, need)) for r in able], dtype=int)
        self.had = had[:, None] * ((masks[:, None] & sets) != 0)  # resources × sets
        self.slack = self.had.sum(axis=0) - (sets[:, None] >> places & 1) @ wanted  # sets
        self.firsts = 2 ** np.arange(len(ranked) + 1) - 1
        self.upto = np.concatenate([[0.0], np.cumsum(wanted)])
        weights = np.array([need.weight for need in ranked])
        self.worth = weights / wanted / weights.sum()
        self.share = float(self._coverage(np.zeros_like(self.slack)))

    def without_one(self) -> np.ndarray:
        """Return the coverage without each resource (resources)."""
        return self._coverage(self.had)

    def without_two(self, first: int) -> np.ndarray:
        """Return the coverage without the resource at a place and each one after it (resources after it)."""
        return self._coverage(self.had[first] + self.had[first + 1 :])

    def _coverage(self, removed: np.ndarray) -> np.ndarray:
        least = np.minimum.accumulate(self.slack - removed, axis=-1)
        matched = np.diff(self.upto + least[..., self.firsts], axis=-1)  # … × needs
        return _snap(matched @ self.worth)


class LargePool:
    """Matches anew, for the resources that are in use: without the others nothing changes."""

    def __init__(self, needs: Sequence[NeedLike], able: Sequence[ResourceLike]) -> None:
        self.needs, self.able = needs, able
        self.ids = [resource.id for resource in able]
        self.share, self.used = self._match(set())

    def without_one(self) -> np.ndarray:
        """Return the coverage without each resource (resources)."""
        return np.array([self._match({n})[0] if n in self.used else self.share for n in self.ids])

    def without_two(self, first: int) -> np.ndarray:
        """Return the coverage without the resource at a place and each one after it (resources after it)."""
        gone = self.ids[first]
        share, used = self._match({gone})
        return np.array([self._match({gone, n})[0] if n in used else share for n in self.ids[first + 1 :]])

    def _match(self, gone: set[int]) -> tuple[float, set[int]]:
        rows = cover_one(self.needs, [resource for resource in self.able if resource.id not in gone]).needs
        share = fsum(row.need.weight * row.share for row in rows) / fsum(row.need.weight for row in rows)
        return float(_snap(np.array(share))), {n for row in rows for n, _ in row.served}


def _snap(shares: np.ndarray) -> np.ndarray:
    return np.where(shares < EXACT, 0.0, np.where(shares > 1 - EXACT, 1.0, shares))
