"""The page Feedback: kinds beside sentiment, corrections, and a reader that has changed since."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from core.jobs.worker import Worker
from core.services.analysis import run_analysis
from core.services.comments import CommentQuery, correct_comment, correct_kind, get_comment, list_comments
from core.services.complaints import list_complaints
from core.services.imports import queue_import, run_import, stage_file
from core.services.initiatives import ACTION
from core.services.records import all_records
from core.services.ventures import add_venture, get_venture
from pages.components.comments import _content
from pages.components.page import PageContext
from tests.readers import WordReader

if TYPE_CHECKING:
    from core.runtime import Runtime

MAIN = Path(__file__).parents[2] / "pages" / "main.py"
ROWS = [*(f"bad {n}" for n in range(40)), *(f"how bad is {n}?" for n in range(12)), "please maybe", "maybe?", "so"]
Fill = Callable[[WordReader], None]


@pytest.fixture
def fill(runtime: "Runtime") -> Fill:
    """Return a function that begins a company and imports its comments, read by a reader."""

    def run(reader: WordReader) -> None:
        lines = ["text,day", *(f"{text},2026-11-{1 + n % 20:02}" for n, text in enumerate(ROWS))]
        path = stage_file(runtime.settings.uploads, "x.csv", "\n".join(lines).encode())
        columns = {"text": "text", "written_on": "day"}
        with runtime.database.write() as session:
            company = add_venture(session, {"name": "Mountain Tea"})
            queue_import(session, company.id, path, name="x.csv", columns=columns)
        handlers = {"import": run_import, "analyse": lambda context: run_analysis(context, reader, reader.read)}
        worker = Worker(runtime.database, handlers)
        while worker.run_next():
            pass

    return run


def opened(view: str = "figures") -> AppTest:
    app = AppTest.from_file(MAIN, default_timeout=60).run()
    app.session_state["feedback-view"] = view
    return app.switch_page("feedback.py").run()


def metric(app: AppTest, label: str) -> str:
    return next(found.delta for found in app.metric if label in found.label)


def test_kinds_are_counted_beside_the_sentiment_and_few_are_said_to_be_few(runtime: "Runtime", fill: Fill) -> None:
    fill(WordReader(runtime.networks.encoder_version))

    app = opened()

    words = {str(button.key): button.label for button in app.button if str(button.key).startswith("feedback-kind-")}
    assert words == {
        "feedback-kind-complaint": "Complaint 40",
        "feedback-kind-request": "Request 1 · few: read with care",
        "feedback-kind-question": "Question 13 · few: read with care",
    }
    assert not app.info and not app.exception


def test_plain_questions_are_not_among_the_negatives(runtime: "Runtime", fill: Fill) -> None:
    fill(WordReader(runtime.networks.encoder_version))

    app = opened()

    assert metric(app, "Negative").startswith("74 % of 54 ")
    assert app.button(key="feedback-label-asked").label == "Questions left out of the negatives: 12"


def test_questions_and_requests_among_the_doubtful_are_told(runtime: "Runtime", fill: Fill) -> None:
    fill(WordReader(runtime.networks.encoder_version))

    app = opened()

    assert any(caption.value.startswith("2 of the 2 not sure are questions and requests") for caption in app.caption)


def test_a_kind_opens_its_comments(runtime: "Runtime", fill: Fill) -> None:
    fill(WordReader(runtime.networks.encoder_version))
    app = opened()

    app.button(key="feedback-kind-question").click().run()

    assert app.selectbox(key="comments-kind").value == "question"
    assert len(app.dataframe[0].value) == 13
    assert set(app.dataframe[0].value["Sentiment"]) == {"Negative, not counted", "Not sure"}


def test_the_kind_is_corrected_by_one_click(runtime: "Runtime", fill: Fill) -> None:
    fill(WordReader(runtime.networks.encoder_version))
    app = opened("comments")
    app.selectbox(key="comments-kind").select("request").run()
    app.session_state["comments-grid"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    app.run()

    app.button(key="correct-complaint").click().run()

    with runtime.database.read() as session:
        [row], _ = list_comments(session, 1, CommentQuery(search="please"))
        assert (row.kind, row.kind_corrected, row.corrected) == ("complaint", True, False)
    assert [message.value for message in app.success] == ["Your label is kept; it counts from now on."]


def test_readings_of_an_older_reader_are_offered_for_another_reading(runtime: "Runtime", fill: Fill) -> None:
    fill(WordReader("sextant-encoder-0", tells_kinds=False))
    app = opened()
    told = [info.value for info in app.info]

    app.button(key="feedback-read").click().run()
    while runtime.worker.run_next():
        pass

    assert len(told) == 1 and told[0].startswith(f"{len(ROWS)} comments were read by another version of the reader.")
    with runtime.database.read() as session:
        assert get_comment(session, 1, 1).encoder_version == runtime.networks.encoder_version
    assert not opened().info


def test_the_kind_goes_out_with_the_comments(runtime: "Runtime", fill: Fill) -> None:
    fill(WordReader(runtime.networks.encoder_version))
    with runtime.database.write() as session:
        correct_kind(session, 1, 1, "other")
        company = get_venture(session, 1)

    content = _content(PageContext(runtime, company, "feedback"), CommentQuery(), "team", "csv")

    rows = {row["text"]: row for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))}
    assert [rows["bad 0"][name] for name in ("label", "kind", "kind_corrected")] == ["negative", "other", "True"]
    assert [rows["how bad is 3?"][name] for name in ("label", "kind", "kind_corrected")] == [
        "negative",
        "question",
        "False",
    ]


def test_without_a_kind_known_the_page_says_nothing_of_kinds(runtime: "Runtime", fill: Fill) -> None:
    fill(WordReader(runtime.networks.encoder_version, tells_kinds=False))

    app = opened()

    assert not [button for button in app.button if str(button.key).startswith("feedback-kind-")]
    assert metric(app, "Negative").startswith("96 % of 54 ")


def test_ten_are_labelled_blind_and_only_then_the_reading_is_shown(runtime: "Runtime", fill: Fill) -> None:
    fill(WordReader(runtime.networks.encoder_version))
    app = opened("check")
    shown = []
    for _ in range(10):
        shown.append("\n".join(str(element.value) for element in [*app.text, *app.markdown, *app.caption]))
        app.button(key="blind-negative").click().run()

    [agrees, unsure, _] = app.metric
    again = opened("check")

    assert not any("reader:" in words or "Negative" in words for words in shown)
    assert (agrees.label, agrees.value[-5:]) == ("Agrees with you", "of 10")
    assert [metric.value for metric in again.metric] == [agrees.value, unsure.value, "–"]


def test_blind_labels_become_corrections_when_one_agrees(runtime: "Runtime", fill: Fill) -> None:
    fill(WordReader(runtime.networks.encoder_version))
    app = opened("check")
    for _ in range(10):
        app.button(key="blind-positive").click().run()

    app.button(key="blind-keep").click().run()

    assert [message.value for message in app.success] == ["Kept as corrections: 10."]
    with runtime.database.read() as session:
        rows, _ = list_comments(session, 1, CommentQuery(size=100))
    assert sum(row.corrected and row.label == "positive" for row in rows) == 10


@pytest.mark.parametrize(("demo", "locale"), [("en", "en"), ("zh-CN", "zh-CN")], indirect=["demo"])
def test_a_complaint_is_an_action_in_three_clicks(demo: "Runtime", locale: str) -> None:
    with demo.database.read() as session:
        before = len(all_records(session, ACTION, 1))
        worst = list_complaints(session, 1)[0]
    app = AppTest.from_file(MAIN, default_timeout=60)
    app.query_params["lang"] = locale
    app.run().switch_page("feedback.py").run()

    app.button(key="complaint-make-0").click().run()
    owner = next(box for box in app.selectbox if str(box.key).endswith("-owner"))
    owner.select_index(0)
    app.button(key="action-save").click().run()

    with demo.database.read() as session:
        rows = all_records(session, ACTION, 1)
    assert len(rows) == before + 1 and not app.error
    assert worst.name in rows[-1].title or worst.by == "channel"
    assert rows[-1].owner and "8" in rows[-1].note
    assert "complaint-make-0" not in {button.key for button in app.button}


@pytest.mark.parametrize("page", ["feedback", "today"])
def test_the_figures_follow_the_moment_somebody_else_says_otherwise(runtime: "Runtime", fill: Fill, page: str) -> None:
    fill(WordReader(runtime.networks.encoder_version))
    app = AppTest.from_file(MAIN, default_timeout=60).run().switch_page(f"{page}.py").run()
    before = metric(app, "egative")
    with runtime.database.write() as session:
        [first, *_], _ = list_comments(session, 1, CommentQuery(label="negative"))
        correct_comment(session, 1, first.id, "positive")

    app.run()

    assert (before, metric(app, "egative")) == ("74 % of 54 (61–84)", "72 % of 54 (59–82)")


@pytest.mark.parametrize("demo", ["zh-CN"], indirect=True)
@pytest.mark.usefixtures("demo")
def test_what_one_filters_by_is_what_the_comments_carry() -> None:
    app = AppTest.from_file(MAIN, default_timeout=60)
    app.query_params["lang"] = "zh-CN"
    app.run()
    app.session_state["feedback-view"] = "comments"

    app.switch_page("feedback.py").run()

    customers = app.selectbox(key="comments-customer").options
    assert len(customers) > 2 and customers[1:] == sorted(customers[1:])
    assert "" not in app.selectbox(key="comments-language").options
