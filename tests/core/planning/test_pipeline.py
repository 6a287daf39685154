from datetime import date, timedelta

import pytest

from core.planning.pipeline import (
    Move,
    Stay,
    cold_limits,
    is_cold,
    median_days,
    stays_of,
    weighted_value,
    win_rate,
)

START = date(2026, 1, 1)


def move(partner: int, stage: int, day: int) -> Move:
    return Move(partner, "investor", stage, START + timedelta(days=day))


def test_a_stay_ends_with_the_partners_own_next_move() -> None:
    moves = [move(1, 3, 0), move(1, 4, 10), move(1, 3, 12), move(2, 3, 0), move(3, 5, 7)]

    assert stays_of(moves) == [Stay("investor", 3, 10), Stay("investor", 4, 2)]


def test_median_days_are_told_with_how_many_left_the_stage() -> None:
    stays = [Stay("investor", 4, days) for days in (2, 9, 30, 4)] + [Stay("public", 5, 7)]

    found = median_days(stays)

    assert {stage: (row.days, row.n) for stage, row in found.items()} == {4: (6.5, 4), 5: (7, 1)}


def test_a_partner_goes_cold_after_one_and_a_half_medians_once_five_have_left_the_stage() -> None:
    limits = cold_limits([Stay("investor", 4, days) for days in (2, 4, 6, 8, 100)] + [Stay("public", 4, 1)] * 4)

    assert limits == {("investor", 4): 9}
    assert [is_cold("investor", 4, days, limits) for days in (9, 10)] == [False, True]
    assert [is_cold("public", 4, days, limits) for days in (21, 22)] == [False, True]
    assert not is_cold("investor", 7, 900, limits)


def test_the_win_rate_counts_what_is_decided_with_its_interval() -> None:
    found = win_rate(["won"] * 7 + ["lost"] * 3 + ["open", "paused"])

    assert (found.won, found.lost, found.n, found.share) == (7, 3, 10, 0.7)
    assert (found.low, found.high) == (pytest.approx(0.3968, abs=1e-4), pytest.approx(0.8922, abs=1e-4))


def test_nothing_decided_is_no_rate() -> None:
    assert (win_rate(["open"]).share, win_rate([]).n) == (None, 0)


def test_the_weighted_value_names_what_it_could_not_count() -> None:
    found = weighted_value([(1, 100_000, 0.3), (2, 50_000, 0.0), (3, None, 0.9), (4, 80_000, None)])

    assert (found.total, found.n, found.missing) == (30_000, 2, (3, 4))
