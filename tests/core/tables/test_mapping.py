from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from pydantic import BaseModel, TypeAdapter

from core.services.decisions import DecisionData
from core.services.initiatives import ActionData, InitiativeData
from core.services.market import CompetitorData, CustomerData, MarketSegmentData
from core.services.money import FigureData, MoneyMonthData
from core.services.partners import PartnerData
from core.services.resources import CandidateData, ResourceData
from core.tables.lists import LISTS
from core.tables.loose_dates import FIRST_OF_MONTH, YEAR_SUPPLIED
from core.tables.mapping import Mapping, guess_mapping, read_record, unknown_words
from core.tables.money import W_IS_TEN_THOUSAND
from core.tables.readers import ONE_A_PERIOD, PERIOD_SUPPOSED, Context
from core.tables.reading import open_pasted
from core.tables.table import Row

TODAY = Context(date(2026, 11, 25), "CNY")
# The form of each list, and the fields that make records of their own: a partner's contact, a note on a day.
FORMS: dict[str, tuple[type[BaseModel], set[str]]] = {
    "people": (ResourceData, set()),
    "resources": (ResourceData, set()),
    "candidates": (CandidateData, set()),
    "initiatives": (InitiativeData, set()),
    "actions": (ActionData, set()),
    "months": (MoneyMonthData, set()),
    "partners": (PartnerData, {"contact", "note"}),
    "customers": (CustomerData, set()),
    "competitors": (CompetitorData, set()),
    "segments": (MarketSegmentData, set()),
    "figures": (FigureData, set()),
    "decisions": (DecisionData, set()),
}


def read(list_key: str, columns: Sequence[str], *cells: str) -> tuple[dict, dict, dict]:
    mapping = guess_mapping(list_key, columns, [cells], TODAY)
    record = read_record(mapping, columns, Row(2, cells), TODAY)
    return record.values, record.doubts, {name: str(error) for name, error in record.refused.items()}


@pytest.mark.parametrize("key", FORMS)
def test_every_field_and_every_code_of_a_list_is_known_to_its_form(key: str) -> None:
    form, own = FORMS[key]

    missing = {field.name for field in LISTS[key].fields} - set(form.model_fields)

    assert missing == own
    for field in LISTS[key].fields:
        for code in (field.words or {}).values():
            values = code if isinstance(code, dict) else {field.name: code}
            for name, value in values.items():
                assert TypeAdapter(form.model_fields[name].annotation).validate_python(value) == value


def test_every_list_has_a_form_but_comments_which_have_their_own_importer() -> None:
    assert set(LISTS) - set(FORMS) == {"comments"}


def test_people_in_chinese_are_read_with_their_doubtful_cells_marked() -> None:
    columns = ["姓名", "岗位", "技能", "月薪", "到岗时间", "投入比例"]

    values, doubts, refused = read(
        "people", columns, "陈立", "算法工程师", "PyTorch（精通）、数据标注", "2.5w", "2023.7", "半职"
    )

    assert values == {
        **{"kind": "talent", "name": "陈立", "role": "算法工程师", "skills": {"PyTorch": 3, "数据标注": 2}},
        **{"monthly_cost": 25_000, "from_on": date(2023, 7, 1), "quantity": 0.5},
    }
    assert doubts == {"monthly_cost": W_IS_TEN_THOUSAND, "from_on": FIRST_OF_MONTH}
    assert refused == {}


def test_what_is_not_understood_is_refused_and_the_rest_of_the_row_kept() -> None:
    columns = ["姓名", "月薪", "投入比例", "到岗时间"]

    values, doubts, refused = read("people", columns, "王敏", "15-20k", "兼职", "11月3日")

    assert values == {"kind": "talent", "name": "王敏", "from_on": date(2026, 11, 3)}
    assert doubts == {"from_on": YEAR_SUPPLIED}
    assert "two amounts" in refused["monthly_cost"] and "does not say how much" in refused["quantity"]


@pytest.mark.parametrize(
    ("heading", "cell", "expected", "doubt"),
    [
        ("月薪", "25000", 25_000, None),
        ("月薪（万元）", "2.5", 25_000, None),
        ("月薪（万元）", "2.5万", 25_000, None),
        ("月薪(k)", "25", 25_000, None),
        ("年薪", "30万", 25_000, None),
        ("年薪（万）", "30", 25_000, None),
        ("薪资", "30万/年", 25_000, None),
        ("薪资（元/月）", "25000", 25_000, None),
        ("薪资", "25000", 25_000, PERIOD_SUPPOSED),
        ("Annual salary", "300k", 25_000, None),
        ("Salary", "¥300,000 per year", 25_000, None),
    ],
)
def test_pay_is_brought_to_a_month_by_the_cell_or_its_heading(
    heading: str, cell: str, expected: float, doubt: str | None
) -> None:
    mapping = Mapping("people", {"monthly_cost": heading})

    record = read_record(mapping, [heading], Row(2, (cell,)), TODAY)

    assert (record.values.get("monthly_cost"), record.doubts.get("monthly_cost")) == (expected, doubt)


def test_a_unit_in_the_title_above_the_table_holds_for_amounts_that_name_none() -> None:
    text = "2026 年收支表\n\t\t单位：万元\n月份\t收入\t期末现金\n2026年9月\t18.5\t320\n2026年10月\t20\t2,900,000元\n"
    table = open_pasted(text.replace("2,900,000元", "290万"))
    context = replace(TODAY, title=table.title)
    mapping = guess_mapping("months", table.columns, [row.cells for row in table.rows()], context)

    records = [read_record(mapping, table.columns, row, context) for row in table.rows()]

    assert [(r.values["income"], r.values["cash_end"]) for r in records] == [(185_000, 3_200_000), (200_000, 2_900_000)]


def test_a_percentage_is_named_by_its_cell_or_its_heading() -> None:
    columns = ["概率(%)"]

    records = [
        read_record(Mapping("partners", {"probability": c}), [c], Row(2, ("40",)), TODAY) for c in (*columns, "概率")
    ]

    assert (records[0].values["probability"], "probability" in records[1].refused) == (0.4, True)


@pytest.mark.parametrize(
    ("heading", "cell", "says"),
    [
        ("月薪", "$3,000", "is in USD, but the company reckons in CNY"),
        ("Salary (USD)", "3,000", "is in USD, but the company reckons in CNY"),
        ("日薪", "800/天", "an amount a day or an hour"),
    ],
)
def test_money_of_another_currency_or_by_the_day_is_refused(heading: str, cell: str, says: str) -> None:
    record = read_record(Mapping("people", {"monthly_cost": heading}), [heading], Row(2, (cell,)), TODAY)

    assert says in str(record.refused["monthly_cost"])


def test_partners_in_chinese_are_read_with_stage_outcome_and_last_contact() -> None:
    columns = ["公司名称", "商机名称", "商机阶段", "金额（万元）", "下一步", "下次跟进时间", "负责人", "最后跟进"]

    values, doubts, refused = read(
        "partners", columns, "云岭银行", "智能客服 POC", "商务谈判", "128", "发报价", "12月2日", "@李娜", "11月3日"
    )

    assert values == {
        **{"name": "云岭银行", "want": "智能客服 POC", "stage": 5, "value": 1_280_000, "next_step": "发报价"},
        **{"next_step_on": date(2026, 12, 2), "owner": "李娜", "last_contact_on": date(2026, 11, 3)},
    }
    assert (set(doubts), refused) == ({"next_step_on", "last_contact_on"}, {})


def test_a_word_that_means_two_fields_sets_both() -> None:
    values, _, _ = read("partners", ["公司", "阶段"], "云岭银行", "赢单")

    assert values == {"name": "云岭银行", "stage": 6, "outcome": "won"}


def test_words_that_nobody_knows_are_listed_once_and_read_after_they_were_mapped() -> None:
    columns = ["公司", "阶段"]
    rows = [Row(2, ("A", "S1 摸需求")), Row(3, ("B", "s1 摸需求")), Row(4, ("C", "建联")), Row(5, ("D", "S3 方案"))]
    mapping = guess_mapping("partners", columns, [row.cells for row in rows], TODAY)

    unknown = unknown_words(mapping, columns, rows, TODAY)
    mapped = Mapping("partners", mapping.columns, {"stage": {"s1 摸需求": 1}})

    assert unknown == {"stage": ["s1 摸需求", "s3 方案"]}
    assert read_record(mapped, columns, rows[0], TODAY).values["stage"] == 1
    assert "stage" in read_record(mapped, columns, rows[3], TODAY).refused


def test_a_deal_that_is_paid_by_the_year_is_marked() -> None:
    _, doubts, _ = read("partners", ["公司", "金额"], "云岭银行", "30万/年")

    assert doubts == {"value": ONE_A_PERIOD}


def test_money_by_month_is_read() -> None:
    columns = [
        "月份",
        "期末现金",
        "收入",
        "人力成本",
        "算力与API",
        "数据采购",
        "市场费用",
        "其他费用",
        "应收账款",
        "借款",
    ]

    values, doubts, refused = read(
        "months", columns, "2026年10月", "3,200,000", "18.5万", "42万", "6.3万", "-", "2万", "3.1万", "12万", "0"
    )

    assert values == {
        **{"month": date(2026, 10, 1), "cash_end": 3_200_000, "income": 185_000, "people": 420_000, "compute": 63_000},
        **{"marketing": 20_000, "other": 31_000, "receivables": 120_000, "debt": 0},
    }
    assert (doubts, refused) == ({}, {})
