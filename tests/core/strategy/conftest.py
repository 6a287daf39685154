"""Two companies as snapshots: the demo company with counted feedback of its own, and a small one of another trade."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.strategy.snapshot import Snapshot, from_mappings

TODAY = date(2026, 11, 22)
LEVELS = {"knows": 1, "works_alone": 2, "leads": 3}
STATES = {"running": "chosen", "planned": "chosen", "proposed": "idea"}
FEEDBACK: dict[str, Any] = {
    "n": 246,
    "labels": {"positive": 118, "negative": 84, "unclear": 40, "empty": 4},
    "recent": {"n": 96, "negative": 46},
    "before": {"n": 80, "negative": 22},
    "rating": 3.42,
    "rating_n": 180,
    "channels": [
        {"name": "ticket", "n": 90, "negative": 52},
        {"name": "survey", "n": 100, "negative": 22},
        {"name": "chat", "n": 52, "negative": 10},
    ],
    "customers": [
        {"name": "Nanxi Snacks", "n": 60, "negative": 22},
        {"name": "Xiaolu Express", "n": 70, "negative": 30},
        {"name": "", "n": 112, "negative": 32},
    ],
    "languages": {"zh": 160, "en": 82},
    "first_day": date(2026, 9, 1),
    "last_day": date(2026, 11, 20),
    "quotes": [
        {
            "comment_id": 17,
            "text": "Waited 3 minutes for a person, then the line dropped. All of it again!",
            "label": "negative",
            "probability": 0.03,
            "customer": "Xiaolu Express",
            "day": date(2026, 11, 18),
        },
        {"comment_id": 31, "text": "导出一次只能 500 行，每周要点二十次。", "label": "negative", "probability": 0.05},
    ],
    "unread": 3,
}
PREVIOUS: dict[str, Any] = {
    "number": 3,
    "made_on": date(2026, 11, 1),
    "actions": [
        {"id": 8, "title": "Show a customer the export without the row limit", "due": date(2026, 11, 13), "done": True},
        {"id": 1, "title": "Measure the wait for a human agent at every paying customer", "due": date(2026, 11, 16)},
    ],
}
SECOND_CARD: dict[str, Any] = {
    "name": "Mossbank Labs",
    "currency": "USD",
    "cash": 240_000,
    "cash_on": date(2026, 9, 30),
    "net_burn": 30_000,
}
SECOND: dict[str, Any] = {
    "resources": [
        {"id": 1, "kind": "talent", "name": "Ada Quill", "skills": {"Image models": 3}, "monthly_cost": 9_000},
        {
            "id": 2,
            "kind": "talent",
            "name": "Ben Roe",
            "skills": {"Image models": 1, "Sales to clinics": 2},
            "quantity": 0.5,
        },
    ],
    "initiatives": [
        {
            "id": 1,
            "name": "Scan triage",
            "impact": 80,
            "state": "chosen",
            "owner": "Ada Quill",
            "due_on": date(2027, 1, 15),
        },
        {"id": 2, "name": "Report drafts", "impact": 30},
    ],
    "needs": [
        {"id": 1, "initiative_id": 1, "kind": "talent", "capability": "Image models", "due_on": date(2026, 12, 10)},
        {"id": 2, "initiative_id": 1, "kind": "technology", "capability": "Labelled scan data", "quantity": 5_000},
    ],
    "partners": [
        {
            "id": 1,
            "name": "Eastgate Clinic",
            "kind": "pilot_customer",
            "stage": 5,
            "stage_since": date(2026, 9, 1),
            "owner": "Ben Roe",
        },
        {"id": 2, "name": "Harbour Fund", "kind": "investor", "stage": 4, "stage_since": date(2026, 11, 10)}
        | {
            "value": 500_000,
            "probability": 0.2,
            "next_step": "Show the numbers",
            "next_step_on": date(2026, 12, 1),
        },
    ],
    "feedback": {"n": 12, "labels": {"positive": 7, "negative": 5}},
}


@pytest.fixture
def demo() -> Callable[..., Snapshot]:
    """Return what makes a snapshot of the demo company."""
    return _demo


@pytest.fixture
def second() -> Callable[..., Snapshot]:
    """Return what makes a snapshot of the second company."""
    return _second


def _demo(locale: str = "en", **changes: Any) -> Snapshot:
    """Return the demo company on a fixed day, in a language; `changes` replace whole parts."""
    data = json.loads((Path(__file__).parents[3] / "core" / "demo" / "company.json").read_text(encoding="utf-8"))
    data = _say(data, locale)
    names = {row["id"]: row["name"] for row in data["capabilities"]}
    people = {row["id"]: row["name"] for row in data["resources"]}
    numbers = {row["id"]: n for n, row in enumerate([*data["initiatives"], *data["partners"]], start=1)}
    parts: dict[str, Any] = {
        "resources": [_resource(row, names) | {"id": n} for n, row in enumerate(data["resources"], start=1)],
        "candidates": [
            row | {"id": n, "from_on": _day(row["from_in_days"])} for n, row in enumerate(data["candidates"], start=1)
        ],
        "initiatives": [_initiative(row, people) | {"id": numbers[row["id"]]} for row in data["initiatives"]],
        "needs": _needs(data["initiatives"], names, numbers),
        "actions": [_action(row, people, numbers) | {"id": n} for n, row in enumerate(data["actions"], start=1)],
        "partners": [_partner(row, people) | {"id": numbers[row["id"]]} for row in data["partners"]],
        "feedback": FEEDBACK,
        "previous": PREVIOUS,
    }
    return from_mappings(
        data["card"] | {"name": data["venture"]["name"], "cash_on": TODAY} | changes.pop("company", {}),
        TODAY,
        **(parts | changes),
    )


def _say(row: Any, locale: str) -> Any:
    if isinstance(row, list):
        return [_say(item, locale) for item in row]
    if not isinstance(row, dict):
        return row
    said = {key: _say(value, locale) for key, value in row.items()}
    if locale == "zh-CN":
        said |= {key.removesuffix("_zh"): value for key, value in said.items() if key.endswith("_zh")}
    return {key: value for key, value in said.items() if value is not None}


def _day(days: int | None) -> date | None:
    return None if days is None else TODAY + timedelta(days=days)


def _resource(row: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    skills = {names[held["capability"]]: LEVELS[held["level"]] for held in row["capabilities"]}
    return row | {"skills": skills, "until_on": _day(row.get("until_in_days"))}


def _initiative(row: dict[str, Any], people: dict[str, str]) -> dict[str, Any]:
    dates = {"starts_on": _day(row["starts_in_days"]), "due_on": _day(row["due_in_days"])}
    return row | dates | {"state": STATES.get(row["state"], row["state"]), "owner": people[row["owner"]]}


def _needs(initiatives: list[dict[str, Any]], names: dict[str, str], numbers: dict[str, int]) -> list[dict[str, Any]]:
    rows = [(numbers[row["id"]], need) for row in initiatives for need in row["needs"]]
    return [
        need
        | {
            "id": n,
            "initiative_id": initiative,
            "capability": names[need["capability"]],
            "level": LEVELS[need["level"]],
        }
        | {"due_on": _day(need["due_in_days"])}
        for n, (initiative, need) in enumerate(rows, start=1)
    ]


def _action(row: dict[str, Any], people: dict[str, str], numbers: dict[str, int]) -> dict[str, Any]:
    done = row.get("done_days_ago")
    return row | {
        "owner": people[row["owner"]],
        "due_on": _day(row["due_in_days"]),
        "done_on": None if done is None else _day(-done),
        "initiative_id": numbers.get(row.get("initiative", "")),
    }


def _partner(row: dict[str, Any], people: dict[str, str]) -> dict[str, Any]:
    since = _day(-row["stage_history"][-1]["days_ago"])
    lost_on = row.get("outcome_days_ago")
    return row | {
        "stage_since": since,
        "owner": people[row["owner"]],
        "outcome_on": None if lost_on is None else _day(-lost_on),
        "next_step_on": _day(row.get("next_step_in_days")),
    }


def _second(locale: str = "en", **changes: Any) -> Snapshot:
    """Return the second company on a fixed day; its records are English only."""
    return from_mappings(SECOND_CARD | changes.pop("company", {}), TODAY, **(SECOND | changes))
