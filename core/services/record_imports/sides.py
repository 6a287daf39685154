"""What a row says that becomes a record of its own: a partner's contact, a note."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from core.services.record_imports.targets import Target
from core.services.records import add_record, all_records
from core.services.ventures import venture_today


class Sides:
    """The texts of a target's sides that are here, by field and record."""

    def __init__(self, session: Session, venture_id: int, target: Target) -> None:
        self.target = target
        self.here = {
            (name, getattr(row, owner), getattr(row, text))
            for name, (noun, owner, text) in target.sides.items()
            for row in all_records(session, noun, venture_id)
        }

    def fresh(self, record_id: int | None, values: Mapping[str, Any]) -> dict[str, str]:
        """Return the texts of a row's sides that the record does not have yet."""
        said = {name: values[name] for name in self.target.sides if values.get(name)}
        return {name: text for name, text in said.items() if (name, record_id, text) not in self.here}


def add_sides(
    session: Session, target: Target, venture_id: int, record_id: int, sides: Mapping[str, str], on: date | None
) -> None:
    """Add the records that a row's sides are; a note is of the day `on`, today where nothing says when."""
    for name, said in sides.items():
        noun, owner, text = target.sides[name]
        dated = {"noted_on": on or venture_today(session, venture_id)} if "noted_on" in noun.form.model_fields else {}
        add_record(session, noun, venture_id, {owner: record_id, text: said} | dated)
