"""Initiatives and resources on the page: what is required by name, templates and the catalogue."""

from pathlib import Path
from typing import TYPE_CHECKING

from streamlit.testing.v1 import AppTest

from core.services.initiatives import INITIATIVE
from core.services.records import all_records, get_record
from core.services.resources import RESOURCE

if TYPE_CHECKING:
    from core.runtime import Runtime

MAIN = Path(__file__).parents[2] / "pages" / "main.py"


def opened() -> AppTest:
    return AppTest.from_file(MAIN, default_timeout=60).run().switch_page("initiatives.py").run()


def require(app: AppTest, initiative_id: int, *required: int) -> AppTest:
    app.button(key=f"initiative-edit-{initiative_id}-icon").click().run()
    [field] = [box for box in app.multiselect if str(box.key).endswith("-requires")]
    field.set_value(list(required))
    return app.button(key="initiative-save").click().run()


def test_what_an_initiative_requires_is_kept_and_a_circle_is_refused_by_name(demo: "Runtime") -> None:
    app = require(opened(), 1, 2, 4)

    assert not app.exception and not app.error
    with demo.database.read() as session:
        assert get_record(session, INITIATIVE, 1, 1).requires == [2, 4]

    app = require(app, 2, 1)

    [error] = [message.value for message in app.error]
    assert "Private deployment trial for consumer finance → Reach a human agent within 30 seconds →" in error


def test_a_template_brings_its_needs_and_the_board_shows_the_open_seats(demo: "Runtime") -> None:
    app = opened()
    app.selectbox(key="template-choice").select("public_grant").run()
    app.button(key="template-add").click().run()

    assert [message.value for message in app.success] == [
        "Added with its needs: A public grant application. Change what does not fit."
    ]
    app = app.switch_page("resources.py").run()
    assert not app.exception
    assert any("Writing applications" in text.value and "Open seat" in text.value for text in app.markdown)


def test_a_role_of_the_catalogue_fills_the_form_of_a_new_resource(demo: "Runtime") -> None:
    app = AppTest.from_file(MAIN, default_timeout=60).run().switch_page("resources.py").run()
    app.selectbox(key="catalogue").select("role-platform_engineer").run()
    app.button(key="catalogue-use").click().run()

    assert not app.exception
    held = {str(box.key)[-1]: box.value for box in app.multiselect if "-skills-" in str(box.key)}
    assert held["3"] == ["Private deployment and GPU operations"]
    [name] = [box for box in app.text_input if str(box.key).endswith("-name")]
    name.input("Zhou")
    app.button(key="resource-save").click().run()
    with demo.database.read() as session:
        [saved] = [row for row in all_records(session, RESOURCE, 1) if row.name == "Zhou"]
    assert (saved.role, saved.kind) == ("Platform and GPU engineer", "talent")
