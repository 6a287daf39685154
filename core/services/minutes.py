"""The minutes of the week as plain text, to be pasted into a chat."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy.orm import Session

from core.days import say_late
from core.i18n import format_date, t
from core.labels import NOUNS
from core.services.actions import list_open_actions
from core.services.decisions import DECISION, StoredDecision
from core.services.deltas import KINDS, Line, what_changed
from core.services.initiatives import StoredAction
from core.services.records import all_records
from core.services.ventures import StoredCompany

A_WEEK = timedelta(days=7)


def decisions_since(session: Session, venture_id: int, since: date) -> list[StoredDecision]:
    """Return what was decided from a day on, the oldest first."""
    found = [row for row in all_records(session, DECISION, venture_id) if row.decided_on >= since]
    return sorted(found, key=lambda row: (row.decided_on, row.id))


def write_minutes(session: Session, company: StoredCompany, since: date, today: date) -> str:
    """Return the minutes: what changed, what is done, what is late, decisions, and next week's actions."""
    lines = what_changed(session, company, since, today)
    actions = list_open_actions(session, company.id)
    late = [action for action in actions if action.due_on and action.due_on < today]
    ahead = [action for action in actions if action.due_on and today <= action.due_on <= today + A_WEEK]
    # Decisions, late actions and notes have their own place, or are no news to those who wrote them.
    changes = [line for line in lines if line.kind not in ("done", "late") and line.noun not in ("decision", "note")]
    head = t(
        "{company}, minutes of {since} to {today}",
        company=company.name,
        since=format_date(since),
        today=format_date(today),
    )
    parts = [
        (t("What changed"), [_with_kind(line) for line in changes] or [t("No change.")]),
        (t("Done"), [say_line(line) for line in lines if line.kind == "done"]),
        (t("Late"), [_task(action, say_late((today - action.due_on).days)) for action in late if action.due_on]),
        (t("Decisions"), [_decision(row) for row in decisions_since(session, company.id, since)]),
        (t("Next week"), [_task(action, format_date(action.due_on)) for action in ahead if action.due_on]),
    ]
    return "\n\n".join([head, *(_part(title, rows) for title, rows in parts)]) + "\n"


def say_line(line: Line) -> str:
    """Say one change in a line of plain text: sort, name, what exactly, who."""
    sort = t(NOUNS.get(line.noun, line.noun))
    sort = t("{sort} ({count})", sort=sort, count=line.count) if line.count > 1 else sort
    return " · ".join(part for part in (f"{sort} {_flat(line.title)}", line.detail, line.who) if part)


def _with_kind(line: Line) -> str:
    return t("{kind}: {what}", kind=t(KINDS[line.kind]), what=say_line(line))


def _part(title: str, rows: Iterable[str]) -> str:
    return "\n".join([title, *(f"- {row}" for row in (list(rows) or [t("none")]))])


def _task(action: StoredAction, when: str) -> str:
    owner = action.owner or t("nobody yet")
    return t("{title} ({owner}), {when}", title=_flat(action.title), owner=owner, when=when)


def _decision(row: StoredDecision) -> str:
    parts = [_flat(row.title)]
    parts += [t("owner: {owner}", owner=row.owner)] if row.owner else []
    parts += [t("by {day}", day=format_date(row.due_on))] if row.due_on else []
    parts += [t("why: {why}", why=_flat(row.why))] if row.why else []
    return " · ".join(parts)


def _flat(text: str) -> str:
    """Keep a record's text on one line, so that the list stays one."""
    return " ".join(text.split())
