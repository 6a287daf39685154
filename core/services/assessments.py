"""Assessments of candidates: each rater fills a sheet alone, and sees the others' once it is handed in."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import SextantError
from core.labels import FACTORS
from core.planning.assessment import Score, assess
from core.services.changes import log_change
from core.services.records import add_record, all_records, get_record, update_record
from core.services.resources import ASSESSMENT, CANDIDATE, RESOURCE, StoredAssessment
from core.services.ventures import venture_today
from db.base import now
from db.models import Assessment
from db.repository import restore

CLOSED = ("hired",)  # a colleague is not assessed


@dataclass(frozen=True)
class Sheets:
    """What a rater may see: the own sheet, how many there are, and the others' with the score once it is handed in."""

    mine: StoredAssessment | None
    count: int
    others: list[StoredAssessment] = field(default_factory=list)
    score: Score | None = None


def raters(session: Session, venture_id: int) -> list[str]:
    """Return who may rate: the people of the company."""
    return sorted({row.name for row in all_records(session, RESOURCE, venture_id, kind="talent")})


def sheets_for(session: Session, venture_id: int, candidate_id: int, rater: str) -> Sheets:
    """Return the sheets on a candidate as far as this rater may see them: nothing of the others before the own one."""
    sheets = all_records(session, ASSESSMENT, venture_id, candidate_id=candidate_id)
    mine = next((sheet for sheet in sheets if _same(sheet.rater, rater)), None)
    if mine is None:
        return Sheets(None, len(sheets))
    others = [sheet for sheet in sheets if sheet.id != mine.id]
    return Sheets(mine, len(sheets), others, assess([factors_of(sheet) for sheet in sheets]))


def factors_of(sheet: StoredAssessment) -> dict[str, int | None]:
    """Return a sheet's five figures; what was not rated is None."""
    return {factor: getattr(sheet, factor) for factor in FACTORS}


def hand_in(
    session: Session, venture_id: int, candidate_id: int, rater: str, values: dict[str, Any]
) -> StoredAssessment:
    """Keep a rater's sheet on a candidate, or change the one handed in before; a blank factor is not a zero."""
    candidate = get_record(session, CANDIDATE, candidate_id, venture_id)
    if candidate.stage in CLOSED:
        raise SextantError("{name} is hired: colleagues are not assessed.", name=candidate.name)
    if not any(values.get(factor) for factor in FACTORS):
        raise SextantError("Rate at least one factor. What you cannot judge stays blank.")
    day = values.get("rated_on") or venture_today(session, venture_id)
    values = values | {"candidate_id": candidate_id, "rater": rater, "rated_on": day}
    row = _known(session, venture_id, candidate_id, rater)
    if row is None:
        return add_record(session, ASSESSMENT, venture_id, values)
    if row.deleted_at is not None:
        restore(row)
        row.updated_at = now()
        log_change(session, ASSESSMENT.name, row, "restored")
        session.flush()
    return update_record(session, ASSESSMENT, row.id, venture_id, values | {"rater": row.rater})


def _known(session: Session, venture_id: int, candidate_id: int, rater: str) -> Assessment | None:
    rows = session.scalars(select(Assessment).filter_by(venture_id=venture_id, candidate_id=candidate_id))
    return next((row for row in rows if _same(row.rater, rater)), None)


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
