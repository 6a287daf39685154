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


def get_pipeline(session: Session, venture_id: int) -> Pipeline:
    """Return the figures of the company's partners."""
    partners = all_records(session, PARTNER, venture_id)
    stays = stays_of(stage_moves(session, venture_id))
    under_way = [(p.id, p.value, p.probability) for p in partners if p.outcome == "open"]
    return Pipeline(win_rate(p.outcome for p in partners), median_days(stays), weighted_value(under_way))
