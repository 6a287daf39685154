"""Plays for customers and the market."""

from core.i18n import N_
from core.planning.shares import LEAST_N, wilson_interval
from core.strategy import facts
from core.strategy.feedback_summary import Group
from core.strategy.model import Point
from core.strategy.picture import Picture
from core.strategy.plays.play import Play
from core.strategy.sections.customers_say import clearly_worse, group_name


def fix_first(play: Play, picture: Picture) -> list[Point]:
    """Read and mend what customers complain about most; if they are one customer's words, call that customer."""
    feedback = picture.snapshot.feedback
    n, negative = feedback.labelled, feedback.labels.get("negative", 0)
    if n < LEAST_N or wilson_interval(negative, n)[0] < play.limits["least_share"]:
        return []
    for group in sorted(feedback.customers, key=lambda g: -g.negative):
        if group.name and group.negative > play.limits["one_customer"] * negative:
            return [_call(play, group, negative)]
    worse = [(group, field) for group, field in clearly_worse(feedback) if field == "channel"]
    if worse:
        return [_read_channel(play, picture, *worse[0])]
    share = facts.share("comments.negative_share", "", negative / n, "comments:label=negative")
    read = play.time("read", "comment", "")
    day = play.review_on(picture, "")
    message = N_("This week read {read} that are negative, write down a reproducible cause, mend it by {day}.")
    return [facts.say("", "play", message, share, read=read, day=day)]


def _call(play: Play, group: Group, negative: int) -> Point:
    name, record = facts.short_name(group.name), f"comments:customer={group.name}"
    slots = {
        "name": facts.name(f"comments.customer.{group.name}", name, record),
        "hits": facts.number(
            f"comments.customer.{group.name}.negative", name, group.negative, f"{record}&label=negative"
        ),
        "negative": facts.number("comments.negative", name, negative, "comments:label=negative"),
        "days": play.time("call_days", "day", name),
    }
    return facts.say(
        "", "play", N_("Call {name} within {days}: {hits} of {negative} negative comments are theirs."), **slots
    )


def _read_channel(play: Play, picture: Picture, group: Group, field: str) -> Point:
    name, record = group_name(group, field), f"comments:{field}={group.name}"
    slots = {
        "name": facts.name(f"comments.{field}.{group.name}", name, record),
        "share": facts.share(
            f"comments.{field}.{group.name}.negative_share", name, group.negative / group.n, f"{record}&label=negative"
        ),
        "read": play.time("read", "comment", name),
        "day": play.review_on(picture, name),
    }
    message = N_(
        "{name}, {share} negative: this week read {read} there, write down a reproducible cause, mend it by {day}."
    )
    return facts.say("", "play", message, **slots)


def pilot_with_exit(play: Play, picture: Picture) -> list[Point]:
    """Give trials that run too long success figures and a last day; those without an owner first need one."""
    old = [
        p
        for p in picture.open_partners
        if p.kind == "pilot_customer"
        and p.stage == 5
        and p.owner
        and picture.days_in_stage(p) > play.limits["old_days"]
    ]
    if len(old) < play.limits["trials"]:
        return []
    names = [facts.name(f"partner.{p.id}", p.title, f"partner:{p.id}") for p in old[:3]]
    who = names[0].subject
    days = play.time("old_days", "day", who)
    n = facts.amount("partners.old_trials", who, len(old), "partner", "partners:kind=pilot_customer&stage=5")
    message = N_(
        "In trial for longer than {days}: {n} ({names}); within {weeks} sign success figures and a last day, or end it."
    )
    return [facts.say("", "play", message, days=days, n=n, names=names, weeks=play.time("sign_weeks", "week", who))]


def narrow(play: Play, picture: Picture) -> list[Point]:
    """Put new effort into fewer customers when competition and poor fit lose them; not before enough outcomes."""
    decided = [
        p for p in picture.snapshot.partners if p.outcome in ("won", "lost") and p.kind in ("pilot_customer", "channel")
    ]
    lost = [p for p in decided if p.outcome == "lost"]
    same = [p for p in lost if p.outcome_reason in ("competitor", "fit")]
    if len(lost) < play.limits["losses"] or len(same) < play.limits["share_of_losses"] * len(lost):
        return []
    record = "partners:outcome=lost"
    hits = facts.number("partners.lost.competitor_or_fit", "", len(same), f"{record}&reason=competitor,fit")
    n = facts.number("partners.lost.n", "", len(lost), record)
    talks = play.time("talks", "partner", "")
    message = N_(
        "Lost to a rival or a poor fit: {hits} of {n}. For {days} serve a single kind of customer; talk to {talks}."
    )
    return [facts.say("", "play", message, hits=hits, n=n, talks=talks, days=play.time("focus_days", "day", ""))]
