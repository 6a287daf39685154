"""Next 90 days: what is late, what is due, when initiatives start and end, and what the plays advise."""

from core.i18n import N_, t
from core.planning.coverage import Coverage
from core.strategy import facts
from core.strategy.model import Fact, Point
from core.strategy.picture import Picture
from core.strategy.playbook import advise
from core.strategy.snapshot import Action, Initiative

ID = "next_90_days"
MOST_LATE, MOST_DUE, MOST_DATES, MOST_STOPS, MOST_PLAYS = 2, 3, 2, 2, 4


def points(picture: Picture) -> list[Point]:
    """Say what to do until the plan ends."""
    todo = [action for action in picture.snapshot.actions if action.done_on is None]
    late = [a for a in todo if a.due_on and a.due_on < picture.today]
    due = [a for a in todo if picture.is_soon(a.due_on)]
    chosen = [i for i in picture.initiatives if i.state == "chosen"]
    return [
        *[_late(picture, a) for a in sorted(late, key=lambda a: _urgency(picture, a))[:MOST_LATE]],
        *advise(picture, ID)[:MOST_PLAYS],
        *[_due(picture, a) for a in sorted(due, key=lambda a: (a.due_on, a.id))[:MOST_DUE]],
        *_loose(todo),
        *[_dates(picture, i) for i in chosen if picture.is_soon(i.due_on)][:MOST_DATES],
        *[_stop(i) for i in chosen if i.stop_rule][:MOST_STOPS],
    ]


def _urgency(picture: Picture, action: Action) -> tuple[float, int]:
    served = picture.by_id.get(action.initiative_id or 0)
    assert action.due_on
    return (-(picture.today - action.due_on).days * (served.impact if served else 50.0), action.id)


def _slots(action: Action) -> dict[str, Fact]:
    record, title = f"action:{action.id}", facts.shorten(action.title)
    assert action.due_on
    slots = {
        "title": facts.words(f"action.{action.id}.title", title, action.title, record),
        "day": facts.day(f"action.{action.id}.due_on", title, action.due_on, record),
    }
    if action.owner:
        slots["owner"] = facts.words(f"action.{action.id}.owner", title, action.owner, record)
    return slots


def _late(picture: Picture, action: Action) -> Point:
    slots = _slots(action)
    assert action.due_on
    late = (picture.today - action.due_on).days
    slots["days"] = facts.amount(
        f"action.{action.id}.days_late", slots["title"].subject, late, "day", f"action:{action.id}"
    )
    if action.owner:
        return facts.say(ID, "computed", N_("Late by {days}: {title} ({owner}, due {day})."), **slots)
    if not picture.for_team:
        return facts.say(ID, "computed", N_("Late by {days}: {title} (due {day})."), **slots)
    return facts.say(ID, "computed", N_("Late by {days}: {title} (no owner, due {day})."), **slots)


def _due(picture: Picture, action: Action) -> Point:
    if action.owner:
        return facts.say(ID, "record", N_("Due {day}: {title} ({owner})."), **_slots(action))
    if not picture.for_team:
        return facts.say(ID, "record", N_("Due {day}: {title}."), **_slots(action))
    return facts.say(ID, "record", N_("Due {day}: {title} (no owner)."), **_slots(action))


def _loose(todo: list[Action]) -> list[Point]:
    loose = [action for action in todo if action.due_on is None]
    if not loose:
        return []
    n = facts.amount("actions.undated", t("due date"), len(loose), "action", "actions:due_on=none")
    titles = [facts.words(f"action.{a.id}.title", facts.shorten(a.title), a.title, f"action:{a.id}") for a in loose[:2]]
    return [facts.say(ID, "computed", N_("Without a due date: {n} ({titles})."), n=n, titles=titles)]


def _dates(picture: Picture, initiative: Initiative) -> Point:
    record = f"initiative:{initiative.id}"
    named = facts.name(f"initiative.{initiative.id}", initiative.name, record)
    assert initiative.due_on
    slots = {
        "initiative": named,
        "day": facts.day(f"initiative.{initiative.id}.due_on", named.subject, initiative.due_on, record),
        "days": facts.amount(
            f"initiative.{initiative.id}.days_left",
            named.subject,
            picture.days_to(initiative.due_on) or 0,
            "day",
            record,
        ),
    }
    ready = picture.coverage.get(initiative.id, Coverage()).readiness
    if initiative.owner:
        slots["owner"] = facts.words(f"initiative.{initiative.id}.owner", named.subject, initiative.owner, record)
    if ready is not None:
        slots["ready"] = facts.share(f"initiative.{initiative.id}.readiness", named.subject, ready, record)
    if not initiative.owner and not picture.for_team:
        # Who owns it is not for this reader; that is not the same as nobody.
        bare = N_("{initiative} is due on {day}, in {days}.")
        told = bare if ready is None else N_("{initiative} is due on {day}, in {days}; readiness {ready}.")
        return facts.say(ID, "computed", told, **slots)
    message = {
        (True, True): N_("{initiative} is due on {day}, in {days}; owner {owner}, readiness {ready}."),
        (True, False): N_("{initiative} is due on {day}, in {days}; owner {owner}."),
        (False, True): N_("{initiative} is due on {day}, in {days}; no owner, readiness {ready}."),
        (False, False): N_("{initiative} is due on {day}, in {days}; no owner."),
    }[bool(initiative.owner), ready is not None]
    return facts.say(ID, "computed", message, **slots)


def _stop(initiative: Initiative) -> Point:
    record = f"initiative:{initiative.id}"
    named = facts.name(f"initiative.{initiative.id}", initiative.name, record)
    rule = facts.words(f"initiative.{initiative.id}.stop_rule", named.subject, initiative.stop_rule, record)
    return facts.say(ID, "record", N_("Stop rule of {initiative}: {rule}."), initiative=named, rule=rule)
