"""Shares and how sure they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from core.planning.shares import compare_shares, two_share_p, wilson_interval


def test_the_wilson_interval_is_the_textbook_one() -> None:
    low, high = wilson_interval(130, 310)

    assert (low, high) == pytest.approx((0.3658, 0.4750), abs=0.0005)


@given(st.integers(1, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_wilson_interval_equals_scipys(counts: tuple[int, int]) -> None:
    expected = binomtest(*counts).proportion_ci(method="wilson")

    assert wilson_interval(*counts) == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_the_p_value_of_equal_shares_is_1() -> None:
    assert two_share_p(10, 50, 20, 100) == pytest.approx(1.0)
    assert two_share_p(0, 50, 0, 50) == 1.0


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        ((10, 29, 50, 100), "too_few"),
        ((30, 100, 33, 100), "same"),
        ((46, 96, 22, 80), "higher"),
        ((22, 80, 46, 96), "lower"),
    ],
)
def test_a_difference_is_clear_only_with_enough_and_distinct_counts(
    counts: tuple[int, int, int, int], verdict: str
) -> None:
    assert compare_shares(*counts) == verdict


def test_many_comparisons_ask_for_a_clearer_difference() -> None:
    assert compare_shares(40, 100, 26, 100) == "higher"
    assert compare_shares(40, 100, 26, 100, tests=5) == "same"
