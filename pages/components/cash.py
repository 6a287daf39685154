"""How long the cash lasts, said in a sentence with what it rests on."""

from collections.abc import Iterable
from datetime import date
from math import isinf

from core import labels
from core.i18n import N_, format_date, format_month, format_number, get_locale, t
from core.planning.money import Burn, Runway
from core.planning.months import Question

EARLY, MIDDLE = 10, 20  # up to which day a month is early, and in its middle
WAYS = {
    "costs": N_("costs less income"),
    "cash": N_("what the cash fell by"),
    "range": N_("where figures are missing, as much as in the other months"),
}


def say_left(runway: Runway, today: date) -> str:
    """Say how long the cash lasts from today on, or that nobody can tell yet."""
    left = runway.left(today)
    if left is None:
        return t("How long the cash lasts is not known yet.")
    if isinf(left.low):
        return t("The company does not burn cash: the net burn is zero or less.")
    first, last = runway.ends
    least = format_number(left.low)
    if first is None:
        return t("Cash lasts about {months} months.", months=least)
    if left.is_exact:
        one = least == "1"
        return t(
            "Cash lasts about {months} month (to {when})." if one else "Cash lasts about {months} months (to {when}).",
            months=least,
            when=say_part_of_month(first),
        )
    if isinf(left.high) or last is None:
        return t("Cash lasts at least {months} months, until {month}.", months=least, month=format_month(first))
    message = t("Cash lasts between {least} and {most} months, until {first} at the earliest and {last} at the latest.")
    return message.format(
        least=least, most=format_number(left.high), first=format_month(first), last=format_month(last)
    )


def say_part_of_month(day: date) -> str:
    """Say whether a day lies early, in the middle or at the end of its month: the end of August 2027."""
    month = format_month(day)
    if day.day <= EARLY:
        return t("early {month}", month=month)
    return t("mid-{month}", month=month) if day.day <= MIDDLE else t("the end of {month}", month=month)


def say_source(runway: Runway) -> str:
    """Say which figures the runway rests on, and why on the card where there are months."""
    if runway.source == "months":
        words = t("From the months: cash of {day}; net burn is the mean of {months}: {way}.")
        months = join(format_month(month.month) for month in reversed(runway.from_months.months))
        return words.format(day=format_date(runway.cash_on), months=months, way=_ways(runway.from_months))
    if runway.source == "card":
        card = t("From the company card: cash counted on {day}.", day=format_date(runway.cash_on))
        return f"{card} {t('The months do not tell it yet.')}" if _has_months(runway) else card
    if _has_months(runway):
        return t("The months do not tell it yet: answer what is missing below.")
    return t("Add the months, or enter cash and net burn on the company card.")


def _has_months(runway: Runway) -> bool:
    return bool(runway.from_months.months or runway.questions)


def _ways(burn: Burn) -> str:
    return join(t(words) for way, words in WAYS.items() if way in burn.ways)


def say_question(question: Question) -> str:
    """Say what is missing in a month: May 2026: People, Marketing are missing."""
    month = format_month(question.month)
    if not question.lines:
        return t("{month} is missing.", month=month)
    lines = join(t(labels.MONEY_LINES[line]) for line in question.lines)
    message = t("{month}: {lines} is missing." if len(question.lines) == 1 else "{month}: {lines} are missing.")
    return message.format(month=month, lines=lines)


def join(words: Iterable[str]) -> str:
    """Return words one after another, as the language does it."""
    return ("、" if get_locale() == "zh-CN" else ", ").join(words)
