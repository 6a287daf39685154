"""What a deletion breaks, said in sentences before it is done."""

from collections.abc import Callable, Collection, Iterable

from sqlalchemy.orm import Session

from core.i18n import format_percent, get_locale, t
from core.labels import LEVELS, MATURITY, RESOURCE_KINDS
from core.planning.coverage import lost_capabilities
from core.planning.synergy import Change, what_if_all_leave
from core.services.actions import list_open_actions
from core.services.board import Board
from core.services.initiatives import INITIATIVE
from core.services.partners import PARTNER
from core.services.records import all_records

NAMED = 3  # records that a sentence names; the others are counted

Breaks = Callable[[Session, Board, int, int], list[str]]


def find_breaks(session: Session, board: Board, noun: str, venture_id: int, record_id: int) -> list[str]:
    """Return what deleting a record would break, nothing where nothing hangs on it."""
    found = _BREAKS.get(noun)
    return found(session, board, venture_id, record_id) if found else []


def without_partner(board: Board, partner_id: int) -> list[str]:
    """Return what breaks when a partner's offers do not count any more: deleted, lost, paused, or not agreed again."""
    return _without(board, {offer.id for offer in board.offers if offer.partner_id == partner_id and offer.counts})


def _resource(session: Session, board: Board, venture_id: int, resource_id: int) -> list[str]:
    person = next((row for row in board.resources if row.id == resource_id and row.kind == "talent"), None)
    found = _without(board, {resource_id})
    return found + (_owned(session, board, venture_id, person.name) if person else [])


def _initiative(session: Session, board: Board, venture_id: int, initiative_id: int) -> list[str]:
    others = [row for row in all_records(session, INITIATIVE, venture_id) if initiative_id in row.requires]
    found = [
        t("“{name}” requires it first.", name=row.name)
        for row in others
        if row.id != initiative_id and row.state != "done"
    ]
    actions = [row.title for row in list_open_actions(session, venture_id) if row.initiative_id == initiative_id]
    return found + ([t("Open actions that serve it: {names}.", names=_names(actions))] if actions else [])


def _partner(session: Session, board: Board, venture_id: int, partner_id: int) -> list[str]:
    actions = [row.title for row in list_open_actions(session, venture_id) if row.partner_id == partner_id]
    found = without_partner(board, partner_id)
    return found + ([t("Open actions that serve it: {names}.", names=_names(actions))] if actions else [])


def _offer(session: Session, board: Board, venture_id: int, offer_id: int) -> list[str]:
    return _without(board, {offer.id for offer in board.offers if offer.id == -offer_id and offer.counts})


_BREAKS: dict[str, Breaks] = {
    "resource": _resource,
    "initiative": _initiative,
    "partner": _partner,
    "offer": _offer,
}


def _without(board: Board, gone: Collection[int]) -> list[str]:
    """Return what the board loses without these supplies: only holders first, then the initiatives that are met less."""
    lost = lost_capabilities(gone, board.supplies, board.needs)
    changes = what_if_all_leave(gone, board.initiatives.values(), board.needs, board.supplies)
    found = []
    for row in lost:
        level = t((LEVELS if row.kind == "talent" else MATURITY)[row.level])
        found.append(t("“{capability}” ({level}) loses its only holder.", capability=row.capability, level=level))
    return found + [_change(board, change) for change in changes]


def _change(board: Board, change: Change) -> str:
    parts = [
        t("coverage of {kind} {change}", kind=t(RESOURCE_KINDS[kind]), change=_arrow(before, after))
        for kind, before, after in change.kinds
    ]
    parts.append(t("readiness {change}", change=_arrow(change.before, change.after)))
    if change.stops:
        parts.append(t("it stops"))
    name = board.initiatives[change.initiative_id].name
    return t("{initiative}: {changes}.", initiative=name, changes=_comma().join(parts))


def _owned(session: Session, board: Board, venture_id: int, name: str) -> list[str]:
    """Return what a person owns; a second person of the same name still owns it."""
    if sum(_same(row.name, name) for row in board.resources if row.kind == "talent") > 1:
        return []
    partners = all_records(session, PARTNER, venture_id, outcome="open")
    owned = {
        t("Open actions of {name}: {names}."): [
            row.title for row in list_open_actions(session, venture_id) if _same(row.owner, name)
        ],
        t("Initiatives of {name}: {names}."): [
            row.name for row in board.initiatives.values() if _same(row.owner, name)
        ],
        t("Partners of {name}: {names}."): [row.title for row in partners if _same(row.owner, name)],
    }
    return [words.format(name=name, names=_names(titles)) for words, titles in owned.items() if titles]


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def _names(names: Iterable[str]) -> str:
    known = [f"“{name}”" for name in names]
    shown = ("、" if get_locale() == "zh-CN" else ", ").join(known[:NAMED])
    if len(known) <= NAMED:
        return shown
    return t("{names} and {count} more", names=shown, count=len(known) - NAMED)


def _arrow(before: float, after: float) -> str:
    return f"{format_percent(before)} → {format_percent(after)}"


def _comma() -> str:
    return "，" if get_locale() == "zh-CN" else ", "
