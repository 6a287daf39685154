"""Amounts of money as founders write them: 30万/年, 2.5w, ¥1,200.50, $1.2m, (1,200), 月薪 2.5w."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from core.errors import SextantError
from core.i18n import N_
from core.tables.parsed import Parsed
from core.tables.values import flatten, shorten

Period = Literal["month", "year", "day", "hour"]

UNITS = {
    **{"百": 1e2, "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8, "十亿": 1e9, "百亿": 1e10},
    **{"萬": 1e4, "億": 1e8, "w": 1e4, "k": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "thousand": 1e3},
    **{"b": 1e9, "bn": 1e9, "billion": 1e9},
}
CURRENCIES = {
    **dict.fromkeys(("¥", "￥", "cn¥", "rmb", "cny", "人民币", "元人民币", "元", "圆", "块", "块钱"), "CNY"),
    **dict.fromkeys(("$", "us$", "usd", "美元", "美金", "刀"), "USD"),
    **dict.fromkeys(("€", "eur", "欧元"), "EUR"),
    **dict.fromkeys(("£", "gbp", "英镑"), "GBP"),
    **dict.fromkeys(("hk$", "hkd", "港币", "港元"), "HKD"),
    **dict.fromkeys(("s$", "sgd", "新元", "新加坡元"), "SGD"),
    **dict.fromkeys(("jpy", "日元"), "JPY"),
}
PERIODS: dict[Period, tuple[str, ...]] = {
    "month": ("月", "个月", "month", "mo", "mth"),
    "year": ("年", "year", "yr", "annum", "y"),
    "day": ("天", "日", "day", "d"),
    "hour": ("小时", "时", "hour", "hr", "h"),
}
PERIOD_OF = {word: period for period, words in PERIODS.items() for word in words}
AHEAD_OF: dict[str, Period] = {
    **dict.fromkeys(("月薪", "月租", "月费", "每月", "每个月", "monthly"), "month"),
    **dict.fromkeys(("年薪", "年费", "年租", "每年", "一年", "yearly", "annual", "annually"), "year"),
    **dict.fromkeys(("日薪", "每天", "每日", "daily"), "day"),
    **dict.fromkeys(("时薪", "每小时", "hourly"), "hour"),
}
BEHIND_OF: dict[str, Period] = {
    **{word: period for word, period in AHEAD_OF.items() if word[0] == "每" or word.isascii()},
    "p.a.": "year",
}


def any_of(words: Iterable[str]) -> str:
    """Return a pattern that matches any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e\+?\d{1,2})?"
AMOUNT = rf"{NUMBER}\s*(?:(?:{any_of(UNITS)})(?:\s*{NUMBER}\s*(?:{any_of(UNITS)}))*)?"
CURRENCY = any_of(CURRENCIES)
ABOUT = r"(?:约|大约|大概|~|≈|about|approx\.?|ca\.?)"
PER = rf"(?:(?:/|每|一|per\s|an?\s)\s*(?:{any_of(PERIOD_OF)})|{any_of(BEHIND_OF)})"
MONEY = re.compile(
    rf"(?P<about>{ABOUT})?\s*(?:(?P<ahead>{any_of(AHEAD_OF)})\s*:?)?\s*(?P<about_too>{ABOUT})?\s*"
    rf"(?P<bracket>\()?\s*(?P<sign>[-+])?\s*(?P<currency>{CURRENCY})?\s*:?\s*(?P<sign_too>[-+])?\s*"
    rf"(?P<amount>{AMOUNT})\s*(?P<currency_too>{CURRENCY})?\s*(?:整)?\s*(?P<closed>\))?\s*"
    rf"(?P<behind>{PER})?\s*(?P<about_last>左右|上下)?"
)
PARTS = re.compile(rf"({NUMBER})\s*({any_of(UNITS)})?")
RANGE = re.compile(
    rf"(?:{any_of(AHEAD_OF)})?\s*:?\s*(?:{CURRENCY})?\s*{AMOUNT}\s*(?:{CURRENCY})?\s*(?:[-~–—]|到|至|to)\s*"
    rf"(?:{CURRENCY})?\s*{AMOUNT}\s*(?:{CURRENCY})?\s*(?:{PER})?"
)
NOTHING = re.compile(r"[-–—/]*|面议|待定|不详|未知|无|没有|n/?a|tbd|negotiable|none|null")

W_IS_TEN_THOUSAND = N_("The w was read as 10,000.")
ABOUT_IS_EXACT = N_("The amount is written as a rough one; the figure was taken as it stands.")


@dataclass(frozen=True)
class Money:
    """An amount; the currency and the period are None where the text does not name them."""

    amount: float
    currency: str | None = None
    per: Period | None = None


def parse_money(text: str) -> Money:
    """Return the amount a text names, with its currency and period.

    Raises SextantError for a range, for two currencies or periods, for no amount, and for what is not understood.
    """
    return read_money(text).value


def read_money(text: str) -> Parsed[Money]:
    """Return the amount a text names, marked where the writing leaves room for doubt."""
    plain = _minus(text)
    match = MONEY.fullmatch(plain)
    if not match or bool(match["bracket"]) != bool(match["closed"]) or (match["sign"] and match["sign_too"]):
        raise _refusal(plain, text)
    amount = _amount(match["amount"], text)
    if match["bracket"] or "-" in (match["sign"], match["sign_too"]):
        amount = -amount
    currency = _one({CURRENCIES.get(match[name]) for name in ("currency", "currency_too")}, text, "currencies")
    per = _one({AHEAD_OF.get(match["ahead"]), _period(match["behind"])}, text, "periods")
    about = match["about"] or match["about_too"] or match["about_last"]
    doubt = ABOUT_IS_EXACT if about else W_IS_TEN_THOUSAND if "w" in match["amount"] else None
    return Parsed(Money(amount, currency, per), doubt)  # type: ignore[arg-type]


def names_unit(text: str) -> bool:
    """Say whether an amount carries its own 万, w, k or m."""
    match = MONEY.fullmatch(_minus(text))
    return bool(match and any(unit for _, unit in PARTS.findall(match["amount"])))


def _minus(text: str) -> str:
    return flatten(text).replace("\N{MINUS SIGN}", "-")


def _amount(written: str, text: str) -> float:
    """Add up the parts, each smaller than the unit before it: 1亿2000万, 1万5千."""
    total, former = 0.0, math.inf
    for number, unit in PARTS.findall(written):
        part = float(number.replace(",", "")) * UNITS.get(unit, 1.0)
        if part >= former:
            raise _refusal("", text)
        total, former = total + part, UNITS.get(unit, 1.0)
    if not math.isfinite(total):
        raise _refusal("", text)
    return round(total, 6)  # 1.1 × 10,000 is 11,000.000000000002


def _period(written: str | None) -> Period | None:
    if not written:
        return None
    word = re.sub(r"^(?:/|每|一|per\s|an?\s)\s*", "", written)
    return BEHIND_OF.get(written) or PERIOD_OF[word]


def _one(found: set[str | None], text: str, what: Literal["currencies", "periods"]) -> str | None:
    named = found - {None}
    if len(named) > 1:
        raise SextantError(
            "{value} names two currencies. Write one amount in one currency."
            if what == "currencies"
            else "{value} names two periods. Write one amount a month or one a year.",
            value=shorten(text),
        )
    return named.pop() if named else None


def _refusal(plain: str, text: str) -> SextantError:
    if plain and RANGE.fullmatch(plain):
        return SextantError("{value} holds two amounts. Write the one that you reckon with.", value=shorten(text))
    if plain and NOTHING.fullmatch(plain):
        return SextantError("{value} names no amount. Write a number, or leave the cell blank.", value=shorten(text))
    return SextantError(
        "{value} is not an amount that can be read. Write it as 300000, 30万 or 30万/年.", value=shorten(text)
    )
