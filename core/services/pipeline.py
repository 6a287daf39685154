"""The partners as a whole: how often we win, how long stages take, what is on its way."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.planning.pipeline import (
    MedianStay,
    WeightedValue,
    WinRate,
    median_days,
    stays_of,
    weighted_value,
    win_rate,
)
from core.services.partners import PARTNER, stage_moves
from core.services.records import all_records


@dataclass(frozen=True)
class Pipeline:
    """Win rate, median days by stage, and the weighted value of the open partners."""

    wins: WinRate
    days: dict[int, MedianStay]
    value: WeightedValue


def get_pipeline(session: Session, venture_id: int, kind: str | None = None) -> Pipeline:
    """Return the figures of the company's partners, of one type or of all."""
    partners = [p for p in all_records(session, PARTNER, venture_id) if kind in (None, p.kind)]
    stays = [stay for stay in stays_of(stage_moves(session, venture_id)) if kind in (None, stay.kind)]
    under_way = [(p.id, p.value, p.probability) for p in partners if p.outcome == "open"]
    return Pipeline(win_rate(p.outcome for p in partners), median_days(stays), weighted_value(under_way))
