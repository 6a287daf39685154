"""What a fact bears out: the words it holds and the amounts it shows."""

import math
import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from core.strategy.dates import dates_it_is
from core.strategy.model import Fact
from core.strategy.names import occurrences
from core.strategy.numerals import DIGITS
from core.strategy.quantities import Quantity, find_quantities, plain
from core.strategy.units import BASE, COUNT_WORDS, CURRENCIES, DURATIONS, HARD_UNITS, normal_unit

# The numbers in these are part of a name or of somebody's words, never figures of ours.
VERBATIM: Final = frozenset({"name", "text", "quote"})
_PEOPLE: Final = frozenset({"person", "candidate", "customer"})


@lru_cache(maxsize=4096)
def subject_of(fact: Fact) -> str:
    """Return what a fact is about, spelled so that it can be compared."""
    return plain(fact.subject).lower()


@lru_cache(maxsize=4096)
def words_of(fact: Fact) -> tuple[str, ...]:
    """Return everything a fact says, in lower case; its id and record are left out on purpose."""
    value = (fact.value,) if isinstance(fact.value, str) else ()
    return tuple(
        dict.fromkeys(plain(words).lower() for words in (fact.subject, *value, fact.text, *fact.forms) if words)
    )


def holds(fact: Fact, words: str) -> bool:
    """Say whether a fact's words hold these, as whole words."""
    lower = words.lower()
    return any(next(occurrences(own, lower), None) for own in words_of(fact))


@lru_cache(maxsize=4096)
def evidence(fact: Fact) -> tuple[Quantity, ...]:
    """Return the amounts a fact bears out: its value, and all that a display form shows if it shows that value."""
    if fact.kind in VERBATIM or fact.value is None:
        return ()
    shown = [
        [q for locale in ("en", "zh-CN") for q in find_quantities(form, locale)] for form in (fact.text, *fact.forms)
    ]
    if isinstance(fact.value, str):
        own = [Quantity(fact.text, 0, 0, fact.value, "", "date")] if fact.kind == "date" else []
        return tuple(dict.fromkeys([*own, *(q for form in shown for q in form)]))
    value = Quantity(fact.text, 0, 0, float(fact.value), _unit(fact), "number")
    trusted = [form for form in shown if any(_shows(q, value, fact) for q in form)]
    return tuple(dict.fromkeys([value, *(q for form in trusted for q in form)]))


def bears_out(fact: Fact, amount: Quantity) -> bool:
    """Say whether a fact shows this amount in this unit."""
    if amount.unit == "code" or amount.kind == "vague":
        return holds(fact, str(amount.value))
    return any(_is_date(amount, own) or (_equal(amount, own) and _fits(amount, own, fact)) for own in evidence(fact))


def has_value(fact: Fact, amount: Quantity) -> bool:
    """Say whether a fact shows this amount in any unit, so that only the unit is wrong."""
    said = amount.value
    if isinstance(said, str):
        return False
    for own in evidence(fact):
        factors = (1, 100, 0.01) if {amount.unit, own.unit} & {"%", "pp"} else (1,)
        if not isinstance(own.value, str) and any(_close(said * factor, own.value) for factor in factors):
            return True
    return False


def measure(amount: Quantity) -> str:
    """Return the sort of unit, within which amounts of two subjects can be mixed up."""
    if amount.kind == "date" or amount.unit in DURATIONS:
        return "date" if amount.kind == "date" else "duration"
    return amount.unit if amount.unit in HARD_UNITS else "count"


@lru_cache(maxsize=4096)
def measures(fact: Fact) -> frozenset[str]:
    """Return the sorts of unit a fact has amounts of; a bare number in a display form is in the fact's own unit."""
    return frozenset(measure(own if own.unit else replace(own, unit=_unit(fact))) for own in evidence(fact))


def is_same(left: Quantity, right: Quantity) -> bool:
    """Say whether two texts' amounts are the same; a currency or noun that one of them leaves out does not count."""
    if isinstance(left.value, str) or isinstance(right.value, str):
        return left.value == right.value
    if not _equal(left, right):
        return False
    hard = {left.unit, right.unit} & (HARD_UNITS | {"rank"})
    if left.unit == right.unit or not hard or {left.unit, right.unit} <= DURATIONS:
        return True
    return hard <= CURRENCIES and "" in (left.unit, right.unit)


def _unit(fact: Fact) -> str:
    return normal_unit(fact.unit) if fact.unit else {"share": "%", "ratio": "times"}.get(fact.kind, "")


def _is_date(amount: Quantity, own: Quantity) -> bool:
    if own.kind != "date" or not isinstance(own.value, str):
        return False
    if amount.kind == "date":
        return amount.value in dates_it_is(own.value)
    year = amount.value if amount.unit == "" and not isinstance(amount.value, str) else 0
    return 1900 <= year < 2100 and f"{year:.0f}" in dates_it_is(own.value)


def _shows(amount: Quantity, own: Quantity, fact: Fact) -> bool:
    """Say whether a form shows the fact's value, rounded to the digits written unless it is a count."""
    if isinstance(amount.value, str) or isinstance(own.value, str):
        return False
    if amount.unit and not _fits(amount, own, fact):
        return False
    said, tolerance = amount.value, 1e-9 * abs(own.value)
    if own.unit in ("%", "pp") and not amount.unit:  # "31" is a form of 31 %
        said /= 100
    written = re.search(DIGITS, amount.text)
    if written and fact.kind != "count":
        digits = written.group().replace(",", "")
        scale = abs(said / float(digits)) if float(digits) else 0.01 if own.unit == "%" else 1.0
        tolerance += 0.5 * scale / 10 ** len(digits.partition(".")[2])
    return abs(said - own.value) <= tolerance * (1 + 1e-9)


def _fits(amount: Quantity, own: Quantity, fact: Fact) -> bool:
    """Say whether the unit said may stand for the fact's: only nouns of counts and a currency may be left out."""
    said = amount.unit
    unit = own.unit or ("" if said == "" else _unit(fact))
    if said == unit or {said, unit} <= DURATIONS:
        return True
    if not said:
        return unit not in HARD_UNITS or unit in CURRENCIES or unit == "times"
    if said in HARD_UNITS or unit in HARD_UNITS or "rank" in (said, unit):
        return False
    if not {said, unit} <= COUNT_WORDS.keys() - {"item"} or ("person" in (said, unit) and {said, unit} <= _PEOPLE):
        return True
    nouns = [noun for noun in COUNT_WORDS[said] if len(noun) > 1]
    return any(noun in words for noun in nouns for words in words_of(fact))


def _equal(x: Quantity, y: Quantity) -> bool:
    if isinstance(x.value, str) or isinstance(y.value, str):
        return False
    if not {x.unit, y.unit} <= DURATIONS:
        return _close(x.value, y.value)
    (unit, factor), (other, other_factor) = BASE.get(x.unit, (x.unit, 1)), BASE.get(y.unit, (y.unit, 1))
    return unit == other and _close(x.value * factor, y.value * other_factor)


def _close(x: float, y: float) -> bool:
    return math.isclose(x, y, rel_tol=1e-9, abs_tol=1e-12)
