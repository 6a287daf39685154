"""The drawer of a record when something stands against it: what hangs on it, and somebody else at the same record."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.testing.v1 import AppTest

from core.i18n import t
from core.services.changes import acting
from core.services.partners import PARTNER
from core.services.records import all_records, delete_records, get_record, update_record
from core.services.resources import RESOURCE
from core.services.trash import empty_trash
from core.services.ventures import get_venture, update_venture
from tests.drawers import add_tea, field, opened

if TYPE_CHECKING:
    from core.runtime import Runtime

LOCALES = ["en", "zh-CN"]


@pytest.fixture
def company(runtime: "Runtime") -> int:
    with runtime.database.write() as session:
        return add_tea(session)


def said(app: AppTest) -> str:
    return "\n".join(box.value for box in app.warning).replace("\\", "")


@pytest.mark.parametrize("locale", LOCALES)
def test_deleting_the_only_holder_is_asked_about_first(runtime: "Runtime", company: int, locale: str) -> None:
    app = opened("resources", locale, noun="resource", id=1)
    app.button(key="resource-delete").click().run()

    assert t("Deleting it breaks this:") in said(app)
    assert "“Training”" in said(app) and "Trial" in said(app) and "100 % → 0 %" in said(app)
    app.button(key="resource-keep").click().run()
    assert not app.warning and app.button(key="resource-delete")
    app.button(key="resource-delete").click().run()
    app.button(key="resource-delete-anyway").click().run()

    assert not app.exception and "editor" not in app.session_state
    with runtime.database.read() as session:
        assert [row.name for row in all_records(session, RESOURCE, company)] == ["Idle"]
    app.button(key="flash-undo-0").click().run()
    with runtime.database.read() as session:
        assert len(all_records(session, RESOURCE, company)) == 2


def test_what_nothing_hangs_on_is_deleted_at_once(runtime: "Runtime", company: int) -> None:
    app = opened("resources", noun="resource", id=2)
    app.button(key="resource-delete").click().run()

    assert not app.warning and app.button(key="flash-undo-0")
    with runtime.database.read() as session:
        assert [row.name for row in all_records(session, RESOURCE, company)] == ["Lin"]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_partner_that_goes_back_before_agreement_is_asked_about_first(
    runtime: "Runtime", company: int, locale: str
) -> None:
    app = opened("partners", locale)
    app.session_state["partner"] = 1
    app.run()

    [stage] = [box for box in app.selectbox if str(box.key).startswith("partner-stage-")]
    stage.set_value(5).run()

    assert t("What they offer does not count any more then:") in said(app)
    with runtime.database.read() as session:
        assert get_record(session, PARTNER, 1, company).stage == 6
    app.button(key="gate-move").click().run()
    with runtime.database.read() as session:
        assert get_record(session, PARTNER, 1, company).stage == 5


@pytest.fixture
def other(runtime: "Runtime", company: int) -> Callable[..., None]:
    """Return a function with which Bo changes the first resource while somebody has it open."""

    def change(**values: Any) -> None:
        with runtime.database.write() as session, acting("Bo"):
            update_record(session, RESOURCE, 1, company, values)

    return change


@pytest.mark.parametrize("locale", LOCALES)
def test_the_second_of_two_editors_sees_both_and_saves_both(
    runtime: "Runtime", company: int, other: Callable[..., None], locale: str
) -> None:
    app = opened("resources", locale, noun="resource", id=1)
    other(role="Engineer", note="by Bo")
    field(app, "text_input", "role").input("Head")
    field(app, "text_input", "unit").input("jobs")
    app.button(key="resource-save").click().run()

    assert "Bo" in said(app) and not app.error
    table = app.dataframe[-1].value
    assert table.values.tolist() == [
        [t("Role or type"), "Engineer", "Head", "–"],
        [t("Remark"), "by Bo", t("not changed"), "–"],
    ]
    assert (field(app, "text_input", "role").value, field(app, "text_input", "unit").value) == ("Head", "jobs")
    app.button(key="resource-save").click().run()

    assert not app.exception and "editor" not in app.session_state
    with runtime.database.read() as session:
        row = get_record(session, RESOURCE, 1, company)
    assert (row.role, row.unit, row.note, row.skills) == ("Head", "jobs", "by Bo", {"Training": 3})


def test_the_others_value_can_be_left_to_stand(runtime: "Runtime", company: int, other: Callable[..., None]) -> None:
    app = opened("resources", noun="resource", id=1)
    other(role="Engineer")
    field(app, "text_input", "role").input("Head")
    field(app, "text_input", "unit").input("jobs")
    app.button(key="resource-save").click().run()
    [stands] = [group for group in app.get("button_group") if str(group.key).endswith("-stands-role")]
    stands.set_value("theirs").run()
    app.button(key="resource-save").click().run()

    with runtime.database.read() as session:
        row = get_record(session, RESOURCE, 1, company)
    assert (row.role, row.unit) == ("Engineer", "jobs")


def test_a_third_change_while_one_compares_is_told_as_well(
    runtime: "Runtime", company: int, other: Callable[..., None]
) -> None:
    app = opened("resources", noun="resource", id=1)
    other(role="Engineer")
    field(app, "text_input", "unit").input("jobs")
    app.button(key="resource-save").click().run()
    other(role="Chief")
    app.button(key="resource-save").click().run()

    assert app.dataframe[-1].value.values.tolist() == [["Role or type", "Chief", "not changed", "–"]]
    app.button(key="resource-save").click().run()
    with runtime.database.read() as session:
        row = get_record(session, RESOURCE, 1, company)
    assert (row.role, row.unit) == ("Chief", "jobs")


@pytest.mark.parametrize("for_good", [False, True])
@pytest.mark.parametrize("locale", LOCALES)
def test_what_somebody_deleted_meanwhile_comes_back_with_what_was_typed(
    runtime: "Runtime", company: int, locale: str, for_good: bool
) -> None:
    app = opened("resources", locale, noun="resource", id=1)
    with runtime.database.write() as session, acting("Bo"):
        delete_records(session, RESOURCE, [1], company)
        if for_good:
            empty_trash(session, company)
    app.run()
    field(app, "text_input", "role").input("Head")
    app.button(key="resource-save").click().run()

    assert "Bo" in said(app) and not app.error and field(app, "text_input", "role").value == "Head"
    app.button(key="resource-save").click().run()

    assert not app.exception
    with runtime.database.read() as session:
        [row] = [row for row in all_records(session, RESOURCE, company) if row.name == "Lin"]
    assert (row.role, row.skills) == ("Head", {"Training": 3})


@pytest.mark.parametrize("locale", LOCALES)
def test_two_people_at_the_company_card_lose_nothing_either(runtime: "Runtime", company: int, locale: str) -> None:
    app = opened("company", locale)
    with runtime.database.write() as session:
        update_venture(session, company, {"offer": "green tea", "industry": "food"})
    app.text_input(key=f"company-{company}-industry").input("drinks")
    app.text_input(key=f"company-{company}-legal_name").input("Tea Ltd")
    app.button(key="company-save").click().run()

    assert said(app) and "green tea" in str(app.dataframe[-1].value.values.tolist())
    app.button(key="company-save").click().run()

    assert not app.exception and not app.error
    with runtime.database.read() as session:
        card = get_venture(session, company)
    assert (card.offer, card.industry, card.legal_name) == ("green tea", "drinks", "Tea Ltd")


def test_a_card_that_was_changed_while_one_was_elsewhere_can_be_saved(runtime: "Runtime", company: int) -> None:
    app = opened("company")
    app = app.switch_page("resources.py").run()
    with runtime.database.write() as session:
        update_venture(session, company, {"offer": "green tea"})
    app = app.switch_page("company.py").run()
    app.text_input(key=f"company-{company}-industry").input("drinks")
    app.button(key="company-save").click().run()

    assert not app.warning and not app.error
    with runtime.database.read() as session:
        assert get_venture(session, company).industry == "drinks"
