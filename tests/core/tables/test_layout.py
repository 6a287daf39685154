import datetime
from pathlib import Path

import pytest
import xlsxwriter

from core.tables.reading import Table, open_table


def people(path: Path) -> Path:
    """Write a sheet as people keep it: a title, two heading rows, merged cells, a hidden row, sums."""
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("人员")
        day = book.add_format({"num_format": "yyyy/m/d"})
        page.merge_range("B2:G2", "2026 年人员表")
        page.merge_range("B3:B4", "部门")
        page.merge_range("C3:C4", "姓名")
        page.merge_range("D3:E3", "薪酬")
        page.write_row("D4", ["月薪", "年终奖"])
        page.merge_range("F3:G3", "时间")
        page.write_row("F4", ["到岗时间", "投入比例"])
        page.merge_range("B5:B7", "研发")
        rows = [("陈立", "2.5w", 30000, "全职"), ("王敏", "30万/年", 20000, "半职"), ("旧员工", "1w", 0, "全职")]
        for place, (name, pay, bonus, share) in enumerate([*rows, ("周宁", "18k", 10000, "每周2天")], start=4):
            page.write_string(place, 2, name)
            page.write_string(place, 3, pay)
            page.write_number(place, 4, bonus)
            page.write_datetime(place, 5, datetime.datetime(2023, 7, place), day)
            page.write_string(place, 6, share)
        page.write_string("B8", "市场")
        page.set_row(6, None, None, {"hidden": True})
        page.write_string("B9", "合计")
        page.write_formula("E9", "=SUM(E5:E8)", None, 60000)
    return path


def names(table: Table) -> list[str]:
    return [row.cells[table.columns.index("姓名")] for row in table.rows()]


def test_a_sheet_as_people_keep_it_becomes_a_plain_table(tmp_path: Path) -> None:
    table = open_table(people(tmp_path / "人员.xlsx"), tidy=True)

    assert table.columns == ["部门", "姓名", "薪酬 / 月薪", "薪酬 / 年终奖", "时间 / 到岗时间", "时间 / 投入比例"]
    assert [tuple(row) for row in table.rows()] == [
        (5, ("研发", "陈立", "2.5w", "30000", "2023-07-04", "全职")),
        (6, ("研发", "王敏", "30万/年", "20000", "2023-07-05", "半职")),
        (8, ("市场", "周宁", "18k", "10000", "2023-07-07", "每周2天")),
    ]
    assert [str(problem) for problem in table.problems] == [
        "Row 7 is hidden in the workbook and was left out.",
        "Row 9 is a sum (合计) and was left out.",
    ]
    assert [str(warning) for warning in table.warnings] == [
        "Row 2 was taken for the table's title: 2026 年人员表.",
        "Rows 3 and 4 were read as one heading.",
    ]


def test_hidden_rows_are_kept_where_that_is_wanted(tmp_path: Path) -> None:
    table = open_table(people(tmp_path / "人员.xlsx"), tidy=True, keep_hidden=True)

    assert names(table) == ["陈立", "王敏", "旧员工", "周宁"]


def test_without_tidying_every_row_comes_as_it_stands(tmp_path: Path) -> None:
    table = open_table(people(tmp_path / "人员.xlsx"))

    assert table.columns[0] == "2026 年人员表"
    assert len(list(table.rows())) == 7


def test_a_blank_cell_that_is_not_merged_stays_blank(tmp_path: Path) -> None:
    path = tmp_path / "gaps.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        for place, row in enumerate([["区域", "客户"], ["华东", "云岭"], [None, "港运"], ["华北", "北山"]]):
            page.write_row(place, 0, row)

    assert [row.cells for row in open_table(path, tidy=True).rows()] == [
        ("华东", "云岭"),
        ("", "港运"),
        ("华北", "北山"),
    ]


def test_a_cell_merged_to_the_right_is_not_repeated(tmp_path: Path) -> None:
    path = tmp_path / "right.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["客户", "下一步", "备注"])
        page.write(1, 0, "云岭")
        page.merge_range("B2:C2", "等回复")
        page.write_row(2, 0, ["港运", "报价", "急"])

    assert [row.cells for row in open_table(path, tidy=True).rows()] == [("云岭", "等回复", ""), ("港运", "报价", "急")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    [
        "姓名\t月薪\r\n陈立\t2.5w\r\n王敏\t2w\r\n",
        "客户\t评论\r\n" + "云岭银行\t导出报表总是失败，客服没有回复我们的问题\r\n" * 200,
    ],
)
def test_utf_16_is_read_with_and_without_its_mark(tmp_path: Path, encoding: str, text: str) -> None:
    path = tmp_path / "people.txt"
    path.write_bytes(text.encode(encoding))

    table = open_table(path)

    assert [table.columns, *(list(row.cells) for row in table.rows())] == [
        line.split("\t") for line in text.splitlines()
    ]
