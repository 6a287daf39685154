"""Snapshots from plain mappings."""

from datetime import date

from core.strategy.feedback_summary import Group, Quote
from core.strategy.snapshot import Promised, from_mappings

TODAY = date(2026, 11, 22)


def test_keys_that_are_not_known_are_left_out() -> None:
    resource = {"id": 1, "kind": "talent", "name": "Ada", "skills": {"Speech": 2}, "version": 3, "venture_id": 9}

    snapshot = from_mappings({"name": "Test", "is_demo": True}, TODAY, resources=[resource])

    assert (snapshot.company.name, snapshot.resources[0].skills) == ("Test", {"Speech": 2})


def test_nested_feedback_and_the_last_draft_become_records() -> None:
    feedback = {
        "n": 3,
        "labels": {"negative": 1, "empty": 2},
        "recent": {"n": 1, "negative": 1},
        "quotes": [{"comment_id": 4, "text": "x"}],
    }
    previous = {"number": 2, "made_on": TODAY, "actions": [{"id": 1, "title": "Call", "due": TODAY, "done": True}]}

    snapshot = from_mappings({"name": "Test"}, TODAY, feedback=feedback, previous=previous)

    assert (snapshot.feedback.labelled, snapshot.feedback.recent, snapshot.feedback.before) == (1, Group(1, 1), Group())
    assert snapshot.feedback.quotes == (Quote(4, "x"),)
    assert snapshot.previous and snapshot.previous.actions == (Promised(1, "Call", TODAY, True),)
