"""A survey with a column for each question (问卷星, Feishu form, Google Forms): one row for each written answer.

Blank answers make no row. 无, 没有 and n/a do: whoever imports comments leaves them out and counts them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.errors import SextantError
from core.feedback.conversations import is_no_answer
from core.i18n import N_
from core.tables.derived import Cells, with_rows
from core.tables.guessing import describe_content
from core.tables.mapping import Mapping
from core.tables.matching import plain_heading
from core.tables.presets.headings import find_heading
from core.tables.presets.preset import Preset
from core.tables.readers import Context
from core.tables.table import Table
from core.tables.values import flatten, parse_rating

SUBMITTED = "提交答卷时间|提交时间|填写时间|时间戳|timestamp|submitted at|submission time|start time"
NUMBER = "序号|答卷编号|编号|id|response id|row"
SOURCE = "来源|渠道|source"
WHO = re.compile(r"公司|单位|企业|姓名|称呼|company|organi[sz]ation|your name")
SIGNS = ("所用时间", "来自ip", "来源详情", "答题时长", "总分", "时间戳", "timestamp")
QUESTION = re.compile(
    r"(?:q\s*)?\d{1,3}\s*[、.．:：)）]\s*.+|.*[?？]\s*$|.*(?:请|您|你|please|how|what|why|which|would you).*",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"^(?:q\s*)?\d{1,3}\s*[、.．:：)）]\s*", re.IGNORECASE)
SCALE = re.compile(r"满意|评分|打分|评价|推荐|星|satisf|rate|rating|score|recommend", re.IGNORECASE)
LIKERT = {"非常满意": 5, "满意": 4, "比较满意": 4, "一般": 3, "不满意": 2, "比较不满意": 2, "非常不满意": 1}
LIKERT |= {"very satisfied": 5, "satisfied": 4, "neutral": 3, "dissatisfied": 2, "very dissatisfied": 1}
SAMPLE = 200
WRITTEN = 0.5  # share of filled cells that must hold words
PROSE_CHARS, DISTINCT = 6.0, 0.5  # an answer that was chosen from a list repeats and is short
READABLE = 0.8
COLUMNS = ("Answer ID", "Question", "Text", "Submitted", "Scale", "Customer", "Channel")


@dataclass(frozen=True)
class _Survey:
    """Which columns of a survey are questions answered in words, which is the scale, who answered."""

    texts: list[str]
    scale: str | None
    customer: str | None


def recognise(table: Table) -> bool:
    """Say whether the table has the columns a survey tool adds, and a question answered in words."""
    plain = [plain_heading(column) for column in table.columns]
    signs = sum(sign in plain for sign in SIGNS)
    asked = sum(bool(QUESTION.fullmatch(column)) for column in table.columns)
    if not find_heading(table.columns, SUBMITTED) or not asked or (not signs and asked < 2):
        return False
    return bool(_survey(table).texts)


def _survey(table: Table) -> _Survey:
    rows = table.preview(SAMPLE)
    texts, scales = [], []
    questions = [column for column in table.columns if QUESTION.fullmatch(column)]
    for column in questions:
        place = table.columns.index(column)
        cells = [row.cells[place].strip() for row in rows if not is_no_answer(row.cells[place])]
        content = describe_content(cells)
        if cells and sum(_rating(cell, 10) is not None for cell in cells) >= READABLE * len(cells):
            scales.append(column)
        elif content.words >= WRITTEN and content.length >= PROSE_CHARS and content.distinct >= DISTINCT:
            texts.append(column)
    texts = [column for column in texts if not WHO.search(column)]
    scale = next((column for column in scales if SCALE.search(column)), None)
    customer = next((column for column in table.columns if WHO.search(plain_heading(column))), None)
    return _Survey(texts, scale, customer)


def _rating(cell: str, top: int) -> float | None:
    """Return a rating from 1 to 5, None where the cell is none on a scale up to `top`."""
    word = re.sub(r"^\d+[.、]\s*", "", flatten(cell))
    if word in LIKERT:
        return float(LIKERT[word])
    try:
        return parse_rating(cell, scale=top)
    except SextantError:
        return None


def open_survey(table: Table) -> Table:
    """Return one row for each written answer, with the question, the day and the answerer's mark on the scale."""
    survey = _survey(table)
    top = _top(table, survey.scale)
    number, submitted = find_heading(table.columns, NUMBER), find_heading(table.columns, SUBMITTED)

    def make(cells: Cells, row: int) -> Iterator[list[str]]:
        rating = _rating(cells[survey.scale], top) if survey.scale and top else None
        about = [
            cells.get(submitted or "", ""),
            "" if rating is None else f"{rating:g}",
            cells.get(survey.customer or "", ""),
            "survey",
        ]
        answer = cells.get(number or "", "") or ("" if about[0] else str(row))
        for column in filter(lambda column: cells[column].strip(), survey.texts):
            yield [_ident(answer, about[0], column), column, cells[column], *about]

    return with_rows(table, COLUMNS, make)


def _ident(answer: str, submitted: str, question: str) -> str:
    """Return what tells an answer in every later export; the moment tells two surveys apart that both count from 1."""
    return " · ".join(filter(None, [answer, submitted, NUMBERED.sub("", question)]))


def _top(table: Table, scale: str | None) -> int | None:
    """Return how far the scale reaches, 5 or 10; None where its marks begin at 0 or go beyond."""
    if scale is None:
        return None
    place = table.columns.index(scale)
    cells = [row.cells[place].strip() for row in table.preview(SAMPLE) if row.cells[place].strip()]
    if any(flatten(cell) in ("0", "0分") for cell in cells):
        return None
    return next((top for top in (5, 10) if all(_rating(cell, top) is not None for cell in cells)), None)


def mapping(table: Table, context: Context) -> Mapping:
    """Return which column is which part of a comment."""
    columns = {
        "text": "Text",
        "written_on": "Submitted",
        "rating": "Scale",
        "customer": "Customer",
        "channel": "Channel",
    }
    return Mapping("comments", columns, key="Answer ID", source=PRESET.name)


PRESET = Preset("wenjuanxing", N_("Survey with a column for each question"), recognise, mapping, open_survey)
