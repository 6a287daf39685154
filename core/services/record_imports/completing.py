"""What follows from a row beyond its cells, and what an import that is undone leaves in a record's history."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.i18n import N_
from core.services.money import FigurePoint
from core.services.partners import FIRST_NAMED_STAGE
from core.tables.mapping import ReadRecord
from db.models import Action, Partner, StageChange

NAME_SUPPOSED = N_("The row names no organisation; what it is about was taken as the name.")
KIND_SUPPOSED = N_("The row does not say what kind it is; technology was taken.")
SINCE_SUPPOSED = N_("No day says since when; the last contact was taken, it is there at least so long.")


def complete_partner(record: ReadRecord, today: date) -> ReadRecord:
    """Return the row with what follows from its own cells: a name, an outcome's day, the day of the stage."""
    values, doubts = dict(record.values), dict(record.doubts)
    if not values.get("name") and values.get("want") and values.get("stage", 1) >= FIRST_NAMED_STAGE:
        values["name"], doubts["name"] = values["want"], NAME_SUPPOSED
    # The close date of an open deal is a hope, not an outcome.
    if values.get("outcome", "open") == "open":
        values.pop("outcome_on", None)
        doubts.pop("outcome_on", None)
    contact = values.get("last_contact_on")
    if "stage_since" not in values and contact and contact <= today:
        values["stage_since"], doubts["stage_since"] = contact, SINCE_SUPPOSED
    return replace(record, values=values, doubts=doubts)


def complete_resource(record: ReadRecord, today: date) -> ReadRecord:
    """Return the row with a kind: what is not said to be people, market, funds or network is technology."""
    if "kind" in record.values or "kind" in record.refused:
        return record
    doubts = record.doubts | {"kind": KIND_SUPPOSED}
    return replace(record, values=record.values | {"kind": "technology"}, doubts=doubts)


def merge_points(here: Iterable[FigurePoint], said: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return a measure's values by month, those of the file in place of those of the same months."""
    found = {point.month: point.model_dump() for point in here} | {point["month"]: dict(point) for point in said}
    return [found[month] for month in sorted(found)]


def forget_move(session: Session, row: Partner, fields: dict[str, list[Any]]) -> None:
    """Take a move that an import made out of a partner's history."""
    if "stage" not in fields:
        return
    before, after = fields["stage"]
    moves = select(StageChange).filter_by(partner_id=row.id, from_stage=before, to_stage=after)
    if last := session.scalar(moves.order_by(StageChange.id.desc()).limit(1)):
        session.delete(last)


def forget_postponement(session: Session, row: Action, fields: dict[str, list[Any]]) -> None:
    """Take a day that an import moved, and its way back, out of the count of an action's moves."""
    if "due_on" in fields and fields["due_on"][0]:
        row.moved = max(0, row.moved - 2)
