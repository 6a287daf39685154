"""A list for readers outside the team: rows and columns they may not see are gone, and what is gone is counted."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from core.reach.fields import TEAM
from core.reach.rules import may_show, may_show_any, value_of
from core.reach.withheld import Withheld


@dataclass(frozen=True)
class Column:
    """A column of a list: its heading, the field it shows, and what shows it; without a field it is for the team."""

    title: str
    field: str
    get: Callable[[Any], Any]


@dataclass(frozen=True)
class Told:
    """What may be told of a list, and what was withheld by reason."""

    titles: list[str]
    rows: list[list[Any]]
    withheld: dict[str, int]


def tell(
    noun: str, columns: Sequence[Column], records: Iterable[Any], audience: str, hides: Callable[[str], bool]
) -> Told:
    """Return the list as an audience may have it; `hides` tells whether a text names somebody who is withheld."""
    records, withheld = list(records), Withheld()
    if audience == TEAM:
        return Told([c.title for c in columns], [[c.get(r) for c in columns] for r in records], {})
    withheld.collect(noun, records, audience, [column.field for column in columns if column.field])
    kept = [record for record in records if may_show_any(noun, record, audience)]
    shown = [c for c in columns if c.field and any(may_show(noun, c.field, record, audience) for record in kept)]
    rows = [[_cell(noun, column, record, audience, hides, withheld) for column in shown] for record in kept]
    return Told([column.title for column in shown], rows, withheld.counts())


def _cell(
    noun: str, column: Column, record: Any, audience: str, hides: Callable[[str], bool], withheld: Withheld
) -> Any:
    if not may_show(noun, column.field, record, audience):
        return None
    value = column.get(record)
    if isinstance(value, str) and hides(value):
        withheld.add("mention", (value_of(record, "id"), column.field))
        return None
    return value
