"""Lists of what a company measures and decides."""

from core.tables import words
from core.tables.fields import Field, RecordList, coded
from core.tables.lists.own import OWNER
from core.tables.months import read_points
from core.tables.readers import read_count, read_day, read_past_day

FIGURES = RecordList(
    "figures",
    "figure",
    (
        Field("name", "指标|指标名称|名称|measure|metric|kpi|figure|name"),
        Field("unit", "单位|unit"),
        coded("better", "方向|越高越好|which way is better|direction|better", words.BETTER),
        Field("target", "目标|目标值|target|goal", read_count),
        Field("target_on", "目标日期|达成日期|目标时间|target by|target date|due", read_day),
        OWNER,
        Field("definition", "口径|定义|计算方式|说明|definition|how it is measured|description"),
        Field("values", "各月数值|月度数值|values by month|monthly values", read_points),
    ),
    required=("name",),
)
DECISIONS = RecordList(
    "decisions",
    "decision",
    (
        Field("title", "决策|决定|决策事项|决议|decision|resolution|title"),
        Field("decided_by", "决策人|决定人|谁决定|decided by|decider|approved by"),
        Field("decided_on", "决策日期|决定日期|决策时间|日期|decided on|decision date|date", read_past_day),
        OWNER,
        Field("due_on", "截止日|截止日期|完成期限|by when|due|due date|deadline", read_day),
        Field("review_on", "复查日|复盘日期|复查日期|look at it again on|review date|review on|review", read_day),
        Field("why", "原因|理由|依据|为什么|why|reason|rationale"),
    ),
    required=("title",),
)
