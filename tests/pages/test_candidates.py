"""Candidates and compute through the widgets of the page Resources, and the list of decisions."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.testing.v1 import AppTest

from core.services.records import all_records
from core.services.resources import ASSESSMENT, CANDIDATE

if TYPE_CHECKING:
    from core.runtime import Runtime

MAIN = Path(__file__).parents[2] / "pages" / "main.py"
NOTE = "Explained two failed trials openly."  # of Lu Zhaoyu's sheet on Tang Yu


def opened(page: str = "resources", locale: str = "en", **state: Any) -> AppTest:
    app = AppTest.from_file(MAIN, default_timeout=60)
    app.query_params["lang"] = locale
    for name, value in state.items():
        app.session_state[name.replace("_", "-")] = value
    return app.run().switch_page(f"{page}.py").run()


def find(runtime: "Runtime", name: str) -> int:
    with runtime.database.read() as session:
        return next(row.id for row in all_records(session, CANDIDATE, 1) if row.name == name)


def all_words(app: AppTest) -> str:
    grids = [str(grid.value.to_dict()) for grid in app.dataframe]
    return "\n".join([*grids, *(e.value for e in [*app.markdown, *app.caption, *app.info, *app.text, *app.warning])])


@pytest.mark.parametrize(("demo", "locale"), [("en", "en"), ("zh-CN", "zh-CN")], indirect=["demo"])
@pytest.mark.parametrize("view", ["list", "technology", "candidates"])
def test_every_view_of_resources_is_drawn(demo: "Runtime", locale: str, view: str) -> None:
    app = opened(locale=locale, resources_view=view)

    assert not app.exception and not app.info and len(app.dataframe) == 1


def test_the_others_sheets_are_nowhere_on_the_page_before_mine_is_handed_in(demo: "Runtime") -> None:
    app = opened(resources_view="candidates", candidate=find(demo, "Tang Yu"))
    app.selectbox("candidate-rater").set_value("Gu Wenqing").run()

    assert "2 sheets are handed in" in all_words(app)
    assert NOTE not in all_words(app) and "Lu Zhaoyu" not in all_words(app) and not app.metric


def test_after_mine_is_handed_in_all_are_shown_with_mean_and_n(demo: "Runtime") -> None:
    app = opened(resources_view="candidates", candidate=find(demo, "Tang Yu"))
    app.selectbox("candidate-rater").set_value("Gu Wenqing").run()

    technical = next(group for group in app.button_group if str(group.key).endswith("-technical"))
    technical.set_value(2)
    app.button("candidate-hand-in").click().run()

    assert not app.exception and NOTE in all_words(app)
    with demo.database.read() as session:
        [mine] = [
            row for row in all_records(session, ASSESSMENT, 1) if row.rater == "Gu Wenqing" and row.technical == 2
        ]
    assert (mine.education, mine.teamwork) == (None, None)
    assert "n = 3 raters" in app.metric[0].delta
    assert "Technical ability" in app.warning[0].value


def test_a_candidate_moves_a_step_and_a_hired_one_is_no_longer_assessed(demo: "Runtime") -> None:
    number = find(demo, "Wei Boyan")
    app = opened(resources_view="candidates", candidate=number)

    app.button("candidate-step-hired").click().run()

    with demo.database.read() as session:
        row = next(row for row in all_records(session, CANDIDATE, 1) if row.id == number)
    assert row.stage == "hired" and row.stage_since is not None
    assert "colleagues are not assessed" in all_words(app) and not app.dataframe


def test_compute_is_shown_in_its_units_with_its_cost_computed(demo: "Runtime") -> None:
    board, grid = all_words(opened()), opened(resources_view="technology").dataframe[0].value.set_index("Name")

    assert "4 cards · 720 hours a month each · CNY 6.5 an hour · 78 % in use" in board.replace("\\", "")
    assert "CNY 18.7 k a month, computed: cards × hours × price" in board.replace("\\", "")
    assert (grid.loc["Rented GPU cards", "Cost a month"], grid.loc["Office workstation", "Cost a month"]) == (
        18_720,
        650,
    )
    assert grid.loc["Office workstation", "The cost is"] == "entered"
    assert grid.loc["Labelled retail dialogues", "Personal data"] == "personal"


def test_decisions_are_listed_and_added(demo: "Runtime") -> None:
    app = opened("initiatives", initiatives_view="decisions")
    assert len(app.dataframe[0].value) == 3

    app.button("initiatives-add").click().run()
    next(box for box in app.text_input if str(box.key).endswith("-title")).set_value("Hire in Suzhou")
    app.button("decision-save").click().run()

    assert not app.exception
    assert "Hire in Suzhou" in all_words(app)
