"""What cannot be in a file: marked in its cell, and everything else of the row and of the file is kept."""

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.core.services.record_imports.conftest import Importer

DAY, LATER = date(2026, 3, 1), date(2026, 11, 2)


def test_what_cannot_be_in_a_file_is_marked_and_the_rest_of_its_row_is_kept(importer: "Importer") -> None:
    people = [
        ["姓名", "投入比例", "月薪", "到岗时间", "离职时间"],
        ["林", "7", "3万", "2026-03-01", ""],
        ["许", "-1", "-3万", "", ""],
        ["胡", "半职", "2万", "2026-11-02", "2026-03-01"],
        ["吴", "1.5", "", "", ""],
    ]

    batch = importer.import_(people)

    rows = {row["name"]: row for row in importer.dump()["resource"]}
    assert (batch.added, batch.left_out) == (4, 0)
    marked = [(problem["row"], problem["field"]) for problem in batch.problems]
    assert marked == [(2, "quantity"), (3, "quantity"), (3, "monthly_cost"), (4, "until_on")]
    assert rows["林"]["monthly_cost"] == 30_000 and rows["许"]["monthly_cost"] is None
    assert (rows["胡"]["quantity"], rows["胡"]["from_on"], rows["胡"]["until_on"]) == (0.5, LATER, None)
    assert rows["吴"]["quantity"] == 1.5


def test_an_end_before_the_start_and_a_negative_cost_of_an_idea_are_marked(importer: "Importer") -> None:
    ideas = [
        ["Initiative", "Cost", "Person-months", "Start", "Due"],
        ["Trial", "-300k", "3", "2026-11-02", "2026-03-01"],
        ["Roll-out", "100k", "-3", "2026-03-01", "2026-11-02"],
    ]

    batch = importer.import_(ideas, "initiatives")

    trial, rollout = importer.dump()["initiative"]
    assert [(problem["row"], problem["field"]) for problem in batch.problems] == [
        (2, "cost"),
        (2, "due_on"),
        (3, "effort"),
    ]
    assert (trial["cost"], trial["effort"], trial["starts_on"], trial["due_on"]) == (None, 3, LATER, None)
    assert (rollout["cost"], rollout["effort"], rollout["due_on"]) == (100_000, None, LATER)


def test_a_start_after_the_end_that_is_here_is_marked_and_the_rest_of_the_row_comes_in(importer: "Importer") -> None:
    importer.import_([["Initiative", "Goal", "Start", "Due"], ["Trial", "", "2026-01-05", "2026-03-01"]], "initiatives")

    later = [["Initiative", "Goal", "Start"], ["Trial", "sign", "2026-11-02"]]
    batch = importer.import_(later, "initiatives")

    [trial] = importer.dump()["initiative"]
    assert [problem["field"] for problem in batch.problems] == ["starts_on"]
    assert (trial["goal"], trial["starts_on"], trial["due_on"]) == ("sign", date(2026, 1, 5), DAY)
