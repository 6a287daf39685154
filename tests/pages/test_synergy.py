"""The page Synergy through its widgets."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from core.services.initiatives import INITIATIVE, NEED
from core.services.records import add_record, delete_records, update_record
from core.services.resources import RESOURCE
from core.services.ventures import add_venture

if TYPE_CHECKING:
    from click.testing import Result

    from core.runtime import Runtime

MAIN = Path(__file__).parents[2] / "pages" / "main.py"


def opened(page: str = "synergy", locale: str = "en", view: str = "") -> AppTest:
    app = AppTest.from_file(MAIN, default_timeout=60)
    app.query_params["lang"] = locale
    if view:
        app.session_state[f"{page}-view"] = view
    return app.run().switch_page(f"{page}.py").run()


def texts(app: AppTest) -> str:
    said = [*app.caption, *app.markdown, *app.error, *app.success, *app.info, *app.warning]
    return "\n".join(element.value for element in said).replace("\\", "")


@pytest.fixture
def trial(runtime: "Runtime") -> dict[str, int]:
    """Return a company whose one initiative, worth 80, needs retrieval (Li alone) and labelling (Wu or Mei)."""
    people = {"Li": "retrieval", "Wu": "labelling", "Mei": "labelling"}
    with runtime.database.write() as session:
        company = add_venture(session, {"name": "Tea"})
        ids = {
            name: add_record(session, RESOURCE, company.id, {"name": name, "skills": {skill: 3}}).id
            for name, skill in people.items()
        }
        row = add_record(session, INITIATIVE, company.id, {"name": "Trial", "impact": 80})
        for skill in ("retrieval", "labelling"):
            add_record(session, NEED, company.id, {"initiative_id": row.id, "capability": skill})
    return ids | {"company": company.id}


def test_the_list_ranks_what_each_resource_adds(trial: dict[str, int]) -> None:
    app = opened()

    ranked = app.dataframe[0].value
    assert ranked["Name"].tolist() == ["Li", "Wu", "Mei"]
    assert ranked["Adds"].tolist() == pytest.approx([40, 0, 0])
    assert "**Trial**" in texts(app) and "Readiness 100 % → 50 %" in texts(app)
    assert "**Li**: 80 − 40 = 40" in texts(app)


def test_another_resource_is_asked_for_and_its_stand_in_is_named(trial: dict[str, int]) -> None:
    app = opened()

    app.selectbox(key="synergy-resource").select(trial["Wu"]).run()

    assert "Without Wu nothing changes." in texts(app)
    pairs = next(frame.value for frame in app.dataframe if "Effect" in frame.value)
    assert pairs.iloc[0].tolist() == ["Wu", "Mei", -40.0, "stand in for each other"]


def test_what_was_reckoned_before_is_reckoned_anew_once_a_record_changes(
    runtime: "Runtime", trial: dict[str, int]
) -> None:
    before = opened().dataframe[0].value["Adds"].tolist()
    with runtime.database.write() as session:
        delete_records(session, RESOURCE, [trial["Mei"]], trial["company"])

    after = opened().dataframe[0].value

    assert before == pytest.approx([40, 0, 0])
    assert dict(zip(after["Name"], after["Adds"], strict=True)) == pytest.approx({"Li": 40, "Wu": 40})


@pytest.mark.parametrize(("demo", "locale"), [("en", "en"), ("zh-CN", "zh-CN")], indirect=["demo"])
@pytest.mark.parametrize(("page", "view"), [("synergy", ""), ("resources", "gaps"), ("initiatives", "portfolio")])
def test_the_demo_is_drawn_with_its_figures(demo: "Runtime", page: str, view: str, locale: str) -> None:
    app = opened(page, locale, view)

    assert not app.exception and not app.error and not app.info
    assert app.dataframe


def test_a_gap_says_what_is_missing_and_for_which_initiative(runtime: "Runtime", trial: dict[str, int]) -> None:
    with runtime.database.write() as session:
        delete_records(session, RESOURCE, [trial["Li"]], trial["company"])

    app = opened("resources", view="gaps")

    [gap] = app.dataframe[0].value.to_dict("records")
    assert (gap["Capability"], gap["Short of"], gap["When it bites"], gap["Initiative"]) == (
        "retrieval",
        "1 / 1",
        "no day given",
        "Trial",
    )
    assert gap["Gap score"] == pytest.approx(80 / 90)
    assert gap["Filling costs"] is None


def test_a_gap_says_what_filling_it_costs_and_what_that_rests_on(
    runtime: "Runtime", trial: dict[str, int], run_command: Callable[..., "Result"]
) -> None:
    with runtime.database.write() as session:
        for name, cost in (("Wu", 20_000.0), ("Mei", 30_000.0)):
            update_record(session, RESOURCE, trial[name], trial["company"], {"monthly_cost": cost})
        delete_records(session, RESOURCE, [trial["Li"]], trial["company"])

    app = opened("resources", view="gaps")

    [gap] = app.dataframe[0].value.to_dict("records")
    assert (gap["Filling costs"], gap["Priced like"]) == ("about CNY 25 k a month", "all our people, n = 2")
    assert "about CNY 25 k a month" in texts(opened("resources"))
    [row] = json.loads(run_command("coverage", "--venture", "Tea", "--json").stdout)["gaps"]
    assert (row["cost_a_month"], row["cost_like"]) == (25_000, [trial["Wu"], trial["Mei"]])
