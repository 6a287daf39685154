"""The two languages of Sextant: English message ids, and catalogues `<locale>/messages.po` read with Babel."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, tzinfo
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale, dates, numbers
from babel.messages.pofile import read_po

LOCALES = {"en": "English", "zh-CN": "简体中文"}
FOLDER = Path(__file__).parent
_locale: ContextVar[str] = ContextVar("locale", default="en")


@cache
def _messages(locale: str) -> dict[str, str]:
    path = FOLDER / locale / "messages.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalog = read_po(file, locale=locale.replace("-", "_"))
    return {str(m.id): str(m.string) for m in catalog if m.id and m.string and not m.fuzzy}


def N_(message: str) -> str:  # noqa: N802  (gettext's own name)
    """Mark a message for the catalogue and return it unchanged; `t` says it later."""
    return message


def t(message: str, **values: Any) -> str:
    """Say a message in the current language, its {placeholders} filled with `values`."""
    text = _messages(get_locale()).get(message, message)
    return text.format(**values) if values else text


def get_locale() -> str:
    """Return the language in use: en or zh-CN."""
    return _locale.get()


def set_locale(locale: str) -> None:
    """Choose the language of this thread of work."""
    _locale.set(locale if locale in LOCALES else "en")


@contextmanager
def in_locale(locale: str) -> Iterator[None]:
    """Speak another language for the length of a block."""
    token = _locale.set(locale if locale in LOCALES else "en")
    try:
        yield
    finally:
        _locale.reset(token)


def match_locale(wanted: str | None) -> str:
    """Return the locale of ours that fits a browser's or a system's name for it."""
    return "zh-CN" if (wanted or "").lower().replace("_", "-").startswith("zh") else "en"


@cache
def _babel(locale: str) -> Locale:
    return Locale.parse("zh_Hans_CN" if locale == "zh-CN" else "en")


def format_number(value: float, digits: int = 1) -> str:
    """Write a number with the language's separators and at most `digits` decimals."""
    pattern = "#,##0." + "#" * digits if digits else "#,##0"
    return numbers.format_decimal(value, format=pattern, locale=_babel(get_locale()))


def format_percent(share: float, digits: int = 0) -> str:
    """Write a share 0..1 as a percentage: 31 %."""
    return f"{format_number(share * 100, digits)} %"


def format_date(day: date) -> str:
    """Write a day: 22 Nov 2026, 2026年11月22日."""
    pattern = "y年M月d日" if get_locale() == "zh-CN" else "d MMM y"
    return dates.format_date(day, pattern, locale=_babel(get_locale()))


def format_month(day: date) -> str:
    """Write a month: August 2027, 2027年8月."""
    pattern = "y年M月" if get_locale() == "zh-CN" else "MMMM y"
    return dates.format_date(day, pattern, locale=_babel(get_locale()))


def format_moment(moment: datetime, zone: tzinfo | None = None) -> str:
    """Write a point in time to the minute, in the zone given."""
    local = moment.astimezone(zone)
    return f"{format_date(local.date())} {local:%H:%M}"


def format_money(amount: float, currency: str) -> str:
    """Write money as founders do: ¥128 万 in Chinese, CNY 1.28 m in English; three significant digits."""
    steps = [(1e8, " 亿"), (1e4, " 万")] if get_locale() == "zh-CN" else [(1e9, " bn"), (1e6, " m"), (1e3, " k")]
    # Chosen by the amount as it will be shown: 999,999 is 1 m, not 1,000 k.
    shown = abs(float(f"{amount:.3g}"))
    size, unit = next(((s, u) for s, u in steps if shown >= s), (1.0, ""))
    scaled = amount / size
    number = format_number(scaled, max(0, 3 - len(str(int(abs(scaled))))))
    if get_locale() == "zh-CN":
        return f"{numbers.get_currency_symbol(currency, locale=_babel('zh-CN'))}{number}{unit}"
    return f"{currency} {number}{unit}"
