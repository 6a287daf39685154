"""What a draft says, and that it says nothing it cannot show."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from core.errors import SextantError
from core.strategy.audience import restrict
from core.strategy.guard import check
from core.strategy.model import Plan
from core.strategy.planner import SECTIONS, plan_draft
from core.strategy.snapshot import Snapshot, from_mappings

TODAY = date(2026, 11, 22)
Company = Callable[..., Snapshot]


def texts(plan: Plan, section: str | None = None) -> str:
    return "\n".join(point.text for point in plan.points if section in (None, point.section))


def test_a_full_company_gets_up_to_35_points_in_six_titled_sections(demo: Company) -> None:
    plan = plan_draft(demo(), "en")

    assert 20 <= len(plan.points) <= 35
    assert list(plan.titles) == list(SECTIONS) == list(dict.fromkeys(point.section for point in plan.points))


@pytest.mark.parametrize("locale", ["en", "zh-CN"])
@pytest.mark.parametrize("company", ["demo", "second"])
def test_every_figure_and_subject_of_a_sentence_is_in_its_facts(
    locale: str, company: str, request: pytest.FixtureRequest
) -> None:
    plan = plan_draft(request.getfixturevalue(company)(locale), locale)

    for point in plan.points:
        shown = " ".join(fact.text for fact in point.facts)
        assert set(re.findall(r"\d+", point.text)) <= set(re.findall(r"\d+", shown)), point.text
        assert all(fact.subject.casefold() in point.text.casefold() and fact.record for fact in point.facts), point.text


def test_money_facts_carry_the_forms_of_both_languages(demo: Company) -> None:
    plan = plan_draft(demo(), "en")

    cash = next(fact for point in plan.points for fact in point.facts if fact.id == "company.cash")

    assert cash.text == "CNY 3.86 m"
    assert "¥386 万" in cash.forms


def test_the_draft_opens_with_the_last_ones_promises(demo: Company) -> None:
    plan = plan_draft(demo(), "en")

    assert "draft 3 of 1 Nov 2026: 1 of 2 actions" in plan.points[0].text


def test_cash_burn_and_runway_are_said_to_a_month(demo: Company) -> None:
    plan = plan_draft(demo(), "en")

    assert "Cash is CNY 3.86 m and lasts 9.2 months, into August 2027, at a net burn of CNY 420 k a month." in texts(
        plan
    )


def test_what_was_spent_stands_beside_what_was_planned_and_what_is_over_comes_first(demo: Company) -> None:
    snapshot = demo()
    said = texts(plan_draft(snapshot, "en", whole=True), "where_we_stand").splitlines()
    blank = replace(snapshot, initiatives=tuple(replace(i, cost_spent=None) for i in snapshot.initiatives))

    over = "Reports that customers can export themselves is over plan by CNY 12 k: CNY 72 k spent, CNY 60 k planned."
    within = "Private deployment trial for consumer finance has spent CNY 96 k of the CNY 260 k planned."
    assert said.index(over) < said.index(within)
    assert over in texts(plan_draft(snapshot, "en"))
    assert "spent" not in texts(plan_draft(blank, "en", whole=True), "where_we_stand")
    assert "spent" not in texts(plan_draft(snapshot, "en", "outside", whole=True), "where_we_stand")


def test_the_only_holder_the_gap_and_the_candidate_for_it_are_named(demo: Company) -> None:
    talent = texts(plan_draft(demo(), "en"), "talent")

    assert "Only He Yanzhou holds Private deployment and GPU operations" in talent
    assert "lacks 1 of 1 FTE for Speech recognition integration" in talent
    assert "Tang Yu can start on 27 Dec 2026; candidate (Speech engineer, Interview)" in talent


def test_two_chosen_initiatives_that_want_the_same_person_are_a_warning(demo: Company) -> None:
    talent = texts(plan_draft(demo(), "en"), "talent")

    assert "Front-end development: chosen initiatives need 2 FTE, 1 FTE can serve them" in talent


def test_a_partner_goes_cold_after_its_own_limit_only(demo: Company) -> None:
    patient = replace(demo(), partners=tuple(replace(p, days_limit=60) for p in demo().partners))

    assert "Qingmu Harbour Ventures has been in stage" in texts(plan_draft(demo(), "en"))
    assert "has been in stage" not in texts(plan_draft(patient, "en"))


def test_a_rate_has_n_and_interval_and_a_clear_change_is_called_so(demo: Company) -> None:
    said = texts(plan_draft(demo(), "en"), "customers_say")

    assert "35 % of 242 comments from 1 Sep 2026 to 20 Nov 2026 are negative (29–41 %)." in said
    assert "48 % of 96 comments; in the 30 days before: 28 % of 80 comments; a clear rise." in said


def test_twelve_comments_are_not_made_a_rate(second: Company) -> None:
    said = texts(plan_draft(second(), "en"), "customers_say")

    assert said == "5 of 12 comments are negative: not enough for a rate."


@pytest.mark.parametrize("locale", ["en", "zh-CN"])
@pytest.mark.parametrize("company", ["demo", "second"])
def test_the_guard_lets_every_planned_sentence_stand(
    locale: str, company: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.strategy.planner.MOST_POINTS", dict.fromkeys(SECTIONS, 99))
    snapshot = request.getfixturevalue(company)(locale)
    names = [row.name for row in (*snapshot.resources, *snapshot.candidates, *snapshot.initiatives)]

    plan = plan_draft(snapshot, locale)

    refused = {p.text: check(p.text, p.facts, locale, known_names=names) for p in plan.points}
    assert not any(refused.values()), {text: found for text, found in refused.items() if found}


def test_two_companies_share_no_sentence(demo: Company, second: Company) -> None:
    first, second = plan_draft(demo(), "en"), plan_draft(second(), "en")

    assert not {point.text for point in first.points} & {point.text for point in second.points}


def test_an_empty_company_gets_five_questions_and_one_sentence() -> None:
    plan = plan_draft(from_mappings({"name": "Newborn"}, TODAY), "en")

    assert [question.page for question in plan.missing] == [
        "initiatives",
        "partners",
        "feedback",
        "resources",
        "resources",
    ]
    assert [point.text for point in plan.points] == ["Newborn has no records yet: the questions above come first."]


def test_missing_values_are_asked_for_by_name_and_never_counted_as_zero(second: Company) -> None:
    plan = plan_draft(second(), "en")

    assert any("Ben Roe" in question.text for question in plan.missing)
    assert "Left out of the weighted value, as value or probability is missing: 1 partner (Eastgate Clinic)." in texts(
        plan
    )


def test_one_changed_record_changes_its_fact_and_keeps_its_id(second: Company) -> None:
    before = {fact.id: fact for point in plan_draft(second(), "en").points for fact in point.facts}
    changed = plan_draft(second(company={"cash": 270_000}), "en")

    after = {fact.id: fact for point in changed.points for fact in point.facts}

    assert {id for id in before.keys() & after.keys() if before[id].value != after[id].value} == {
        "company.cash",
        "company.runway",
        "company.cash_end",
        "company.months_left",
    }


def test_a_users_braces_and_line_breaks_stay_plain_words(second: Company) -> None:
    plan = plan_draft(second(company={"name": "A {b}\nC", "offer": "{company} {0}"}), "en")

    assert "A {b} C sells: {company} {0}." in texts(plan)


def test_a_draft_for_readers_outside_is_refused(demo: Company) -> None:
    with pytest.raises(SextantError, match="team"):
        plan_draft(demo(), "en", audience="investor")


def test_the_whole_plan_keeps_the_points_a_draft_has_no_room_for(demo: Company) -> None:
    snapshot = demo("en")

    short, whole = (set(plan_draft(snapshot, "en", whole=choice).points) for choice in (False, True))

    assert short < whole


def test_a_net_burn_that_is_a_range_is_said_as_one_and_only_inside(second: Company) -> None:
    money = {"cash": 270_000, "net_burn": 30_000, "net_burn_least": 27_000, "money_record": "money"}
    snapshot = second(company=money)

    said = texts(plan_draft(snapshot, "en"))
    outside = texts(plan_draft(snapshot, "en", audience="outside"))

    assert "lasts 9 months to 10 months: net burn is USD 27 k to USD 30 k a month" in said
    assert "net burn is at most USD 30 k" in texts(plan_draft(second(company=money | {"net_burn_least": -1}), "en"))
    assert "27 k" not in outside and "net burn" not in outside


def test_a_range_is_gone_from_what_readers_outside_may_know(second: Company) -> None:
    shown = restrict(second(company={"net_burn_least": 27_000}), "outside").company

    assert (shown.cash, shown.net_burn, shown.net_burn_least) == (None, None, None)
