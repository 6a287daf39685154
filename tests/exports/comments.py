"""What customers said, as service desks, app stores, survey tools and chats export it."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from core.tables.writing import write_xlsx

SAID = [
    *("导出报表总是失败，等了十分钟还在转圈", "The export never finishes and nobody answered", "怎么把报表发到邮箱？"),
    *("界面清楚，老师傅也会用", "Please add a dark theme", "昨天又断线了两次，客户很着急"),
]
ANSWERED = ["很抱歉给您带来不便，我们马上查", "Thank you for writing, we are looking into it"]


def tickets(count: int = 40) -> list[dict[str, Any]]:
    """Return tickets of three comments each: the customer, our agent, and a private note."""
    return [
        {
            **{
                "id": 5000 + n,
                "subject": f"报表问题 {n}",
                "status": "solved",
                "created_at": f"2026-11-{n % 28 + 1:02d}T09:00:00Z",
            },
            "requester": {"id": 70 + n, "name": f"Customer {n}"},
            **{
                "requester_id": 70 + n,
                "assignee_id": 9,
                "organization": {"name": f"Company {n % 5}"},
                "tags": ["export"],
            },
            "comments": [
                _comment(1, 70 + n, SAID[n % 6], n, public=True),
                _comment(2, 9, ANSWERED[n % 2], n, public=True),
                _comment(3, 9, "Internal: see bug 17", n, public=False),
            ],
        }
        for n in range(1, count + 1)
    ]


def _comment(place: int, author: int, body: str, n: int, *, public: bool) -> dict[str, Any]:
    moment = f"2026-11-{n % 28 + 1:02d}T09:0{place}:00Z"
    return {"id": n * 10 + place, "author_id": author, "body": body, "public": public, "created_at": moment}


def write_tickets(path: Path, rows: Sequence[dict[str, Any]] | None = None) -> Path:
    """Write tickets as JSON lines, each with its comments inside."""
    rows = tickets() if rows is None else rows
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


TICKET_COLUMNS = [
    "Ticket ID",
    "Subject",
    "Author",
    "Author role",
    "Public",
    "Comment body",
    "Created at",
    "Organization",
]


def write_ticket_comments(path: Path, count: int = 40) -> Path:
    """Write the same tickets as CSV with one row for each comment."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(TICKET_COLUMNS)
        for ticket in tickets(count):
            for comment in ticket["comments"]:
                own = comment["author_id"] == 9
                writer.writerow(
                    [
                        *(ticket["id"], ticket["subject"], "李娜" if own else ticket["requester"]["name"]),
                        *("agent" if own else "end-user", str(comment["public"]).lower(), comment["body"]),
                        *(comment["created_at"], ticket["organization"]["name"]),
                    ]
                )
    return path


PLAY_COLUMNS = [
    *("Package Name", "App Version Code", "App Version Name", "Reviewer Language", "Device"),
    *("Review Submit Date and Time", "Review Submit Millis Since Epoch", "Review Last Update Date and Time"),
    *("Review Last Update Millis Since Epoch", "Star Rating", "Review Title", "Review Text"),
    *("Developer Reply Date and Time", "Developer Reply Millis Since Epoch", "Developer Reply Text", "Review Link"),
]


def play_rows(count: int = 30) -> list[list[str]]:
    """Return reviews; every tenth was edited and stands twice, its second version with one star more."""
    rows = []
    for n in range(1, count + 1):
        day, link = f"2026-11-{n % 28 + 1:02d}T08:00:00Z", f"https://play.google.com/console/review/{n}"
        row = [
            *("com.example.desk", "120", "1.2.0", "zh" if n % 2 else "en", "pixel", day, "0", day, "0", str(n % 4 + 1)),
            *("", SAID[n % 6], day if n % 3 == 0 else "", "", ANSWERED[n % 2] if n % 3 == 0 else "", link),
        ]
        rows.append(row)
        if n % 10 == 0:
            later = f"2026-12-{n % 28 + 1:02d}T08:00:00Z"
            rows.append([*row[:7], later, "0", str(n % 4 + 2), "", f"{SAID[n % 6]}。已经修好了", *row[12:]])
    return rows


def write_play_reviews(path: Path, rows: Sequence[Sequence[str]] | None = None) -> Path:
    """Write the reviews as Google Play does: CSV in UTF-16."""
    with path.open("w", encoding="utf-16", newline="") as file:
        csv.writer(file).writerows([PLAY_COLUMNS, *(play_rows() if rows is None else rows)])
    return path


SURVEY_COLUMNS = [
    *("序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP"),
    *(
        "1、您的公司名称",
        "2、您对产品的总体满意度",
        "3、您每周用几次？",
        "4、您最想改进哪一点？",
        "5、还有什么想告诉我们的？",
        "总分",
    ),
]


def survey_rows(count: int = 50) -> list[list[str]]:
    """Return answers: to the last question each fifth says 无, leaves it blank or says 没有."""
    last = ["无", "", "客服回复很快，第 {n} 次夸了", "没有", "希望支持批量导出 {n} 张报表"]
    return [
        [
            *(str(n), f"2026/11/{n % 28 + 1} 10:00:00", f"{n + 60}秒", "微信", "N/A", "203.0.113.7(上海)"),
            *(
                f"公司{n % 9}",
                str(n % 5 + 1),
                ["1-2次", "3-5次", "每天"][n % 3],
                SAID[n % 6] + f"（{n}）",
                last[n % 5].format(n=n),
                "0",
            ),
        ]
        for n in range(1, count + 1)
    ]


def write_survey(path: Path, rows: Sequence[Sequence[str]] | None = None) -> Path:
    """Write the survey as 问卷星 does: a workbook with a column for each question."""
    write_xlsx(path, SURVEY_COLUMNS, survey_rows() if rows is None else rows, sheet="Sheet1")
    return path


CHAT = """周宁@云岭银行 2026/11/3 10:02:33
导出报表又失败了
等了十分钟

李娜 2026/11/3 10:03:10
@周宁 很抱歉，马上查

周宁@云岭银行 2026/11/3 10:04:00
[图片]

周宁@云岭银行 2026/11/3 10:05:21
「李娜：很抱歉，马上查」
- - - - - - - - - - - - - - -
好的，谢谢

王芳@微信 2026/11/4 09:00:00
[语音]
请问什么时候支持批量导出？
"""


def write_chat(path: Path) -> Path:
    """Write messages as one copies them out of WeCom."""
    path.write_text(CHAT, "utf-8")
    return path
