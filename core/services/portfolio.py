"""Which initiatives fit into the budget and are worth most together, and why the others wait."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from core.i18n import N_, format_money, format_number, t
from core.labels import RESOURCE_KINDS
from core.planning.loads import Load, loads
from core.planning.options import LeftOut, Option
from core.planning.portfolio import Portfolio, choose
from core.services.board import Board, get_board
from core.services.initiatives import INITIATIVE, StoredInitiative
from core.services.records import all_records, update_record
from core.services.ventures import get_venture

REASONS = {
    "cost_missing": N_("Cost missing."),
    "effort_missing": N_("Person-months missing."),
    "readiness_unknown": N_("Readiness unknown: no needs are recorded."),
    "requires": N_("Requires {others}, which cannot be chosen."),
    "budget": N_("Costs {amount}, more than the whole budget."),
    "budget_with": N_("Costs {amount} with what it requires ({others}), more than the whole budget."),
    "person_months": N_("Takes {amount} person-months, more than there are."),
    "person_months_with": N_("Takes {amount} person-months with what it requires ({others}), more than there are."),
    "displaces": N_("Would displace {others}, worth {worth}; it is worth {value}."),
    "no_value": N_("Readiness 0: nothing of {kinds}."),
    "no_impact": N_("Its expected value is 0."),
}


@dataclass(frozen=True)
class VenturePortfolio:
    """The best choice of a company's open initiatives, each left out with its reason in words."""

    portfolio: Portfolio
    board: Board
    reasons: dict[int, str]
    loads: list[Load]

    @property
    def overloaded(self) -> list[Load]:
        """Return the people of whom the chosen initiatives ask more than they give."""
        return [load for load in self.loads if load.is_too_much]


def get_portfolio(session: Session, venture_id: int, budget: float, person_months: float) -> VenturePortfolio:
    """Return the company's portfolio under a budget and person-months."""
    everything = {row.id: row for row in all_records(session, INITIATIVE, venture_id)}
    currency = get_venture(session, venture_id).currency
    return find_portfolio(get_board(session, venture_id), everything, currency, budget, person_months)


def find_portfolio(
    board: Board, everything: dict[int, StoredInitiative], currency: str, budget: float, person_months: float
) -> VenturePortfolio:
    """Return the portfolio of a board that was read already; `everything` are the initiatives of all states by id."""
    portfolio = choose(make_options(board, everything), budget, person_months)
    chosen = [board.initiatives[n] for n in sorted(portfolio.best.chosen)]
    words = _Words(portfolio, board, everything, currency)
    reasons = {n: words.say(n, left) for n, left in portfolio.left_out.items()}
    return VenturePortfolio(portfolio, board, reasons, loads(chosen, board.coverages, board.resources))


def moves_of(found: VenturePortfolio) -> tuple[list[StoredInitiative], list[StoredInitiative]]:
    """Return which ideas a choice would make chosen, and which chosen ones it would make ideas again."""
    rows, best = found.board.initiatives.values(), found.portfolio.best.chosen
    begins = [row for row in rows if row.id in best and row.state != "chosen"]
    return begins, [row for row in rows if row.id not in best and row.state == "chosen"]


def take_choice(session: Session, venture_id: int, found: VenturePortfolio) -> tuple[int, int]:
    """Make the portfolio's initiatives chosen and the other open ones ideas; return how many changed each way.

    Raise Conflict if somebody changed one of them since the portfolio was reckoned.
    """
    begins, ends = moves_of(found)
    for rows, state in ((begins, "chosen"), (ends, "idea")):
        for row in rows:
            update_record(session, INITIATIVE, row.id, venture_id, {"state": state}, row.version)
    return len(begins), len(ends)


def make_options(board: Board, everything: dict[int, StoredInitiative]) -> list[Option]:
    """Return the open initiatives as options; what is finished or deleted is required no more."""
    pending = {n for n, row in everything.items() if row.state != "done"}
    options = []
    for row in board.initiatives.values():
        coverage = board.coverages.get(row.id)
        requires = tuple(n for n in dict.fromkeys(row.requires) if n in pending)
        readiness = coverage.readiness if coverage else None
        options.append(Option(row.id, row.name, row.impact, readiness, row.cost, row.effort, requires))
    return options


def as_data(found: VenturePortfolio) -> dict[str, Any]:
    """Return the portfolio as plain data."""
    portfolio = found.portfolio
    return {
        "budget": portfolio.budget,
        "person_months": portfolio.person_months,
        "value": portfolio.best.value,
        "value_with_10_percent_more": portfolio.with_more.value,
        "initiatives": [
            {
                "id": option.id,
                "name": option.name,
                "impact": option.impact,
                "readiness": option.readiness,
                "cost": option.cost,
                "effort": option.effort,
                "requires": list(option.requires),
                "chosen": option.id in portfolio.best.chosen,
                "reason": found.reasons.get(option.id, ""),
            }
            for option in portfolio.options
        ],
    }


@dataclass(frozen=True)
class _Words:
    portfolio: Portfolio
    board: Board
    everything: dict[int, StoredInitiative]
    currency: str

    def say(self, initiative_id: int, left: LeftOut) -> str:
        """Return the reason as a sentence."""
        initiative = self.everything[initiative_id]
        amount = format_money(left.amount, self.currency) if left.reason == "budget" else format_number(left.amount)
        value = next(option.value for option in self.portfolio.options if option.id == initiative_id)
        return t(
            REASONS[self._key(initiative, left)],
            others=", ".join(f"“{self.everything[n].name}”" for n in left.others),
            amount=amount,
            worth=format_number(left.worth),
            value=format_number(value),
            kinds=", ".join(self._blockers(initiative_id)),
        )

    def _key(self, initiative: StoredInitiative, left: LeftOut) -> str:
        if left.reason in ("budget", "person_months"):
            return f"{left.reason}_with" if left.others else left.reason
        return "no_impact" if left.reason == "no_value" and not initiative.impact else left.reason

    def _blockers(self, initiative_id: int) -> list[str]:
        coverage = self.board.coverages.get(initiative_id)
        return [t(RESOURCE_KINDS[kind]) for kind in coverage.blockers] if coverage else []
