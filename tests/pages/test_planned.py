"""The view Plan against actual through its widgets, in both languages."""

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.testing.v1 import AppTest

from core.services.initiatives import ACTION, INITIATIVE
from core.services.records import add_record, get_record
from core.services.ventures import add_venture

if TYPE_CHECKING:
    from core.runtime import Runtime

MAIN = Path(__file__).parents[2] / "pages" / "main.py"


@pytest.fixture
def company(runtime: "Runtime") -> int:
    """Return a company that reckons in yuan, without initiatives."""
    with runtime.database.write() as session:
        return add_venture(session, {"name": "Tea", "currency": "CNY", "time_zone": "Asia/Shanghai"}).id


def add(runtime: "Runtime", company: int, name: str, done: int = 0, actions: int = 0, **values: Any) -> int:
    with runtime.database.write() as session:
        plan = {"name": name, "state": "chosen", "starts_on": date.today() - timedelta(30)}
        row = add_record(session, INITIATIVE, company, plan | values)
        for number in range(actions):
            task = {"title": f"{name} {number}", "initiative_id": row.id}
            add_record(session, ACTION, company, task | ({"done_on": date.today()} if number < done else {}))
    return row.id


def opened(locale: str = "en", view: str = "planned") -> AppTest:
    app = AppTest.from_file(MAIN, default_timeout=60)
    app.query_params["lang"] = locale
    app.session_state["initiatives-view"] = view
    app.run().switch_page("initiatives.py").run()
    assert not app.exception
    return app


def texts(app: AppTest) -> str:
    bars = [bar.proto.text for bar in app.get("progress")]
    elements = [*app.markdown, *app.caption, *app.info]
    return "\n".join([*(element.value for element in elements), *bars]).replace("\\", "")


def test_it_says_what_runs_ahead_what_is_over_and_what_is_not_known(runtime: "Runtime", company: int) -> None:
    fast = {"cost": 100_000.0, "cost_spent": 70_000.0, "effort": 4.0, "effort_spent": 1.0}
    add(runtime, company, "Fast", 2, 5, **fast, impact=90)
    add(runtime, company, "Dear", 1, 1, cost=60_000.0, cost_spent=80_000.0, impact=10)

    said = texts(opened())

    assert "70 % of the money spent, 40 % of the actions done." in said
    assert "Over plan by CNY 20 k." in said
    assert "Money: CNY 70 k of CNY 100 k spent, 70 %" in said and "Person-months: 1 of 4 used, 25 %" in said
    assert "Person-months: used so far is unknown" in said and "Time: start or due day is missing" in said
    assert said.index("**Dear**") < said.index("**Fast**")


def test_the_sums_are_those_of_the_chosen_ones_and_name_whom_they_leave_out(runtime: "Runtime", company: int) -> None:
    add(runtime, company, "One", cost=100_000.0, cost_spent=40_000.0)
    add(runtime, company, "Two", cost=50_000.0, cost_spent=20_000.0, effort=2.0, effort_spent=1.5)
    add(runtime, company, "Paused", state="paused", cost=900_000.0, cost_spent=1.0)

    said = texts(opened())

    assert "Money: CNY 60 k of CNY 150 k spent, 40 % · Person-months: 1.5 of 2 used, 75 %" in said
    assert "Not in the sums, as a plan or what was used is missing: One." in said


def test_it_speaks_chinese(runtime: "Runtime", company: int) -> None:
    add(runtime, company, "茶", 2, 5, cost=100_000.0, cost_spent=70_000.0, effort=1.0, effort_spent=1.5)

    said = texts(opened("zh-CN"))

    assert "钱已花 70 %，行动项完成 40 %。" in said and "超出计划 0.5 人月。" in said
    assert "资金：已花 70 %（¥7 万／¥10 万）" in said


def test_without_anything_begun_it_says_how_to_begin(runtime: "Runtime", company: int) -> None:
    add(runtime, company, "Later", starts_on=date.today() + timedelta(30))

    app = opened()

    assert "No initiative has begun yet." in app.info[0].value and not app.get("progress")


def test_what_was_spent_is_entered_with_the_pen_and_then_shown(runtime: "Runtime", company: int) -> None:
    number = add(runtime, company, "Trial", cost=100.0)
    app = opened()
    assert "Nobody has said yet what was spent." in app.info[0].value

    app.button(key=f"planned-edit-{number}-icon").click().run()
    [field] = [box for box in app.number_input if str(box.key).endswith("-cost_spent")]
    field.set_value(130.0)
    app.button(key="initiative-save").click().run()

    assert not app.exception and not app.info
    assert "Over plan by CNY 30." in texts(app)
    with runtime.database.read() as session:
        assert get_record(session, INITIATIVE, number, company).cost_spent == 130


def test_less_than_nothing_is_refused_by_its_name(runtime: "Runtime", company: int) -> None:
    number = add(runtime, company, "Trial")
    app = opened()

    app.button(key=f"planned-edit-{number}-icon").click().run()
    [field] = [box for box in app.number_input if str(box.key).endswith("-effort_spent")]
    field.set_value(-1.0)
    app.button(key="initiative-save").click().run()

    [error] = [message.value.replace("\\", "") for message in app.error]
    assert "Person-months so far" in error
    with runtime.database.read() as session:
        assert get_record(session, INITIATIVE, number, company).effort_spent is None


def test_the_card_of_an_initiative_says_that_it_is_over_plan(runtime: "Runtime", company: int) -> None:
    add(runtime, company, "Dear", cost=60_000.0, cost_spent=80_000.0)

    assert "Over plan by CNY 20 k." in texts(opened(view="initiatives"))


def test_a_name_with_marks_of_markdown_stays_plain(runtime: "Runtime", company: int) -> None:
    add(runtime, company, "![x](https://example.com/a.png)", cost=1.0, effort_spent=1.0)

    shown = [element.value for element in [*opened().markdown, *opened().caption]]

    assert any("\\!\\[x\\]" in text for text in shown) and not any("![x]" in text for text in shown)
