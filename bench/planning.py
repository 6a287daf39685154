"""Coverage, synergy and portfolio of a large company; for these there is no other system to compare with."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.company import Size, fill_company
from core.planning.coverage import cover
from core.planning.portfolio import choose
from core.planning.synergy import contributions, pair_effects, what_if_leaves
from core.services.board import Board, get_board
from core.services.portfolio import make_options
from db.session import Database
from db.upgrade import upgrade

SIZE = Size(candidates=0, events=0, customers=0)


def measure() -> dict[str, Any]:
    """Return the seconds of each step."""
    board = _board()
    initiatives, needs, supplies = list(board.initiatives.values()), board.needs, board.supplies
    options, leaving = make_options(board, board.initiatives), board.resources[0].id
    budget, effort = (sum(getattr(option, name) or 0 for option in options) / 4 for name in ("cost", "effort"))
    steps: dict[str, Callable[[], Any]] = {
        "coverage": lambda: cover(needs, supplies),
        "contributions": lambda: contributions(initiatives, needs, supplies),
        "pair_effects": lambda: pair_effects(initiatives, needs, supplies),
        "what_if_leaves": lambda: what_if_leaves(leaving, initiatives, needs, supplies),
        "portfolio": lambda: choose(options, budget, effort),
    }
    sizes = {"resources": SIZE.resources, "initiatives": SIZE.initiatives, "partners": SIZE.partners}
    return sizes | {f"{name}_seconds": _seconds(step) for name, step in steps.items()} | {"aim": "portfolio <= 2 s"}


def _board() -> Board:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'bench.db'}")
        upgrade(database)
        with database.write() as session:
            board = get_board(session, fill_company(session, SIZE))
        database.close()
    return board


def _seconds(step: Callable[[], Any]) -> float:
    began = time.perf_counter()
    step()
    return round(time.perf_counter() - began, 3)
