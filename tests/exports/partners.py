"""Partners as HubSpot and Feishu Base export them."""

import csv
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from core.tables.writing import write_xlsx

HUBSPOT_COLUMNS = [
    *("Record ID", "Deal Name", "Deal Stage", "Close Date", "Deal owner", "Amount", "Currency", "Pipeline"),
    *("Create Date", "Last Activity Date", "Deal probability", "Deal Type", "Next step", "Closed Lost Reason"),
    *("Associated Company", "Associated Company IDs", "Associated Contact"),
    *('Date entered "Appointment Scheduled (Sales Pipeline)"', "Date entered current stage"),
]
COMPANIES = [
    *("Yunling Bank", "Harbour Freight", "Lotus Clinics", "Beishan Insurance", "Oakfield Retail", "Delta Print"),
    *("Minghe Securities", "Northlight Energy", "Jade Foods", "Silverline Rail"),
]
STAGES = [
    *("Appointment Scheduled", "Qualified To Buy", "Presentation Scheduled", "Decision Maker Bought-In"),
    *("Contract Sent", "Closed Won", "Closed Lost"),
]
OWNERS = ["Li Na", "Chen Gang"]
HUBSPOT_ROWS = 41
LAST_DAY = date(2026, 11, 24)


def hubspot_rows(count: int = HUBSPOT_ROWS, last_day: date = LAST_DAY) -> list[list[str]]:
    """Return deals: stage, company and owner take turns, and deal n is worth n × 10,000 yuan.

    It entered its stage 3n days before the last day, and was last heard of n days before.
    """
    rows = []
    for n in range(1, count + 1):
        stage, company = STAGES[n % len(STAGES)], COMPANIES[n % len(COMPANIES)]
        closed = stage.startswith("Closed")
        entered, seen = last_day - timedelta(days=3 * n), last_day - timedelta(days=n)
        rows.append(
            [
                *(str(21_470_000 + n), f"{company} - assistant for the service desk {n}", stage),
                *(f"{seen} 17:00" if closed else f"{last_day + timedelta(days=30)} 17:00", OWNERS[n % 2]),
                *(str(n * 10_000), "CNY", "Sales Pipeline", f"{entered - timedelta(days=10)} 09:12", f"{seen} 10:30"),
                *(
                    ("1" if stage == "Closed Won" else "0" if closed else "0.4"),
                    "newbusiness",
                    f"Call them about point {n}",
                ),
                *("price" if stage == "Closed Lost" else "", company, str(900 + n), f"Contact {n}"),
                *("", f"{entered} 09:00"),
            ]
        )
    return rows


def write_hubspot(path: Path, rows: Sequence[Sequence[str]] | None = None) -> Path:
    """Write the deals as HubSpot does: CSV in UTF-8, every cell in quotation marks."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerows([HUBSPOT_COLUMNS, *(hubspot_rows() if rows is None else rows)])
    return path


FEISHU_COLUMNS = [
    *(
        "合作方",
        "类型",
        "阶段",
        "金额（万元）",
        "负责人",
        "下一步",
        "下次跟进时间",
        "最后跟进",
        "联系人",
        "标签",
        "方案链接",
    ),
    *("创建人", "创建时间", "最后更新时间", "自动编号"),
]
FEISHU_ROWS = 23


def feishu_rows(count: int = FEISHU_ROWS, last_day: date = LAST_DAY) -> list[list[str]]:
    """Return partners: row n was last contacted n days before the last day."""
    kinds, stages = ["投资人", "客户", "供应商", "高校", "渠道"], ["建联", "深入洽谈", "签约", "持续维护", "摸底评估"]
    return [
        [
            *(
                f"合作方{n:02d}",
                kinds[n % 5],
                stages[n % 5],
                str(n),
                "李娜(lina@example.com),陈刚(chengang@example.com)",
            ),
            *(f"发第 {n} 版方案", f"2026/12/{n % 28 + 1}", (last_day - timedelta(days=n)).strftime("%Y/%m/%d")),
            *(f"联系人{n}", "重点,华东,试用", "[方案](https://example.feishu.cn/docx/abc)"),
            *("李娜", "2026/06/01 10:00", "2026/11/24 09:00", str(n)),
        ]
        for n in range(1, count + 1)
    ]


def write_feishu(path: Path, rows: Sequence[Sequence[str]] | None = None) -> Path:
    """Write the partners as Feishu Base does: one sheet, every cell as text."""
    write_xlsx(path, FEISHU_COLUMNS, feishu_rows() if rows is None else rows, sheet="数据表")
    return path
