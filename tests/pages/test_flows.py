"""What one does on a page, without a browser: begin a company, follow a number to its rows, take an import back."""

from pathlib import Path
from typing import TYPE_CHECKING

from streamlit.testing.v1 import AppTest

from core.services.drafting import queue_draft
from core.services.feedback import count_comments
from core.services.import_keeping import undo_batch

if TYPE_CHECKING:
    from core.runtime import Runtime

MAIN = Path(__file__).parents[2] / "pages" / "main.py"


def opened(page: str) -> AppTest:
    return AppTest.from_file(MAIN, default_timeout=60).run().switch_page(f"{page}.py").run()


def write_drafts(demo: "Runtime", *languages: str) -> None:
    for language in languages:
        with demo.database.write() as session:
            queue_draft(session, 1, language)
        demo.worker.run_next()


def test_another_company_begins_on_the_page_data_and_is_remembered(demo: "Runtime") -> None:
    app = opened("data")

    app.text_input(key="doors-name").input("Mountain Tea")
    app.button(key="doors-begin").click().run()
    again = opened("company")

    assert app.title[0].value == "Company card" and not app.error
    assert app.session_state["company"] == again.session_state["company"] == 2


def test_a_new_draft_is_the_one_on_screen(demo: "Runtime") -> None:
    write_drafts(demo, "en")
    app = opened("plans")

    write_drafts(demo, "zh-CN")
    app.run()

    assert [box.value for box in app.selectbox if str(box.key).startswith("plans-draft-")] == [2]
    assert "我们在哪" in [heading.value for heading in app.subheader]


def test_a_number_in_a_draft_opens_the_rows_it_was_counted_from(demo: "Runtime") -> None:
    write_drafts(demo, "en")
    app = opened("plans")
    with demo.database.read() as session:
        from core.services.drafts import get_draft

        sentences = get_draft(session, 1, 1).sentences
    place = next(
        (sentence.id, number)
        for sentence in sentences
        for number, fact in enumerate(sentence.evidence)
        if fact.record.startswith("comments:") and fact.record.endswith("label=negative")
    )

    app.button(key="fact-{}-{}".format(*place)).click().run()

    assert app.title[0].value == "Feedback" and not app.error
    assert app.selectbox(key="comments-label").value == "negative"


def test_an_undone_import_lies_in_the_trash_and_comes_back(demo: "Runtime") -> None:
    with demo.database.write() as session:
        before = count_comments(session, 1)
        undo_batch(session, 1, 1)

    app = opened("data")
    app.button(key="trash-back-batch-1").click().run()

    with demo.database.read() as session:
        assert count_comments(session, 1) == before
    assert [message.value for message in app.success] == ["It is back."]
