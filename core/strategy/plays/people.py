"""Plays for people and for initiatives that lean on too little."""

from core.i18n import N_, t
from core.labels import RESOURCE_KINDS
from core.strategy import facts
from core.strategy.model import Point
from core.strategy.picture import Picture
from core.strategy.plays.play import Play
from core.strategy.snapshot import Initiative, Resource


def second_holder(play: Play, picture: Picture) -> list[Point]:
    """Train a second person for what one person alone can do; not if that person leaves within weeks."""
    for holder in picture.holders:
        person = next(r for r in picture.resources if r.id == holder.resource_id)
        if holder.kind == "talent" and not picture.is_soon(person.until_on, int(play.limits["leaving_days"])):
            return [_train(play, picture, person, holder.capability)]
    return []


def _train(play: Play, picture: Picture, person: Resource, capability: str) -> Point:
    named = facts.name(f"resource.{person.id}", person.name, f"resource:{person.id}")
    learner = _learner(picture, person, capability)
    # The times are said of whoever is to act.
    who = facts.short_name(learner.name) if learner else named.subject
    slots = {
        "name": named,
        "capability": facts.words(
            f"resource.{person.id}.holds.{capability}", named.subject, capability, f"resource:{person.id}"
        ),
        "weeks": play.time("first_run_weeks", "week", who),
        "day": play.review_on(picture, who),
    }
    if learner is None:
        message = N_(
            "Within {weeks} name somebody to learn {capability}; {name} only reviews their work. Check on {day}."
        )
        return facts.say("", "play", message, **slots)
    slots["second"] = facts.name(f"resource.{learner.id}", learner.name, f"resource:{learner.id}")
    message = N_("Within {weeks} {second} does a task in {capability} unaided, {name} only reviews. Check on {day}.")
    return facts.say("", "play", message, **slots)


def _learner(picture: Picture, holder: Resource, capability: str) -> Resource | None:
    others = [r for r in picture.of_kind("talent") if r.id != holder.id and capability in r.skills]
    return max(others, key=lambda r: (r.skills[capability], -r.id), default=None)


def third_leg(play: Play, picture: Picture) -> list[Point]:
    """Look outside for the kind of resource that holds back an initiative whose other kinds are covered."""
    for initiative in picture.initiatives:
        coverage = picture.coverage.get(initiative.id)
        kinds = dict(coverage.kinds or {}) if coverage else {}
        if len(kinds) < 3:
            continue
        short = min(kinds, key=lambda kind: kinds[kind])
        strong = [kind for kind, share in kinds.items() if share >= play.limits["covered"]]
        if kinds[short] < play.limits["short"] and len(strong) >= 2:
            return _fill(play, picture, initiative, short, kinds[short])
    return []


def _fill(play: Play, picture: Picture, initiative: Initiative, short: str, share: float) -> list[Point]:
    record = f"initiative:{initiative.id}"
    named = facts.name(f"initiative.{initiative.id}", initiative.name, record)
    slots = {
        "initiative": named,
        "kind": facts.words(f"initiative.{initiative.id}.short", named.subject, t(RESOURCE_KINDS[short]), record),
        "share": facts.share(f"initiative.{initiative.id}.coverage.{short}", named.subject, share, record),
        "weeks": play.time("search_weeks", "week", named.subject),
        "sources": play.time("sources", "source", named.subject),
        "day": play.review_on(picture, named.subject),
    }
    message = N_(
        "{initiative}, {kind} {share}: add nothing elsewhere, find {sources} outside within {weeks}. Check on {day}."
    )
    return [facts.say("", "play", message, **slots)]
