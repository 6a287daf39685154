"""What the screens of all nouns share: cells, words, and choices taken from records."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from core import labels
from core.i18n import N_, t
from core.services.records import Noun, all_records
from core.services.resources import list_people
from pages.components.page import PageContext

REACH = {N_("Who may see it"): ("reach",)}


@dataclass(frozen=True)
class Cell:
    """What shows a field of a row; an export asks by the field who may see it."""

    field: str
    get: Callable[[Any], Any]

    def __call__(self, row: Any) -> Any:
        """Return what the row's cell shows."""
        return self.get(row)


def word(words: Mapping[Any, str], name: str) -> Cell:
    """Return a cell that says a code in words."""
    return Cell(name, lambda row: t(words[getattr(row, name)]) if getattr(row, name) in words else "–")


def cell(name: str) -> Cell:
    """Return a cell that shows a field as it is."""
    return Cell(name, lambda row: getattr(row, name))


def level_words(kind: str) -> Mapping[int, str]:
    """Return the words for the three levels: skill of people, maturity or reach of everything else."""
    return labels.LEVELS if kind == "talent" else labels.MATURITY


def names_of(page: PageContext, noun: Noun[Any], empty: bool = False) -> dict[Any, str]:
    """Return the records' titles by id, for a choice; with `empty`, none is a choice too."""
    with page.database.read() as session:
        rows = all_records(session, noun, page.venture_id)
    found = {row.id: getattr(row, "title", "") or getattr(row, "name", "") for row in rows}
    return ({None: "–"} if empty else {}) | found


def people(page: PageContext) -> list[str]:
    """Return the names of the company's people, for the field owner."""
    with page.database.read() as session:
        return list_people(session, page.venture_id)
