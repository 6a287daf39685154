"""The view What fits the budget through its widgets."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.testing.v1 import AppTest

from core.services.initiatives import INITIATIVE, NEED
from core.services.records import add_record, all_records, update_record
from core.services.resources import RESOURCE
from core.services.ventures import add_venture

if TYPE_CHECKING:
    from core.runtime import Runtime

MAIN = Path(__file__).parents[2] / "pages" / "main.py"
MAY = {"starts_on": date(2026, 5, 1), "due_on": date(2026, 5, 31)}


@pytest.fixture
def company(runtime: "Runtime") -> int:
    """Return a company with Li, whom a trial (worth 80) and a search (worth 60) both need in May; each costs 100."""
    with runtime.database.write() as session:
        company = add_venture(session, {"name": "Tea"}).id
        add_record(session, RESOURCE, company, {"name": "Li", "skills": {"retrieval": 3}})
        for name, impact, state in (("Trial", 80, "idea"), ("Search", 60, "chosen")):
            values: dict[str, Any] = {"name": name, "impact": impact, "cost": 100.0, "effort": 1.0, "state": state}
            row = add_record(session, INITIATIVE, company, values | MAY)
            add_record(session, NEED, company, {"initiative_id": row.id, "capability": "retrieval"})
    return company


def opened() -> AppTest:
    app = AppTest.from_file(MAIN, default_timeout=60)
    app.session_state["initiatives-view"] = "portfolio"
    return app.run().switch_page("initiatives.py").run()


def move(app: AppTest, budget: float, months: float) -> AppTest:
    app.slider(key="portfolio-budget").set_value(budget)
    return app.slider(key="portfolio-months").set_value(months).run()


def texts(app: AppTest) -> str:
    return "\n".join(element.value for element in [*app.caption, *app.markdown, *app.warning]).replace("\\", "")


def test_half_the_budget_takes_the_better_one_and_says_why_the_other_waits(company: int) -> None:
    app = move(opened(), 100.0, 2.0)

    assert not app.exception
    assert app.dataframe[0].value["Name"].tolist() == ["Trial"]
    assert "**Search** · Worth 60  \n  :small[:gray[Would displace “Trial”, worth 80; it is worth 60.]]" in texts(app)
    assert app.metric[0].value == "80"
    assert "10 % more budget would buy nothing more." in texts(app) and not app.warning


def test_the_whole_budget_takes_both_and_warns_that_one_person_is_asked_for_twice(company: int) -> None:
    app = move(opened(), 200.0, 2.0)

    assert app.metric[0].value == "140"
    assert "More is asked than they give: Li 200 %." in texts(app)


def test_a_tenth_more_budget_is_named_where_it_buys_something(company: int) -> None:
    app = move(opened(), 185.0, 2.0)

    assert "10 % more budget would buy “Search”: value 80 → 140." in texts(app)


def test_choosing_asks_first_and_then_sets_the_states(runtime: "Runtime", company: int) -> None:
    app = move(opened(), 100.0, 2.0).button(key="portfolio-choose").click().run()
    with runtime.database.read() as session:
        before = {row.name: row.state for row in all_records(session, INITIATIVE, company)}

    app.button(key="portfolio-confirm").click().run()

    assert not app.exception
    with runtime.database.read() as session:
        after = {row.name: row.state for row in all_records(session, INITIATIVE, company)}
    assert (before, after) == ({"Trial": "idea", "Search": "chosen"}, {"Trial": "chosen", "Search": "idea"})


def test_a_smaller_company_of_projects_leaves_no_slider_beyond_its_end(runtime: "Runtime", company: int) -> None:
    app = move(opened(), 200.0, 2.0)
    with runtime.database.write() as session:
        [search] = [row for row in all_records(session, INITIATIVE, company) if row.name == "Search"]
        update_record(session, INITIATIVE, search.id, company, {"state": "paused"})

    app.run()

    assert not app.exception
    assert app.slider(key="portfolio-budget").max == 100
