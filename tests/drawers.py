"""The drawer in which a record is edited, opened by a test; and a company with something to edit."""

from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from core.i18n import set_locale
from core.services.initiatives import INITIATIVE, NEED
from core.services.offers import OFFER
from core.services.partners import add_partner
from core.services.records import add_record
from core.services.resources import RESOURCE
from core.services.ventures import add_venture

MAIN = Path(__file__).parents[1] / "pages" / "main.py"


def add_tea(session: Session) -> int:
    """Add a company in which Lin alone holds what a trial needs, and a cloud's agreed offer brings its cards."""
    company = add_venture(session, {"name": "Tea"}).id
    add_record(session, RESOURCE, company, {"name": "Lin", "skills": {"Training": 3}})
    add_record(session, RESOURCE, company, {"name": "Idle"})
    add_record(session, INITIATIVE, company, {"name": "Trial"})
    add_record(session, NEED, company, {"initiative_id": 1, "capability": "Training"})
    cards = {"kind": "technology", "capability": "GPU"}
    add_record(session, NEED, company, cards | {"initiative_id": 1})
    add_partner(session, company, {"name": "Cloud", "kind": "supplier", "stage": 6})
    add_record(session, OFFER, company, cards | {"partner_id": 1})
    return company


def opened(page: str, locale: str = "en", **editor: Any) -> AppTest:
    """Open a page in a language, with the drawer of a record where its noun and id are given."""
    set_locale(locale)  # a box's words are looked up in the test's thread as well
    app = AppTest.from_file(MAIN, default_timeout=60)
    app.query_params["lang"] = locale
    app.run()
    if editor:
        app.session_state["editor"] = {"preset": {}, "token": "0" * 32} | editor
    return app.switch_page(f"{page}.py").run()


def field(app: AppTest, kind: str, name: str) -> Any:
    """Return a field of the drawer that is open."""
    [found] = [
        box for box in getattr(app, kind) if str(box.key).startswith("edit-") and str(box.key).endswith(f"-{name}")
    ]
    return found
