"""Plays for computing and data."""

import re

from core.i18n import N_
from core.planning.coverage import Gap
from core.strategy import facts
from core.strategy.model import Point
from core.strategy.picture import FIRST_CONTACT, Picture, alike
from core.strategy.plays.play import Play
from core.strategy.sections.gap_points import amount_needed
from core.strategy.snapshot import Partner, Resource

_DATA = re.compile(r"data|corpus|record|dialogue|数据|语料|标注", re.IGNORECASE)
_SENSITIVE = re.compile(r"financ|bank|insur|health|medic|child|金融|银行|保险|医疗|健康|儿童", re.IGNORECASE)
_COMPLIANCE = re.compile(r"complian|legal|privacy|合规|法务|隐私", re.IGNORECASE)


def use_before_buying(play: Play, picture: Picture) -> list[Point]:
    """Measure use before renting more, where computing is short or its contract ends; below a use, only measure."""
    missing = {gap.need.capability for gap in picture.gaps_of("technology")}
    for resource in sorted(picture.of_kind("technology"), key=lambda r: (-(r.monthly_cost or 0), r.id)):
        ends = picture.is_soon(resource.until_on) and picture.used_by(resource)
        if resource.use_share is not None and (ends or missing & set(resource.skills)):
            return [_measure(play, picture, resource, resource.use_share)]
    return []


def _measure(play: Play, picture: Picture, resource: Resource, use: float) -> Point:
    record = f"resource:{resource.id}"
    named = facts.name(f"resource.{resource.id}", resource.name, record)
    slots = {
        "name": named,
        "use": facts.share(f"resource.{resource.id}.use_share", named.subject, use, record, "record"),
        "days": play.time("measure_days", "day", named.subject),
    }
    if use < play.limits["low_use"]:
        message = N_(
            "{name} is {use} in use: measure the real use within {days} and rent nothing more until it is full."
        )
        return facts.say("", "play", message, **slots)
    slots["suppliers"] = play.time("suppliers", "supplier", named.subject)
    message = N_(
        "{name} is {use} in use: count failed reruns within {days}, then ask {suppliers} for prices with an exit."
    )
    return facts.say("", "play", message, **slots)


def service_for_data(play: Play, picture: Picture) -> list[Point]:
    """Trade service for data with a partner that has it; not for sensitive data without somebody for compliance."""
    skills = [name for person in picture.of_kind("talent") for name in (*person.skills, person.role)]
    if _SENSITIVE.search(picture.snapshot.company.industry) and not any(_COMPLIANCE.search(name) for name in skills):
        return []
    for gap in picture.gaps_of("technology"):
        if not _DATA.search(gap.need.capability):
            continue
        for partner in picture.snapshot.partners:
            known = partner.stage >= FIRST_CONTACT and partner.outcome in ("open", "won")
            if known and alike(partner.offers, [gap.need.capability]):
                return [_trade(play, picture, gap, partner)]
    return []


def _trade(play: Play, picture: Picture, gap: Gap, partner: Partner) -> Point:
    record = f"partner:{partner.id}"
    named = facts.name(f"partner.{partner.id}", partner.title, record)
    need = gap.need
    required = amount_needed(picture, gap, need.capability)
    missing = facts.quantity(
        f"need.{need.id}.missing", need.capability, gap.quantity, required.unit, f"need:{need.id}", "computed"
    )
    slots = {
        "partner": named,
        "weeks": play.time("exchange_weeks", "week", named.subject),
        "capability": facts.words(f"need.{need.id}.capability", need.capability, need.capability, f"need:{need.id}"),
        "missing": missing,
        "trial": play.time("trial_records", "entry", named.subject),
    }
    message = N_(
        "{partner}: propose service in exchange within {weeks}, {trial} as a test; {capability} is short by {missing}."
    )
    return facts.say("", "play", message, **slots)
