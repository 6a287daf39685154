from datetime import date

import pytest

from core.tables.lists import LISTS
from core.tables.matching import guess_fields, guess_key, guess_list
from core.tables.readers import Context

TODAY = Context(date(2026, 11, 25), "CNY")


def test_opening_cash_is_not_cash_at_the_end() -> None:
    assert guess_fields(LISTS["months"], ["月份", "期初现金", "收入"]) == {"month": "月份", "income": "收入"}
    assert guess_fields(LISTS["months"], ["Month", "Opening cash", "Closing cash"])["cash_end"] == "Closing cash"


def test_of_two_columns_that_fit_the_likelier_heading_wins() -> None:
    assert guess_fields(LISTS["partners"], ["公司", "状态", "阶段"])["stage"] == "阶段"
    assert guess_fields(LISTS["partners"], ["公司", "状态"])["stage"] == "状态"


@pytest.mark.parametrize(
    ("planned", "used", "months", "months_used"),
    [
        ("预算", "已花费", "人月", "已用人月"),
        ("计划成本", "实际成本", "计划人月", "实际人月"),
        ("Budget", "Actual cost", "Person-months", "Person-months used"),
        ("Cost", "Spent so far", "Person-months", "Person-months so far"),
        ("Planned cost", "Cost to date", "Planned effort", "Effort spent"),
    ],
)
def test_what_was_used_is_not_what_was_planned(planned: str, used: str, months: str, months_used: str) -> None:
    columns, fields = LISTS["initiatives"], {"cost_spent": used, "effort_spent": months_used}

    assert guess_fields(columns, ["Name", months_used, used, months, planned]) == (
        {"name": "Name", "cost": planned, "effort": months} | fields
    )
    assert guess_fields(columns, ["Name", used, months_used]) == {"name": "Name"} | fields


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (["姓名", "岗位", "月薪", "到岗时间", "投入比例"], "people"),
        (["Name", "Position", "Monthly salary", "Start date", "FTE"], "people"),
        (["候选人", "应聘岗位", "面试阶段", "期望薪资"], "candidates"),
        (["公司名称", "商机名称", "商机阶段", "金额", "负责人", "最后跟进"], "partners"),
        (["Company", "Deal stage", "Amount", "Next step", "Last activity"], "partners"),
        (["客户名称", "客户状态", "年合同额", "续约日期"], "customers"),
        (["竞品名称", "报价", "优势", "劣势"], "competitors"),
        (["细分市场", "客户数", "年客单价", "可获份额", "来源"], "segments"),
        (["重点项目", "目标", "预算", "人月", "负责人"], "initiatives"),
        (["名称", "资源类型", "数量", "月成本", "到期日"], "resources"),
        (["行动项", "负责人", "截止日期"], "actions"),
        (["月份", "期末现金", "收入", "人力成本", "应收账款"], "months"),
        (["日期", "评论内容", "评分"], "comments"),
        (["Name", "Email", "Total spent"], None),
        (["foo", "bar"], None),
        (["内容"], None),
    ],
)
def test_a_table_is_known_by_its_headings(columns: list[str], expected: str | None) -> None:
    assert guess_list(columns) == expected


def test_a_column_that_only_sounds_alike_is_taken_where_its_cells_can_be_read() -> None:
    levels, amounts = [("陈立", "P6"), ("王敏", "P7")], [("陈立", "2万"), ("王敏", "3万")]

    assert guess_fields(LISTS["people"], ["姓名", "薪资等级"], levels, TODAY) == {"name": "姓名"}
    assert guess_fields(LISTS["people"], ["姓名", "税前薪资"], amounts, TODAY)["monthly_cost"] == "税前薪资"


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (["Record ID", "Name"], "Record ID"),
        (["编号", "姓名"], "编号"),
        (["ticket_id", "body"], "ticket_id"),
        (["Paid"], None),
    ],
)
def test_the_column_of_ids_is_found(columns: list[str], expected: str | None) -> None:
    assert guess_key(columns) == expected
