"""What the pages reckon from the records: read and reckoned once for each state of the data, then shared by all reruns."""

from typing import TYPE_CHECKING, Any

import streamlit as st

from core.i18n import get_locale
from core.planning.synergy import Change
from core.services.board import Board, get_board, planning_version
from core.services.initiatives import INITIATIVE, StoredInitiative
from core.services.records import all_records
from core.services.synergy import Synergy, find_synergy, what_if
from pages.components.page import PageContext

if TYPE_CHECKING:
    from core.services.portfolio import VenturePortfolio

# What is cached is only read by the pages, never changed.


def board_of(page: PageContext) -> Board:
    """Return the company's board as its records stand now."""
    return _board(page.database, *_mark(page))


def initiatives_of(page: PageContext) -> dict[int, StoredInitiative]:
    """Return the company's initiatives of all states by id."""
    return _initiatives(page.database, *_mark(page))


def synergy_of(page: PageContext) -> Synergy:
    """Return the company's synergy as its records stand now."""
    return _synergy(page.database, *_mark(page))


def changes_of(page: PageContext, resource_id: int) -> list[Change]:
    """Return what changes for the open initiatives if a resource leaves."""
    return _changes(page.database, *_mark(page), resource_id)


def portfolio_of(page: PageContext, budget: float, person_months: float) -> "VenturePortfolio":
    """Return what fits a budget and person-months as the records stand now, its reasons in the page's language."""
    currency = page.company.currency
    return _portfolio(page.database, *_mark(page), currency, get_locale(), budget, person_months)


def _mark(page: PageContext) -> tuple[str, int, str]:
    with page.database.read() as session:
        return page.database.url, page.venture_id, planning_version(session, page.venture_id)


@st.cache_resource(max_entries=8, show_spinner=False)
def _board(_database: Any, url: str, venture_id: int, version: str) -> Board:
    with _database.read() as session:
        return get_board(session, venture_id)


@st.cache_resource(max_entries=8, show_spinner=False)
def _initiatives(_database: Any, url: str, venture_id: int, version: str) -> dict[int, StoredInitiative]:
    with _database.read() as session:
        return {row.id: row for row in all_records(session, INITIATIVE, venture_id)}


@st.cache_resource(max_entries=8, show_spinner=False)
def _synergy(_database: Any, url: str, venture_id: int, version: str) -> Synergy:
    return find_synergy(_board(_database, url, venture_id, version))


@st.cache_resource(max_entries=64, show_spinner=False)
def _changes(_database: Any, url: str, venture_id: int, version: str, resource_id: int) -> list[Change]:
    return what_if(_board(_database, url, venture_id, version), resource_id)


@st.cache_resource(max_entries=64, show_spinner=False)
def _portfolio(
    _database: Any,
    url: str,
    venture_id: int,
    version: str,
    currency: str,
    locale: str,
    budget: float,
    person_months: float,
) -> "VenturePortfolio":
    # The solver takes half a second to load, which no other view should wait for.
    from core.services.portfolio import find_portfolio

    board = _board(_database, url, venture_id, version)
    everything = _initiatives(_database, url, venture_id, version)
    return find_portfolio(board, everything, currency, budget, person_months)
