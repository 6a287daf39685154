"""The page Money through its widgets."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from core.planning.months import shifted
from core.services.money import FIGURE, MONEY_MONTH
from core.services.records import add_record, all_records
from core.services.ventures import add_venture

if TYPE_CHECKING:
    from core.runtime import Runtime

MAIN = Path(__file__).parents[2] / "pages" / "main.py"
FULL = {"income": 100.0, "people": 250.0, "compute": 30.0, "data_cost": 0.0, "marketing": 10.0, "other": 10.0}


def opened(page: str = "money", locale: str = "en", view: str = "") -> AppTest:
    app = AppTest.from_file(MAIN, default_timeout=60)
    app.query_params["lang"] = locale
    if view:
        app.session_state[f"{page}-view"] = view
    return app.run().switch_page(f"{page}.py").run()


def texts(app: AppTest) -> str:
    said = [*app.subheader, *app.caption, *app.markdown, *app.success, *app.info]
    return "\n".join(element.value for element in said).replace("\\", "")


@pytest.mark.parametrize(("demo", "locale"), [("en", "en"), ("zh-CN", "zh-CN")], indirect=["demo"])
@pytest.mark.parametrize("view", ["list", "measures", "market"])
def test_every_view_of_the_demo_is_drawn(demo: "Runtime", locale: str, view: str) -> None:
    app = opened(locale=locale, view=view)

    assert not app.exception and not app.error and not app.info


def test_the_months_win_over_the_card_and_both_pages_say_the_same(runtime: "Runtime") -> None:
    last = shifted(date.today(), -1)
    with runtime.database.write() as session:
        company = add_venture(session, {"name": "Tea", "cash": 9.0, "net_burn": 1.0})
        add_record(session, MONEY_MONTH, company.id, FULL | {"month": last, "cash_end": 24_000.0})

    money, card = texts(opened()), texts(opened("company"))

    said = money.splitlines()[0]
    assert said.startswith("Cash lasts about 1") and said in card
    assert "From the months" in money and "costs less income" in card


def test_a_missing_line_is_asked_for_and_its_button_opens_the_month(runtime: "Runtime") -> None:
    last = shifted(date.today(), -1)
    with runtime.database.write() as session:
        company = add_venture(session, {"name": "Tea"})
        add_record(session, MONEY_MONTH, company.id, FULL | {"month": last, "people": None, "cash_end": 500.0})

    app = opened()

    assert "How long the cash lasts is not known yet." in texts(app)
    assert "People is missing." in texts(app)
    app.button(f"money-ask-{last:%Y-%m}").click().run()
    app.number_input[2].set_value(250.0)
    app.button("money_month-save").click().run()
    assert not app.exception
    assert "Cash lasts about" in texts(app)


def test_a_measure_shows_its_last_value_with_n_and_whether_the_target_is_reached(runtime: "Runtime") -> None:
    values = [{"month": date(2026, 5, 1), "value": 40.0, "n": 30}, {"month": date(2026, 6, 1), "value": 61.0, "n": 44}]
    with runtime.database.write() as session:
        company = add_venture(session, {"name": "Tea"})
        add_record(session, FIGURE, company.id, {"name": "Wait", "better": "down", "target": 60, "values": values})

    app = opened(view="measures")

    assert (app.metric[0].label, app.metric[0].value) == ("June 2026 · n = 44", "61")
    assert "less is better · target 60 · not reached yet" in texts(app)


def test_a_month_that_is_there_already_is_refused_in_its_drawer(runtime: "Runtime") -> None:
    with runtime.database.write() as session:
        company = add_venture(session, {"name": "Tea"})
        add_record(session, MONEY_MONTH, company.id, {"month": date(2026, 5, 1), "cash_end": 1.0})

    app = opened()
    app.button("money-add").click().run()
    app.date_input[0].set_value(date(2026, 5, 20))
    app.button("money_month-save").click().run()

    assert "May 2026" in app.error[0].value
    with runtime.database.read() as session:
        assert len(all_records(session, MONEY_MONTH, company.id)) == 1
