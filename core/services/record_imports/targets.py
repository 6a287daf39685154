"""What a list of a file becomes: a noun, what names its records, and how they are added and changed."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from core.services.decisions import DECISION
from core.services.initiatives import ACTION, INITIATIVE
from core.services.market import COMPETITOR, CUSTOMER, MARKET_SEGMENT
from core.services.money import FIGURE, MONEY_MONTH
from core.services.partners import CONTACT, NOTE, PARTNER, add_partner, update_partner
from core.services.record_imports.completing import (
    complete_partner,
    complete_resource,
    forget_move,
    forget_postponement,
    merge_points,
)
from core.services.records import Noun, add_record, update_record
from core.services.resources import CANDIDATE, RESOURCE, add_candidate, update_candidate
from core.tables.mapping import ReadRecord
from core.tables.values import narrow

Values = Mapping[str, Any]
PADDING = re.compile("(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")  # two characters made as wide as three


def plain_name(text: Any) -> str:
    """Return a name as it is compared: narrow, in lower case, with single spaces and none inside 李 娜."""
    return PADDING.sub("", " ".join(narrow(str(text or "")).split()))


@dataclass(frozen=True)
class Target:
    """A noun that rows become.

    `named_by` are the fields that name a record here, the first filled one deciding; `also_by` must agree with it.
    `aliases` is a field with more names, `follows` maps a field that may be supposed to the one whose change it dates.
    `merge` joins what a field holds here with what a file says of it.
    `sides` are fields that become records of their own: the noun, its field for our id and its field for the text.
    `complete` adds to a row what follows from its cells; `forget` takes out of a record's history what an import
    that is undone wrote there.
    """

    noun: Noun[Any]
    named_by: tuple[str, ...] = ("name",)
    also_by: tuple[str, ...] = ()
    aliases: str = ""
    follows: Mapping[str, str] = field(default_factory=dict)
    complete: Callable[[ReadRecord, date], ReadRecord] | None = None
    forget: Callable[[Session, Any, dict[str, list[Any]]], None] | None = None
    add: Callable[..., Any] | None = None
    update: Callable[..., Any] | None = None
    merge: Mapping[str, Callable[[Any, Any], Any]] = field(default_factory=dict)
    sides: Mapping[str, tuple[Noun[Any], str, str]] = field(default_factory=dict)

    def key(self, values: Values) -> str:
        """Return what names a record, "" where nothing does."""
        name = next((plain_name(values[f]) for f in self.named_by if values.get(f)), "")
        also = (values.get(f) or self.default(f) for f in self.also_by)
        return "\n".join([name, *map(plain_name, also)]) if name else ""

    def default(self, name: str) -> Any:
        """Return what a field of the form holds where nothing is said."""
        info = self.noun.form.model_fields[name]
        return None if info.is_required() else info.get_default(call_default_factory=True, validated_data={})

    def add_row(self, session: Session, venture_id: int, values: dict[str, Any]) -> Any:
        """Add a record the noun's own way."""
        if self.add:
            return self.add(session, venture_id, values)
        return add_record(session, self.noun, venture_id, values)

    def update_row(self, session: Session, record_id: int, venture_id: int, values: dict[str, Any]) -> Any:
        """Change a record the noun's own way."""
        if self.update:
            return self.update(session, record_id, venture_id, values)
        return update_record(session, self.noun, record_id, venture_id, values)


PARTNER_SIDES: dict[str, tuple[Noun[Any], str, str]] = {
    "contact": (CONTACT, "partner_id", "name"),
    "note": (NOTE, "partner_id", "text"),
}
TARGETS: dict[str, Target] = {
    "people": Target(RESOURCE, also_by=("kind",)),
    "resources": Target(RESOURCE, also_by=("kind",), complete=complete_resource),
    "candidates": Target(CANDIDATE, add=add_candidate, update=update_candidate),
    "partners": Target(
        PARTNER,
        named_by=("name", "want"),
        follows={"stage_since": "stage"},
        complete=complete_partner,
        forget=forget_move,
        add=add_partner,
        update=update_partner,
        sides=PARTNER_SIDES,
    ),
    "customers": Target(CUSTOMER, aliases="other_names"),
    "competitors": Target(COMPETITOR),
    "segments": Target(MARKET_SEGMENT),
    "initiatives": Target(INITIATIVE),
    "actions": Target(ACTION, named_by=("title",), forget=forget_postponement),
    "months": Target(MONEY_MONTH, named_by=("month",), also_by=("basis",)),
    "figures": Target(FIGURE, merge={"values": merge_points}),
    "decisions": Target(DECISION, named_by=("title",), also_by=("decided_on",)),
}
