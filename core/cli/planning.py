"""`coverage`, `synergy` and `portfolio`: the board on the command line."""

from typing import TYPE_CHECKING

import click

from core.cli.output import answer, json_option, open_venture, venture_option
from core.errors import SextantError
from core.i18n import format_number, format_percent, t
from core.labels import RESOURCE_KINDS
from core.services.board import Board, Supply, board_as_data, get_board
from core.services.synergy import Synergy, changes_as_data, get_synergy, synergy_as_data, what_if

if TYPE_CHECKING:
    from core.services.portfolio import VenturePortfolio

SHOWN = 20  # lines of a list; --json has them all


@click.command()
@venture_option
@json_option
def coverage(venture: str, as_json: bool) -> None:
    """Say how far the needs of the open initiatives are met, and what is missing."""
    runtime, company = open_venture(venture)
    with runtime.database.read() as session:
        board = get_board(session, company.id)
    answer(board_as_data(board), as_json, _coverage_lines(board))


def _coverage_lines(board: Board) -> list[str]:
    lines = []
    for kind, words in RESOURCE_KINDS.items():
        if (share := board.coverage_of(kind)) is not None:
            lines.append(f"{t(words)}: {format_percent(share)}")
    for row in board.initiatives.values():
        readiness = board.coverages[row.id].readiness if row.id in board.coverages else None
        lines.append(f"{row.name}: {t('Readiness {share}', share=_percent(readiness))}")
    for gap in board.gaps[:SHOWN]:
        missing = t("missing: {quantity}", quantity=format_number(gap.quantity))
        lines.append(f"- {gap.need.capability} ({board.initiatives[gap.need.initiative_id].name}): {missing}")
    return lines or [t("No initiative yet. Add one, then say what it needs: the board shows what is missing.")]


def _percent(share: float | None) -> str:
    return t("unknown") if share is None else format_percent(share)


@click.command()
@venture_option
@click.option("--without", help="A resource's name or number: what changes if it leaves?")
@click.option("--pairs", default=SHOWN, show_default=True, type=click.IntRange(0), help="How many pairs to list.")
@json_option
def synergy(venture: str, without: str | None, pairs: int, as_json: bool) -> None:
    """Say what each resource adds to the open initiatives, alone and in pairs, or what its leaving would change."""
    runtime, company = open_venture(venture)
    with runtime.database.read() as session:
        found = get_synergy(session, company.id)
    if without is None:
        answer(synergy_as_data(found, pairs), as_json, _synergy_lines(found, pairs))
        return
    resource = _find(found.board, without)
    changes = changes_as_data(found.board, what_if(found.board, resource.id))
    data = {"id": resource.id, "name": resource.name, "initiatives": changes}
    lines = [
        f"{row['name']}: {format_percent(row['readiness_before'])} → {format_percent(row['readiness_after'])}"
        for row in changes
    ]
    answer(data, as_json, lines or [t("Without {name} nothing changes.", name=resource.name)])


def _find(board: Board, wanted: str) -> Supply:
    names = [row for row in board.supplies if row.name.casefold() == wanted.strip().casefold()]
    found = names or [row for row in board.supplies if str(row.id) == wanted.strip()]
    if len(found) != 1:
        raise SextantError(
            "{count} resources are called {name}. Give its number, see `synergy --json`.", count=len(found), name=wanted
        )
    return found[0]


def _synergy_lines(found: Synergy, pairs: int) -> list[str]:
    names = {row.id: row.name for row in found.board.supplies}
    lines = [t("Value of the open initiatives: {value}", value=format_number(found.value))]
    lines += [f"{names[row.resource_id]}: {format_number(row.value)}" for row in found.contributions[:SHOWN]]
    lines += [
        f"{names[row.first_id]} + {names[row.second_id]}: {format_number(row.value)}" for row in found.pairs[:pairs]
    ]
    return lines


@click.command()
@venture_option
@click.option("--budget", required=True, type=float, help="In the company's currency.")
@click.option("--people-months", "person_months", required=True, type=float, help="Person-months there are.")
@json_option
def portfolio(venture: str, budget: float, person_months: float, as_json: bool) -> None:
    """Choose the open initiatives that are worth most under a budget, and say why the others are left out."""
    # The solver takes half a second to load, which no other command should wait for.
    from core.services.portfolio import as_data, get_portfolio

    runtime, company = open_venture(venture)
    with runtime.database.read() as session:
        found = get_portfolio(session, company.id, budget, person_months)
    answer(as_data(found), as_json, _portfolio_lines(found))


def _portfolio_lines(found: "VenturePortfolio") -> list[str]:
    best, more = found.portfolio.best, found.portfolio.with_more
    lines = [
        t(
            "Value {value}; with 10 % more budget {more}.",
            value=format_number(best.value),
            more=format_number(more.value),
        )
    ]
    for option in found.portfolio.options:
        if option.id in best.chosen:
            lines.append(f"+ {option.name}: {format_number(option.value)}")
        else:
            lines.append(f"- {option.name}: {found.reasons[option.id]}")
    names = {row.id: row.name for row in found.board.resources}
    for load in found.overloaded:
        lines.append(
            t("! {name} is asked for {share}.", name=names[load.resource_id], share=format_percent(load.share))
        )
    return lines
