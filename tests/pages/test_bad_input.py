"""What cannot be, typed into the drawer: said in the language on screen, and nothing of what was typed is lost."""

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from core.i18n import format_date, t
from core.services.partners import PARTNER
from core.services.records import get_record
from core.services.trash import NOUNS
from core.services.ventures import get_venture, today_of
from tests.drawers import add_tea, field, opened

if TYPE_CHECKING:
    from core.runtime import Runtime

LOCALES = ["en", "zh-CN"]
BAD = [
    ("resources", "resource", {"quantity": 7.0}, "A person has at most 1.5 full-time equivalents. Write 1 for full time, 0.5 for half time."),
    ("resources", "resource", {"monthly_cost": -1.0}, "Cost a month"),
    ("resources", "resource", {"from_on": date(2026, 11, 2), "until_on": date(2026, 3, 1)}, "The end lies before the start. Change one of the two dates."),
    ("initiatives", "initiative", {"cost": -1.0}, "Cost"),
    ("initiatives", "initiative", {"starts_on": date(2026, 11, 2), "due_on": date(2026, 3, 1)}, "The end lies before the start. Change one of the two dates."),
    ("initiatives", "initiative", {"requires": [1]}, "These initiatives require each other in a circle: {circle}. Take one of the requirements away."),
    ("partners", "offer", {"quantity": 0.0}, "Quantity"),
    ("partners", "partner", {"value": -1.0}, "Value"),
]  # fmt: skip


@pytest.fixture
def company(runtime: "Runtime") -> int:
    with runtime.database.write() as session:
        return add_tea(session)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("page", "noun", "values", "message"), BAD)
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    runtime: "Runtime", company: int, locale: str, page: str, noun: str, values: dict[str, Any], message: str
) -> None:
    app = opened(page, locale, noun=noun, id=1)
    kinds = {date: "date_input", float: "number_input", list: "multiselect"}
    fields = {name: field(app, kinds[type(value)], name) for name, value in values.items()}
    for name, value in values.items():
        fields[name].set_value(value)
    app.button(key=f"{noun}-save").click().run()

    [error] = [box.value.replace("\\", "") for box in app.error]
    assert t(message).partition("{")[0] in error
    assert "circle" not in message or "Trial → Trial" in error
    assert {name: field(app, kinds[type(value)], name).value for name, value in values.items()} == values
    with runtime.database.read() as session:
        kept = get_record(session, NOUNS[noun], 1, company)
    assert not any(getattr(kept, name) == value for name, value in values.items())


@pytest.mark.parametrize("locale", LOCALES)
def test_a_note_written_on_the_partners_page_is_its_last_contact(runtime: "Runtime", company: int, locale: str) -> None:
    app = opened("partners", locale, noun="note", id=None, preset={"partner_id": 1})
    field(app, "text_area", "text").input("called Wu")
    app.button(key="note-save").click().run()

    assert not app.exception and not app.error
    with runtime.database.read() as session:
        today = today_of(get_venture(session, company))
        assert get_record(session, PARTNER, 1, company).last_contact_on == today
    app.session_state["partner"] = 1
    app.run()
    assert any(t("last contact {day}", day=format_date(today)) in caption.value for caption in app.caption)
