"""The page Customers through its widgets."""

from pathlib import Path
from typing import TYPE_CHECKING

from streamlit.testing.v1 import AppTest

from core.services.market import CUSTOMER
from core.services.records import all_records, delete_records

if TYPE_CHECKING:
    from core.runtime import Runtime

MAIN = Path(__file__).parents[2] / "pages" / "main.py"


def opened(customer: int | None = None) -> AppTest:
    app = AppTest.from_file(MAIN, default_timeout=60)
    app.query_params["lang"] = "en"
    app.session_state["customer"] = customer
    return app.run().switch_page("customers.py").run()


def test_the_list_says_how_many_comments_each_wrote_and_the_share_of_negative_ones(demo: "Runtime") -> None:
    app = opened()

    grid = app.dataframe[0].value.set_index("Name")
    assert not app.exception
    assert grid["Comments"].sum() > 200
    assert grid.loc["Nanxi Snacks", "Negative share"].count("–") == 1  # an interval
    assert app.metric[0].label == "Paying (5)" and app.metric[0].value == "CNY 568 k"


def test_a_customer_opens_to_its_own_comments_alone(demo: "Runtime") -> None:
    with demo.database.read() as session:
        known = {row.name: row for row in all_records(session, CUSTOMER, 1)}
    listed = opened().dataframe[0].value.set_index("Name")["Comments"]["Kepu Home Appliances"]

    app = opened(known["Kepu Home Appliances"].id)

    grid = app.dataframe[0].value
    assert set(grid["Customer"]) == {"Kepu Home Appliances"} and len(grid) == listed
    assert "may be quoted outside" in app.caption[1].value
    app.button("customer-back").click().run()
    assert len(app.dataframe[0].value) == 10


def test_a_name_that_no_customer_bears_is_added_with_one_click(demo: "Runtime") -> None:
    with demo.database.write() as session:
        row = next(row for row in all_records(session, CUSTOMER, 1) if row.name == "Brightcrate Commerce")
        delete_records(session, CUSTOMER, [row.id], 1)

    app = opened()
    button = next(b for b in app.button if (b.key or "").startswith("customers-unknown-"))
    assert button.label.startswith("Brightcrate Commerce")
    button.click().run()
    app.button("customer-save").click().run()

    assert not app.exception
    assert not [b for b in app.button if (b.key or "").startswith("customers-unknown-")]
