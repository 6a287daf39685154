"""A server that is killed in the middle of an import takes it up again by itself."""

import re
import signal
import sqlite3
from collections.abc import Callable

import pytest

from tests.e2e.site import Server, Site

pytestmark = pytest.mark.e2e

ROWS, TWICE = 120_000, 500


def big_file() -> bytes:
    lines = [f"Comment number {number} about the service,customer {number % 7}" for number in range(ROWS - TWICE)]
    return "\n".join(["comment,customer", *lines, *lines[:TWICE]]).encode()


def imported(server: Server) -> tuple[int, int]:
    with sqlite3.connect(server.home / "sextant.db") as connection:
        kept, different = connection.execute("select count(*), count(distinct row_number) from comment").fetchone()
    return kept, different


def test_an_import_goes_on_after_the_server_was_killed(
    new_server: Callable[[], Server], visit: Callable[..., Site]
) -> None:
    server = new_server()
    site = visit(server).open().begin_company("Elm Harbour Labs")
    site.open("feedback").upload("big.csv", big_file())
    site.at("import-start").locator("button").click()
    site.sees(re.compile(r"Import of feedback.*\d,000 of"))

    server.stop(signal.SIGKILL)
    half, _ = imported(server)
    server.start()
    again = visit(server).open("feedback")
    again.view("feedback", "Import")
    again.sees(f"{ROWS:,} rows read: {ROWS - TWICE:,} imported, {TWICE} duplicates, 0 without text.", timeout=80_000)
    site.faults.clear()  # the browser whose server died says so

    assert 0 < half < ROWS - TWICE
    assert imported(server) == (ROWS - TWICE, ROWS - TWICE)
