"""The checklists of the stages: each type has one, and what is missing is found."""

from dataclasses import dataclass, field
from datetime import date

import pytest

from core.labels import PARTNER_KINDS, STAGES, STAGES_OF_KIND, stage_words
from core.planning.checklists import checks_of, missing_checks, with_check


@dataclass
class Someone:
    kind: str = "investor"
    stage: int = 4
    done_checks: list[str] = field(default_factory=list)
    owner: str = ""
    next_step: str = ""
    next_step_on: date | None = None
    value: float | None = None


@pytest.mark.parametrize("kind", PARTNER_KINDS)
def test_every_type_has_something_to_do_before_each_move_and_words_for_each_stage(kind: str) -> None:
    assert all(checks_of(kind, stage) for stage in range(1, 7)) and not checks_of(kind, 7)
    assert list(stage_words(kind)) == list(STAGES)


def test_no_two_checks_of_all_types_share_a_key() -> None:
    kinds = [*STAGES_OF_KIND, "other"]
    keys = [check.key for kind in kinds for stage in range(1, 7) for check in checks_of(kind, stage)]

    assert len(keys) == len(set(keys))
    assert [c.key for c in checks_of("channel", 1)] == [c.key for c in checks_of("other", 1)]


def test_an_investor_hears_of_four_things_before_talks() -> None:
    done = Someone(done_checks=["investor.4.one_page", "investor.4.demo"])

    assert len(missing_checks(Someone(), 5)) == 4
    assert [check.key for check in missing_checks(done, 5)] == ["investor.4.concern", "investor.4.next_step"]


def test_what_the_record_shows_counts_without_a_tick() -> None:
    dated = Someone(next_step="call", next_step_on=date(2026, 12, 1))
    ticked = Someone(done_checks=["investor.4.next_step"])

    assert "investor.4.next_step" not in [check.key for check in missing_checks(dated, 5)]
    assert "investor.4.next_step" in [check.key for check in missing_checks(ticked, 5)]


def test_a_move_over_two_stages_asks_for_both_and_a_move_back_for_nothing() -> None:
    pilot = Someone("pilot_customer")

    assert len(missing_checks(pilot, 6)) == len(checks_of("pilot_customer", 4)) + len(checks_of("pilot_customer", 5))
    assert missing_checks(pilot, 3) == missing_checks(pilot, 4) == []


def test_a_tick_is_kept_once_and_taken_back() -> None:
    assert with_check(["a"], "b", True) == ["a", "b"] == with_check(["a", "b"], "b", True)
    assert with_check(["a", "b"], "a", False) == ["b"]
