import pytest

from core.errors import SextantError
from core.planning.assessment import assess

ANNA = {"education": 4, "experience": 2, "technical": 5, "teamwork": None, "personal": None}
BO = {"education": 2, "experience": None, "technical": 4}


def test_raters_are_averaged_per_factor_and_a_blank_is_no_zero() -> None:
    score = assess([ANNA, BO])

    assert {factor: (row.mean, row.spread, row.n) for factor, row in score.factors.items()} == {
        "education": (3, 2, 2),
        "experience": (2, 0, 1),
        "technical": (4.5, 1, 2),
    }
    assert score.mean == pytest.approx((3 + 2 + 4.5) / 3)
    assert (score.n, score.spread) == (2, pytest.approx(11 / 3 - 3))


def test_weights_are_shared_among_the_factors_that_were_rated() -> None:
    weights = {"education": 1, "experience": 2, "technical": 3, "teamwork": 10}

    assert assess([ANNA, BO], weights).mean == pytest.approx((1 * 3 + 2 * 2 + 3 * 4.5) / 6)


def test_an_empty_sheet_is_no_rater_and_no_sheet_no_score() -> None:
    assert assess([ANNA, {}, {"teamwork": None}]).n == 1
    assert (assess([]).mean, assess([{}]).spread, assess([{}]).n) == (None, None, 0)
    assert assess([BO], {"teamwork": 1}).mean is None


@pytest.mark.parametrize("value", [0, 6, -1, float("nan")])
def test_a_figure_outside_1_to_5_is_refused(value: float) -> None:
    with pytest.raises(SextantError, match="from 1 to 5"):
        assess([{"technical": value}])


def test_a_negative_weight_is_refused_by_name() -> None:
    with pytest.raises(SextantError, match="teamwork"):
        assess([ANNA], {"teamwork": -1})
