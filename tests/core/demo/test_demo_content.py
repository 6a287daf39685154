"""The demo company holds together, and its comments look like what customers write."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import core

HOME = Path(core.__file__).parent
LEVELS = {"knows", "works_alone", "leads"}
KINDS = {"talent", "technology", "market", "funds", "network"}
HUMAN_AGENT = re.compile(r"转人工|人工|排队|handover|agent|queue|a human|for a person", re.IGNORECASE)


@cache
def company() -> dict[str, Any]:
    """Read the demo company."""
    return json.loads((HOME / "demo" / "company.json").read_text(encoding="utf-8"))


@cache
def comments() -> list[dict[str, str]]:
    """Read the demo's comments."""
    with (HOME / "demo" / "comments.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ids(part: str) -> set[str]:
    """Return the ids of one list of the company."""
    return {record["id"] for record in company()[part]}


def records(value: Any = None) -> Iterator[dict[str, Any]]:
    """Walk over every record of the company, however deep."""
    value = company() if value is None else value
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        if isinstance(inner, dict | list):
            yield from records(inner)


def holders(capability: str) -> list[str]:
    """Return the resources that hold a capability."""
    return [r["id"] for r in company()["resources"] if capability in {c["capability"] for c in r["capabilities"]}]


def is_chinese(text: str) -> bool:
    """Tell Chinese from Japanese and the rest."""
    return bool(re.search(r"[\u4e00-\u9fff]", text)) and not re.search(r"[\u3040-\u30ff]", text)


def is_english(text: str) -> bool:
    """Tell English from other languages and from emoji."""
    return bool(re.fullmatch(r"[\x00-\x7f]*[A-Za-z]{2}[\x00-\x7f]*", text))


@pytest.mark.parametrize(
    ("part", "least"),
    [("capabilities", 12), ("resources", 16), ("candidates", 3), ("initiatives", 3), ("actions", 8), ("partners", 6)],
)
def test_the_company_has_enough_of_everything(part: str, least: int) -> None:
    found = company()[part]

    assert len(found) >= least
    assert len(ids(part)) == len(found)


def test_every_chinese_text_has_its_english_and_the_other_way_round() -> None:
    pairs = [(r, key) for r in records() for key in r if key.endswith("_zh")]

    lonely = [(r.get("id"), key) for r, key in pairs if bool(r[key]) != bool(r[key.removesuffix("_zh")])]
    unwritten = [(r.get("id"), key) for r, key in pairs if r[key] and not re.search(r"[\u4e00-\u9fff]", str(r[key]))]

    assert len(pairs) > 150
    assert lonely == unwritten == []


def test_english_texts_hold_no_chinese() -> None:
    texts = [(key, text) for r in records() for key, text in r.items() if isinstance(text, str)]

    assert [t for key, t in texts if not key.endswith("_zh") and re.search(r"[\u4e00-\u9fff]", t)] == []


def test_resources_hold_known_capabilities_and_levels() -> None:
    held = [c for r in company()["resources"] + company()["candidates"] for c in r["capabilities"]]

    assert {c["capability"] for c in held} <= ids("capabilities")
    assert {c["level"] for c in held} == LEVELS


def test_resources_are_of_all_five_kinds() -> None:
    kinds = Counter(r["kind"] for r in company()["resources"])

    assert set(kinds) == KINDS
    assert 6 <= kinds["talent"] <= 7


def test_needs_name_a_capability_of_their_own_kind() -> None:
    kind_of = {c["id"]: c["kind"] for c in company()["capabilities"]}
    needs = [n for i in company()["initiatives"] for n in i["needs"]]

    assert [n for n in needs if kind_of[n["capability"]] != n["kind"] or n["level"] not in LEVELS] == []
    assert all(n["quantity"] > 0 and n["due_in_days"] > 0 for n in needs)


def test_one_capability_with_a_single_holder_is_needed_twice() -> None:
    needed = Counter(n["capability"] for i in company()["initiatives"] for n in i["needs"])

    assert [c for c, times in needed.items() if times == 2 and holders(c) == ["he_yanzhou"]] == [
        "deployment_operations"
    ]


def test_some_needs_are_open_and_some_are_covered() -> None:
    needed = {n["capability"] for i in company()["initiatives"] for n in i["needs"]}

    uncovered = {c for c in needed if not holders(c)}

    assert uncovered == {"handover_routing"}


def test_references_between_records_resolve() -> None:
    actions, initiatives, partners = (company()[part] for part in ("actions", "initiatives", "partners"))

    assert {r["owner"] for r in actions + initiatives + partners} <= ids("resources")
    assert {a["partner"] for a in actions if "partner" in a} <= ids("partners")
    assert {a["initiative"] for a in actions if "initiative" in a} <= ids("initiatives")
    assert {other for i in initiatives for other in i["requires"]} <= ids("initiatives")


def test_some_actions_are_overdue_and_each_serves_something() -> None:
    actions = company()["actions"]

    assert sum(a["due_in_days"] < 0 and a["done_days_ago"] is None for a in actions) >= 2
    assert all(("partner" in a) != ("initiative" in a) for a in actions)


def test_partners_stand_in_all_stages_with_all_outcomes() -> None:
    partners = company()["partners"]

    assert {p["stage"] for p in partners} == set(range(1, 8))
    assert {p["outcome"] for p in partners} == {"open", "won", "lost", "paused"}
    assert len({p["kind"] for p in partners}) == 6


def test_a_partner_without_a_name_has_a_want_and_an_early_stage() -> None:
    nameless = [p for p in company()["partners"] if not p["name"]]

    assert len(nameless) >= 2
    assert [p["id"] for p in nameless if not p["want"] or p["stage"] > 3] == []


def test_stage_histories_go_forward_and_end_in_the_present_stage() -> None:
    for partner in company()["partners"]:
        stages = [change["stage"] for change in partner["stage_history"]]
        days = [change["days_ago"] for change in partner["stage_history"]]

        assert stages == sorted(set(stages)) and stages[-1] == partner["stage"]
        assert days == sorted(set(days), reverse=True) and days[-1] >= 0


def test_two_open_partners_are_going_cold() -> None:
    now = {p["id"]: p["stage_history"][-1]["days_ago"] for p in company()["partners"] if p["outcome"] == "open"}

    assert sorted(p for p, days in now.items() if days > 21) == ["qingmu_fund", "yunpu_pilot"]


def test_every_address_belongs_to_an_example_domain() -> None:
    addresses = [c["email"] for p in company()["partners"] for c in p["contacts"]]

    assert len(addresses) >= 6
    assert [a for a in addresses if not re.search(r"[@.]example\.(com|cn)$", a)] == []


def test_the_runway_is_about_nine_months() -> None:
    card = company()["card"]

    assert 8.5 < card["cash"] / card["net_burn"] < 10
    assert card["headcount"] == sum(r["kind"] == "talent" for r in company()["resources"])


def test_comments_have_dates_ratings_customers_and_channels_we_know() -> None:
    assert len(comments()) == 300
    assert all(0 <= int(c["days_ago"]) <= 120 for c in comments())
    assert {c["rating"] for c in comments()} == {"", "1", "2", "3", "4", "5"}
    assert {c["customer"] for c in comments()} == ids("customers") | {""}
    assert {c["channel"] for c in comments()} == {"ticket", "app_store", "survey", "chat"}


def test_comments_are_in_both_languages_with_a_few_repeats() -> None:
    texts = [c["text"] for c in comments()]

    assert 0.55 < sum(map(is_chinese, texts)) / len(texts) < 0.65
    assert 0.35 < sum(map(is_english, texts)) / len(texts) < 0.45
    assert 4 <= len(texts) - len(set(texts)) <= 6


def test_waiting_for_a_human_agent_is_said_more_often_in_the_last_month() -> None:
    days = [int(c["days_ago"]) for c in comments() if HUMAN_AGENT.search(c["text"]) and c["rating"] in {"1", "2"}]

    assert sum(d < 30 for d in days) > 2 * sum(d >= 30 for d in days) > 0


def test_the_last_three_months_burn_what_the_card_says() -> None:
    months = sorted((m for m in company()["months"] if m["basis"] == "actual"), key=lambda m: m["months_ago"])
    costs = ("people", "compute", "data_cost", "marketing", "other")
    burns = [sum(month[line] for line in costs) - month["income"] for month in months[:3]]

    assert sum(burns) / 3 == company()["card"]["net_burn"]
    assert months[0]["cash_end"] == company()["card"]["cash"]


def test_each_months_cash_follows_from_the_one_before() -> None:
    months = sorted((m for m in company()["months"] if m["basis"] == "actual"), key=lambda m: -m["months_ago"])
    costs = ("people", "compute", "data_cost", "marketing", "other")

    for before, month in zip(months, months[1:], strict=False):
        fall = before["cash_end"] - month["cash_end"]
        known = sum(month[line] or 0 for line in costs) - month["income"]
        assert fall == known if None not in [month[line] for line in costs] else fall > known
    assert sum(None in month.values() for month in months) == 1


def test_the_records_of_people_point_to_people() -> None:
    data = company()
    people = {r["id"] for r in data["resources"] if r["kind"] == "talent"}

    assert {a["rater"] for a in data["assessments"]} <= people
    assert {a["candidate"] for a in data["assessments"]} <= ids("candidates")
    assert {d["decided_by"] for d in data["decisions"]} | {f["owner"] for f in data["figures"]} <= people
    assert {c["state"] for c in data["customers"]} == {"paying", "trial", "left"}
