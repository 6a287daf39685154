from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from core.i18n import (
    format_date,
    format_moment,
    format_money,
    format_month,
    format_number,
    format_percent,
    get_locale,
    in_locale,
    match_locale,
    set_locale,
)


@pytest.mark.parametrize(
    ("amount", "english", "chinese"),
    [
        (1_280_000, "CNY 1.28 m", "¥128 万"),
        (3_860_000, "CNY 3.86 m", "¥386 万"),
        (950, "CNY 950", "¥950"),
        (18_700, "CNY 18.7 k", "¥1.87 万"),
        (2_500_000_000, "CNY 2.5 bn", "¥25 亿"),
        (-420_000, "CNY -420 k", "¥-42 万"),
        (0, "CNY 0", "¥0"),
        (999_999, "CNY 1 m", "¥100 万"),
        (99_999_999, "CNY 100 m", "¥1 亿"),
    ],
)
def test_money_is_written_as_founders_write_it(amount: float, english: str, chinese: str) -> None:
    with in_locale("zh-CN"):
        assert format_money(amount, "CNY") == chinese
    assert format_money(amount, "CNY") == english


def test_days_months_and_moments_are_written_in_the_language() -> None:
    day, moment = date(2026, 11, 22), datetime(2026, 11, 22, 22, 5, tzinfo=UTC)
    shanghai = timezone(timedelta(hours=8))

    assert (format_date(day), format_month(day)) == ("22 Nov 2026", "November 2026")
    assert format_moment(moment, shanghai) == "23 Nov 2026 06:05"
    with in_locale("zh-CN"):
        assert (format_date(day), format_month(day)) == ("2026年11月22日", "2026年11月")


def test_numbers_have_separators_and_few_decimals() -> None:
    assert (format_number(1234567.891), format_number(2.0), format_number(1234.5, 0)) == ("1,234,567.9", "2", "1,234")
    assert format_percent(0.305) == "30 %"


@pytest.mark.parametrize(
    ("wanted", "locale"),
    [("zh", "zh-CN"), ("zh_CN.UTF-8", "zh-CN"), ("zh-TW", "zh-CN"), ("en-GB", "en"), ("de", "en"), (None, "en")],
)
def test_a_browsers_language_is_matched(wanted: str | None, locale: str) -> None:
    assert match_locale(wanted) == locale


def test_a_language_we_do_not_have_is_english_and_a_block_leaves_the_language_as_it_was() -> None:
    set_locale("zh-CN")
    with in_locale("fr"):
        assert get_locale() == "en"

    assert get_locale() == "zh-CN"
