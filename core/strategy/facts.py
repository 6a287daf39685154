"""Facts, and sentences that can hold nothing but facts."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from core.i18n import (
    LOCALES,
    N_,
    format_date,
    format_money,
    format_month,
    format_number,
    format_percent,
    get_locale,
    in_locale,
    t,
)
from core.strategy.model import Fact, Point

LONGEST_WORDS = 160  # a record's own words in a sentence, in characters
LONGEST_NAME = 60
Slot = Fact | Sequence[Fact] | str

# What is counted: one of it, and several.
UNITS = {
    "day": (N_("{n} day"), N_("{n} days")),
    "week": (N_("{n} week"), N_("{n} weeks")),
    "hour": (N_("{n} hour"), N_("{n} hours")),
    "month": (N_("{n} month"), N_("{n} months")),
    "person": (N_("{n} person"), N_("{n} people")),
    "fte": (N_("{n} FTE"), N_("{n} FTE")),
    "initiative": (N_("{n} initiative"), N_("{n} initiatives")),
    "need": (N_("{n} need"), N_("{n} needs")),
    "action": (N_("{n} action"), N_("{n} actions")),
    "partner": (N_("{n} partner"), N_("{n} partners")),
    "supplier": (N_("{n} supplier"), N_("{n} suppliers")),
    "candidate": (N_("{n} candidate"), N_("{n} candidates")),
    "comment": (N_("{n} comment"), N_("{n} comments")),
    "source": (N_("{n} source"), N_("{n} sources")),
    "entry": (N_("{n} entry"), N_("{n} entries")),
}
DURATIONS = {"day", "week", "hour", "month"}


def say(section: str, source: str, message: str, *also: Fact, **slots: Slot) -> Point:
    """Make a point: `message` with facts in its places; `also` are facts it rests on but does not show."""
    facts = [fact for slot in slots.values() for fact in _facts(slot)]
    text = t(message, **{name: _show(slot) for name, slot in slots.items()})
    return Point(section, text, source, tuple(dict.fromkeys([*facts, *also])))


def money(id: str, subject: str, amount: float, currency: str, record: str, source: str = "record") -> Fact:
    """State an amount of money; `amount` in whole currency units."""
    forms = _both(lambda: format_money(amount, currency))
    return Fact(id, "money", subject, amount, currency, format_money(amount, currency), forms, record, source)


def share(id: str, subject: str, value: float, record: str, source: str = "computed") -> Fact:
    """State a share 0..1, shown as a percentage."""
    forms = (*_both(lambda: format_percent(value)), *_both(lambda: format_percent(value, 1)))
    return Fact(id, "share", subject, value, "%", format_percent(value), forms, record, source)


def interval(id: str, subject: str, low: float, high: float, record: str) -> Fact:
    """State the 95 % interval of a share, shown as 37–48 %."""
    text = f"{low * 100:.0f}–{high * 100:.0f} %"
    forms = (text.removesuffix(" %"), format_percent(low), format_percent(high))
    return Fact(id, "interval", subject, f"{low:.4f}–{high:.4f}", "%", text, forms, record, "computed")


def amount(
    id: str, subject: str, value: float, unit: str, record: str, source: str = "computed", digits: int = 1
) -> Fact:
    """State how many of a unit of `UNITS`: 3 days, 12 comments."""
    kind = "duration" if unit in DURATIONS else "count"

    def text() -> str:
        one, many = UNITS[unit]
        return t(one if value == 1 else many, n=format_number(value, digits))

    return Fact(id, kind, subject, value, unit, text(), (*_both(text), format_number(value, digits)), record, source)


def number(id: str, subject: str, value: float, record: str, source: str = "computed", digits: int = 1) -> Fact:
    """State a bare number, such as n or a rating."""
    return Fact(id, "count", subject, value, "", format_number(value, digits), (), record, source)


def quantity(id: str, subject: str, value: float, unit: str, record: str, source: str = "record") -> Fact:
    """State a quantity in the unit the user wrote."""
    plain = format_number(value, 2)
    return Fact(id, "quantity", subject, value, unit, f"{plain} {unit}".strip(), (plain,), record, source)


def day(id: str, subject: str, value: date, record: str, source: str = "record") -> Fact:
    """State a day."""
    forms = (*_both(lambda: format_date(value)), *_both(lambda: format_month(value)))
    return Fact(id, "date", subject, value.isoformat(), "", format_date(value), forms, record, source)


def month(id: str, subject: str, value: date, record: str) -> Fact:
    """State a month that was worked out, shown without its day."""
    forms = (*_both(lambda: format_month(value)), *_both(lambda: format_date(value)))
    return Fact(id, "date", subject, value.isoformat(), "", format_month(value), forms, record, "computed")


def name(id: str, value: str, record: str) -> Fact:
    """State a name a record bears; it is its own subject."""
    shown = short_name(value)
    return Fact(id, "name", shown, shown, "", shown, (value,) if value != shown else (), record)


def words(id: str, subject: str, value: str, record: str) -> Fact:
    """State a record's own words, cut where they are long."""
    shown = shorten(value)
    return Fact(id, "text", subject, shown, "", shown, (), record)


def quote(id: str, subject: str, value: str, record: str) -> Fact:
    """State what a customer wrote, word for word."""
    said = " ".join(value.split())
    return Fact(id, "quote", subject, said, "", said, (), record)


def labelled(fact: Fact, label: str) -> Fact:
    """Return a fact shown behind its label, for lists: Talks 3."""
    return replace(fact, text=f"{label} {fact.text}", forms=(fact.text, *fact.forms))


def short_name(value: str) -> str:
    """Return a name on one line, cut at 60 characters."""
    return _cut(value, LONGEST_NAME)


def shorten(value: str) -> str:
    """Return words on one line, without their full stop, cut at 160 characters."""
    line = _cut(value, LONGEST_WORDS)
    return line if line.endswith("...") else line.rstrip(".。;；")


def _cut(value: str, longest: int) -> str:
    line = " ".join(value.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _both(write: Callable[[], str]) -> tuple[str, ...]:
    forms = []
    for locale in LOCALES:
        with in_locale(locale):
            forms.append(write())
    return tuple(dict.fromkeys(forms))


def _facts(slot: Slot) -> Sequence[Fact]:
    if isinstance(slot, str):
        return ()
    return (slot,) if isinstance(slot, Fact) else slot


def _show(slot: Slot) -> str:
    if isinstance(slot, str):
        return slot
    return ("、" if get_locale() == "zh-CN" else ", ").join(fact.text for fact in _facts(slot))
