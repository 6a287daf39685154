"""Shares that say how sure they are."""

from math import erfc, sqrt

# Two formulas of two lines each, because importing scipy.stats takes longer than a whole draft.
Z = 1.959963984540054  # the normal distribution's 97.5 % point

LEAST_N = 30  # below this a rate is not shown
CLEAR = 0.05  # the level at which a difference counts as clear


def wilson_interval(hits: int, n: int) -> tuple[float, float]:
    """Return the 95 % Wilson score interval of a share (Wilson 1927), for n above 0."""
    share, spread = hits / n, Z * sqrt(hits * (n - hits) / n + Z * Z / 4) / (n + Z * Z)
    centre = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    # None and all are bounds themselves, which the last bit of a root may pass.
    return (centre - spread if hits else 0.0), (centre + spread if hits < n else 1.0)


def two_share_p(hits: int, n: int, other_hits: int, other_n: int) -> float:
    """Return the two-sided p value that two shares are the same: the pooled two-proportion z test."""
    pooled = (hits + other_hits) / (n + other_n)
    spread = sqrt(pooled * (1 - pooled) * (1 / n + 1 / other_n))
    return 1.0 if spread == 0 else erfc(abs(hits / n - other_hits / other_n) / spread / sqrt(2))


def compare_shares(hits: int, n: int, other_hits: int, other_n: int, *, tests: int = 1) -> str:
    """Say whether a share is higher or lower than another one, the same (no clear difference), or too_few.

    `tests` is how many such comparisons are made together; the level is divided by it (Bonferroni).
    """
    if min(n, other_n) < LEAST_N:
        return "too_few"
    if two_share_p(hits, n, other_hits, other_n) >= CLEAR / tests:
        return "same"
    return "higher" if hits / n > other_hits / other_n else "lower"
