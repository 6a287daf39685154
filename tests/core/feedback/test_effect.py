import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.feedback.effect import change_of, effect_of, say_points


def test_the_interval_is_that_of_the_paper() -> None:
    # Newcombe 1998, table II (a): 56 of 70 against 48 of 80, method 10.
    change = change_of(56, 70, 48, 80)

    assert (round(change.value, 4), round(change.low, 4), round(change.high, 4)) == (0.2, 0.0524, 0.3339)
    assert change.is_clear


def test_the_effect_is_the_share_of_all_less_the_share_without_the_part() -> None:
    effect = effect_of(30, 60, 50, 200)

    assert effect is not None
    assert effect.value == pytest.approx(50 / 200 - 20 / 140)


@pytest.mark.parametrize(("n", "all_n"), [(0, 10), (10, 10)])
def test_a_part_that_is_nothing_or_everything_has_no_effect_to_speak_of(n: int, all_n: int) -> None:
    assert effect_of(0, n, 3, all_n) is None


@given(st.integers(1, 200), st.integers(1, 200), st.data())
def test_the_interval_holds_the_value_and_turns_with_the_question(n: int, m: int, data: st.DataObject) -> None:
    k, other = data.draw(st.integers(0, n)), data.draw(st.integers(0, m))

    change, turned = change_of(k, n, other, m), change_of(other, m, k, n)

    assert -1 <= change.low <= change.value <= change.high <= 1
    assert (change.low, change.high) == pytest.approx((-turned.high, -turned.low))


def test_a_small_difference_is_not_written_as_none() -> None:
    assert [say_points(share) for share in (0.063, 0.0003, -0.2)] == ["6.3", "0.03", "-20"]


def test_none_of_a_part_and_all_of_the_rest_is_the_lowest_change_there_is() -> None:
    change = change_of(0, 7, 10, 10)

    assert change.low == change.value == -1
    assert change_of(10, 10, 0, 7).high == 1
