"""How a cell of each kind of field is read, given what its heading and its company say."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from core.errors import SextantError
from core.i18n import N_
from core.tables.loose_dates import read_date
from core.tables.money import CURRENCIES, PERIOD_OF, UNITS, Money, Period, any_of, names_unit, read_money
from core.tables.parsed import Parsed
from core.tables.shares import parse_share, read_fte
from core.tables.values import flatten, parse_number, shorten
from core.tables.words import LEVELS, YES_NO


@dataclass(frozen=True)
class Context:
    """What a cell alone does not say: the day of reading, the company's currency, the order of 3/4/2026.

    `title` is what stands above the table (Table.title): 单位：万元 there holds for every amount without a unit.
    `scale`, `per`, `heading_currency` and `percent` are what the column's heading says: 月薪（万元） gives 10,000, month
    and CNY.
    """

    today: date
    currency: str | None = None
    day_first: bool | None = None
    title: str = ""
    scale: float = 1.0
    per: Period | None = None
    heading_currency: str | None = None
    percent: bool = False

    def under(self, heading: str) -> "Context":
        """Return the context of a column with this heading."""
        plain = flatten(heading)
        unit = HEADING_UNIT.search(plain) or TITLE_UNIT.search(flatten(self.title))
        currency = unit and (unit["before"] or unit["behind"])
        return replace(
            self,
            scale=UNITS.get(unit["unit"], 1.0) if unit else 1.0,
            per=_heading_period(plain, unit["per"] if unit else None),
            heading_currency=CURRENCIES.get(currency) if currency else None,
            percent="%" in plain or "百分比" in plain,
        )


Reader = Callable[[str, Context], Parsed[Any]]

_CURRENCY = any_of(CURRENCIES)
_UNIT = (
    rf"(?P<before>{_CURRENCY})?\s*(?P<unit>{any_of(UNITS)})?\s*(?P<behind>{_CURRENCY})?\s*"
    rf"(?:(?:/|每)\s*(?P<per>{any_of(PERIOD_OF)}))?\s*"
)
HEADING_UNIT = re.compile(rf"[(/]\s*(?:单位\s*:?\s*)?{_UNIT}\)?$")
TITLE_UNIT = re.compile(rf"(?:单位|金额单位|units?|amounts in)\s*:?\s*{_UNIT}(?=$|[\s),.;])")
HEADING_PERIOD = {
    "month": re.compile(r"月薪|月租|月费|月成本|月支出|每月|/月|monthly|per month|a month|\bmrr\b"),
    "year": re.compile(
        r"年薪|年包|总包|年费|年租|年合同|年收入|年金额|年付|每年|/年|yearly|annual|per year|a year|\barr\b"
    ),
}
PERIOD_SUPPOSED = N_("Neither the cell nor its heading names a period; the amount was taken as one a month.")
YEAR_SUPPOSED = N_("Neither the cell nor its heading names a period; the amount was taken as one a year.")
BY_TWELVE = {("year", "month"): 1 / 12, ("month", "year"): 12.0}
ONE_A_PERIOD = N_("The amount is one for a month or a year; it was taken as it stands.")
MEASURES = r"(?:张|卡|块卡|台|条|行|个|人|套|份|家|小时|卡时|gpus?|cards?|rows?|records?|hours?|h|accounts?)"
SPLIT = re.compile(r"[,，;；、|\n]+")
LEVEL = re.compile(r"(.+?)\s*(?:[(（:：]\s*([^()（）:：]+?)\s*[)）]?)")
MARKDOWN_LINK = re.compile(r"\[([^\[\]]*)\]\((?:https?:|mailto:)[^()\s]*\)")
PLAIN_PERCENT = re.compile(r"\d{1,3}(?:\.\d+)?")
NOBODY = ("-", "—", "无", "none", "n/a", "n.a.", "null")


def _heading_period(plain: str, named: str | None) -> Period | None:
    if named:
        return PERIOD_OF[named]
    found = [period for period, pattern in HEADING_PERIOD.items() if pattern.search(plain)]
    return found[0] if len(found) == 1 else None  # type: ignore[return-value]


def read_text(text: str, context: Context) -> Parsed[str]:
    """Return the text, links in Markdown reduced to their words."""
    return Parsed(MARKDOWN_LINK.sub(r"\1", text).strip())


def read_people(text: str, context: Context) -> Parsed[str]:
    """Return the names in a cell that holds one or several people, joined by "、" or ", "."""
    names = [name.strip().removeprefix("@").strip() for name in SPLIT.split(read_text(text, context).value)]
    names = [name for name in dict.fromkeys(names) if name]
    return Parsed(("、" if re.search("[\u4e00-\u9fff]", "".join(names)) else ", ").join(names))


def read_day(text: str, context: Context) -> Parsed[date]:
    """Return a day; a missing year is the one nearest to today."""
    return read_date(text, near=context.today, day_first=context.day_first)


def read_past_day(text: str, context: Context) -> Parsed[date]:
    """Return a day that lies behind us; a missing year is the last one that fits."""
    return read_date(text, near=context.today, day_first=context.day_first, past=True)


def read_month(text: str, context: Context) -> Parsed[date]:
    """Return the first day of a month; naming a month alone leaves no doubt here."""
    found = read_date(text, near=context.today, day_first=context.day_first)
    stated = re.search(r"\d{4}", flatten(text)) and not re.fullmatch(r"\d{4}\.1", flatten(text))
    return Parsed(found.value.replace(day=1), None if stated else found.doubt)


def amount(per: Period | None = None) -> Reader:
    """Return a reader of money in the company's currency; with `per`, of money a month or a year."""

    def read(text: str, context: Context) -> Parsed[float]:
        found = read_money(text)
        money = found.value
        _check_currency(money, context, text)
        value = money.amount * (1.0 if names_unit(text) else context.scale)
        value, doubt = _per(value, money.per or context.per, per, text)
        return Parsed(round(value, 2), found.doubt or doubt)

    return read


def _check_currency(money: Money, context: Context, text: str) -> None:
    currency = money.currency or context.heading_currency
    if currency and context.currency and currency != context.currency:
        raise SextantError(
            "{value} is in {currency}, but the company reckons in {own}. Convert it.",
            value=shorten(text),
            currency=currency,
            own=context.currency,
        )


def _per(value: float, named: Period | None, wanted: Period | None, text: str) -> tuple[float, str | None]:
    if wanted is None:
        return value, ONE_A_PERIOD if named else None
    if named is None:
        return value, PERIOD_SUPPOSED if wanted == "month" else YEAR_SUPPOSED
    if named != wanted and (named, wanted) not in BY_TWELVE:
        raise SextantError(
            "{value} is an amount a day or an hour. Write it as one a month or a year.", value=shorten(text)
        )
    return value * BY_TWELVE.get((named, wanted), 1.0), None


def read_share(text: str, context: Context) -> Parsed[float]:
    """Return a share from 0 to 1."""
    plain = flatten(text)
    if context.percent and PLAIN_PERCENT.fullmatch(plain) and float(plain) > 1:
        return Parsed(parse_share(f"{plain} %"))
    return Parsed(parse_share(text))


def read_job(text: str, context: Context) -> Parsed[float]:
    """Return how much of a full job a cell names."""
    return read_fte(text)


def read_count(text: str, context: Context) -> Parsed[float]:
    """Return a quantity: 8, 8 张, 120万行, 3k hours."""
    plain = re.sub(rf"\s*{MEASURES}$", "", flatten(text))
    try:
        return Parsed(parse_number(plain) * context.scale)
    except SextantError:
        found = read_money(plain)
    if found.value.currency or found.value.per:
        raise SextantError("{value} is an amount of money where a quantity is wanted.", value=shorten(text))
    return Parsed(found.value.amount, found.doubt)


def choice(words: Mapping[str, Any]) -> Reader:
    """Return a reader of words that stand for codes; a word that nobody knows is refused, for a person to map."""

    def read(text: str, context: Context) -> Parsed[Any]:
        plain = flatten(text)
        if plain not in words:
            raise UnknownWord(
                N_("Nobody has said yet what {value} means here. Choose its meaning."), value=shorten(text)
            )
        return Parsed(words[plain])

    return read


class UnknownWord(SextantError):
    """A word stands where one of our codes is wanted, and its meaning is to be chosen."""


read_yes_no = choice(YES_NO)


def read_skills(text: str, context: Context) -> Parsed[dict[str, int]]:
    """Return the level by skill: "PyTorch（精通）、数据标注" is {"PyTorch": 3, "数据标注": 2}."""
    found: dict[str, int] = {}
    for part in filter(None, (part.strip() for part in SPLIT.split(text))):
        match = LEVEL.fullmatch(part)
        level = LEVELS.get(flatten(match[2])) if match else None
        found[match[1].strip() if match and level else part] = level or 2
    return Parsed(found)


def read_names(text: str, context: Context) -> Parsed[list[str]]:
    """Return the names in a cell that holds several."""
    return Parsed([name.strip() for name in SPLIT.split(text) if name.strip()])


def is_blank(text: str) -> bool:
    """Say whether a cell says nothing: blank, a dash, 无, n/a."""
    return flatten(text[:50]) in ("", *NOBODY)
