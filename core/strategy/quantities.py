"""Find every amount a text states: digits, number words, dates, and words that only hint at an amount."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from core.strategy.dates import DATES, SLASH_DATE, parse_date
from core.strategy.lexicon import GRAMMAR, VAGUE
from core.strategy.numerals import DIGITS, NUMBER, ZH_CHARS, ZH_NUMBER, parse_number
from core.strategy.units import CURRENCIES, CURRENCY, DURATIONS, HARD_UNITS, MULTIPLIER, MULTIPLIERS, UNIT, normal_unit

Kind = Literal["number", "share", "money", "date", "duration", "vague"]


@dataclass(frozen=True)
class Quantity:
    """An amount as it stands in a text, and what it comes to.

    `value` is a float (shares as 0..1, money in whole units, durations in `unit`), for dates the form of
    `core.strategy.dates`, and for codes ("A100", "14:30") and hints ("most") the lower-case text. `unit` is "code" for
    codes, "rank" for ordinals and "" where none is written.
    """

    text: str
    start: int
    end: int
    value: float | str
    unit: str
    kind: Kind


_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "，。！？；：（）"}
_PLAIN: Final = str.maketrans(
    _FULL_WIDTH | {0x3000: " ", 0xA0: " ", 0x202F: " ", 0x2009: " ", 0xFFE5: "¥", 0x2212: "-"}
)
_SIGN: Final = r"(?:(?<![A-Za-z0-9)%.])-|(?<![A-Za-z])(?i:minus)\s+|负(?=[\d零一二两三四五六七八九十百¥$]))"
# 一 in front of these is an article ("a"), unless a time or money follows as in 一个月.
_ARTICLE_MEASURES: Final = "个条项次款件份笔套种类组篇"
_NOT_NOUNS: Final = (
    r"(?:of|in|and|to|for|by|at|on|is|are|was|were|be|from|with|per|the|an|or|but|has|have|had|until|since|as|over"
    r"|under|more|less|than|this|that|these|those|which|who|so|then|it|we|they|if|will|can|now|today|left|each|every"
    r"|only|because|while|when|after|before|into|out|up|down|about|not|its|our|their|would|should|could|must|may)(?![a-z])"
)


# Where an amount can begin: looked at first, because most letters of a sentence begin none.
_BEGINS: Final = rf"(?=[-.\d{ZH_CHARS}¥$€£只仅第人美欧港日英对负]|(?<![A-Za-z])[A-Za-z])"


def _amount(n: int) -> str:
    return (
        rf"(?:(?P<only{n}>(?:只有|仅有|仅|只)\s*)|(?P<nth{n}>第\s*))?(?P<cur{n}>{CURRENCY})?\s*(?P<sign{n}>{_SIGN})?"
        rf"(?:(?P<cur{n}b>{CURRENCY})\s*)?"
        rf"(?P<num{n}>(?>{NUMBER}))(?:\s*(?P<mul{n}>{MULTIPLIER}))?(?:\s?-?(?P<unit{n}>{UNIT})(?P<half{n}>半)?)?"
    )


_NOUN: Final = rf"(?:(?=\s+(?!{_NOT_NOUNS})(?P<noun>[a-z]{{2,}})))?"
_AMOUNT: Final = re.compile(_BEGINS + _amount(1) + _NOUN)
_RANGE: Final = re.compile(
    _BEGINS + _amount(1) + r"\s*(?:[–—~～-]|至|到|to(?![A-Za-z])|and(?![A-Za-z]))\s*" + _amount(2) + _NOUN
)
_latin_after = r"(?:" + MULTIPLIER + "|" + UNIT + ")"
_CODE: Final = re.compile(
    # A100, GPT-4, P95, v2.1; then 7B-like tails, 2.5.1, 14:30, 3/5; then standards, written with a space.
    r"(?<![A-Za-z0-9])(?!(?i:CNY|RMB|USD|EUR|HKD|GBP|JPY)(?![A-Za-z]))[A-Za-z]+-?\d[A-Za-z0-9]*(?:[.-][A-Za-z0-9]+)*"
    rf"|(?<![\d.])\d[\d.]*(?!{_latin_after}|(?:st|nd|rd|th)(?![A-Za-z]))[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*"
    r"|(?<![\d.])\d+(?:(?:\.\d+){2,}|(?:[:/]\d+)+)|(?<![A-Za-z])(?:ISO/IEC|ISO|IEC|IEEE|GB/T|GB|RFC|SOC|RTX) \d+"
    r"|[½⅓⅔¼¾⅛①-⑳Ⅰ-ⅿ²³¹⁰-₉]"
)
_PARTS: Final = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_ORDINALS: Final = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_SHARE: Final = re.compile(
    _BEGINS + rf"(?:(?P<below>{NUMBER})分之(?P<above>{NUMBER})|(?P<all>百分百)"
    rf"|(?P<tenths>{DIGITS}|[一二两三四五六七八九十])\s*成(?![立功为本果员长交熟都型就绩])(?P<more>半)?"
    r"|(?P<even>一半|半数|对半)|(?<![A-Za-z])(?i:(?:(?P<times>a|one|two|three|four|five|seven|nine)[ -])"
    r"(?P<name>half|halves|third|quarter|fifth|tenth)s?|(?P<halved>half))(?![A-Za-z]))"
)
_HALF_TIME: Final = re.compile(
    r"(?:(?P<n>" + ZH_NUMBER + r"|\d+)?个半|半个?)\s*(?P<unit>年|天|日|小时|月|季度|星期)"
    r"|(?<![A-Za-z])(?i:half[ -](?:an? )?(?P<en>year|month|day|week|hour))(?![A-Za-z])"
)
_TIMES: Final = {
    **dict.fromkeys(
        ("翻倍", "翻番", "翻一番", "翻了一番", "twice", "double", "doubled", "doubles", "doubling", "twofold"), 2.0
    ),
    **dict.fromkeys(("triple", "tripled", "triples", "tripling", "thrice", "threefold"), 3.0),
    **dict.fromkeys(("翻两番", "翻了两番", "quadruple", "quadrupled", "fourfold"), 4.0),
    "tenfold": 10.0,
}
_MULTIPLE: Final = re.compile(rf"(?<![A-Za-z])(?i:{'|'.join(sorted(_TIMES, key=len, reverse=True))})(?![A-Za-z])")
_RANK: Final = re.compile(
    rf"首(?=[家个次批位款名])|(?<![A-Za-z])(?i:(?P<word>{'|'.join(_ORDINALS)}))(?![A-Za-z])"
    r"|(?<!\d)(?P<digits>\d+)(?:st|nd|rd|th)(?![A-Za-z])"
)


def plain(text: str) -> str:
    """Return the text with full-width letters, digits and signs made ASCII, every character keeping its place."""
    return text.translate(_PLAIN)


def find_quantities(text: str, locale: str) -> list[Quantity]:
    """Return the amounts in a text of either language or both, in order of place."""
    return list(_find(plain(text), locale))


@lru_cache(maxsize=4096)
def _find(text: str, locale: str) -> tuple[Quantity, ...]:
    taken: list[tuple[int, int]] = []
    found: list[Quantity] = []
    rules = _RULES if locale != "zh-CN" else (*_RULES[:_DATE_RULES], (SLASH_DATE, _date), *_RULES[_DATE_RULES:])
    for pattern, read in rules:
        for match in pattern.finditer(text):
            start, end = match.span()
            if start < end and not any(start < b and a < end for a, b in taken):
                taken.append((start, end))
                found += read(match)
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def _of(match: re.Match[str], value: float | str, unit: str, kind: Kind) -> Iterator[Quantity]:
    yield Quantity(match.group(), match.start(), match.end(), value, unit, kind)


def _nothing(match: re.Match[str]) -> Iterator[Quantity]:
    yield from ()


def _date(match: re.Match[str]) -> Iterator[Quantity]:
    return _of(match, parse_date(match) or match.group(), "", "date")


def _code(match: re.Match[str]) -> Iterator[Quantity]:
    return _of(match, match.group().lower(), "code", "number")


def _vague(match: re.Match[str]) -> Iterator[Quantity]:
    return _of(match, match.group().strip().lower(), "", "vague")


def _share(match: re.Match[str]) -> Iterator[Quantity]:
    part = {key: value for key, value in match.groupdict().items() if value}
    if "below" in part:
        value = parse_number(part["above"]) / (parse_number(part["below"]) or 1)
    elif "tenths" in part:
        value = parse_number(part["tenths"]) / 10 + (0.05 if "more" in part else 0)
    elif "name" in part:
        value = parse_number(part["times"].lower()) / _PARTS[part["name"].lower()]
    else:
        value = 1.0 if "all" in part else 0.5
    return _of(match, value, "%", "share")


def _half_time(match: re.Match[str]) -> Iterator[Quantity]:
    unit = normal_unit("个月" if match["unit"] == "月" else match["unit"] or match["en"])
    return _of(match, (parse_number(match["n"]) if match["n"] else 0) + 0.5, unit, "duration")


def _multiple(match: re.Match[str]) -> Iterator[Quantity]:
    return _of(match, _TIMES[match.group().lower()], "times", "number")


def _rank(match: re.Match[str]) -> Iterator[Quantity]:
    word = match["word"]
    number = _ORDINALS.index(word.lower()) + 1 if word else int(match["digits"] or 1)
    return _of(match, float(number), "rank", "number")


def _amounts(match: re.Match[str]) -> Iterator[Quantity]:
    """Read one amount or the two of a range, which lend each other unit, currency and multiplier."""
    part = match.groupdict()
    ends = (1, 2) if "num2" in part else (1,)
    for n, other in zip(ends, reversed(ends), strict=True):
        written = part[f"cur{n}"] or part[f"cur{n}b"] or part[f"unit{n}"]
        lent = part[f"unit{other}"] or part[f"cur{other}"] or part[f"cur{other}b"] or part["noun"]
        if part[f"num{n}"] == "一" and not (part[f"only{n}"] or part[f"nth{n}"]) and _is_article(written or ""):
            continue
        multiplier = MULTIPLIERS[(part[f"mul{n}"] or (part[f"mul{other}"] if n == 1 else "") or "").lower() or "one"]
        value = (parse_number(part[f"num{n}"].lower()) + (0.5 if part[f"half{n}"] else 0)) * multiplier
        unit = "rank" if part[f"nth{n}"] else normal_unit(written or lent or "")
        start = next(match.start(key) for key in _starts(n) if part[key])
        end = max(match.end(f"num{n}"), match.end(f"mul{n}"), match.end(f"unit{n}"), match.end(f"half{n}"))
        text = match.string[start:end]
        yield _measured(text, start, end, -value if part[f"sign{n}"] else value, unit)


def _is_article(unit: str) -> bool:
    return not unit or (unit[0] in _ARTICLE_MEASURES and normal_unit(unit) not in HARD_UNITS)


def _starts(n: int) -> tuple[str, ...]:
    return (f"only{n}", f"nth{n}", f"cur{n}", f"sign{n}", f"cur{n}b", f"num{n}")


def _measured(text: str, start: int, end: int, value: float, unit: str) -> Quantity:
    if unit in ("%", "pp"):
        return Quantity(text, start, end, value / 100, unit, "share")
    kind: Kind = "money" if unit in CURRENCIES else "duration" if unit in DURATIONS else "number"
    return Quantity(text, start, end, value, unit, kind)


_DATE_RULES: Final = len(DATES)
_RULES: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[Quantity]]], ...]] = (
    *((pattern, _date) for pattern in DATES),
    (GRAMMAR, _nothing),
    (_CODE, _code),
    (_HALF_TIME, _half_time),
    (_MULTIPLE, _multiple),
    (VAGUE, _vague),
    (_SHARE, _share),
    (_RANK, _rank),
    (_RANGE, _amounts),
    (_AMOUNT, _amounts),
)
