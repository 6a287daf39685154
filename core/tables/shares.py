"""Shares and working hours as people write them: 30 %, 三成, 半职, 每周2天."""

import re

from core.errors import SextantError
from core.i18n import N_
from core.tables.parsed import Parsed
from core.tables.values import flatten, shorten

WEEK_DAYS, WEEK_HOURS = 5, 40
MOST_FTE = 1.5
DIGITS = {**dict(zip("零一二三四五六七八九", range(10), strict=True)), "两": 2, "〇": 0}
NUMBER = r"(?:\d+(?:\.\d+)?|\.\d+)"
COUNT = rf"(?:{NUMBER}|[一二两三四五六七])"
PERCENT = re.compile(rf"({NUMBER})\s*(?:%|percent|per cent|个百分点)|百分之\s*({NUMBER})")
TENTHS = re.compile(rf"([一二两三四五六七八九]|{NUMBER})\s*成(?:([一二三四五六七八九半]))?")
HALF = ("半", "一半", "half", "a half", "1/2", "½")
FULL_TIME = ("全职", "全时", "全日制", "全勤", "full", "full-time", "full time", "fulltime", "ft")
HALF_TIME = ("半职", "半时", "半日", "半天", "half-time", "half time", "halftime", "half a job", "half day", *HALF)
PART_TIME = re.compile(r"兼职|兼任|非全职|part[- ]?time(?:r)?|\bpt\b")
PEOPLE = re.compile(rf"({NUMBER})\s*(?:人|个人|名|fte|ftes|个全职|person|people)")
DAYS = re.compile(
    rf"(?:每周|一周|每星期|周)\s*({COUNT})\s*(?:天|日|个工作日)|({COUNT})\s*(?:天|日)\s*(?:/|每)\s*(?:周|星期)|"
    rf"({NUMBER})\s*(?:days?|d)\s*(?:/|a\s|per\s|each\s)\s*(?:week|wk|w)"
)
HOURS = re.compile(
    rf"(?:每周|一周|每星期)\s*({NUMBER})\s*(?:个?小时|h)|({NUMBER})\s*(?:个?小时)\s*(?:/|每)\s*周|"
    rf"({NUMBER})\s*(?:hours?|hrs?|h)\s*(?:/|a\s|per\s|each\s)\s*(?:week|wk|w)"
)

FORTY_HOURS = N_("A full week was taken as 40 hours.")


def parse_share(text: str, *, over_one: bool = False) -> float:
    """Return a share from 0 to 1: 30 %, 30%, 0.3, 三成, 半; with `over_one` also 130 %.

    Raises SextantError for a number over 1 without a sign, and for what is not understood.
    """
    plain = flatten(text)
    share = _percent(plain)
    if share is None:
        share = _plain_share(plain, text)
    if share > 1 and not over_one:
        raise SextantError("{value} is more than the whole. Write a share up to 100 %.", value=shorten(text))
    return share


def _percent(plain: str) -> float | None:
    if match := PERCENT.fullmatch(plain):
        return round(float(match[1] or match[2]) / 100, 10)
    if match := TENTHS.fullmatch(plain):
        return round(_count(match[1]) / 10 + (0.05 if match[2] == "半" else DIGITS.get(match[2], 0) / 100), 10)
    return 0.5 if plain in HALF else None


def _plain_share(plain: str, text: str) -> float:
    if not re.fullmatch(NUMBER, plain):
        raise SextantError("{value} is not a share that can be read. Write it as 30 %.", value=shorten(text))
    if float(plain) > 1:
        raise SextantError("{value} may be a number or a percentage. Write it as 30 % or 0.3.", value=shorten(text))
    return float(plain)


def parse_fte(text: str) -> float:
    """Return how much of a full job a text names: 全职 1, 半职 0.5, 每周2天 0.4, 50 % 0.5.

    Raises SextantError for part-time without a figure, for more than 1.5 and for what is not understood.
    """
    return read_fte(text).value


def read_fte(text: str) -> Parsed[float]:
    """Return how much of a full job a text names, marked where the length of the week was supposed."""
    plain = flatten(text)
    rest = PART_TIME.sub(" ", plain)
    is_part = rest != plain
    plain = rest.strip(" (),:、") if is_part else plain
    if is_part and not plain:
        raise SextantError("{value} does not say how much. Write 0.5, 50 % or 2 days a week.", value=shorten(text))
    found = _job(plain)
    if found is None:
        raise SextantError(
            "{value} is not a share of a full job that can be read. Write 1, 0.5 or 2 days a week.",
            value=shorten(text),
        )
    if found.value > MOST_FTE:
        raise SextantError(
            "{value} is more than one and a half jobs. Write 1 for full time, 0.5 for half time.", value=shorten(text)
        )
    return found


def _job(plain: str) -> Parsed[float] | None:
    if plain in FULL_TIME:
        return Parsed(1.0)
    if plain in HALF_TIME:
        return Parsed(0.5)
    if re.fullmatch(NUMBER, plain):
        return Parsed(float(plain))
    if match := PEOPLE.fullmatch(plain):
        return Parsed(float(match[1]))
    if match := DAYS.fullmatch(plain):
        return Parsed(round(_count(next(filter(None, match.groups()))) / WEEK_DAYS, 10))
    if match := HOURS.fullmatch(plain):
        return Parsed(round(_count(next(filter(None, match.groups()))) / WEEK_HOURS, 10), FORTY_HOURS)
    share = _percent(plain)
    return None if share is None else Parsed(share)


def _count(written: str) -> float:
    return float(DIGITS[written]) if written in DIGITS else float(written)
