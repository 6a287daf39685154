"""Dates in the forms people write them; what can be read in two ways is refused, never guessed."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from core.errors import SextantError
from core.tables.values import narrow, shorten

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LONG_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
EXCEL_EPOCH = date(1899, 12, 30)  # Excel's day 0, one early because it counts a 29 February 1900
SERIALS = range(20000, 80000)  # 1954 to 2119; other numbers are no dates

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?"
_ZONE = r"(?:z|utc|gmt|[+-]\d{2}:?\d{2}(?:\s*\([\w ]+\))?)?"
_CHINESE_CLOCK = r"(?:凌晨|早上|上午|中午|下午|晚上)?\s*\d{1,2}(?:时|点)(?:\d{1,2}分?)?(?:\d{1,2}秒)?"
_TIME = rf"(?:(?:t|,?\s+)(?:(?:上午|下午)\s*)?{_CLOCK}\s*{_ZONE}|\s*{_CHINESE_CLOCK})?"
_DAY_NAME = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_AFTER = r"(?:\s*(?:星期|周|礼拜)[一二三四五六日天])?"

YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_AFTER}{_TIME}")
CHINESE = re.compile(rf"(\d{{4}})\s*年\s*(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*[日号]{_AFTER}{_TIME}")
NO_YEAR = re.compile(rf"\d{{1,2}}\s*月\s*\d{{1,2}}\s*[日号]?{_AFTER}{_TIME}|\d{{1,2}}[-/]\d{{1,2}}")
COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){_TIME}")
MONTH_FIRST = re.compile(rf"{_DAY_NAME}([a-z]+)\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_TIME}")
DAY_FIRST = re.compile(rf"{_DAY_NAME}(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+([a-z]+)\.?,?[\s-]+(\d{{4}}){_TIME}")
SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")


def parse_date(text: str, *, day_first: bool | None = None) -> date:
    """Return the day that a text names; a time of day and its zone are dropped, the day stays as written.

    `day_first` settles 03/11/2026: True reads 3 November, False 11 March.
    Raises SextantError when the text names no day, or more than one.
    """
    plain = narrow(text)
    try:
        found = _named_day(plain) or _year_last(plain, text, day_first) or _serial(plain)
    except ValueError:  # 31 June
        raise SextantError("There is no such day: {value}.", value=shorten(text)) from None
    if found:
        return found
    if NO_YEAR.fullmatch(plain):
        raise SextantError("The date {value} has no year. Write it as 2026-11-03.", value=shorten(text))
    raise SextantError("{value} is not a date that can be read. Write it as 2026-11-03.", value=shorten(text))


def guess_day_first(values: Iterable[str]) -> bool | None:
    """Return whether dates such as 13/11/2026 among the values show the day first; None if nothing shows it."""
    firsts = {_order(value) for value in values} - {None}
    return firsts.pop() if len(firsts) == 1 else None


def _order(value: str) -> bool | None:
    match = YEAR_LAST.fullmatch(narrow(value))
    if not match or (int(match[1]) > 12) == (int(match[3]) > 12):
        return None
    return int(match[1]) > 12


def _named_day(plain: str) -> date | None:
    """Read the forms in which year, month and day are told apart by their order or by words."""
    if match := YEAR_FIRST.fullmatch(plain):
        return date(int(match[1]), int(match[3]), int(match[4]))
    if match := CHINESE.fullmatch(plain) or COMPACT.fullmatch(plain):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if (match := MONTH_FIRST.fullmatch(plain)) and (month := month_number(match[1])):
        return date(int(match[3]), month, int(match[2]))
    if (match := DAY_FIRST.fullmatch(plain)) and (month := month_number(match[2])):
        return date(int(match[3]), month, int(match[1]))
    return None


def month_number(word: str) -> int | None:
    """Return the number of a month named in English, None for any other word."""
    if word in LONG_MONTHS:
        return LONG_MONTHS.index(word) + 1
    short = "sep" if word == "sept" else word
    return MONTHS.index(short) + 1 if short in MONTHS else None


def _year_last(plain: str, text: str, day_first: bool | None) -> date | None:
    match = YEAR_LAST.fullmatch(plain)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if max(first, second) > 12 or first == second:
        day_first = first > 12
    if day_first is None:
        raise SextantError(
            "The date {value} can be read as day/month or month/day. Choose the order, or write it as 2026-11-03.",
            value=shorten(text),
        )
    return date(year, second, first) if day_first else date(year, first, second)


def _serial(plain: str) -> date | None:
    match = SERIAL.fullmatch(plain)
    if not match or int(match[1]) not in SERIALS:
        return None
    return EXCEL_EPOCH + timedelta(days=int(match[1]))
