"""What a portfolio is chosen from, what is chosen, and what is said of the rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

ROUNDING = 1e-12  # relative: 0.1 + 0.2 fits into 0.3, a cent too much in a hundred million does not


@dataclass(frozen=True)
class Option:
    """An open initiative; readiness, cost and effort are None where they are not known, `requires` holds ids."""

    id: int
    name: str
    impact: float
    readiness: float | None
    cost: float | None
    effort: float | None
    requires: tuple[int, ...] = ()

    @property
    def value(self) -> float:
        """Return impact × readiness, 0 while the readiness is unknown."""
        return self.impact * (self.readiness or 0.0)


@dataclass(frozen=True)
class Choice:
    """The best choice under a budget: the ids chosen and the sums over them."""

    chosen: frozenset[int] = frozenset()
    value: float = 0.0
    cost: float = 0.0
    effort: float = 0.0


@dataclass(frozen=True)
class LeftOut:
    """Why an initiative is left out: a code, the initiatives it speaks of, and what is too much.

    cost_missing, effort_missing, readiness_unknown · no_value: its impact or readiness is 0 · requires: `others` cannot
    be chosen · budget, person_months: takes `amount` with `others` that it requires, more than there is · displaces:
    `others` would have to go and are worth `worth`.
    """

    reason: str
    others: tuple[int, ...] = ()
    amount: float = 0.0
    worth: float = 0.0


def within(total: float, limit: float) -> bool:
    """Tell whether a sum keeps to a limit, rounding apart."""
    return total <= limit * (1 + ROUNDING)


def total(options: Iterable[Option], name: str) -> float:
    """Return the sum of a field over the options, nothing known counted as 0."""
    return fsum(getattr(option, name) or 0.0 for option in options)


def is_complete(option: Option) -> bool:
    """Tell whether all that the choice needs to know is known."""
    return None not in (option.readiness, option.cost, option.effort)


def sum_up(chosen: Iterable[Option]) -> Choice:
    """Return the choice of these options with its sums."""
    rows = list(chosen)
    ids = frozenset(option.id for option in rows)
    return Choice(ids, total(rows, "value"), total(rows, "cost"), total(rows, "effort"))
