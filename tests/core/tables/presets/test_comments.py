from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from core.feedback.conversations import Line, customer_words, read_private
from core.tables.mapping import Mapping
from core.tables.presets import find_preset
from core.tables.readers import Context
from core.tables.reading import Table, open_pasted, open_table
from tests.exports import comments

TODAY = Context(date(2026, 11, 25), "CNY")


def opened(table: Table, name: str) -> tuple[Table, Mapping]:
    preset = find_preset(table)
    assert preset is not None and preset.name == name
    ready = preset.open(table)
    mapping = preset.mapping(ready, TODAY)
    assert set(mapping.columns.values()) <= set(ready.columns)
    return ready, mapping


def fields(table: Table, mapping: Mapping) -> list[dict[str, str]]:
    rows = [dict(zip(table.columns, row.cells, strict=True)) for row in table.rows()]
    return [{name: row[column] for name, column in mapping.columns.items()} for row in rows]


@pytest.mark.parametrize("write", [comments.write_tickets, comments.write_ticket_comments])
def test_tickets_become_one_row_for_each_comment_with_its_speaker(tmp_path: Path, write) -> None:  # type: ignore[no-untyped-def]
    ready, mapping = opened(open_table(write(tmp_path / "tickets")), "tickets")

    rows = fields(ready, mapping)

    assert len(rows) == 120
    assert Counter(row["speaker"] for row in rows) == {"end-user": 40, "agent": 80}
    assert len({row["ticket"] for row in rows}) == 40
    assert rows[0] == {
        **{"ticket": "5001", "title": "报表问题 1", "speaker": "end-user", "private": "true", "channel": "ticket"},
        **{"text": "The export never finishes and nobody answered", "written_on": "2026-11-02T09:01:00Z"},
        **{"customer": "Company 1"},
    }


def test_a_tickets_private_notes_and_our_own_lines_can_be_told(tmp_path: Path) -> None:
    ready, mapping = opened(open_table(comments.write_tickets(tmp_path / "tickets.jsonl")), "tickets")
    heading = mapping.columns["private"]
    lines = [
        Line(row["text"], row["speaker"], bool(read_private(row["private"], heading)), row["written_on"])
        for row in fields(ready, mapping)[:3]
    ]

    words = customer_words(lines)

    assert words.text == "The export never finishes and nobody answered"
    assert words.counts == {"own_lines": 1, "private": 1}


def test_a_ticket_with_nothing_but_its_description_is_one_row(tmp_path: Path) -> None:
    path = tmp_path / "tickets.jsonl"
    rows = comments.tickets(2)
    rows[1] |= {"comments": [], "description": "打不开"}
    comments.write_tickets(path, rows)

    ready, mapping = opened(open_table(path), "tickets")

    assert [(row["ticket"], row["text"]) for row in fields(ready, mapping)][-1] == ("5002", "打不开")


def test_one_row_for_each_ticket_keeps_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("工单编号,标题,描述,提交人,受理人,创建时间\nT1,报表,导出失败,周宁,李娜,2026-11-03 10:00\n", "utf-8")

    ready, mapping = opened(open_table(path), "tickets")

    assert fields(ready, mapping) == [
        {
            **{"ticket": "T1", "title": "报表", "text": "导出失败", "written_on": "2026-11-03 10:00"},
            **{"customer": "周宁", "channel": "ticket"},
        }
    ]


def test_reviews_of_google_play_are_read_from_utf_16_and_edited_ones_once(tmp_path: Path) -> None:
    ready, mapping = opened(open_table(comments.write_play_reviews(tmp_path / "reviews.csv")), "app_reviews")

    rows = fields(ready, mapping)

    assert len(rows) == 30
    assert sum("已经修好了" in row["text"] for row in rows) == 3
    assert rows[9]["rating"] == "4" and rows[9]["written_on"] == "2026-12-11T08:00:00Z"
    assert not any(answer in row["text"] for row in rows for answer in comments.ANSWERED)
    assert (ready.problems.kept_out, mapping.key) == (3, "Review Link")


@pytest.mark.parametrize(
    "text",
    [
        "Date,Title,Review,Rating,Version,Country,Author,Developer Response,Review ID\n2026-11-03,Good,Works well,5,1.2,cn,ann,Thanks,r1\n",
        "评论时间,标题,内容,星级,版本,国家,用户昵称,开发者回复\n2026-11-03,好用,很清楚,5,1.2,中国,小周,谢谢\n",
    ],
)
def test_reviews_of_other_stores_have_title_stars_and_author(tmp_path: Path, text: str) -> None:
    path = tmp_path / "reviews.csv"
    path.write_text(text, "utf-8")

    ready, mapping = opened(open_table(path), "app_reviews")

    [row] = fields(ready, mapping)
    assert set(row) == {"text", "title", "rating", "customer", "written_on", "channel"}
    assert (row["rating"], row["written_on"], row["channel"]) == ("5", "2026-11-03", "app_store")


def test_an_author_has_one_review_in_a_country_where_reviews_have_no_number(tmp_path: Path) -> None:
    path = tmp_path / "reviews.csv"
    rows = [
        "小周,中国,3,一般,1.1,2026/9/30",
        "小周,美国,5,好,1.1,2026/10/1",
        "小周,中国,5,好多了,1.2,2026/10/2",
        ",中国,1,差,1.2,2026/10/3",
    ]
    path.write_text("\n".join(["用户昵称,国家,星级,内容,版本,评论时间", *rows]), "utf-8")

    ready, mapping = opened(open_table(path), "app_reviews")

    assert [row["text"] for row in fields(ready, mapping)] == ["好", "好多了", "差"]


def test_a_survey_becomes_one_row_for_each_answer_in_words(tmp_path: Path) -> None:
    ready, mapping = opened(open_table(comments.write_survey(tmp_path / "问卷.xlsx")), "wenjuanxing")

    rows = [dict(zip(ready.columns, row.cells, strict=True)) for row in ready.rows()]

    # 50 answers to question 4; to question 5 ten left it blank, and twenty say 无 or 没有.
    assert Counter(row["Question"] for row in rows) == {"4、您最想改进哪一点？": 50, "5、还有什么想告诉我们的？": 40}
    assert sum(customer_words([Line(row["Text"])]).counts["non_answers"] for row in rows) == 20
    assert (rows[0]["Answer ID"], rows[0]["Scale"], rows[0]["Customer"]) == (
        *("1 · 2026/11/2 10:00:00 · 您最想改进哪一点？", "2", "公司1"),
    )
    assert mapping.key == "Answer ID"


@pytest.mark.parametrize(
    ("scale", "expected"),
    [
        (["1", "10", "5"], ["1", "5", "2.77778"]),
        (["非常满意", "不满意", "一般"], ["5", "2", "3"]),
        (["0", "10", "5"], ["", "", ""]),
    ],
)
def test_marks_of_other_scales_are_brought_to_five_or_left_out(
    tmp_path: Path, scale: list[str], expected: list[str]
) -> None:
    path = tmp_path / "survey.csv"
    rows = [f"{n},2026-11-03,60,{mark},说说第 {n} 个原因和例子" for n, mark in enumerate(scale)]
    path.write_text("\n".join(["序号,提交答卷时间,所用时间,1、您对我们满意吗？,2、为什么？", *rows]), "utf-8")

    ready, _ = opened(open_table(path), "wenjuanxing")

    assert [row.cells[ready.columns.index("Scale")] for row in ready.rows()] == expected


def test_messages_copied_from_wecom_become_rows_of_words_alone(tmp_path: Path) -> None:
    ready, mapping = opened(open_table(comments.write_chat(tmp_path / "wecom.txt")), "chat")

    rows = fields(ready, mapping)

    assert [(row["speaker"], row["customer"], row["text"]) for row in rows] == [
        ("周宁", "云岭银行", "导出报表又失败了\n等了十分钟"),
        ("李娜", "李娜", "很抱歉，马上查"),
        ("周宁", "云岭银行", "好的，谢谢"),
        ("王芳", "王芳", "请问什么时候支持批量导出？"),
    ]
    assert rows[0]["written_on"] == "2026/11/3 10:02:33"
    assert [str(problem) for problem in ready.problems] == ["The message in line 8 holds no words and was left out."]


@pytest.mark.parametrize(
    "text",
    [
        "周宁 2026-11-03 10:02:33\n导出失败了\n\n李娜 2026-11-03 10:03\n马上查\n",
        "2026-11-03 10:02:33 周宁\n导出失败了\n2026-11-03 10:03:00 李娜\n马上查\n",
        "周宁\n2026-11-03 10:02\n导出失败了\n李娜\n2026-11-03 10:03\n马上查\n",
        "[2026-11-03 10:02:33] 周宁: 导出失败了\n[2026-11-03 10:03:00] 李娜: 马上查\n",
        "周宁（2026年11月3日 10:02）：导出失败了\n李娜（2026年11月3日 10:03）：马上查\n",
        "————— 2026-11-03 —————\n\n周宁  10:02\n\n导出失败了\n\n李娜  10:03\n\n马上查\n",
    ],
)
def test_name_time_and_text_are_found_on_one_line_or_on_several(text: str) -> None:
    ready, mapping = opened(open_pasted(text), "chat")

    assert [(row["speaker"], row["text"]) for row in fields(ready, mapping)] == [
        ("周宁", "导出失败了"),
        ("李娜", "马上查"),
    ]


def test_a_day_on_a_rule_holds_for_the_messages_below_it() -> None:
    text = "—— 2026-11-03 ——\n周宁 10:02\n导出失败了\n—— 2026-11-04 星期三 ——\n李娜 09:00\n修好了\n"

    ready, mapping = opened(open_pasted(text), "chat")

    assert [row["written_on"] for row in fields(ready, mapping)] == ["2026-11-03 10:02", "2026-11-04 09:00"]


def test_quotes_mentions_notices_and_pictures_are_no_words() -> None:
    text = (
        "周宁 11:00\n「李娜：「王芳：在吗」\n- - - - - - - - - -\n在」\n- - - - - - - - - -\n好\n"
        "周宁 11:01\n@李娜\u2005 看看 [图片] 这个\n"
        "周宁 11:02\n[文件] 报价.pdf\n"
        "李娜 11:03\n李娜撤回了一条消息\n"
    )

    ready, mapping = opened(open_pasted(text), "chat")

    assert [row["text"] for row in fields(ready, mapping)] == ["好", "看看  这个"]


@pytest.mark.parametrize(
    "text",
    [
        "很好用\n一般\n不好用，总断线\n",
        "客户,时间,内容\n周宁,10:02,不错\n李娜,10:03,还行\n",
        "会议 10:00 开始\n大家准时\n",
        "姓名\t时间\n周宁\t2026-11-03 10:02\n李娜\t2026-11-03 10:03\n",
    ],
)
def test_other_lines_are_no_chat(text: str) -> None:
    preset = find_preset(open_pasted(text))

    assert preset is None or preset.name != "chat"
