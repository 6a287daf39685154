from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.errors import SextantError
from core.tables.dates import guess_day_first, parse_date

THIRD = date(2026, 11, 3)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-03",
        "2026/11/3",
        "2026.11.3",
        " 2026-11-3 ",
        "２０２６－１１－０３",
        "20261103",
        "2026年11月3日",
        "2026 年 11 月 3 日",
        "2026年11月3号",
        "2026年11月3日 星期二",
        "2026年11月3日 下午3:05",
        "2026年11月3日10时05分",
        "2026-11-03T10:00:00",
        "2026-11-03T10:00:00Z",
        "2026-11-03T10:00:00.123+08:00",
        "2026-11-03 23:59:59+0800",
        "2026-11-03 9:05",
        "2026/11/3 9:05 PM",
        "Nov 3, 2026",
        "nov. 3 2026",
        "November 3rd, 2026",
        "3 Nov 2026",
        "3-Nov-2026",
        "Tue, 3 Nov 2026 10:00:00 GMT",
        "46329",
        "46329.75",
    ],
)
def test_a_day_is_read_in_the_forms_people_write_it(text: str) -> None:
    assert parse_date(text) == THIRD


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("11月3日", "has no year"),
        ("11-03", "has no year"),
        ("2026-02-30", "no such day"),
        ("31/06/2026", "no such day"),
        ("2026-13-01", "no such day"),
        ("03/11/2026", "day/month or month/day"),
        ("03/11/26", "not a date"),
        ("2026-11", "not a date"),
        ("yesterday", "not a date"),
        ("昨天", "not a date"),
        ("2026-11/03", "not a date"),
        ("3", "not a date"),
        ("1793664000", "not a date"),
        ("", "not a date"),
        ("2026-11-03 and more", "not a date"),
        ("Movember 3, 2026", "not a date"),
    ],
)
def test_what_is_not_one_day_is_refused_with_the_value(text: str, says: str) -> None:
    with pytest.raises(SextantError, match=says) as refusal:
        parse_date(text)

    assert refusal.value.values["value"] == text


@pytest.mark.parametrize(
    ("text", "day_first", "expected"),
    [
        ("03/11/2026", True, THIRD),
        ("11/03/2026", False, THIRD),
        ("13/11/2026", False, date(2026, 11, 13)),
        ("11.11.2026", None, date(2026, 11, 11)),
    ],
)
def test_the_order_of_day_and_month_is_used_only_where_it_is_open(
    text: str, day_first: bool | None, expected: date
) -> None:
    assert parse_date(text, day_first=day_first) == expected


def test_the_order_is_guessed_from_days_over_twelve_and_not_from_contradictions() -> None:
    assert guess_day_first(["03/11/2026", "25/11/2026"]) is True
    assert guess_day_first(["03/11/2026", "11/25/2026"]) is False
    assert guess_day_first(["03/11/2026"]) is None
    assert guess_day_first(["25/11/2026", "11/25/2026"]) is None


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%d %B %Y"]))
def test_every_day_survives_being_written_and_read(day: date, form: str) -> None:
    assert parse_date(day.strftime(form)) == day


@given(st.text(max_size=30))
@example("9999-99-99")
@example("²026-11-03")
def test_any_text_is_a_date_or_a_refusal(text: str) -> None:
    try:
        found = parse_date(text)
    except SextantError as error:
        assert str(error)
    else:
        assert isinstance(found, date)
