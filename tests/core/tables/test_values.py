import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import SextantError
from core.tables.values import parse_number, parse_rating


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4", 4),
        ("4.5", 4.5),
        ("5.0", 5),
        (" 3 ", 3),
        ("４．５", 4.5),
        ("5星", 5),
        ("5 颗星", 5),
        ("4分", 4),
        ("★★★★", 4),
        ("★★★☆☆", 3),
        ("⭐⭐⭐⭐⭐", 5),
        ("⭐️⭐️", 2),
        ("4/5", 4),
        ("4 / 5", 4),
        ("4 out of 5", 4),
        ("4 stars", 4),
        ("1 star", 1),
        ("4 out of 5 stars", 4),
    ],
)
def test_a_rating_is_read_in_the_forms_people_write_it(text: str, expected: float) -> None:
    assert parse_rating(text) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("five", "written as a word"),
        ("Five stars", "written as a word"),
        ("五星好评", "written as a word"),
        ("0", "not between 1 and 5"),
        ("6", "not between 1 and 5"),
        ("★★★★★★", "not between 1 and 5"),
        ("8/10", "another scale"),
        ("good", "not a rating"),
        ("-3", "not a rating"),
        ("4,5", "not a rating"),
        ("", "not a rating"),
        ("nan", "not a rating"),
        ("80%", "not a rating"),
    ],
)
def test_what_is_no_rating_is_refused_each_in_its_own_words(text: str, says: str) -> None:
    with pytest.raises(SextantError, match=says):
        parse_rating(text)


@pytest.mark.parametrize(
    ("text", "scale", "expected"), [("10", 10, 5), ("1", 10, 1), ("5.5", 10, 3), ("8/10", 10, 37 / 9)]
)
def test_a_rating_on_a_known_scale_is_spread_over_one_to_five(text: str, scale: int, expected: float) -> None:
    assert parse_rating(text, scale=scale) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1234.5", 1234.5), ("1,234.5", 1234.5), ("-3", -3), ("−3", -3), ("1e3", 1000), ("１２", 12), ("+7", 7)],
)
def test_a_number_is_read(text: str, expected: float) -> None:
    assert parse_number(text) == expected


@pytest.mark.parametrize("text", ["", "1,5", "12,34", "30万", "abc", "1.2.3", "inf", "0x10", "1 2", "²"])
def test_what_is_no_plain_number_is_refused(text: str) -> None:
    with pytest.raises(SextantError, match="not a number"):
        parse_number(text)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_survives_being_written_and_read(number: float) -> None:
    assert parse_number(repr(number)) == number


@given(st.text(max_size=20))
def test_any_text_is_a_rating_from_one_to_five_or_a_refusal(text: str) -> None:
    try:
        rating = parse_rating(text)
    except SextantError as error:
        assert "\n" not in str(error)
    else:
        assert 1 <= rating <= 5
