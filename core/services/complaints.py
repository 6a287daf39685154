"""Where customers complain most, and the action that a complaint becomes."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from core.feedback.effect import Effect, change_of, effect_of
from core.i18n import LOCALES, format_percent, in_locale, t
from core.labels import CHANNELS
from core.services.feedback import TOO_FEW, Groups, Share, by_channel, by_customer, by_day, in_all, share_of
from core.services.initiatives import StoredAction

CHECKED_AFTER = timedelta(weeks=8)
TARGET, STEP = 2 / 3, 0.05  # a third less, in steps of five points


@dataclass(frozen=True)
class Complaint:
    """A channel or customer whose comments raise the negative share of all."""

    by: str
    name: str
    negative: Share
    effect: Effect

    @property
    def title(self) -> str:
        """Return the name as it is shown."""
        return t(CHANNELS.get(self.name, self.name)) if self.by == "channel" else self.name

    @property
    def target(self) -> float:
        """Return the share to fall below: a third less than today, in steps of five points."""
        return max(STEP, round((self.negative.value or 0) * TARGET / STEP) * STEP)


def list_complaints(session: Session, venture_id: int) -> list[Complaint]:
    """Return the company's customers and channels that clearly raise the negative share."""
    return find_complaints(by_customer(session, venture_id), by_channel(session, venture_id))


def find_complaints(customers: Groups, channels: Groups) -> list[Complaint]:
    """Return what clearly raises the negative share in counts that were made already, the group that raises it most first.

    Clearly: 30 comments or more, and the 95 % interval of the effect lies above zero. Kinds are left out: a complaint is
    negative by what it is.
    """
    found = []
    for by, groups in (("customer", customers), ("channel", channels)):
        everything = share_of(in_all(groups), "negative")
        for name, counts in groups.items():
            share = share_of(counts, "negative")
            effect = effect_of(share.k, share.n, everything.k, everything.n) if name and share.n >= TOO_FEW else None
            if effect and effect.low > 0:
                found.append(Complaint(by, name, share, effect))
    return sorted(found, key=lambda complaint: -complaint.effect.value)


def is_owned(complaint: Complaint, open_actions: list[StoredAction]) -> bool:
    """Tell whether an open action names the group, in whichever language it was written."""
    names = {complaint.name}
    for locale in LOCALES:
        with in_locale(locale):
            names.add(complaint.title)
    return any(name.casefold() in action.title.casefold() for action in open_actions for name in names)


def as_action(complaint: Complaint, today: date) -> dict[str, Any]:
    """Return what the form for the action begins with: title, due date, and the measure with its target."""
    measure = t(
        "Negative share {now} → below {target}, to be checked after 8 weeks",
        now=format_percent(complaint.negative.value or 0),
        target=format_percent(complaint.target),
    )
    return {
        "title": t("Fewer complaints: {name}", name=complaint.title),
        "due_on": today + CHECKED_AFTER,
        "note": measure,
    }


@dataclass(frozen=True)
class Compared:
    """The negative share from a day on and before it; `change` is None where one side has no comments."""

    after: Share
    before: Share
    change: Effect | None


def compare(session: Session, venture_id: int, day: date) -> Compared:
    """Return how the negative share of comments written from a day on differs from that of all before."""
    return compare_days(by_day(session, venture_id), day)


def compare_days(days: Groups, day: date) -> Compared:
    """Compare what was counted by day already; what has no date is on neither side."""
    dated = {on: counts for on, counts in days.items() if on is not None}
    after = share_of(in_all({on: counts for on, counts in dated.items() if on >= day}), "negative")
    before = share_of(in_all({on: counts for on, counts in dated.items() if on < day}), "negative")
    both = after.n and before.n
    return Compared(after, before, change_of(after.k, after.n, before.k, before.n) if both else None)
