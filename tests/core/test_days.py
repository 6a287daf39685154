from datetime import date

import pytest

from core.days import last_monday, say_days, say_late
from core.i18n import in_locale


@pytest.mark.parametrize(
    ("days", "english", "chinese"),
    [
        (-3, "3 days ago", "3 天前"),
        (-1, "yesterday", "昨天"),
        (0, "today", "今天"),
        (1, "tomorrow", "明天"),
        (2, "in 2 days", "2 天后"),
    ],
)
def test_a_day_is_said_from_today(days: int, english: str, chinese: str) -> None:
    with in_locale("zh-CN"):
        assert say_days(days) == chinese
    assert say_days(days) == english


def test_one_day_is_one_day() -> None:
    assert [say_late(1), say_late(2)] == ["1 day late", "2 days late"]


@pytest.mark.parametrize(
    ("today", "monday"),
    [
        (date(2026, 11, 30), date(2026, 11, 23)),
        (date(2026, 12, 1), date(2026, 11, 30)),
        (date(2026, 12, 6), date(2026, 11, 30)),
    ],
)
def test_last_monday_is_before_today(today: date, monday: date) -> None:
    assert last_monday(today) == monday
