"""Every list that leaves for readers outside: no secret in its bytes, and what was withheld is said."""

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from core.i18n import in_locale, set_locale, t
from core.reach.lists import Column, Told
from core.services.comments import CommentQuery
from core.services.list_export import comment_fields, comment_rows, comments_withheld, tell_list
from core.tables.writing import to_bytes
from db.session import Database
from pages.components import screens
from pages.components.records import Screen
from tests.secrets import OPEN, PEOPLE, SALARIES, SECRETS, SPENT, add_company

if TYPE_CHECKING:
    from core.runtime import Runtime

MAIN = Path(__file__).parents[2] / "pages" / "main.py"
SCREENS = {name: getattr(screens, name) for name in screens.__all__ if isinstance(getattr(screens, name), Screen)}
LOCALES = ["en", "zh-CN"]


@pytest.fixture
def venture_id(database: Database) -> int:
    with database.write() as session:
        return add_company(session)


def told(database: Database, venture_id: int, name: str, audience: str) -> Told:
    columns = [Column(t(title), getattr(get, "field", ""), get) for title, get in SCREENS[name].columns.items()]
    with database.read() as session:
        return tell_list(session, SCREENS[name].noun, venture_id, columns, audience)


def unpacked(kind: str, content: bytes) -> bytes:
    if kind == "csv":
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return b"".join(book.read(name) for name in book.namelist())


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", SCREENS)
def test_a_list_for_outside_holds_no_secret(database: Database, venture_id: int, name: str, locale: str) -> None:
    with in_locale(locale):
        leaving = told(database, venture_id, name, "outside")

    for kind in ("csv", "xlsx"):
        content = unpacked(kind, to_bytes(kind, leaving.titles, leaving.rows))  # type: ignore[arg-type]
        assert [secret for secret in SECRETS if secret.encode() in content] == []


def test_the_lists_for_the_team_hold_them(database: Database, venture_id: int) -> None:
    rows = str([told(database, venture_id, name, "team").rows for name in SCREENS])

    assert all(
        word in rows
        for word in (*PEOPLE, *map(str, (*SALARIES, *SPENT)), "Fang Shuyu", "Pellworm Bank", "Ingrid Solberg")
    )


@pytest.mark.parametrize(
    ("name", "reasons"),
    [
        ("RESOURCES", {"salary": 2, "person": 2, "cost": 1}),
        ("CANDIDATES", {"candidate": 1}),
        ("CUSTOMERS", {"customer": 2}),
        ("PARTNERS", {"early_partner": 1, "nda_partner": 1}),
        ("CONTACTS", {"contact": 1}),
        ("NOTES", {"note": 1}),
        ("ACTIONS", {"action": 1}),
        ("DECISIONS", {"decision": 1}),
    ],
)
def test_each_list_says_what_it_withheld(
    database: Database, venture_id: int, name: str, reasons: dict[str, int]
) -> None:
    assert reasons.items() <= told(database, venture_id, name, "outside").withheld.items()


def test_what_may_be_told_stays(database: Database, venture_id: int) -> None:
    customers, partners, resources = (
        told(database, venture_id, name, "outside") for name in ("CUSTOMERS", "PARTNERS", "RESOURCES")
    )

    assert [row[0] for row in customers.rows] == [OPEN[0]] and [row[0] for row in partners.rows] == [OPEN[1]]
    assert [row[:3] for row in resources.rows] == [
        [None, "Talent", "engineer"],
        [None, "Talent", "engineer"],
        ["Card pool", "Technology", ""],
    ]
    initiatives = told(database, venture_id, "INITIATIVES", "outside").titles
    assert "Name" in initiatives and not {"Cost", "Spent so far", "Person-months so far"} & set(initiatives)
    assert "Cost a month" not in resources.titles and "Remark" not in resources.titles


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_comments_for_outside_name_and_quote_only_who_agreed(database: Database, venture_id: int, kind: str) -> None:
    rows = list(comment_rows(database, venture_id, CommentQuery(), "outside"))

    fields = comment_fields("outside")
    content = unpacked(kind, to_bytes(kind, fields, rows))  # type: ignore[arg-type]
    assert [secret for secret in SECRETS if secret.encode() in content] == []
    assert {row[fields.index("customer")] for row in rows} == {"", OPEN[0]}
    assert {row[fields.index("text")] for row in rows} == {"", "the export stops at row 500"}
    assert len(rows) == 106 and "id" not in fields
    with database.read() as session:
        assert comments_withheld(session, venture_id, CommentQuery(), "outside") == {"customer": 1, "quote": 80}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    ("page", "view", "prefix"), [("resources", "list", "resources-resource"), ("partners", "list", "partners-partner")]
)
def test_a_page_says_beside_the_download_what_it_leaves_out(
    runtime: "Runtime", locale: str, page: str, view: str, prefix: str
) -> None:
    with runtime.database.write() as session:
        add_company(session)
    set_locale(locale)  # the test itself formats the choices of a box
    app = AppTest.from_file(MAIN, default_timeout=60)
    app.query_params["lang"] = locale
    app.session_state[f"{page}-view"] = view
    app.run().switch_page(f"{page}.py").run()

    app.selectbox(key=f"{prefix}-audience").select("outside").run()

    with in_locale(locale):
        said = t("salaries") if page == "resources" else t("partners before agreement")
    assert not app.exception and any(said in caption.value for caption in app.caption)
