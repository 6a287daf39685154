from pathlib import Path

from core.logs import set_up_logging
from core.settings import Settings
from core.web.refusals import LONGEST_PATH, list_refusals, log_refusal


def test_refusals_are_listed_newest_first_and_equal_ones_in_a_row_as_one(home: Path) -> None:
    set_up_logging(Settings())
    for path in ("/a", "/b", "/b", "/b", "/c"):
        log_refusal("192.168.1.20", "no session", "GET", path)

    found = list_refusals(home, 2)

    assert [(refusal.request, refusal.times) for refusal in found] == [("GET /c", 1), ("GET /b", 3)]


def test_a_path_cannot_forge_a_line_of_the_log_or_fill_it(home: Path) -> None:
    set_up_logging(Settings())

    log_refusal("192.168.1.20", "no session", "GET", '/\n{"address": "forged"}\r' + "x" * 9000)

    [refusal] = list_refusals(home, 20)
    assert refusal.address == "192.168.1.20" and len(refusal.request) == LONGEST_PATH
    assert len((home / "refusals.log").read_text().splitlines()) == 1


def test_a_line_cut_short_is_left_out(home: Path) -> None:
    (home / "refusals.log").write_text('{"at": "2026-11-25T12:00:00+00:00", "addr\n')

    assert list_refusals(home, 20) == []
