"""How far a day lies from today, in words."""

from datetime import date, timedelta

from core.i18n import t

A_WEEK = timedelta(days=7)


def say_days(days: int) -> str:
    """Say when something is, counted in days from today: today, tomorrow, in 3 days, 3 days ago."""
    if days == 0:
        return t("today")
    if days > 0:
        return t("tomorrow" if days == 1 else "in {days} days", days=days)
    return t("yesterday" if days == -1 else "{days} days ago", days=-days)


def say_late(days: int) -> str:
    """Say how late something is: 1 day late, 3 days late."""
    return t("{days} day late" if days == 1 else "{days} days late", days=days)


def last_monday(today: date) -> date:
    """Return the Monday before today; on a Monday, that of a week ago."""
    return today - timedelta(days=today.weekday() or A_WEEK.days)
