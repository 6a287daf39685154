"""Rows that belong together brought together, wherever in the file they stand; on disk, so that no file is too long.

The order is that of each group's first row, so a reading can go on after any group, and every reading is the same.
"""

import json
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from core.tables.table import Row, Table

BATCH = 2000  # rows written at once
GROUP_CHARS = 1024 * 1024  # what one group keeps; where a column was chosen wrongly, half a file is one group


class Group(NamedTuple):
    """The rows of one key in the file's order; `number` is the first one's, `size` counts those left out too."""

    number: int
    rows: list[Row]
    size: int


def group_rows(table: Table, column: str, path: Path, check: Callable[[], None] = lambda: None) -> None:
    """Write the table's rows to a file at `path`, those with the same cell in `column` together.

    A row whose cell is blank is a group of its own. `check` is called now and then and may raise.
    """
    part = path.with_name(f"{path.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        with closing(sqlite3.connect(part)) as store:
            _fill(store, table, table.columns.index(column), check)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _fill(store: sqlite3.Connection, table: Table, place: int, check: Callable[[], None]) -> None:
    store.execute("PRAGMA journal_mode=OFF")
    store.execute("CREATE TABLE line (number INTEGER PRIMARY KEY, key TEXT, cells TEXT)")
    _write(store, table, place, check)
    store.execute("CREATE INDEX key_of_line ON line (key, number)")
    store.execute("CREATE TABLE grouped (first INTEGER, number INTEGER, PRIMARY KEY (first, number)) WITHOUT ROWID")
    first = "SELECT key, MIN(number) AS first FROM line GROUP BY key"
    store.execute(f"INSERT INTO grouped SELECT first, number FROM line JOIN ({first}) USING (key)")  # noqa: S608
    store.commit()


def _write(store: sqlite3.Connection, table: Table, place: int, check: Callable[[], None]) -> None:
    rows = table.rows()
    while batch := list(islice(rows, BATCH)):
        check()
        lines = [
            (row.number, " ".join(row.cells[place].split()) or f"\0{row.number}", json.dumps(row.cells))
            for row in batch
        ]
        store.executemany("INSERT INTO line VALUES (?, ?, ?)", lines)


def read_groups(path: Path, start: int = 0) -> Iterator[Group]:
    """Yield the groups whose first row is numbered after `start`."""
    statement = (
        "SELECT first, number, cells FROM grouped JOIN line USING (number) WHERE first > ? ORDER BY first, number"
    )
    with closing(sqlite3.connect(path)) as store:
        for first, found in groupby(store.execute(statement, (start,)), key=itemgetter(0)):
            yield _within(first, found)


def _within(first: int, found: Iterator[tuple[int, int, str]]) -> Group:
    rows: list[Row] = []
    size = chars = 0
    for _, number, cells in found:
        size, chars = size + 1, chars + len(cells)
        if chars <= GROUP_CHARS or not rows:
            rows.append(Row(number, tuple(json.loads(cells))))
    return Group(first, rows, size)


def single_rows(rows: Iterator[Row]) -> Iterator[Group]:
    """Yield each row as a group of its own."""
    return (Group(row.number, [row], 1) for row in rows)
