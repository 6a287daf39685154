"""Money month by month: what is missing, and what a missing figure leaves open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

COSTS = ("people", "compute", "data_cost", "marketing", "other")
LINES = ("cash_end", "income", *COSTS)
YEAR = 12  # months that are asked about and shown


class MonthLike(Protocol):
    """A month's money; what is not known is None."""

    @property
    def month(self) -> date:
        """Return the month's first day."""

    @property
    def basis(self) -> str:
        """Return actual or plan."""

    @property
    def cash_end(self) -> float | None:
        """Return what lay in the bank at the end."""

    @property
    def income(self) -> float | None:
        """Return what came in."""

    @property
    def debt(self) -> float | None:
        """Return what was owed at the end."""


@dataclass(frozen=True)
class Span:
    """A figure between its least and its most; known exactly where both are the same."""

    low: float
    high: float

    @property
    def is_exact(self) -> bool:
        """Tell whether the figure is known."""
        return self.low == self.high


@dataclass(frozen=True)
class Question:
    """What has to be asked about a month: the lines that are missing, or the whole month where there are none."""

    month: date
    lines: tuple[str, ...] = ()


def exactly(value: float) -> Span:
    """Return a figure that is known."""
    return Span(value, value)


def add_up(spans: Iterable[Span | None]) -> Span | None:
    """Return the sum, None where one of them is not known at all."""
    low = high = 0.0
    for span in spans:
        if span is None:
            return None
        low, high = low + span.low, high + span.high
    return Span(low, high)


def shifted(month: date, by: int) -> date:
    """Return the first day of the month that lies `by` months on."""
    number = month.year * 12 + month.month - 1 + by
    return date(number // 12, number % 12 + 1, 1)


def last_day(month: date) -> date:
    """Return the month's last day."""
    return shifted(month, 1) - timedelta(days=1)


def ended_months(months: Iterable[MonthLike], today: date) -> dict[date, MonthLike]:
    """Return the actual months that are over, of the last twelve up to the newest, by their first day."""
    over = {m.month: m for m in months if m.basis == "actual" and m.month < today.replace(day=1)}
    first = shifted(max(over), 1 - YEAR) if over else today
    return {month: over[month] for month in sorted(over) if month >= first}


def value_of(month: MonthLike, line: str) -> float | None:
    """Return a line of a month."""
    found: float | None = getattr(month, line)
    return found


def questions(months: Iterable[MonthLike], today: date) -> list[Question]:
    """Return what is missing from the first of the last twelve months on, newest first; a missing figure is no zero."""
    known = ended_months(months, today)
    if not known:
        return []
    found, month, first = [], shifted(today.replace(day=1), -1), max(min(known), shifted(today, -YEAR))
    while month >= first:
        here = known.get(month)
        missing = tuple(line for line in LINES if here and value_of(here, line) is None)
        if here is None or missing:
            found.append(Question(month, missing))
        month = shifted(month, -1)
    return found


def line_span(known: Mapping[date, MonthLike], month: date, line: str) -> Span | None:
    """Return a line of a month, or where it is missing what it was in the other months at least and at most.

    One other month tells no range, so the figure is not known at all then.
    """
    here = known.get(month)
    if here is not None and (value := value_of(here, line)) is not None:
        return exactly(value)
    others = [value for other in known.values() if (value := value_of(other, line)) is not None]
    return Span(min(others), max(others)) if len(others) > 1 else None


@dataclass(frozen=True)
class Against:
    """A line of the plan held against what came; sums over the months in which both are known."""

    line: str
    plan: float
    actual: float
    months: int

    @property
    def difference(self) -> float:
        """Return actual − plan."""
        return self.actual - self.plan


def plan_against_actual(months: Sequence[MonthLike]) -> list[Against]:
    """Return each line that has a plan and an actual figure in at least one month; cash is that of the newest."""
    by_basis: dict[str, dict[date, MonthLike]] = {"actual": {}, "plan": {}}
    for month in months:
        by_basis[month.basis][month.month] = month
    both = sorted(by_basis["actual"].keys() & by_basis["plan"].keys())
    found = []
    for line in LINES:
        pairs = [[value_of(by_basis[basis][month], line) for basis in ("plan", "actual")] for month in both]
        known = [(plan, actual) for plan, actual in pairs if plan is not None and actual is not None]
        if line == "cash_end":
            known = known[-1:]  # what lies in the bank is not added up
        if known:
            found.append(Against(line, sum(p for p, _ in known), sum(a for _, a in known), len(known)))
    return found
