"""What a preset is: a known export, how its table is made ready and how its columns and words map to our fields."""

from collections.abc import Callable
from dataclasses import dataclass

from core.tables.mapping import Mapping
from core.tables.readers import Context
from core.tables.table import Table


def _as_it_is(table: Table) -> Table:
    return table


@dataclass(frozen=True)
class Preset:
    """A known export.

    `recognise` says whether a table is one; `open` returns the table to read, reshaped where it must be; `mapping`
    maps that opened table. `title` is a message id.
    """

    name: str
    title: str
    recognise: Callable[[Table], bool]
    mapping: Callable[[Table, Context], Mapping]
    open: Callable[[Table], Table] = _as_it_is
