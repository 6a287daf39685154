"""The page Partners through its widgets: words by type, the gate, outcomes, offers and matches, in both languages."""

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.testing.v1 import AppTest

from core.services.offers import OFFER
from core.services.outcomes import set_outcome
from core.services.partners import PARTNER, StoredPartner, add_partner, stage_reasons
from core.services.records import add_record, all_records, get_record
from core.services.resources import RESOURCE
from core.services.ventures import add_venture

if TYPE_CHECKING:
    from core.runtime import Runtime

MAIN = Path(__file__).parents[2] / "pages" / "main.py"
LOCALES = [("en", "en"), ("zh-CN", "zh-CN")]


def opened(page: str = "partners", locale: str = "en", **state: Any) -> AppTest:
    app = AppTest.from_file(MAIN, default_timeout=60)
    app.query_params["lang"] = locale
    for name, value in state.items():
        app.session_state[name.replace("_", "-")] = value
    return app.run().switch_page(f"{page}.py").run()


def words(app: AppTest) -> str:
    said = [*app.markdown, *app.caption, *app.error, *app.success, *app.info, *app.warning]
    grids = [str(grid.value.to_dict()) for grid in app.dataframe]
    return "\n".join([*grids, *(element.value for element in said)]).replace("\\", "")


def partner(runtime: "Runtime", partner_id: int) -> StoredPartner:
    with runtime.database.read() as session:
        return get_record(session, PARTNER, partner_id, 1)


@pytest.fixture
def fund(runtime: "Runtime") -> StoredPartner:
    """Return an investor at first contact, the only partner of a company."""
    with runtime.database.write() as session:
        company = add_venture(session, {"name": "Tea"})
        values = {"name": "Elm Fund", "kind": "investor", "stage": 4, "value": 1e6, "probability": 0.5}
        step = {"next_step": "call them", "next_step_on": date.today() + timedelta(days=90)}
        return add_partner(session, company.id, values | step)


@pytest.mark.parametrize(("demo", "locale"), LOCALES, indirect=["demo"])
@pytest.mark.parametrize("view", ["stages", "list", "offers", "matches", "events"])
def test_every_view_of_the_demo_is_drawn(demo: "Runtime", locale: str, view: str) -> None:
    app = opened(locale=locale, partners_view=view)

    assert not app.exception and not app.error and not app.info and not app.warning


@pytest.mark.parametrize(("demo", "locale"), LOCALES, indirect=["demo"])
def test_every_partner_of_the_demo_is_drawn(demo: "Runtime", locale: str) -> None:
    with demo.database.read() as session:
        partners = all_records(session, PARTNER, 1)

    for row in partners:
        app = opened(locale=locale, partner=row.id)
        assert not app.exception and not app.error


def test_a_type_that_is_chosen_gives_the_stages_its_words(demo: "Runtime") -> None:
    app = opened()
    assert "**5 · Talks**" in words(app) and "Investor · Due diligence and terms" in words(app)

    app.button_group(key="partners-kind").set_value("investor").run()

    assert "**5 · Due diligence and terms**" in words(app) and "**5 · Talks**" not in words(app)
    assert "Sought, no organisation yet" in words(app)


def test_the_words_of_an_investor_are_said_in_chinese(fund: StoredPartner) -> None:
    app = opened(locale="zh-CN")

    assert "**4 · 首次沟通**" in words(app) and "**5 · 尽调与 TS**" in words(app)
    assert any("初次接触" in (element.help or "") for element in app.markdown)


@pytest.mark.parametrize(("locale", "said"), [("en", "3 things are missing"), ("zh-CN", "还差 3 项，不能推进")])
def test_the_gate_refuses_names_what_is_missing_and_opens_for_a_reason(
    runtime: "Runtime", fund: StoredPartner, locale: str, said: str
) -> None:
    app = opened(locale=locale)
    app.button(key="partner-next-1-icon").click().run()
    assert [error.value for error in app.error] == [said]
    assert partner(runtime, fund.id).stage == 4

    app.button(key="gate-move").click().run()
    assert partner(runtime, fund.id).stage == 4
    app.text_input(key="gate-reason").input("They asked for it").run()
    app.button(key="gate-move").click().run()

    assert partner(runtime, fund.id).stage == 5
    with runtime.database.read() as session:
        assert stage_reasons(session, fund.id)[-1] == "They asked for it"
    assert "They asked for it" in words(opened(locale=locale, partner=fund.id))


def test_what_is_ticked_on_a_partners_page_opens_the_gate(runtime: "Runtime", fund: StoredPartner) -> None:
    app = opened(partner=fund.id)
    assert "**Before you move on** (1/4)" in words(app)
    for key in ("one-page", "one_page", "demo", "concern"):
        for box in app.checkbox:
            if f"-{key}-" in str(box.key) and not box.disabled:
                box.check().run()

    app.selectbox(key=f"partner-stage-1-{partner(runtime, 1).version}-0").select(5).run()

    assert not app.error and partner(runtime, fund.id).stage == 5


def test_a_pause_ends_on_its_day_and_the_partner_is_back_on_its_board(runtime: "Runtime", fund: StoredPartner) -> None:
    with runtime.database.write() as session:
        set_outcome(session, fund.id, 1, "paused", reason="timing", paused_until=date.today())
        add_record(session, RESOURCE, 1, {"name": "Li"})

    board, today = opened(), opened("today")

    assert "The pause is over" in words(board) and "**With an outcome** (0)" in words(board)
    assert "Elm Fund was paused until" in words(today)


def test_a_loss_needs_a_reason_and_changes_the_win_rate(runtime: "Runtime", fund: StoredPartner) -> None:
    app = opened(partner=fund.id)
    key = f"outcome-{fund.id}-{fund.version}"
    app.button_group(key=f"{key}-what").set_value("lost")
    app.button(key="outcome-save").click().run()
    assert [error.value for error in app.error] == ["Say why it did not come about: choose a reason."]

    app.selectbox(key=f"{key}-reason").select("trust")
    app.button(key="outcome-save").click().run()

    assert partner(runtime, fund.id).outcome == "lost"
    rate = next(metric.value for metric in opened().metric if metric.label == "Win rate")
    assert rate == "0 %, n = 1 (0–79 %)"


def test_matches_say_who_could_give_whom_what_and_why(runtime: "Runtime", fund: StoredPartner) -> None:
    with runtime.database.write() as session:
        row = {"kind": "network", "capability": "Introductions to investors"}
        add_record(session, OFFER, 1, row | {"partner_id": fund.id, "quantity": 2})
        add_record(session, OFFER, 1, row | {"direction": "want", "quantity": 4})

    app = opened(partners_view="matches")

    assert "**We seek Introductions to investors (4)** ← **Elm Fund offers Introductions to investors (2)**" in words(
        app
    )
    assert "Fit 50 % · Network · the same capability · 50 % of the quantity" in words(app)
    app.button(key="match-open-0").click().run()
    assert "Elm Fund" in [heading.value for heading in app.subheader]


@pytest.mark.parametrize(
    ("stage", "locale", "said"),
    [
        (5, "en", "Expected"),
        (6, "en", "From a partner"),
        (5, "zh-CN", "预计"),
        (6, "zh-CN", "合作方提供"),
    ],
)
def test_the_board_of_resources_shows_what_is_expected_and_what_is_agreed(
    runtime: "Runtime", stage: int, locale: str, said: str
) -> None:
    with runtime.database.write() as session:
        company = add_venture(session, {"name": "Tea"})
        cloud = add_partner(session, company.id, {"name": "Cloud Nine", "kind": "supplier", "stage": stage})
        add_record(session, OFFER, company.id, {"partner_id": cloud.id, "capability": "GPU compute"})

    app = opened("resources", locale)

    assert not app.exception
    assert f"{said}] **Cloud Nine · GPU compute**" in words(app)
