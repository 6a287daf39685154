"""The Monday without a browser: snooze, done, another date, a note, a decision, the minutes; in both languages."""

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from core.services.actions import by_owner, list_open_actions
from core.services.changes import acting
from core.services.decisions import DECISION
from core.services.initiatives import ACTION
from core.services.market import CUSTOMER
from core.services.partners import NOTE, PARTNER
from core.services.records import add_record, all_records, get_record
from core.services.snapshot import today_of
from core.services.ventures import get_venture

if TYPE_CHECKING:
    from core.runtime import Runtime

MAIN = Path(__file__).parents[2] / "pages" / "main.py"


def opened(locale: str = "en") -> AppTest:
    app = AppTest.from_file(MAIN, default_timeout=60)
    app.query_params["lang"] = locale
    return app.run()


def words(app: AppTest) -> str:
    return "\n".join(str(element.value) for element in [*app.markdown, *app.caption, *app.code]).replace("\\", "")


@pytest.fixture
def today(demo: "Runtime") -> date:
    with demo.database.read() as session:
        return today_of(get_venture(session, 1))


def lines(app: AppTest) -> list[str]:
    return [str(b.key) for b in app.button if str(b.key).startswith("today-snooze-save-")]


def test_a_line_is_snoozed_with_a_date_and_comes_back(demo: "Runtime", today: date) -> None:
    app = opened()
    first = lines(app)[0].removeprefix("today-snooze-save-")
    assert app.button(key=f"today-snooze-save-{first}").disabled

    app.date_input(key=f"today-until-{first}").set_value(today + timedelta(days=3)).run()
    app.button(key=f"today-snooze-save-{first}").click().run()
    asleep = lines(app)
    app.button(key="today-wake").click().run()

    assert f"today-snooze-save-{first}" not in asleep
    assert lines(app)[0] == f"today-snooze-save-{first}"


def test_mine_shows_the_lines_of_one_name(demo: "Runtime") -> None:
    app = opened()
    before = len(lines(app))
    app.toggle(key="today-mine").set_value(True).run()

    app.selectbox(key="today-me").select("Tao Yilin").run()

    assert 0 < len(lines(app)) < before
    assert "(owner: Lu Zhaoyu)" not in words(app)


def test_an_action_is_done_with_one_click_and_opened_again(demo: "Runtime", today: date) -> None:
    app = opened()
    with demo.database.read() as session:
        action = next(iter(by_owner(list_open_actions(session, 1), today).values()))[0]

    app.button(key=f"today-action-done-{action.id}-icon").click().run()
    with demo.database.read() as session:
        done = get_record(session, ACTION, action.id, 1).done_on
    app.button(key="today-undo-action").click().run()

    with demo.database.read() as session:
        assert (done, get_record(session, ACTION, action.id, 1).done_on) == (today, None)


def test_a_second_new_date_asks_for_the_reason(demo: "Runtime", today: date) -> None:
    app = opened()
    with demo.database.read() as session:
        action = next(iter(by_owner(list_open_actions(session, 1), today).values()))[0]
    for _ in range(2):
        app.button(key=f"today-move-save-{action.id}").click().run()

    told = [error.value for error in app.error]
    with demo.database.read() as session:
        row = get_record(session, ACTION, action.id, 1)
    assert told == ["This action has been moved before. Say in a few words why it moves again."]
    assert (row.due_on, row.moved) == (today + timedelta(days=7), 1)
    assert app.text_input(key=f"today-move-{action.id}-{row.version}-why").label == "Why does it move again?"


def field(app: AppTest, kind: str, prefix: str):  # type: ignore[no-untyped-def]
    return next(element for element in getattr(app, kind) if str(element.key).startswith(prefix))


def test_a_pasted_text_is_kept_with_its_next_step(demo: "Runtime", today: date) -> None:
    with demo.database.read() as session:
        partner = next(row for row in all_records(session, PARTNER, 1) if row.outcome == "open")
        before = len(all_records(session, NOTE, 1))
    app = opened()

    field(app, "text_area", "note-text").input("张总：周五可以")
    field(app, "selectbox", "note-partner").select(partner.id)
    field(app, "text_input", "note-step").input("Show the demo")
    app.button(key="today-note-save").click().run()

    assert [message.value for message in app.success] == ["The note is kept, with the next step."]
    with demo.database.read() as session:
        row = get_record(session, PARTNER, partner.id, 1)
        assert len(all_records(session, NOTE, 1)) == before + 1
    assert (row.next_step, row.next_step_on) == ("Show the demo", today + timedelta(days=7))


@pytest.mark.parametrize(
    ("demo", "locale", "parts"),
    [
        ("en", "en", ["What changed", "Late", "Decisions\n- Stop radio · why: cash", "Next week"]),
        ("zh-CN", "zh-CN", ["本周变化", "逾期", "决定\n- Stop radio · 理由：cash", "下周待办"]),
    ],
    indirect=["demo"],
)
def test_a_decision_stands_in_the_minutes(demo: "Runtime", locale: str, parts: list[str]) -> None:
    app = opened(locale)
    field(app, "text_input", "decide-title").input("Stop radio")
    field(app, "text_input", "decide-why").input("cash")
    app.button(key="today-decide-save").click().run()

    app.toggle(key="today-minutes-shown").set_value(True).run()

    assert [part for part in parts if part not in app.code[0].value] == []
    assert not app.exception and not app.error


def test_three_decisions_are_enough(demo: "Runtime") -> None:
    with demo.database.read() as session:
        before = len(all_records(session, DECISION, 1))
    app = opened()
    for number in range(3):
        field(app, "text_input", "decide-title").input(f"decision {number}")
        app.button(key="today-decide-save").click().run()

    with demo.database.read() as session:
        assert len(all_records(session, DECISION, 1)) == before + 3
    assert "today-decide-save" not in {button.key for button in app.button}


def test_a_day_without_a_change_says_so(demo: "Runtime", today: date) -> None:
    from core.services.deltas import what_changed

    with demo.database.write() as session:
        from db.models import Change

        for row in session.query(Change):
            row.made_at -= timedelta(days=30)
        company = get_venture(session, 1)
        changed = [line for line in what_changed(session, company, today, today) if line.kind != "late"]
    app = opened()
    app.date_input(key="today-since").set_value(today).run()

    assert changed == [] and "No change." in words(app)


def test_what_changed_follows_each_new_line_of_the_log(demo: "Runtime") -> None:
    app = opened()
    before = [line for line in words(app).splitlines() if "Quill Harbour" in line]
    with demo.database.write() as session, acting("Ida"):
        add_record(session, CUSTOMER, 1, {"name": "Quill Harbour"})

    app.run()

    after = [line for line in words(app).splitlines() if "Quill Harbour" in line]
    assert before == [] and after == [":blue-badge[New] Customer **Quill Harbour** :small[:gray[Ida]]"]
