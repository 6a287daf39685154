"""What a founder brings to the first hour: the team with its candidates, and conversations of a service desk."""

import csv
from datetime import date, timedelta
from pathlib import Path

from core.tables.writing import write_xlsx
from tests.exports.comments import ANSWERED, TICKET_COLUMNS

PEOPLE_ZH = [
    ["姓名", "岗位", "薪资", "到岗时间", "投入比例", "技能", "状态"],
    ["李娜", "算法负责人", "60万/年", "2023.7", "全职", "PyTorch（精通）、数据标注", "在职"],
    ["陈刚", "后端工程师", "2.5w/月", "2024-03-01", "100%", "Go", "在职"],
    ["王芳", "产品经理", "３万／月", "2024年5月6日", "全职", "", "在职"],
    ["赵敏", "数据标注", "8000元/月", "2025-01-15", "半职", "数据标注", "在职"],
    ["孙磊", "销售", "18k/月", "2025-09-01", "1", "", "在职"],
    ["周杰", "顾问", "300元/小时", "2026-02-01", "每周2天", "", "在职"],
    ["吴昊", "算法工程师", "40万/年", "11月3日", "", "", "候选"],
    ["郑爽", "前端工程师", "面议", "", "", "", "面试中"],
    ["冯雪", "运营", "1.2万/月", "2026-12-15", "", "", "候选"],
]
PEOPLE_EN = [
    ["Name", "Role", "Salary", "Start date", "FTE", "Skills", "Status"],
    ["Li Na", "Head of research", "600k/year", "2023.7", "full-time", "PyTorch (expert), Data labelling", "employed"],
    ["Chen Gang", "Back-end engineer", "2.5w/month", "2024-03-01", "100%", "Go", "employed"],
    ["Wang Fang", "Product manager", "￥30,000 / month", "6 May 2024", "full-time", "", "employed"],
    ["Zhao Min", "Data labeller", "8,000/month", "2025-01-15", "half-time", "Data labelling", "employed"],
    ["Sun Lei", "Sales", "18k/month", "2025-09-01", "1", "", "employed"],
    ["Zhou Jie", "Adviser", "300/hour", "2026-02-01", "2 days a week", "", "employed"],
    ["Wu Hao", "Research engineer", "400k/year", "Nov 3", "", "", "candidate"],
    ["Zheng Shuang", "Front-end engineer", "negotiable", "", "", "", "interview"],
    ["Feng Xue", "Operations", "12k/month", "2026-12-15", "", "", "candidate"],
]
PEOPLE = {"zh-CN": PEOPLE_ZH, "en": PEOPLE_EN}


def write_people(path: Path, language: str = "zh-CN") -> Path:
    """Write six people and three candidates in one sheet, under a title as founders put it there."""
    title = {"zh-CN": "人员表", "en": "Team"}[language]
    headings, *rows = PEOPLE[language]
    write_xlsx(path, [title, *[""] * (len(headings) - 1)], [headings, *rows], sheet=title)
    return path


TICKETS, NOTED, CALLED, MAILED = 72, 12, 9, 8  # how many tickets; every so-manieth has a note, a number, an address
ANGRY_COMPANY, OTHERS = "Yunling Bank", ["Harbour Freight", "Lotus Clinics", "Oakfield Retail", "Jade Foods"]
FAILED = (
    "第 {n} 份报表导出又失败了，等了半个小时也没有人处理，非常失望。",
    "Report {n}: I waited half an hour for the export and nobody answered. Very disappointing.",
)
SOLVED = (
    "第 {n} 单：客服一分钟就回复了，问题解决得很好，非常满意，谢谢！",
    "Order {n}: the reply came within a minute and solved my problem, thank you.",
)


def said(n: int) -> str:
    """Return what the customer of ticket n says: an odd one complains, an even one thanks; both in two languages."""
    text = (FAILED if n % 2 else SOLVED)[n // 2 % 2].format(n=n)
    return text + (" 13812345678" if n % CALLED == 0 else "") + (" bo.li@example.com" if n % MAILED == 0 else "")


def write_conversations(path: Path, last_day: date) -> Path:
    """Write 150 lines of 72 tickets, newest last: each a customer's words and our answer, every twelfth a private note."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(TICKET_COLUMNS)
        for n in range(1, TICKETS + 1):
            day = last_day - timedelta(days=(TICKETS - n) // 2)
            company = ANGRY_COMPANY if n % 2 else OTHERS[n // 2 % 4]
            lines = [(f"Customer {n}", "end-user", "true", said(n)), ("Carl", "agent", "true", ANSWERED[n % 2])]
            lines += [("Carl", "agent", "false", "Careful with this one")] if n % NOTED == 0 else []
            for place, (author, role, public, body) in enumerate(lines):
                row = [str(7000 + n), f"Ticket {n}", author, role, public, body, f"{day}T09:0{place}:00Z", company]
                writer.writerow(row)
    return path
