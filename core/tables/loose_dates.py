"""Dates that leave something out: a month without a day, a day without a year; what is supplied is said as a doubt."""

import re
from datetime import date

from core.errors import SextantError
from core.i18n import N_
from core.tables.dates import month_number, parse_date
from core.tables.parsed import Parsed
from core.tables.values import flatten, shorten

YEAR_MONTH = re.compile(r"((?:19|20)\d{2})\s*(?:[-/.]|年)\s*(\d{1,2})\s*(?:月份?)?|((?:19|20)\d{2})(\d{2})")
MONTH_YEAR = re.compile(r"(\d{1,2})[-/.]((?:19|20)\d{2})")
WORD_YEAR = re.compile(r"([a-z]+)\.?,?[\s-]+((?:19|20)\d{2})")
AFTER = r"(?:\s*\(?(?:星期|周|礼拜)[一二三四五六日天]\)?)?"
MONTH_DAY = re.compile(rf"(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*[日号]?{AFTER}")
TWO_NUMBERS = re.compile(r"(\d{1,2})[-/](\d{1,2})")
WORD_DAY = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?|(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]+)\.?")
MONTH_ONLY = re.compile(r"(\d{1,2})\s*月份?")
LEAP_YEARS = 8  # a 29 February is never further off

FIRST_OF_MONTH = N_("The text names a month; its first day was taken.")
YEAR_SUPPLIED = N_("The text names no year; the nearest one was taken.")
YEAR_AND_DAY_SUPPLIED = N_("The text names a month alone; the nearest year and the first day were taken.")
JANUARY_OR_OCTOBER = N_("January was read; Excel also turns October, typed as 2023.10, into 2023.1.")


def read_date(
    text: str,
    *,
    day_first: bool | None = None,
    near: date | None = None,
    past: bool = False,
    months: bool = True,
) -> Parsed[date]:
    """Return the day a text names, marked where a part of it was supplied.

    A month alone gives its first day where `months` allows it. A day without a year takes the year that brings it
    nearest to `near` (with `past`: the last one not after it), and is refused without `near`.
    Raises SextantError when the text names no day, or more than one.
    """
    plain = flatten(text)
    try:
        found = (_month(plain) if months else None) or (_without_year(plain, day_first, near, past, months, text))
    except ValueError:  # a thirteenth month, 31 June
        raise SextantError("There is no such day: {value}.", value=shorten(text)) from None
    return found or Parsed(parse_date(text, day_first=day_first))


def _month(plain: str) -> Parsed[date] | None:
    if match := YEAR_MONTH.fullmatch(plain):
        day = date(int(match[1] or match[3]), int(match[2] or match[4]), 1)
        return Parsed(day, JANUARY_OR_OCTOBER if re.fullmatch(r"\d{4}\.1", plain) else FIRST_OF_MONTH)
    if match := MONTH_YEAR.fullmatch(plain):
        return Parsed(date(int(match[2]), int(match[1]), 1), FIRST_OF_MONTH)
    if (match := WORD_YEAR.fullmatch(plain)) and (month := month_number(match[1])):
        return Parsed(date(int(match[2]), month, 1), FIRST_OF_MONTH)
    return None


def _without_year(
    plain: str, day_first: bool | None, near: date | None, past: bool, months: bool, text: str
) -> Parsed[date] | None:
    if near is None:
        return None
    if months and (match := MONTH_ONLY.fullmatch(plain)):
        return Parsed(_nearest(int(match[1]), 1, near, past), YEAR_AND_DAY_SUPPLIED)
    month_day = _month_and_day(plain, day_first, text)
    return Parsed(_nearest(*month_day, near, past), YEAR_SUPPLIED) if month_day else None


def _month_and_day(plain: str, day_first: bool | None, text: str) -> tuple[int, int] | None:
    if match := MONTH_DAY.fullmatch(plain):
        return int(match[1]), int(match[2])
    if match := WORD_DAY.fullmatch(plain):
        month = month_number(match[1] or match[4])
        return (month, int(match[2] or match[3])) if month else None
    if not (match := TWO_NUMBERS.fullmatch(plain)):
        return None
    first, second = int(match[1]), int(match[2])
    if max(first, second) > 12 or first == second:
        day_first = first > 12
    if day_first is None:
        raise SextantError(
            "The date {value} can be read as day/month or month/day. Choose the order, or write it as 2026-11-03.",
            value=shorten(text),
        )
    return (second, first) if day_first else (first, second)


def _nearest(month: int, day: int, near: date, past: bool) -> date:
    """Return the month's day closest to `near`; raises ValueError when no year has it."""
    days = [
        found for year in range(near.year - LEAP_YEARS, near.year + LEAP_YEARS + 1) if (found := _day(year, month, day))
    ]
    if past:
        days = [found for found in days if found <= near]
    if not days:
        raise ValueError(month, day)
    return min(days, key=lambda found: (abs(found - near), found))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
