"""Plays: each speaks when its conditions hold, and is silent when its "not if" does."""

from datetime import date, timedelta
from typing import Any

import pytest

from core.strategy.picture import Picture
from core.strategy.playbook import PLAYS, advise
from core.strategy.snapshot import from_mappings

TODAY = date(2026, 11, 22)
LATER, SOON, PAST = TODAY + timedelta(days=40), TODAY + timedelta(days=10), TODAY - timedelta(days=60)
PLAY = {play.id: play for play in PLAYS}

ADA = {"id": 1, "kind": "talent", "name": "Ada", "skills": {"Speech": 3}}
BEN = {"id": 2, "kind": "talent", "name": "Ben", "skills": {"Speech": 1}}
CARDS = {"id": 3, "kind": "technology", "name": "Cards", "skills": {"Compute": 2}, "use_share": 0.8, "quantity": 2}
VOICE = {"id": 1, "name": "Voice", "state": "chosen", "owner": "Ada"}
NEED = {"id": 1, "initiative_id": 1, "kind": "talent", "capability": "Speech"}
DATA_NEED = NEED | {"id": 2, "kind": "technology", "capability": "Call records", "quantity": 900}
PILOT = {"id": 1, "name": "Eastgate", "kind": "pilot_customer", "stage": 5, "stage_since": PAST, "owner": "Ben"}
FUND = {
    "id": 2,
    "name": "Harbour",
    "kind": "investor",
    "stage": 4,
    "stage_since": TODAY,
    "next_step": "Meet",
    "next_step_on": SOON,
}
DONOR = {
    "id": 3,
    "name": "Lab",
    "kind": "university",
    "stage": 5,
    "stage_since": TODAY,
    "offers": "Labelled call records",
}
FEEDBACK = {
    "n": 100,
    "labels": {"negative": 50, "positive": 50},
    "customers": [{"name": "Eastgate", "n": 40, "negative": 20}],
}
LOSSES = [
    {"id": n, "name": f"Firm {n}", "kind": "pilot_customer", "stage": 5, "stage_since": PAST, "outcome": "lost"}
    | {"outcome_reason": "competitor" if n % 2 else "budget"}
    for n in range(1, 9)
]
CARD = {"name": "Test", "cash": 500.0, "net_burn": 100.0, "cash_on": TODAY}


def said(play: str, company: dict[str, Any] | None = None, **records: Any) -> list[str]:
    picture = Picture(from_mappings(company or CARD, TODAY, **records))
    return [point.text for point in PLAY[play].advise(PLAY[play], picture)]


SPEAKS: list[tuple[str, dict[str, Any], str]] = [
    ("P02", {"resources": [ADA, BEN], "initiatives": [VOICE], "needs": [NEED]}, "Ben does a task in Speech unaided"),
    (
        "P03",
        {
            "resources": [CARDS],
            "initiatives": [VOICE],
            "needs": [NEED | {"kind": "technology", "capability": "Compute", "quantity": 9}],
        },
        "ask 3 suppliers",
    ),
    (
        "P04",
        {"initiatives": [VOICE], "needs": [DATA_NEED], "partners": [DONOR]},
        "Lab: propose service in exchange within 2 weeks, 500 entries as a test; Call records is short by 900.",
    ),
    ("P06", {"partners": LOSSES}, "Lost to a rival or a poor fit: 4 of 8."),
    (
        "P07",
        {"partners": [PILOT, PILOT | {"id": 5, "name": "Westgate"}]},
        "In trial for longer than 45 days: 2 partners (Eastgate, Westgate)",
    ),
    ("P08", {"feedback": FEEDBACK}, "This week read 20 comments that are negative"),
    ("P09", {"partners": [PILOT]}, "Ben sends Eastgate a new figure and a time within 48 hours"),
    ("P10", {"company": {"name": "Test"}, "partners": [FUND]}, "Before Harbour on 2 Dec 2026"),
    ("P11", {}, "Cash for 5 months, limit 9 months"),
    (
        "P12",
        {
            "resources": [ADA, CARDS],
            "initiatives": [VOICE],
            "needs": [
                NEED,
                NEED | {"id": 3, "kind": "technology", "capability": "Compute"},
                NEED | {"id": 4, "kind": "market", "capability": "Reach"},
            ],
        },
        "Voice, Market 0 %: add nothing elsewhere",
    ),
]

SILENT: list[tuple[str, dict[str, Any]]] = [
    ("P02", {"resources": [ADA | {"until_on": TODAY + timedelta(days=20)}], "initiatives": [VOICE], "needs": [NEED]}),
    ("P03", {"resources": [CARDS], "initiatives": [VOICE], "needs": [NEED]}),
    (
        "P04",
        {"company": CARD | {"industry": "Health"}, "initiatives": [VOICE], "needs": [DATA_NEED], "partners": [DONOR]},
    ),
    ("P06", {"partners": LOSSES[:7]}),
    ("P07", {"partners": [PILOT, PILOT | {"id": 5, "owner": ""}]}),
    ("P08", {"feedback": FEEDBACK | {"labels": {"negative": 9, "positive": 91}}}),
    ("P09", {"partners": [PILOT | {"outcome": "paused"}, PILOT | {"next_step": "Call", "next_step_on": SOON}]}),
    ("P10", {"partners": [FUND]}),
    ("P11", {"partners": [FUND | {"stage": 6, "next_step_on": LATER}]}),
    ("P12", {"resources": [ADA], "initiatives": [VOICE], "needs": [NEED]}),
]


@pytest.mark.parametrize(("play", "records", "words"), SPEAKS, ids=[row[0] for row in SPEAKS])
def test_a_play_speaks_where_its_conditions_hold(play: str, records: dict[str, Any], words: str) -> None:
    found = said(play, **records)

    assert len(found) == 1
    assert words in found[0]


@pytest.mark.parametrize(("play", "records"), SILENT, ids=[row[0] for row in SILENT])
def test_a_play_is_silent_where_its_not_if_holds(play: str, records: dict[str, Any]) -> None:
    assert said(play, **records) == []


def test_little_used_cards_are_measured_and_nothing_is_rented() -> None:
    need = NEED | {"kind": "technology", "capability": "Compute", "quantity": 9}

    (found,) = said("P03", resources=[CARDS | {"use_share": 0.3}], initiatives=[VOICE], needs=[need])

    assert "rent nothing more" in found


def test_one_customers_complaints_mean_a_call_to_that_customer() -> None:
    feedback = FEEDBACK | {"customers": [{"name": "Eastgate", "n": 60, "negative": 30}]}

    assert said("P08", feedback=feedback) == ["Call Eastgate within 3 days: 30 of 50 negative comments are theirs."]


def test_a_plays_times_are_facts_of_the_play() -> None:
    picture = Picture(from_mappings(CARD, TODAY, partners=[PILOT]))

    facts = [fact for point in advise(picture, "next_90_days") for fact in point.facts if fact.source == "play"]

    assert {(fact.id, fact.kind, fact.text) for fact in facts} >= {("play.P09.message_hours", "duration", "48 hours")}
    assert all(fact.record and fact.record.startswith("play:") for fact in facts)
