"""A line of Today, and the records that the rules of urgency look at."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

from core.services.actions import list_open_actions
from core.services.board import Board, get_board
from core.services.feedback import Counts, get_counts
from core.services.initiatives import StoredAction
from core.services.partners import PARTNER, StoredPartner
from core.services.records import all_records
from core.services.ventures import StoredCompany


@dataclass(frozen=True)
class Item:
    """A line of Today: a message id with its values, why it stands there, where it leads, whose it is.

    `urgency` is the class and, within it, how soon (smaller is sooner); `key` names the line for a snooze.
    """

    kind: str
    key: str
    message: str
    values: dict[str, Any]
    urgency: tuple[int, float]
    reason: str
    reason_values: dict[str, Any] = field(default_factory=dict)
    page: str = "initiatives"
    record_id: int | None = None
    owner: str = ""


@dataclass(frozen=True)
class Known:
    """What takes long to reckon and may be known already: the board, and how many comments say what."""

    board: Board
    counts: Counts


def get_known(session: Session, venture_id: int) -> Known:
    """Return the company's board and its comments' counts."""
    return Known(get_board(session, venture_id), get_counts(session, venture_id))


@dataclass(frozen=True)
class Facts:
    """What the rules look at, each read once."""

    session: Session
    company: StoredCompany
    today: date
    known: Known

    @property
    def board(self) -> Board:
        """Return what is there and what is missing."""
        return self.known.board

    @cached_property
    def actions(self) -> list[StoredAction]:
        """Return the open actions."""
        return list_open_actions(self.session, self.company.id)

    @cached_property
    def partners(self) -> list[StoredPartner]:
        """Return the partners under way."""
        return [row for row in self._all_partners if row.outcome == "open"]

    @cached_property
    def paused(self) -> list[StoredPartner]:
        """Return the partners on hold."""
        return [row for row in self._all_partners if row.outcome == "paused"]

    @cached_property
    def _all_partners(self) -> list[StoredPartner]:
        return all_records(self.session, PARTNER, self.company.id)

    def owner_of(self, initiative_id: int) -> str:
        """Return who owns an open initiative."""
        initiative = self.board.initiatives.get(initiative_id)
        return initiative.owner if initiative else ""
