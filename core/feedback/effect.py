"""What a part of the comments does to the negative share of all, with its interval."""

from dataclasses import dataclass
from math import sqrt

from core.i18n import format_number
from core.planning.shares import wilson_interval


@dataclass(frozen=True)
class Effect:
    """By how much a part raises the share of all (below 0: lowers it), with the 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Tell whether the interval leaves zero out."""
        return self.low > 0 or self.high < 0


def effect_of(k: int, n: int, all_k: int, all_n: int) -> Effect | None:
    """Return share of all − share without the part, for k of n in the part and all_k of all_n in all; None without a rest.

    It equals n ÷ all_n × (share of the part − share of the rest). The interval of that difference of two independent
    shares is Newcombe's hybrid of two Wilson intervals (Newcombe 1998, Statistics in Medicine 17, method 10).
    """
    rest_k, rest_n = all_k - k, all_n - n
    if n <= 0 or rest_n <= 0:
        return None
    weight, difference = n / all_n, change_of(k, n, rest_k, rest_n)
    return Effect(weight * difference.value, weight * difference.low, weight * difference.high)


def change_of(k: int, n: int, other_k: int, other_n: int) -> Effect:
    """Return the difference of two independent shares, k ÷ n − other_k ÷ other_n, with Newcombe's interval."""
    share, other = k / n, other_k / other_n
    (low, high), (other_low, other_high) = wilson_interval(k, n), wilson_interval(other_k, other_n)
    value = share - other
    down, up = (
        sqrt((share - low) ** 2 + (other_high - other) ** 2),
        sqrt((high - share) ** 2 + (other - other_low) ** 2),
    )
    # A difference of shares has bounds, which the last bit of a root may pass.
    return Effect(value, max(-1.0, value - down), min(1.0, value + up))


def say_points(share: float) -> str:
    """Write a difference of shares in percentage points; a small one with two decimals, so that 0.03 is not 0."""
    return format_number(share * 100, 1 if abs(share) >= 0.01 else 2)
