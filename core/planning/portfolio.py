"""What to do with the budget: the choice of initiatives that is worth most, and why the others are left out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from core.errors import SextantError
from core.planning.circles import refuse_circle
from core.planning.options import Choice, LeftOut, Option, is_complete, sum_up, within
from core.planning.reasons import why_left_out

MORE = 1.1  # a tenth more budget
SAME = 1e-9  # relative: two values that differ by less are the same


@dataclass(frozen=True)
class Portfolio:
    """The best choice, what is left out and why, and what a tenth more budget would buy."""

    budget: float
    person_months: float
    options: tuple[Option, ...]
    best: Choice
    with_more: Choice
    left_out: Mapping[int, LeftOut] = field(default_factory=dict)

    @property
    def entering(self) -> frozenset[int]:
        """Return what a tenth more budget brings in."""
        return self.with_more.chosen - self.best.chosen


def choose(options: Iterable[Option], budget: float, person_months: float) -> Portfolio:
    """Return the portfolio: max Σ impact × readiness under budget, person-months and prerequisites.

    An id in `requires` that is none of the options cannot be chosen. Between choices of the same value the one that
    costs less is taken, then the one of less effort, then the one of lower ids.
    """
    rows = tuple(sorted(options, key=lambda option: option.id))
    _refuse(rows, budget, person_months)
    known = {option.id for option in rows}
    refuse_circle({o.id: [n for n in o.requires if n in known] for o in rows}, {o.id: o.name for o in rows})
    best = best_choice(rows, budget, person_months)
    with_more = best_choice(rows, budget * MORE, person_months)
    left_out = {
        option.id: why_left_out(option, rows, best, budget, person_months)
        for option in rows
        if option.id not in best.chosen
    }
    return Portfolio(budget, person_months, rows, best, with_more, left_out)


def best_choice(options: Sequence[Option], budget: float, person_months: float) -> Choice:
    """Return the choice worth most, by mixed-integer linear programming."""
    rows = _possible(options)
    if not rows:
        return Choice()
    values = np.array([option.value for option in rows])
    limits = [_order(rows)]
    first = _solve(rows, -values, limits, budget, person_months)
    if (worth := first.value) <= 0:
        return Choice()
    # The same value for the least cost: also keeps out what is worth nothing and required by nobody.
    costs, efforts = (np.array([getattr(option, name) or 0.0 for option in rows]) for name in ("cost", "effort"))
    burden = _share(costs) + 1e-3 * _share(efforts) + 1e-6 * np.arange(1, len(rows) + 1) / len(rows)
    enough = LinearConstraint(values / worth, 1 - SAME, np.inf)
    second = _solve(rows, burden, [*limits, enough], budget, person_months)
    return second if second.value >= worth * (1 - SAME) else first


def _possible(options: Sequence[Option]) -> list[Option]:
    # Without an option that requires what is not possible either, until none such is left.
    rows = [option for option in options if is_complete(option)]
    while len(kept := [o for o in rows if set(o.requires) <= {row.id for row in rows}]) < len(rows):
        rows = kept
    return rows


def _order(rows: Sequence[Option]) -> LinearConstraint:
    places = {option.id: place for place, option in enumerate(rows)}
    pairs = [(places[option.id], places[n]) for option in rows for n in option.requires]
    matrix = np.zeros((len(pairs), len(rows)))  # requirements × options: what requires − what is required ≤ 0
    for row, (requiring, required) in enumerate(pairs):
        matrix[row, requiring] += 1
        matrix[row, required] -= 1
    return LinearConstraint(matrix, -np.inf, 0)


def _solve(
    rows: Sequence[Option], objective: np.ndarray, limits: list[LinearConstraint], budget: float, person_months: float
) -> Choice:
    scale = np.abs(objective).max() or 1.0
    rules = [*limits, *(_limit(rows, name, most) for name, most in (("cost", budget), ("effort", person_months)))]
    while True:
        bounds, whole = Bounds(0, 1), np.ones(len(rows))
        answer = milp(
            1000 * objective / scale, constraints=rules, integrality=whole, bounds=bounds, options={"mip_rel_gap": 0}
        )
        if answer.x is None:
            return Choice()
        taken = answer.x > 0.5
        choice = sum_up([option for option, yes in zip(rows, taken, strict=True) if yes])
        if within(choice.cost, budget) and within(choice.effort, person_months):
            return choice
        # The solver allows a millionth too much. This set, and so each that holds it, is ruled out.
        rules.append(LinearConstraint(taken.astype(float), -np.inf, taken.sum() - 1))


def _limit(rows: Sequence[Option], name: str, most: float) -> LinearConstraint:
    scale = most or 1.0
    amounts = np.array([getattr(option, name) for option in rows], dtype=float)
    return LinearConstraint(amounts / scale, -np.inf, most / scale)


def _share(amounts: np.ndarray) -> np.ndarray:
    return amounts / (amounts.sum() or 1.0)


def _refuse(options: Sequence[Option], budget: float, person_months: float) -> None:
    for amount in (budget, person_months):
        if not (isfinite(amount) and amount >= 0):
            raise SextantError(
                "The budget and the person-months are numbers of at least 0; {amount} is not.", amount=amount
            )
    for option in options:
        if (option.cost or 0) < 0 or (option.effort or 0) < 0:
            raise SextantError(
                "“{name}” has a negative cost or negative person-months. Change it to what it takes.", name=option.name
            )
