"""What each resource is worth to the open initiatives, with which others, and what happens if it leaves."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from core.planning.synergy import (
    Change,
    Contribution,
    PairEffect,
    contributions,
    pair_effects,
    value_of,
    what_if_leaves,
)
from core.services.board import Board, get_board


@dataclass(frozen=True)
class Synergy:
    """The value of the open initiatives, what each resource contributes, and the pairs with an effect."""

    board: Board
    value: float
    contributions: list[Contribution]
    pairs: list[PairEffect]


def get_synergy(session: Session, venture_id: int) -> Synergy:
    """Return the company's synergy, the greatest contributions and strongest pairs first."""
    return find_synergy(get_board(session, venture_id))


def find_synergy(board: Board) -> Synergy:
    """Return the synergy of a board that was read already."""
    rows = (list(board.initiatives.values()), board.needs, board.supplies)
    return Synergy(board, value_of(rows[0], board.coverages), contributions(*rows), pair_effects(*rows))


def what_if(board: Board, resource_id: int) -> list[Change]:
    """Return what changes for the open initiatives if a resource leaves."""
    return what_if_leaves(resource_id, board.initiatives.values(), board.needs, board.supplies)


def synergy_as_data(found: Synergy, most_pairs: int) -> dict[str, Any]:
    """Return the synergy as plain data, with the strongest pairs only."""
    names = {supply.id: supply for supply in found.board.supplies}
    return {
        "value": found.value,
        "contributions": [
            {
                "id": row.resource_id,
                "name": names[row.resource_id].name,
                "kind": names[row.resource_id].kind,
                "value": row.value,
                "initiatives": list(row.initiative_ids),
                "stops": list(row.stops),
            }
            for row in found.contributions
        ],
        "pairs": [
            {
                "ids": [row.first_id, row.second_id],
                "names": [names[row.first_id].name, names[row.second_id].name],
                "value": row.value,
            }
            for row in found.pairs[:most_pairs]
        ],
    }


def changes_as_data(board: Board, changes: list[Change]) -> list[dict[str, Any]]:
    """Return what a leaving changes as plain data."""
    return [
        {
            "id": change.initiative_id,
            "name": board.initiatives[change.initiative_id].name,
            "readiness_before": change.before,
            "readiness_after": change.after,
            "stops": change.stops,
            "blockers": list(change.blockers),
            "needs": [
                {"id": row.need.id, "capability": row.need.capability, "before": row.before, "after": row.after}
                for row in change.lost
            ],
        }
        for change in changes
    ]
