"""What one does with an action on a Monday: done, another date, dropped, open again."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from core.errors import SextantError
from core.services.initiatives import ACTION, StoredAction
from core.services.records import all_records, get_record, update_record

SOON = timedelta(days=14)


def list_open_actions(session: Session, venture_id: int) -> list[StoredAction]:
    """Return the actions that are neither done nor dropped, the earliest first, those without a date last."""
    rows = all_records(session, ACTION, venture_id, done_on=None, dropped_on=None)
    return sorted(rows, key=lambda row: (row.due_on or date.max, row.id))


def by_owner(actions: list[StoredAction], today: date) -> dict[str, list[StoredAction]]:
    """Return what is late or due within 14 days by owner; who has the most that is late comes first, nobody last."""
    groups: dict[str, list[StoredAction]] = {}
    for action in actions:
        if action.due_on and action.due_on <= today + SOON:
            groups.setdefault(action.owner.strip(), []).append(action)

    def late(owner: str) -> int:
        return sum(bool(action.due_on and action.due_on < today) for action in groups[owner])

    return {owner: groups[owner] for owner in sorted(groups, key=lambda owner: (not owner, -late(owner), owner))}


def finish_action(session: Session, venture_id: int, action_id: int, on: date) -> None:
    """Mark an action as done on a day."""
    update_record(session, ACTION, action_id, venture_id, {"done_on": on, "dropped_on": None})


def drop_action(session: Session, venture_id: int, action_id: int, on: date) -> None:
    """Give an action up; it stays in the records as dropped."""
    update_record(session, ACTION, action_id, venture_id, {"done_on": None, "dropped_on": on})


def reopen_action(session: Session, venture_id: int, action_id: int) -> None:
    """Open an action again that was done or dropped."""
    update_record(session, ACTION, action_id, venture_id, {"done_on": None, "dropped_on": None})


def move_action(session: Session, venture_id: int, action_id: int, to: date, reason: str = "") -> None:
    """Give an action another date; from the second move on it needs a reason. A first date is no move."""
    before = get_record(session, ACTION, action_id, venture_id)
    if before.moved and before.due_on != to and not reason.strip():
        raise SextantError("This action has been moved before. Say in a few words why it moves again.")
    moved = {"due_on": to} | ({"moved_reason": reason} if reason.strip() else {})
    update_record(session, ACTION, action_id, venture_id, moved)
