"""Dates as people write them, read as ISO 8601 with what was left unsaid left out.

`2026-11-03`, `2026-11`, `2026`, `--11-03`, `--11`, `2026-Q4`, `--Q4`, `2026-H2`, `weekday-1`, `relative:last month`.
"""

import re
from datetime import date
from functools import lru_cache
from typing import Final

_MONTHS: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_WEEKDAYS: Final = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_ZH_NUMERALS: Final = {char: i for i, char in enumerate("〇一二三四五六七八九")} | {"零": 0}

_month = "(?P<month>" + "|".join(f"{m}|{m[:3]}" for m in _MONTHS) + "|Sept" + r")(?![A-Za-z])\.?"
# May and March are words too, so alone they count as months only behind a preposition.
_lone = "|".join(m for m in _MONTHS if m not in ("May", "March"))
_before = r"(?<![A-Za-z])(?i:in|by|since|until|till|of|from|before|after|during|to|mid|early|late|through)[ -]"
_year = r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)"
_zh_year = r"(?P<year>(?<!\d)(?:19|20)\d\d|[一二][〇零一二三四五六七八九]{3})\s*年度?"
_zh_month = r"(?P<month>(?<!\d)\d{1,2}|十[一二]?|[一二三四五六七八九])\s*月"
_zh_day = r"(?P<day>\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])\s*[日号]"
_day = r"(?<![\d.,])(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_quarter = r"(?:Q(?P<quarter>[1-4])(?![0-9A-Za-z]))"
_zh_quarter = r"第?(?P<quarter>[一二三四1-4])季度"
_relative = (
    r"(?P<relative>(?<![A-Za-z])(?i:yesterday|tomorrow|(?:last|next) (?:week|month|quarter|year))(?![A-Za-z])"
    r"|昨天|明天|后天|去年|明年|前年|后年|[上下](?:个?月|周|个?季度|一?年(?!度)))(?!游|级)"
)

DATES: Final = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"{_year}[-/.](?P<month>\d{{1,2}})(?!\d)(?:[-/.](?P<day>\d{{1,2}})(?!\d))?",
        rf"{_zh_year}\s*{_quarter}",
        rf"{_zh_year}\s*(?:{_zh_quarter}|(?P<half>[上下])半年|{_zh_month}(?:\s*{_zh_day})?)",
        rf"{_zh_month}\s*{_zh_day}",
        rf"{_zh_quarter}|(?P<half>[上下])半年",
        _zh_year,
        rf"(?<![零一二三四五六七八九十百千万\d.]){_zh_month}(?!球|亮)",
        rf"{_day} (?:of )?{_month}(?:,? {_year})?",
        rf"(?<![A-Za-z]){_month} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d.,]\d|\d|\s?%)(?:,? {_year})?",
        rf"(?<![A-Za-z]){_month},? (?:of )?{_year}",
        rf"(?<![A-Za-z])(?P<month>{_lone})(?![A-Za-z])",
        rf"{_before}(?P<month>May|March)(?![A-Za-z])",
        rf"{_year} ?(?:{_quarter}|H(?P<half>[12])(?![0-9A-Za-z]))",
        rf"(?<![A-Za-z0-9])(?:{_quarter}|H(?P<half>[12])(?![0-9A-Za-z]))(?:,? (?:of )?{_year})?",
        rf"(?<![A-Za-z])(?P<ordinal>(?i:{'|'.join(_ORDINALS)})) (?P<span>quarter|half)(?: of (?:the year|{_year}))?",
        rf"(?:{_before}|(?<![A-Za-z])(?:FY|FY |year )){_year}(?!\s*(?:[%万亿]|[a-z]+s\b))",
        rf"(?<![A-Za-z])(?P<weekday>{'|'.join(_WEEKDAYS)})s?(?![A-Za-z])",
        r"(?<![每两几\d一二三四五六七八九十])(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])(?!次|个|期|年|回|家|均)",
        _relative,
    )
)
# Only Chinese writes month/day in one order everywhere; in English 3/11 stays two numbers.
SLASH_DATE: Final = re.compile(r"(?<![\d/.])(?P<month>\d{1,2})/(?P<day>\d{1,2})(?![\d/])", re.ASCII)


def parse_date(match: re.Match[str]) -> str | None:
    """Return the ISO form of a match of one of DATES; None where the month or day cannot be."""
    found = {key: value for key, value in match.groupdict().items() if value}
    if "relative" in found:
        return "relative:" + found["relative"].lower()
    if "weekday" in found:
        day = found["weekday"]
        return f"weekday-{_WEEKDAYS.index(day) if day in _WEEKDAYS else min('一二三四五六日天'.index(day), 6)}"
    year = _number(found["year"]) if "year" in found else None
    head = f"{year:04d}" if year else "-"
    if part := _part(found):
        return f"{head}-{part}"
    if "month" not in found:
        return head
    month, day_of_month = _month_number(found["month"]), _number(found.get("day", "0"))
    try:
        date(year or 2024, month, day_of_month or 1)  # without a year it may be a leap year
    except ValueError:
        return None
    return f"{head}-{month:02d}" + (f"-{day_of_month:02d}" if day_of_month else "")


@lru_cache(maxsize=2048)
def dates_it_is(iso: str) -> frozenset[str]:
    """Return every way to say a date more coarsely, itself included: its month, quarter, half, year, weekday."""
    match = re.fullmatch(r"(\d{4}|-)(?:-(\d\d)(?:-(\d\d))?)?(?:[T ].*)?", iso)
    if not match:
        year, _, part = iso.rpartition("-")
        return frozenset({iso, year, "--" + part} if re.fullmatch(r"\d{4}", year) else {iso})
    year, month, day = match[1], match[2], match[3]
    said = {year}
    if month:
        parts = [month, f"Q{(int(month) + 2) // 3}", f"H{(int(month) + 5) // 6}"] + ([f"{month}-{day}"] if day else [])
        said |= {f"{head}-{part}" for head in {year, "-"} for part in parts}
    if day and year != "-":
        said.add(f"weekday-{date(int(year), int(month), int(day)).weekday()}")
    return frozenset(said - {"-"})


def _part(found: dict[str, str]) -> str | None:
    if "ordinal" in found:
        number = _ORDINALS[found["ordinal"].lower()]
        return f"Q{number}" if found["span"] == "quarter" else f"H{number}"
    if "quarter" in found:
        return f"Q{_number(found['quarter'])}"
    if "half" in found:
        return "H1" if found["half"] in "上1" else "H2"
    return None


def _month_number(text: str) -> int:
    if text[0].isascii() and text[0].isalpha():
        return next(i for i, month in enumerate(_MONTHS, start=1) if month.startswith(text[:3]))
    return _number(text)


def _number(text: str) -> int:
    if text.isdigit() and text.isascii():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * (_ZH_NUMERALS[tens] if tens else 1) + (_ZH_NUMERALS[ones] if ones else 0)
    return int("".join(str(_ZH_NUMERALS[char]) for char in text))
