"""The playbook: what to do when the records show a certain state, with thresholds anybody may change."""

from dataclasses import replace

from core.i18n import N_
from core.strategy.model import Point
from core.strategy.picture import Picture
from core.strategy.plays import market, partners, people, technology
from core.strategy.plays.play import Play

# The order in which plays are shown: money, then customers, partners, people, technology.
PLAYS = (
    Play(
        "P11",
        N_("Release in stages to save cash"),
        1,
        2,
        {"months": 9, "closing_days": 60, "step_weeks": 6},
        partners.staged_release,
    ),
    Play(
        "P08",
        N_("Mend the top complaint before buying attention"),
        1,
        4,
        {"least_share": 0.2, "one_customer": 0.5, "read": 20, "call_days": 3},
        market.fix_first,
    ),
    Play(
        "P09",
        N_("Going cold: revive or close"),
        1,
        2,
        {"message_hours": 48, "silence_days": 7, "most": 2},
        partners.revive_or_close,
    ),
    Play(
        "P02",
        N_("A second holder for a key capability"),
        1,
        6,
        {"first_run_weeks": 2, "leaving_days": 21},
        people.second_holder,
    ),
    Play(
        "P12",
        N_("Mend the leg that is short"),
        2,
        6,
        {"covered": 0.7, "short": 0.4, "search_weeks": 2, "sources": 3},
        people.third_leg,
    ),
    Play(
        "P03",
        N_("Check use before renting computing"),
        1,
        2,
        {"low_use": 0.5, "measure_days": 3, "suppliers": 3},
        technology.use_before_buying,
    ),
    Play(
        "P04", N_("Service for data"), 2, 13, {"exchange_weeks": 2, "trial_records": 500}, technology.service_for_data
    ),
    Play(
        "P07",
        N_("Paid trials with an end"),
        2,
        6,
        {"old_days": 45, "trials": 2, "sign_weeks": 2},
        market.pilot_with_exit,
    ),
    Play(
        "P10",
        N_("Figures ready before investors"),
        1,
        2,
        {"meeting_days": 21, "figures_days": 30, "ready_days": 5},
        partners.meeting_pack,
    ),
    Play(
        "P06",
        N_("Narrow the market"),
        1,
        13,
        {"losses": 8, "share_of_losses": 0.5, "focus_days": 90, "talks": 10},
        market.narrow,
    ),
)


def advise(picture: Picture, section: str) -> list[Point]:
    """Return what the plays whose conditions hold advise, as points of a section; nothing for readers outside."""
    if picture.for_outside:
        return []
    return [replace(point, section=section) for play in PLAYS for point in play.advise(play, picture)]
