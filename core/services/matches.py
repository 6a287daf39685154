"""What we seek and what partners offer, and the other way round, brought together."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.planning.matches import Embed, Match, Side, match_sides
from core.planning.offers import GONE
from core.services.board import Board, get_board
from core.services.offers import StoredOffer, live_offers
from core.services.snapshot import today_of
from core.services.ventures import get_venture


@dataclass(frozen=True)
class Sides:
    """All that is sought and all that is offered, ours and the partners'."""

    wants: list[Side]
    offers: list[Side]


def read_sides(session: Session, venture_id: int) -> Sides:
    """Return what is offered and sought: the company's own rows, the gaps of its initiatives, and the partners' rows.

    Partners that are lost or paused are left out, and so is what partners offer by agreement: it is counted already.
    """
    today = today_of(get_venture(session, venture_id))
    board = get_board(session, venture_id)
    counted = {-offer.id for offer in board.offers if offer.counts}
    found = [
        (row, partner)
        for row, partner in live_offers(session, venture_id, today)
        if row.id not in counted and (partner is None or partner.outcome not in GONE)
    ]
    sides: dict[str, list[Side]] = {"want": _gaps(board), "offer": []}
    for row, partner in found:
        sides[row.direction].append(_side(row, partner.title if partner else ""))
    return Sides(sides["want"], sides["offer"])


def find_matches(sides: Sides, embed: Embed | None = None) -> list[Match]:
    """Return the matches, the best first; `embed` reads what is close in meaning, without it rules alone decide."""
    return match_sides(sides.wants, sides.offers, embed)


def _side(row: StoredOffer, title: str) -> Side:
    return Side(
        f"{row.direction}:{row.id:09}",
        title,
        row.kind,
        row.capability,
        row.level,
        row.quantity,
        row.text,
        row.until_on,
        row.partner_id,
    )


def _gaps(board: Board) -> list[Side]:
    return [
        Side(
            f"need:{gap.need.id:09}",
            board.initiatives[gap.need.initiative_id].name,
            gap.need.kind,
            gap.need.capability,
            gap.need.level,
            gap.quantity,
            "",
            gap.due_on,
            None,
            gap.need.id,
        )
        for gap in board.gaps
    ]
