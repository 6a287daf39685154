from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.errors import SextantError
from core.tables.loose_dates import (
    FIRST_OF_MONTH,
    JANUARY_OR_OCTOBER,
    YEAR_AND_DAY_SUPPLIED,
    YEAR_SUPPLIED,
    read_date,
)

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "day", "doubt"),
    [
        ("2023.7", date(2023, 7, 1), FIRST_OF_MONTH),
        ("２０２３．７", date(2023, 7, 1), FIRST_OF_MONTH),
        ("2023.1", date(2023, 1, 1), JANUARY_OR_OCTOBER),
        ("2023.10", date(2023, 10, 1), FIRST_OF_MONTH),
        ("2023-07", date(2023, 7, 1), FIRST_OF_MONTH),
        ("2023/7", date(2023, 7, 1), FIRST_OF_MONTH),
        ("202307", date(2023, 7, 1), FIRST_OF_MONTH),
        ("2023年7月", date(2023, 7, 1), FIRST_OF_MONTH),
        ("2023 年 7 月份", date(2023, 7, 1), FIRST_OF_MONTH),
        ("7/2023", date(2023, 7, 1), FIRST_OF_MONTH),
        ("Jul 2023", date(2023, 7, 1), FIRST_OF_MONTH),
        ("July, 2023", date(2023, 7, 1), FIRST_OF_MONTH),
        ("Jul-2023", date(2023, 7, 1), FIRST_OF_MONTH),
        ("11月3日", date(2026, 11, 3), YEAR_SUPPLIED),
        ("１１月３号", date(2026, 11, 3), YEAR_SUPPLIED),
        ("11月3日（周二）", date(2026, 11, 3), YEAR_SUPPLIED),
        ("1月5日", date(2027, 1, 5), YEAR_SUPPLIED),
        ("Nov 3", date(2026, 11, 3), YEAR_SUPPLIED),
        ("3 November", date(2026, 11, 3), YEAR_SUPPLIED),
        ("11/25", date(2026, 11, 25), YEAR_SUPPLIED),
        ("25-11", date(2026, 11, 25), YEAR_SUPPLIED),
        ("2月29日", date(2028, 2, 29), YEAR_SUPPLIED),
        ("12月", date(2026, 12, 1), YEAR_AND_DAY_SUPPLIED),
        ("2023/7/1", date(2023, 7, 1), None),
        ("2023.7.1", date(2023, 7, 1), None),
        ("45108", date(2023, 7, 1), None),
        ("2023年7月1日", date(2023, 7, 1), None),
    ],
)
def test_a_date_that_leaves_something_out_is_read_and_marked(text: str, day: date, doubt: str | None) -> None:
    read = read_date(text, near=TODAY)

    assert (read.value, read.doubt) == (day, doubt)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2023年", "not a date"),
        ("2023.13", "no such day"),
        ("13/2023", "no such day"),
        ("11月31日", "no such day"),
        ("13月", "no such day"),
        ("2月30日", "no such day"),
        ("03/11", "day/month or month/day"),
        ("7月底", "not a date"),
        ("2023Q3", "not a date"),
        ("Jul-23", "not a date"),
        ("下周一", "not a date"),
        ("11.3", "not a date"),
        ("", "not a date"),
    ],
)
def test_what_names_no_one_day_is_refused(text: str, says: str) -> None:
    with pytest.raises(SextantError, match=says):
        read_date(text, near=TODAY)


def test_a_past_day_is_never_put_into_the_future() -> None:
    assert read_date("1月5日", near=TODAY, past=True).value == date(2026, 1, 5)
    assert read_date("11月25日", near=TODAY, past=True).value == TODAY


def test_without_a_day_to_reckon_from_a_missing_year_is_refused() -> None:
    with pytest.raises(SextantError, match="has no year"):
        read_date("11月3日")


def test_months_are_refused_where_a_day_is_wanted() -> None:
    with pytest.raises(SextantError, match="not a date"):
        read_date("2023.7", months=False)


@pytest.mark.parametrize(("day_first", "expected"), [(True, date(2026, 11, 3)), (False, date(2027, 3, 11))])
def test_the_order_settles_a_day_without_a_year(day_first: bool, expected: date) -> None:
    assert read_date("03/11", near=TODAY, day_first=day_first).value == expected


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(-170, 170))
def test_a_day_written_without_its_year_comes_back_within_half_a_year(near: date, away: int) -> None:
    day = near + timedelta(days=away)
    if (day.month, day.day) != (2, 29):
        assert read_date(f"{day.month}月{day.day}日", near=near).value == day


@given(st.one_of(st.text(max_size=30), st.text("0123456789-/. 年月日JanNovth", max_size=12)))
@example("00月00日")
@example("1999.0")
def test_any_text_is_a_date_or_a_refusal(text: str) -> None:
    try:
        read = read_date(text, near=TODAY)
    except SextantError as error:
        assert str(error)
    else:
        assert isinstance(read.value, date)
