"""What changed since a day: new, moved, late, done, each with who did it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy.orm import Session

from core import labels
from core.i18n import N_, format_date, get_locale, t
from core.services.actions import list_open_actions
from core.services.changes import StoredChange, list_changes
from core.services.ventures import StoredCompany

MOST_LINES = 5000  # of the log; an import of thousands is still counted whole
KINDS = {
    "new": N_("New"),
    "moved": N_("Moved"),
    "late": N_("Late"),
    "done": N_("Done"),
    "dropped": N_("Dropped"),
    "changed": N_("Changed"),
    "gone": N_("Deleted"),
}
TOGETHER = 3  # from so many new records of one sort and one person on, they share a line
NAMED, SHORT = 3, 30  # how many of them are named, with how many characters
# A change of one of these is a move: its words on screen, None for a day.
MOVES: dict[tuple[str, str], dict[Any, str] | None] = {
    ("partner", "stage"): dict(labels.STAGES),
    ("candidate", "stage"): dict(labels.CANDIDATE_STAGES),
    ("initiative", "state"): dict(labels.INITIATIVE_STATES),
    ("customer", "state"): dict(labels.CUSTOMER_STATES),
    ("action", "due_on"): None,
    ("initiative", "due_on"): None,
}
ENDS = {("action", "done_on"): "done", ("action", "dropped_on"): "dropped", ("partner", "outcome"): "done"}


@dataclass(frozen=True)
class Line:
    """One thing that changed: what kind of change, on which record, by whom, and from what to what."""

    kind: str
    noun: str
    title: str
    who: str = ""
    detail: str = ""
    record_id: int | None = None
    count: int = 1


@dataclass
class _Story:
    """What happened to one record since the day, the oldest first."""

    noun: str
    record_id: int
    title: str = ""
    who: str = ""
    steps: list[str] = field(default_factory=list)
    fields: dict[str, list[Any]] = field(default_factory=dict)

    def add(self, change: StoredChange) -> None:
        """Go on with the next change; of a field only the first and the last value count."""
        self.title, self.who = change.title, change.who or self.who
        self.steps.append(change.what)
        for name, (before, after) in change.fields.items():
            self.fields[name] = [self.fields.get(name, [before])[0], after]


def what_changed(session: Session, company: StoredCompany, since: date, today: date) -> list[Line]:
    """Return what changed from the morning of a day on, by kind; nothing is a valid answer."""
    changes = list_changes(session, company.id, start_of(since, company.time_zone), limit=MOST_LINES)
    stories: dict[tuple[str, int], _Story] = {}
    for change in reversed(changes):
        key = (change.noun, change.record_id)
        stories.setdefault(key, _Story(*key)).add(change)
    lines = [line for story in stories.values() if (line := _tell(story))]
    lines += _became_late(session, company.id, since, today)
    order = list(KINDS)
    return sorted(_together(lines), key=lambda line: order.index(line.kind))


def start_of(day: date, time_zone: str) -> datetime:
    """Return the first moment of a day where the company is, or where we are if its time zone is none."""
    try:
        return datetime.combine(day, time(), ZoneInfo(time_zone))
    except (ZoneInfoNotFoundError, ValueError):
        return datetime.combine(day, time()).astimezone()


def _tell(story: _Story) -> Line | None:
    """Return the record's line, None where it came and went or ended as it began."""
    line = Line("changed", story.noun, story.title, story.who, record_id=story.record_id)
    changed = {name: values for name, values in story.fields.items() if values[0] != values[1]}
    is_new, is_gone = "added" in story.steps, story.steps[-1] == "deleted"
    if is_gone:
        return None if is_new else replace(line, kind="gone")
    for name, (_, after) in changed.items():
        kind = ENDS.get((story.noun, name))
        if kind and after not in (None, "", "open"):
            detail = t(labels.OUTCOMES[after]) if name == "outcome" else ""
            return replace(line, kind=kind, detail=detail)
    if is_new:
        return replace(line, kind="new")
    moves = [_say_move(story.noun, name, values) for name, values in changed.items() if (story.noun, name) in MOVES]
    if moves:
        reason = changed.get("moved_reason", [None, ""])[1]
        return replace(line, kind="moved", detail=" · ".join([*moves, *([str(reason)] if reason else [])]))
    return line if changed or "restored" in story.steps else None


def _say_move(noun: str, name: str, values: list[Any]) -> str:
    words = MOVES[noun, name]
    before, after = (_say(value, words) for value in values)
    return f"{before} → {after}"


def _say(value: Any, words: dict[Any, str] | None) -> str:
    if value in (None, ""):
        return "–"
    if words is None:
        return format_date(date.fromisoformat(str(value)))
    return t(words[value]) if value in words else str(value)


def _became_late(session: Session, venture_id: int, since: date, today: date) -> Iterator[Line]:
    for action in list_open_actions(session, venture_id):
        if action.due_on and since <= action.due_on < today:
            detail = t("due {day}", day=format_date(action.due_on))
            yield Line("late", "action", action.title, action.owner, detail, action.id)


def _together(lines: Iterable[Line]) -> list[Line]:
    """Put many new records of one sort by one person into one line, which names the first three."""
    groups: dict[tuple[str, ...], list[Line]] = {}
    for number, line in enumerate(lines):
        alone = () if line.kind in ("new", "changed", "gone") else (str(number),)
        groups.setdefault((line.kind, line.noun, line.who, *alone), []).append(line)
    separator = "、" if get_locale() == "zh-CN" else ", "
    found: list[Line] = []
    for group in groups.values():
        if len(group) < TOGETHER:
            found += group
        else:
            names = separator.join(_short(line.title) for line in group[:NAMED])
            found.append(replace(group[0], title=f"{names} …", record_id=None, count=len(group)))
    return found


def _short(title: str) -> str:
    return title if len(title) <= SHORT else f"{title[: SHORT - 1]}…"
