"""A company's rows, table by table, as lines of JSON: written as they are, read back under new numbers."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Date, Table, select
from sqlalchemy.orm import Session

from db.base import UtcDateTime
from db.models import Base

# What belongs to a machine and not to a company: who signed in, what was chosen last, work in the background.
OF_THE_MACHINE = ("access_attempt", "preference", "team_session", "job")
LEFT_OUT = ("token", "job_id")
# These name records of other tables by number, so they come when all numbers are known.
LAST = ("external_id", "snooze", "change", "evidence")
CHUNK = 1000
Ids = dict[str, dict[int, int]]


def _in_order() -> list[Table]:
    tables = [table for table in Base.metadata.sorted_tables if table.name not in OF_THE_MACHINE]
    return [t for t in tables if t.name not in LAST] + [t for t in tables if t.name in LAST]


TABLES = {table.name: table for table in _in_order()}


def rows_of(session: Session, table: Table, venture_id: int) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table that belong to a company, a part at a time."""
    statement = select(table).where(owned_by(table, venture_id)).order_by(*table.primary_key)
    for row in session.execute(statement.execution_options(yield_per=CHUNK)).mappings():
        yield dict(row)


def owned_by(table: Table, venture_id: int) -> ColumnElement[bool]:
    """Return the condition that a row belongs to a company, itself or through the row it hangs on."""
    if table.name == "venture":
        return table.c.id == venture_id
    if "venture_id" in table.c:
        return table.c.venture_id == venture_id
    key = next(iter(table.foreign_keys))
    parent = key.column.table
    return key.parent.in_(select(parent.c.id).where(owned_by(parent, venture_id)))


def to_line(row: dict[str, Any]) -> bytes:
    """Write a row as one line of JSON."""
    kept = {name: value for name, value in row.items() if name not in LEFT_OUT}
    return (json.dumps(kept, ensure_ascii=False, default=_write, allow_nan=False) + "\n").encode()


def _write(value: Any) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"a value that no table holds: {value!r}")


def from_line(table: Table, line: bytes) -> dict[str, Any]:
    """Read a row; raise ValueError where it is none of this table."""
    row = json.loads(line)
    readers = _readers(table)
    if not isinstance(row, dict) or not row.keys() <= readers.keys():
        raise ValueError(f"a line that is no row of {table.name}")
    for name, value in row.items():
        read = readers[name]
        if read and value is not None:
            row[name] = read(value)
    return {name: value for name, value in row.items() if name not in LEFT_OUT}


@cache
def _readers(table: Table) -> dict[str, Callable[[str], Any] | None]:
    """Return, by column, what reads a value that JSON has no word for."""
    kinds: dict[type, Callable[[str], Any]] = {UtcDateTime: datetime.fromisoformat, Date: date.fromisoformat}
    return {column.name: kinds.get(type(column.type)) for column in table.c}


@cache
def _keys(table: Table) -> list[tuple[str, str]]:
    """Return the columns that point to rows of other tables, with those tables."""
    return [(column.name, key.column.table.name) for column in table.c for key in column.foreign_keys]


def renumber(table: Table, row: dict[str, Any], ids: Ids) -> dict[str, Any]:
    """Return a row with the new numbers in place of the old ones; raise KeyError where it points nowhere."""
    new = dict(row)
    for name, parent in _keys(table):
        if row.get(name) is not None:
            new[name] = ids[parent][row[name]]
    if "record_id" in row:
        # The log outlives a record that was deleted for good.
        new["record_id"] = ids.get(row["noun"], {}).get(row["record_id"], 0)
    for name in ("item", "record", "fact_id"):
        if isinstance(row.get(name), str):
            new[name] = _renamed(row[name], ids)
    if table.name == "change":
        new["fields"] = {name: [_inside(name, v, ids) for v in pair] for name, pair in row["fields"].items()}
    return new


_NAMED = re.compile(r"^(\w+)([.:])(\d+)(?![\w])")


def _renamed(text: str, ids: Ids) -> str:
    def new(match: re.Match[str]) -> str:
        known = ids.get(match[1], {}).get(int(match[3]))
        return match[0] if known is None else f"{match[1]}{match[2]}{known}"

    return _NAMED.sub(new, text)


def _inside(name: str, value: Any, ids: Ids) -> Any:
    if name == "requires" and isinstance(value, list):
        return [ids.get("initiative", {}).get(one, one) for one in value]
    if name == "partner_ids" and isinstance(value, list):
        return [ids.get("partner", {}).get(one, one) for one in value]
    known: Callable[[Any, Any], Any] = ids.get(name.removesuffix("_id"), {}).get
    return known(value, value) if name.endswith("_id") and isinstance(value, int) else value
