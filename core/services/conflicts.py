"""Two people at one record: what the first did meanwhile, and what is saved when the second saves again."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import NotFound
from core.services.records import Noun, add_record, get_record, restore_records, update_record
from core.services.validation import validate
from core.services.ventures import CompanyData, get_venture
from db.models import Change

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Clash:
    """What somebody else did to an open record: who ("" where nobody knows), and its version, None if it was deleted.

    `theirs` maps each field that is not as it was opened to its value then and now.
    """

    who: str
    version: int | None
    theirs: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)

    @property
    def is_gone(self) -> bool:
        """Tell whether the record was deleted."""
        return self.version is None


def find_clash(session: Session, noun: Noun[Any], record_id: int, venture_id: int, opened: Values) -> Clash:
    """Return what became of a record since it was opened with these values."""
    who = _last_writer(session, noun.name, record_id, venture_id)
    try:
        record = get_record(session, noun, record_id, venture_id)
    except NotFound:
        return Clash(who, None)
    return Clash(who, record.version, differing(noun.form, opened, record.model_dump()))


def find_company_clash(session: Session, venture_id: int, opened: Values) -> Clash:
    """Return what became of the company card since it was opened with these values; no log says who wrote it."""
    card = get_venture(session, venture_id)
    return Clash("", card.version, differing(CompanyData, opened, card.model_dump()))


def differing(form: type[BaseModel], before: Values, after: Values) -> dict[str, tuple[Any, Any]]:
    """Return the form's fields whose values differ, each with both; raise InvalidField for what the form refuses."""
    old, new = validate(form, dict(before)), validate(form, dict(after))
    pairs = {name: (getattr(old, name), getattr(new, name)) for name in form.model_fields}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def mine(form: type[BaseModel], opened: Values, entered: Values, leave: Collection[str] = ()) -> dict[str, Any]:
    """Return what the second person entered that is not as it was opened, without the fields left to the first."""
    changed = differing(form, opened, {**opened, **entered})
    return {name: entered[name] for name in changed if name in entered and name not in leave}


def save_into_gone(
    session: Session,
    noun: Noun[Any],
    record_id: int,
    venture_id: int,
    opened: Values,
    changed: Values,
    *,
    add: Callable[..., Any] | None = None,
    update: Callable[..., Any] | None = None,
) -> Any:
    """Take a record that somebody deleted out of the trash and change it; add it anew where it is gone for good."""
    if restore_records(session, noun, [record_id], venture_id):
        if update:
            return update(session, record_id, venture_id, dict(changed))
        return update_record(session, noun, record_id, venture_id, dict(changed))
    values = {name: value for name, value in {**opened, **changed}.items() if name in noun.form.model_fields}
    return add(session, venture_id, values) if add else add_record(session, noun, venture_id, values)


def _last_writer(session: Session, noun: str, record_id: int, venture_id: int) -> str:
    lines = select(Change.who).filter_by(venture_id=venture_id, noun=noun, record_id=record_id)
    return session.scalar(lines.order_by(Change.id.desc()).limit(1)) or ""
