"""What an initiative requires is chosen by name, and a circle is refused in the drawer."""

from pathlib import Path
from typing import TYPE_CHECKING

from streamlit.testing.v1 import AppTest

from core.services.initiatives import INITIATIVE
from core.services.records import get_record

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
