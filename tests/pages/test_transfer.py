"""A company leaves and comes back on the page Data."""

from pathlib import Path
from typing import TYPE_CHECKING

from streamlit.testing.v1 import AppTest

from core.services.venture_export import export_company
from core.services.ventures import list_ventures
from tests.secrets import add_company

if TYPE_CHECKING:
    from core.runtime import Runtime

MAIN = Path(__file__).parents[2] / "pages" / "main.py"
ZIP = "application/zip"


def test_a_company_is_added_from_its_file(runtime: "Runtime", tmp_path: Path) -> None:
    with runtime.database.write() as session:
        venture_id = add_company(session)
    export_company(runtime.database, venture_id, tmp_path / "x.zip")
    app = AppTest.from_file(MAIN, default_timeout=60).run().switch_page("data.py").run()

    app.file_uploader(key="data-import-file-0").set_value(("x.zip", (tmp_path / "x.zip").read_bytes(), ZIP)).run()
    app.button(key="data-import").click().run()

    with runtime.database.read() as session:
        assert [company.name for company in list_ventures(session)] == ["Lamplight", "Lamplight (2)"]
    assert not app.exception and app.session_state["company"] == 2


def test_a_damaged_file_is_refused_in_a_sentence(runtime: "Runtime") -> None:
    with runtime.database.write() as session:
        add_company(session)
    app = AppTest.from_file(MAIN, default_timeout=60).run().switch_page("data.py").run()

    app.file_uploader(key="data-import-file-0").set_value(("x.zip", b"PK not a zip", ZIP)).run()
    app.button(key="data-import").click().run()

    assert "damaged" in app.error[0].value
