"""What customers say: the negative share with its interval, its change, where it is worse, and their words."""

from collections.abc import Sequence

from core.i18n import N_, t
from core.labels import CHANNELS
from core.planning.shares import LEAST_N, compare_shares, wilson_interval
from core.strategy import facts
from core.strategy.feedback_summary import FeedbackSummary, Group, Quote
from core.strategy.model import Fact, Point
from core.strategy.picture import Picture

ID = "customers_say"
MOST_QUOTES, MOST_GROUPS = 2, 2
WINDOW_DAYS = 30
RECORD = "comments"


def points(picture: Picture) -> list[Point]:
    """Say what customers say."""
    feedback = picture.snapshot.feedback
    return [
        *_share(feedback),
        *_change(feedback),
        *[_worse(feedback, group, field) for group, field in clearly_worse(feedback)[:MOST_GROUPS]],
        *[_quote(quote) for quote in _typical(feedback)],
        *_rating(feedback),
        *(_unsure(feedback) if picture.for_team else []),
        *_unread(feedback),
    ]


def clearly_worse(feedback: FeedbackSummary) -> list[tuple[Group, str]]:
    """Return the channels and customers with a clearly higher negative share than the rest, the worst first.

    Each is compared with the rest of its own kind; the level is divided by how many are compared.
    """
    found = []
    for field, groups in (("channel", feedback.channels), ("customer", feedback.customers)):
        n, negative = sum(g.n for g in groups), sum(g.negative for g in groups)
        named = [g for g in groups if g.name and g.n >= LEAST_N]
        for group in named:
            if (
                compare_shares(group.negative, group.n, negative - group.negative, n - group.n, tests=len(named))
                == "higher"
            ):
                found.append((group, field))
    return sorted(found, key=lambda pair: (-pair[0].negative / pair[0].n, pair[0].name))


def share_slots(id: str, subject: str, group: Group, record: str) -> dict[str, Fact]:
    """Return a negative share's facts: share, n and the 95 % interval."""
    low, high = wilson_interval(group.negative, group.n)
    return {
        "share": facts.share(f"{id}.negative_share", subject, group.negative / group.n, f"{record}&label=negative"),
        "n": facts.amount(f"{id}.n", subject, group.n, "comment", record),
        "interval": facts.interval(f"{id}.interval", subject, low, high, record),
    }


def group_name(group: Group, field: str) -> str:
    """Return a channel's or a customer's name on screen."""
    return t(CHANNELS[group.name]) if field == "channel" and group.name in CHANNELS else facts.short_name(group.name)


def _share(feedback: FeedbackSummary) -> list[Point]:
    n, negative = feedback.labelled, feedback.labels.get("negative", 0)
    if n == 0:
        return []
    who = t("negative")
    if n < LEAST_N:
        counted = facts.amount("comments.n", who, n, "comment", RECORD)
        hits = facts.number("comments.negative", who, negative, f"{RECORD}:label=negative")
        return [
            facts.say(ID, "computed", N_("{hits} of {n} are negative: not enough for a rate."), hits=hits, n=counted)
        ]
    slots = share_slots("comments", who, Group(n, negative), f"{RECORD}:label=positive,negative,unclear")
    if feedback.first_day is None or feedback.last_day is None:
        return [facts.say(ID, "computed", N_("{share} of {n} are negative ({interval})."), **slots)]
    slots["first"] = facts.day("comments.first_day", who, feedback.first_day, RECORD, "computed")
    slots["last"] = facts.day("comments.last_day", who, feedback.last_day, RECORD, "computed")
    return [facts.say(ID, "computed", N_("{share} of {n} from {first} to {last} are negative ({interval})."), **slots)]


def _change(feedback: FeedbackSummary) -> list[Point]:
    recent, before = feedback.recent, feedback.before
    if not recent.n or not before.n:
        return []
    verdict = compare_shares(recent.negative, recent.n, before.negative, before.n)
    who = t("change") if verdict == "too_few" else t("negative")
    days = facts.amount("comments.window", who, WINDOW_DAYS, "day", RECORD)
    n, old_n = (
        facts.amount(f"comments.{name}.n", who, g.n, "comment", f"{RECORD}:window={name}")
        for name, g in _windows(feedback)
    )
    if verdict == "too_few":
        message = N_("The last {days} brought {n}, the {days} before {old_n}: not enough to tell a change.")
        return [facts.say(ID, "computed", message, days=days, n=n, old_n=old_n)]
    now, old = (
        facts.share(f"comments.{name}.negative_share", who, g.negative / g.n, f"{RECORD}:window={name}&label=negative")
        for name, g in _windows(feedback)
    )
    message = {
        "same": N_(
            "Negative in the last {days}: {now} of {n}; in the {days} before: {old} of {old_n}; no clear change."
        ),
        "higher": N_(
            "Negative in the last {days}: {now} of {n}; in the {days} before: {old} of {old_n}; a clear rise."
        ),
        "lower": N_("Negative in the last {days}: {now} of {n}; in the {days} before: {old} of {old_n}; a clear fall."),
    }[verdict]
    return [facts.say(ID, "computed", message, days=days, now=now, n=n, old=old, old_n=old_n)]


def _windows(feedback: FeedbackSummary) -> Sequence[tuple[str, Group]]:
    return (("recent", feedback.recent), ("before", feedback.before))


def _worse(feedback: FeedbackSummary, group: Group, field: str) -> Point:
    groups = feedback.channels if field == "channel" else feedback.customers
    rest = Group(sum(g.n for g in groups) - group.n, sum(g.negative for g in groups) - group.negative)
    who, record = group_name(group, field), f"{RECORD}:{field}={group.name}"
    slots = share_slots(f"comments.{field}.{group.name}", who, group, record)
    slots["name"] = facts.name(f"comments.{field}.{group.name}", who, record)
    slots["rest"] = facts.share(
        f"comments.{field}.{group.name}.rest", who, rest.negative / rest.n, f"{RECORD}:{field}!={group.name}"
    )
    return facts.say(
        ID,
        "computed",
        N_("{name}: {share} of {n} negative ({interval}), elsewhere {rest}: a clear difference."),
        **slots,
    )


def _typical(feedback: FeedbackSummary) -> list[Quote]:
    fitting = [q for q in feedback.quotes if q.label == "negative" and len(q.text) <= facts.LONGEST_WORDS]
    return sorted(fitting, key=lambda q: (q.probability is None, q.probability, q.comment_id))[:MOST_QUOTES]


def _quote(quote: Quote) -> Point:
    record, who = f"comment:{quote.comment_id}", facts.short_name(quote.customer)
    said = facts.quote(f"comment.{quote.comment_id}", who, quote.text, record)
    if not quote.customer:
        return facts.say(ID, "record", N_("A customer wrote: “{said}”"), said=said)
    named = facts.name(f"comment.{quote.comment_id}.customer", quote.customer, record)
    if quote.day is None:
        return facts.say(ID, "record", N_("{customer} wrote: “{said}”"), customer=named, said=said)
    day = facts.day(f"comment.{quote.comment_id}.day", who, quote.day, record)
    return facts.say(ID, "record", N_("{customer} wrote on {day}: “{said}”"), customer=named, day=day, said=said)


def _rating(feedback: FeedbackSummary) -> list[Point]:
    if feedback.rating is None or not feedback.rating_n:
        return []
    who = t("rating")
    mean = facts.number("comments.rating", who, round(feedback.rating, 2), RECORD, digits=2)
    n = facts.number("comments.rating_n", who, feedback.rating_n, RECORD)
    if feedback.rating_n < LEAST_N:
        return [
            facts.say(ID, "computed", N_("The mean rating is {mean} (n = {n}): not enough to lean on."), mean=mean, n=n)
        ]
    return [facts.say(ID, "computed", N_("The mean rating is {mean} (n = {n})."), mean=mean, n=n)]


def _unsure(feedback: FeedbackSummary) -> list[Point]:
    unclear, n = feedback.labels.get("unclear", 0), feedback.labelled
    if not unclear or n < LEAST_N:
        return []
    who = t("not sure")
    share = facts.share("comments.unclear_share", who, unclear / n, f"{RECORD}:label=unclear")
    total = facts.amount("comments.n", who, n, "comment", RECORD)
    return [
        facts.say(
            ID,
            "computed",
            N_("The reader is not sure about {share} of {n}: settle them by hand."),
            share=share,
            n=total,
        )
    ]


def _unread(feedback: FeedbackSummary) -> list[Point]:
    if not feedback.unread:
        return []
    n = facts.amount("comments.unread", t("not read"), feedback.unread, "comment", f"{RECORD}:label=none")
    return [facts.say(ID, "computed", N_("Still not read and in no figure here: {n}."), n=n)]
