import numpy as np
import pytest

from core.feedback.kinds import KINDS, PRAISE, REQUEST
from core.nlp.calibration import (
    SPACED,
    Calibration,
    Curve,
    choose_band,
    fit_calibration,
    fit_curve,
    script_of,
    to_probability,
)
from core.nlp.evaluation.metrics import calibration_error, calibration_noise, describe, wilson_interval


def _sample(n: int = 20_000) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(42)
    log_odds = rng.normal(0, 2.5, n)
    return log_odds, (rng.random(n) < to_probability(log_odds)).astype(int)


def test_fitting_undoes_overconfidence_and_a_shift() -> None:
    log_odds, labels = _sample()

    fitted = fit_calibration(3 * log_odds + 1, labels)

    assert fitted.scale == pytest.approx(1 / 3, abs=0.02)
    assert fitted.offset == pytest.approx(-1 / 3, abs=0.06)


def test_calibrated_probabilities_have_a_small_calibration_error() -> None:
    log_odds, labels = _sample()

    assert calibration_error(to_probability(log_odds), labels) < 0.02
    assert calibration_error(to_probability(4 * log_odds), labels) > 0.05


def test_outside_the_chosen_band_the_wanted_share_is_right() -> None:
    log_odds, labels = _sample()
    probability = to_probability(log_odds)

    low, high = choose_band(probability, labels, np.ones(len(labels)))

    assert 0 < low < 0.5 < high < 1
    assert describe(probability, labels, (low, high))["precision_outside"] == pytest.approx(0.95, abs=0.005)


def test_a_source_that_is_always_right_needs_no_band() -> None:
    probability, labels = np.array([0.1, 0.9]), np.array([0, 1])

    assert choose_band(probability, labels, np.ones(len(labels))) == (0.5, 0.5)


def test_extreme_log_odds_do_not_overflow() -> None:
    assert to_probability(np.array([-1e4, 1e4])).tolist() == [0.0, 1.0]


def test_the_identity_changes_nothing() -> None:
    logits = np.array([-2.0, 0.5])

    assert np.array_equal(Calibration().apply(logits), logits)


def test_wilson_interval_equals_the_textbook_example() -> None:
    low, high = wilson_interval(81, 263)

    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)


def _kinds(kind: str, rows: int) -> np.ndarray:
    return np.tile(np.eye(len(KINDS))[KINDS.index(kind)], (rows, 1))


def test_one_chinese_character_makes_a_text_chinese() -> None:
    assert [script_of(text) for text in ("App 闪退", "it crashed!", "")] == ["zh", "en", "en"]


def test_a_curve_learns_that_one_script_is_too_sure_and_long_texts_are_not() -> None:
    log_odds, labels = _sample()
    texts = ["好" * 20 if at % 2 else "x" * 300 for at in range(len(labels))]
    said = np.where([text.startswith("好") for text in texts], 3 * log_odds, log_odds / 2)

    curve = fit_curve(texts, said, _kinds(PRAISE, len(labels)), labels, np.ones(len(labels)))

    found = curve.apply(texts, said, _kinds(PRAISE, len(labels)))
    assert np.corrcoef(found, log_odds)[0, 1] > 0.98
    assert calibration_error(to_probability(found), labels) < 0.02
    assert calibration_error(to_probability(said), labels) > 0.05


def test_a_curve_learns_that_too_little_is_said_of_requests_but_not_of_plain_ones() -> None:
    log_odds, labels = _sample()
    asked = np.arange(len(labels)) % 2 == 1
    kinds = np.where(asked[:, None], _kinds(REQUEST, len(labels)), _kinds(PRAISE, len(labels)))
    said, texts = np.where(asked, log_odds / 3, log_odds), ["x" * 55] * len(labels)
    plain = np.where(asked & (np.arange(len(labels)) % 3 == 0), 0.5, labels)

    feeling, mixed = (fit_curve(texts, said, kinds, targets, np.ones(len(labels))) for targets in (labels, plain))

    assert calibration_error(to_probability(feeling.apply(texts, said, kinds)), labels) < 0.02
    assert 0 < mixed.weights["request_logit"] < feeling.weights["request_logit"]


def test_a_curve_lets_text_that_is_cut_into_words_say_less_without_changing_other_text() -> None:
    log_odds, labels = _sample()
    cut = np.arange(len(labels)) % 2 == 1
    said, texts = np.where(cut, log_odds + 2, log_odds), [("it is n't bad ." if at else "it isn't bad.") for at in cut]

    found = fit_curve(texts, said, _kinds(PRAISE, len(labels)), labels, np.ones(len(labels))).apply(
        texts, said, _kinds(PRAISE, len(labels))
    )

    assert abs(np.mean((found - log_odds)[cut])) < 0.2 and abs(np.mean((found - log_odds)[~cut])) < 0.2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("it is n't bad", True),
        ("they 're late", True),
        ("dull .", True),
        ("fun , and short", True),
        ("love it :)", False),
        ("it says 'done' twice", False),
        ("It isn't bad, is it?", False),
    ],
)
def test_only_marks_and_half_words_that_stand_alone_tell_that_text_is_cut_into_words(text: str, found: bool) -> None:
    assert (SPACED.search(text) is not None) is found


def test_a_curve_of_nothing_said_leaves_log_odds_as_they_are() -> None:
    logits = np.array([-2.0, 0.5])

    assert np.array_equal(Curve().apply(["好用", "fine"], logits, np.full((2, len(KINDS)), np.nan)), logits)


def test_right_probabilities_show_an_error_by_chance_that_shrinks_with_n() -> None:
    log_odds, labels = _sample()
    probability = to_probability(log_odds)

    few, many = calibration_noise(probability[:400]), calibration_noise(probability)

    assert 0.03 < few < 0.09 and many < 0.012
    assert calibration_error(probability, labels) < 2 * many


def test_a_bias_to_one_label_cancels_in_the_error_of_the_label_alone() -> None:
    probability = np.tile([0.3, 0.7], 300)
    labels = np.tile([0, 0, 0, 1, 0, 1, 0, 0, 1, 1], 60)

    found = describe(probability, labels, (0.5, 0.5))

    assert found["ece"] == pytest.approx(0.1)
    assert found["ece_of_label"] == pytest.approx(0.0)
