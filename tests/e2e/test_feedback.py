"""Feedback in a browser: a comment's kind is corrected by one click and found by it."""

import re
from collections.abc import Callable

import pytest

from tests.e2e.site import Server, Site

pytestmark = pytest.mark.e2e

ROWS = ["what they wrote,who", '"The invoices arrived twice again, terrible.",Ada', "Great and quick support.,Bo"]


@pytest.mark.parametrize("width", [1280, 390])
def test_a_corrected_kind_is_found_by_its_filter(
    new_server: Callable[[], Server], visit: Callable[..., Site], width: int
) -> None:
    site = visit(new_server(), width=width).open().begin_company("Elm Harbour Labs")
    site.open("feedback").upload("feedback.csv", "\n".join(ROWS).encode())
    site.at("import-start").locator("button").click()
    site.sees(re.compile("^Read: 2 comments in"), timeout=60_000)
    site.view("feedback", "Comments")
    site.enter(site.at("comments-search"), "invoices")
    site.settle().sees("1 in all.")

    grid = site.page.get_by_test_id("stDataFrame").bounding_box()
    assert grid
    site.page.mouse.click(grid["x"] + 15, grid["y"] + 52)
    site.settle().click("correct-question").sees("Your label is kept; it counts from now on.")
    site.choose(site.at("comments-kind"), "Question")

    site.settle().sees("1 in all.")
    site.choose(site.at("comments-kind"), "Praise")
    site.settle().sees("No comment fits.")
    site.choose(site.at("comments-kind"), "Question")
    site.settle()
    assert site.overflow() == 0
    site.view("feedback", "Figures").sees(re.compile(r"^Question 1 · few"))
