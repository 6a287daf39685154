"""Every list: guessed from its headings, imported, imported again, changed, edited elsewhere, taken back."""

import csv
import io
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from core.i18n import in_locale
from core.services.money import runway
from core.services.record_imports.exports import export_list
from core.services.record_imports.targets import TARGETS
from core.services.record_imports.undo import undo_record_batch
from core.tables.writing import write_csv

if TYPE_CHECKING:
    from pathlib import Path

    from tests.core.services.record_imports.conftest import Importer


@dataclass
class Case:
    """A table as somebody keeps it, one cell of it changed, and what its records must hold."""

    rows: list[list[str]]
    change: tuple[int, int, str]
    check: dict[str, Any]


CASES = {
    "customers": Case(
        [
            ["客户名称", "行业", "客户状态", "年合同额", "续约日期", "可署名"],
            ["云岭银行", "银行", "付费", "36万", "2027-03-31", "是"],
            ["港湾货运", "物流", "试用", "2w/月", "", "否"],
            ["Lotus Clinics", "health", "paying", "¥120,000/年", "2027年1月1日", ""],
        ],
        (1, 3, "40万"),
        {"yearly_value": [360_000, 240_000, 120_000], "state": ["paying", "trial", "paying"]},
    ),
    "competitors": Case(
        [
            ["竞品名称", "主要产品", "定价", "优势", "劣势", "官网"],
            ["快答", "客服机器人", "每席每月 99 元", "便宜", "不能私有化", "https://example.com"],
            ["AnswerNow", "chat assistant", "$30 a seat", "brand", "no Chinese", ""],
        ],
        (2, 3, "brand and reach"),
        {"strength": ["便宜", "brand"]},
    ),
    "initiatives": Case(
        [
            ["重点项目", "目标", "预期价值", "预算", "人月", "已花费", "已用人月", "开始日期", "截止日期", "状态"],
            [
                "银行私有化 POC",
                "签下第一家银行",
                "80",
                "30万",
                "6",
                "9.6万",
                "2.5",
                "2026-12-01",
                "2027-03-31",
                "进行中",
            ],
            ["数据标注线", "每月 2 万条", "60", "12万", "4", "", "", "", "", "想法"],
        ],
        (2, 3, "15万"),
        {"cost": [300_000, 120_000], "effort": [6, 4], "state": ["chosen", "idea"], "impact": [80, 60]}
        | {"cost_spent": [96_000, None], "effort_spent": [2.5, None]},
    ),
    "actions": Case(
        [
            ["行动项", "负责人", "截止日期", "备注"],
            ["写投标书", "李娜", "2026-12-01", ""],
            ["约云岭银行", "陈刚", "2026-12-03", "带 demo"],
        ],
        (1, 2, "2026-12-08"),
        {"owner": ["李娜", "陈刚"]},
    ),
    "months": Case(
        [
            ["月份", "期末现金", "收入", "人力", "算力", "市场"],
            ["2026-09", "520万", "18万", "42万", "6.5万", "3万"],
            ["2026年10月", "487万", "21万", "43万", "7万", ""],
            ["2026-11", "460万", "23万", "43万", "7万", "2万"],
        ],
        (3, 2, "25万"),
        {"cash_end": [5_200_000, 4_870_000, 4_600_000], "marketing": [30_000, None, 20_000]},
    ),
    "figures": Case(
        [
            ["指标名称", "单位", "目标值", "目标日期", "方向", "月度数值"],
            ["负面占比", "%", "20", "2027-01-31", "越低越好", "2026-09: 31; 2026-10: 28 (n 240)"],
            ["周活客户", "家", "50", "2027-03-31", "越高越好", "2026-10: 34"],
        ],
        (2, 5, "2026-11: 37"),
        {"target": [20, 50], "better": ["down", "up"]},
    ),
    "decisions": Case(
        [
            ["决策", "决策人", "决策日期", "负责人", "理由"],
            ["先做银行", "全体", "2026-10-12", "李娜", "两家在谈"],
            ["不自建机房", "李娜", "2026-11-02", "陈刚", "用量不到 40%"],
        ],
        (2, 4, "用量 35%"),
        {"decided_by": ["全体", "李娜"]},
    ),
    "resources": Case(
        [
            ["资源名称", "类型", "数量", "单位", "月费", "使用率", "合同到期"],
            ["A100 云主机", "算力", "8", "张", "4.2万", "70%", "2027-06-30"],
            ["客服对话数据", "数据", "120万条", "条", "", "", ""],
        ],
        (1, 5, "85%"),
        {"quantity": [8, 1_200_000], "kind": ["technology", "technology"], "use_share": [0.7, None]},
    ),
}


@pytest.mark.parametrize("list_key", CASES)
def test_a_list_comes_in_by_its_headings_alone(importer: "Importer", list_key: str) -> None:
    case = CASES[list_key]

    setup = importer.setup(case.rows)
    batch = importer.run(setup)

    found = importer.dump()[TARGETS[list_key].noun.name]
    assert (setup.list_key, batch.added, batch.left_out, batch.problems) == (list_key, len(case.rows) - 1, 0, [])
    assert {name: [row[name] for row in found] for name in case.check} == case.check


@pytest.mark.parametrize("list_key", CASES)
def test_a_list_again_changes_nothing_and_changed_changes_one_record(importer: "Importer", list_key: str) -> None:
    case = CASES[list_key]
    importer.import_(case.rows)
    before = importer.dump()
    again = importer.import_(case.rows)
    changed = [list(row) for row in case.rows]
    row, column, cell = case.change
    changed[row][column] = cell

    assert importer.dump() == before
    batch = importer.import_(changed)
    with importer.database.write() as session:
        undone = undo_record_batch(session, importer.company.id, batch.id)

    assert (again.unchanged, batch.updated, batch.unchanged) == (len(case.rows) - 1, 1, len(case.rows) - 2)
    assert (undone.changes, importer.dump()) == (1, before)


@pytest.mark.parametrize("locale", ["en", "zh-CN"])
@pytest.mark.parametrize("list_key", CASES)
def test_a_list_is_exported_edited_and_comes_back(
    importer: "Importer", tmp_path: "Path", list_key: str, locale: str
) -> None:
    importer.import_(CASES[list_key].rows)
    before = importer.dump()
    with in_locale(locale), importer.database.read() as session:
        (tmp_path / "list.xlsx").write_bytes(export_list(session, importer.company.id, list_key, "xlsx"))
        content = export_list(session, importer.company.id, list_key, "csv")

    untouched = importer.import_(tmp_path / "list.xlsx")
    columns, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    name = next(place for place, column in enumerate(columns) if place)
    shown = list_key != "months"
    rows[0][name] = "Renamed elsewhere" if shown else rows[0][name]
    write_csv(tmp_path / "list.csv", columns, rows)
    edited = importer.import_(tmp_path / "list.csv")

    assert (untouched.added, untouched.updated, untouched.problems) == (0, 0, [])
    assert (edited.added, edited.updated) == (0, int(shown))
    assert shown or importer.dump() == before


def test_a_cell_emptied_in_our_own_list_is_emptied_here(importer: "Importer", tmp_path: "Path") -> None:
    importer.import_(CASES["customers"].rows)
    with importer.database.read() as session:
        content = export_list(session, importer.company.id, "customers", "csv")
    columns, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    rows[0][columns.index("Renewal on")] = ""
    write_csv(tmp_path / "list.csv", columns, rows)

    batch = importer.import_(tmp_path / "list.csv")

    assert batch.updated == 1
    assert importer.dump()["customer"][0]["renewal_on"] is None


def test_a_measure_keeps_its_months_when_a_file_brings_new_ones(importer: "Importer") -> None:
    case = CASES["figures"]
    importer.import_(case.rows)

    importer.import_([case.rows[0], [*case.rows[1][:5], "2026-10: 27; 2026-11: 25"]])

    values = importer.dump()["figure"][0]["values"]
    assert [(point["month"].month, point["value"]) for point in values] == [(9, 31), (10, 27), (11, 25)]


def test_amounts_under_a_title_that_names_their_unit_come_in_whole(importer: "Importer") -> None:
    rows = [
        ["2026 年收支表（单位：万元）"],
        ["月份", "收入", "期末现金"],
        ["2026年9月", "18.5", "320"],
        ["2026年10月", "20", "290万"],
    ]

    importer.import_(rows)

    months = importer.dump()["money_month"]
    assert sorted((m["income"], m["cash_end"]) for m in months) == [(185_000, 3_200_000), (200_000, 2_900_000)]


def test_a_month_in_another_currency_is_refused_and_its_line_becomes_a_question(importer: "Importer") -> None:
    rows = [["月份", "月末现金", "收入"], ["2026-09", "300万", "20万"], ["2026-10", "280万", "$3万"]]

    batch = importer.import_(rows)

    with importer.database.read() as session:
        found = runway(session, importer.company, date(2026, 11, 5))
    assert "USD" in str(batch.problems)
    assert (found.burn and found.burn.low, found.cash) == (200_000, 2_800_000)
    assert "income" in found.questions[0].lines and "income" not in found.questions[1].lines
