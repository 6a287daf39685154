"""Plays for partners and money."""

from core.i18n import N_
from core.planning.money import months_left
from core.strategy import facts
from core.strategy.model import Fact, Point
from core.strategy.picture import AGREEMENT, Picture
from core.strategy.plays.play import Play
from core.strategy.snapshot import Partner


def revive_or_close(play: Play, picture: Picture) -> list[Point]:
    """Send a cold partner something new or put it on hold; only where no valid next step is set."""
    stuck = [p for p in picture.cold if not (p.next_step and p.next_step_on and p.next_step_on >= picture.today)]
    return [_revive(play, picture, partner) for partner in stuck[: int(play.limits["most"])]]


def _revive(play: Play, picture: Picture, partner: Partner) -> Point:
    record = f"partner:{partner.id}"
    named = facts.name(f"partner.{partner.id}", partner.title, record)
    stay = facts.amount(
        f"partner.{partner.id}.days_in_stage", named.subject, picture.days_in_stage(partner), "day", record
    )
    slots: dict[str, Fact] = {
        "partner": named,
        "hours": play.time("message_hours", "hour", named.subject),
        "days": play.time("silence_days", "day", named.subject),
    }
    if not partner.owner:
        message = N_(
            "{partner}: send a new figure and a time within {hours}; {days} of silence: other contact, then hold."
        )
        return facts.say("", "play", message, stay, **slots)
    slots["owner"] = facts.words(f"partner.{partner.id}.owner", named.subject, partner.owner, record)
    message = N_(
        "{owner} sends {partner} a new figure and a time within {hours}; {days} of silence: other contact, then hold."
    )
    return facts.say("", "play", message, stay, **slots)


def meeting_pack(play: Play, picture: Picture) -> list[Point]:
    """Bring the money figures up to date before a meeting with an investor."""
    card = picture.snapshot.company
    age = picture.days_to(card.cash_on)
    complete = card.cash is not None and card.net_burn is not None
    if complete and (age is None or -age <= play.limits["figures_days"]):
        return []
    days = int(play.limits["meeting_days"])
    meetings = [
        p
        for p in picture.open_partners
        if p.kind == "investor" and p.stage in (3, 4) and picture.is_soon(p.next_step_on, days)
    ]
    return [_prepare(play, partner) for partner in sorted(meetings, key=lambda p: (p.next_step_on, p.id))[:1]]


def _prepare(play: Play, partner: Partner) -> Point:
    named = facts.name(f"partner.{partner.id}", partner.title, f"partner:{partner.id}")
    assert partner.next_step_on
    slots = {
        "partner": named,
        "day": facts.day(
            f"partner.{partner.id}.next_step_on", named.subject, partner.next_step_on, f"partner:{partner.id}"
        ),
        "days": play.time("ready_days", "day", named.subject),
    }
    message = N_(
        "Before {partner} on {day}: bring cash and net burn up to date, and finish the paper for them {days} ahead."
    )
    return facts.say("", "play", message, **slots)


def staged_release(play: Play, picture: Picture) -> list[Point]:
    """Cut initiatives into steps when cash is short; not if a signed round closes soon."""
    card = picture.snapshot.company
    left = months_left(card.cash, card.net_burn, card.cash_on or picture.today, picture.today)
    closing = [
        p
        for p in picture.snapshot.partners
        if p.kind == "investor"
        and p.stage >= AGREEMENT
        and picture.is_soon(p.next_step_on, int(play.limits["closing_days"]))
    ]
    if left is None or left >= play.limits["months"] or closing:
        return []
    months = facts.amount("company.months_left", "", round(left, 1), "month", card.money_record)
    slots = {"months": months, "limit": play.time("months", "month", ""), "weeks": play.time("step_weeks", "week", "")}
    message = N_(
        "Cash for {months}, limit {limit}: cut each initiative into steps of {weeks} that end with a payment or a stop."
    )
    return [facts.say("", "play", message, **slots)]
