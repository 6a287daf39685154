"""Every way to state an amount is found, and ordinary words are not taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.strategy.quantities import find_quantities

AMOUNTS = [
    ("31 people", 31.0, "person", "number"),
    ("３１ 人", 31.0, "person", "number"),
    ("31 %", 0.31, "%", "share"),
    ("31％", 0.31, "%", "share"),
    ("31 per cent", 0.31, "%", "share"),
    ("3 percentage points", 0.03, "pp", "share"),
    ("3 个百分点", 0.03, "pp", "share"),
    ("百分之三十", 0.3, "%", "share"),
    ("三成", 0.3, "%", "share"),
    ("三成半", 0.35, "%", "share"),
    ("四分之三", 0.75, "%", "share"),
    ("二分之一", 0.5, "%", "share"),
    ("half", 0.5, "%", "share"),
    ("一半", 0.5, "%", "share"),
    ("a quarter of", 0.25, "%", "share"),
    ("two thirds", 2 / 3, "%", "share"),
    ("1.28 m", 1_280_000.0, "", "number"),
    ("128 万", 1_280_000.0, "", "number"),
    ("1,280,000", 1_280_000.0, "", "number"),
    ("2.5w", 25_000.0, "", "number"),
    ("30k", 30_000.0, "", "number"),
    ("CNY 1.28 m", 1_280_000.0, "CNY", "money"),
    ("¥128 万", 1_280_000.0, "CNY", "money"),
    ("￥128 万", 1_280_000.0, "CNY", "money"),
    ("128 万元", 1_280_000.0, "CNY", "money"),
    ("一百二十八万元", 1_280_000.0, "CNY", "money"),
    ("1.28 亿元", 128_000_000.0, "CNY", "money"),
    ("RMB 30k", 30_000.0, "CNY", "money"),
    ("US$ 20 k", 20_000.0, "USD", "money"),
    ("-CNY 5", -5.0, "CNY", "money"),
    ("minus 5 %", -0.05, "%", "share"),
    ("9.4 个月", 9.4, "month", "duration"),
    ("90-day", 90.0, "day", "duration"),
    ("两周", 2.0, "week", "duration"),
    ("一个半月", 1.5, "month", "duration"),
    ("两年半", 2.5, "year", "duration"),
    ("half a year", 0.5, "year", "duration"),
    ("30 seconds", 30.0, "second", "duration"),
    ("三十分钟", 30.0, "minute", "duration"),
    ("3 个工作日", 3.0, "workday", "duration"),
    ("3 人月", 3.0, "person-month", "number"),
    ("两名", 2.0, "person", "number"),
    ("一名工程师", 1.0, "person", "number"),
    ("十二位客户", 12.0, "customer", "number"),
    ("只有一个客户", 1.0, "customer", "number"),
    ("240 条反馈", 240.0, "comment", "number"),
    ("240 条客户反馈", 240.0, "comment", "number"),
    ("twenty-five customers", 25.0, "customer", "number"),
    ("a dozen", 12.0, "", "number"),
    ("two hundred and five", 205.0, "", "number"),
    ("翻倍", 2.0, "times", "number"),
    ("3.5 倍", 3.5, "times", "number"),
    ("tripled", 3.0, "times", "number"),
    ("首家", 1.0, "rank", "number"),
    ("第 3 名", 3.0, "rank", "number"),
    ("first", 1.0, "rank", "number"),
    ("GPT-4", "gpt-4", "code", "number"),
    ("A100", "a100", "code", "number"),
    ("ISO 27001", "iso 27001", "code", "number"),
    ("14:30", "14:30", "code", "number"),
    ("7B", 7e9, "", "number"),
    ("2026-11-03", "2026-11-03", "", "date"),
    ("3 November 2026", "2026-11-03", "", "date"),
    ("Nov 3", "--11-03", "", "date"),
    ("2026年11月3日", "2026-11-03", "", "date"),
    ("二〇二六年十一月三日", "2026-11-03", "", "date"),
    ("11月3日", "--11-03", "", "date"),
    ("August 2027", "2027-08", "", "date"),
    ("2027 年 8 月", "2027-08", "", "date"),
    ("Q3", "--Q3", "", "date"),
    ("2026年第三季度", "2026-Q3", "", "date"),
    ("下半年", "--H2", "", "date"),
    ("周一", "weekday-0", "", "date"),
    ("next month", "relative:next month", "", "date"),
    ("most", "most", "", "vague"),
    ("several", "several", "", "vague"),
    ("近半", "近半", "", "vague"),
    ("大部分", "大部分", "", "vague"),
    ("数百", "数百", "", "vague"),
    ("若干", "若干", "", "vague"),
]

ORDINARY = [
    "统一口径，进一步一起推进，保持一致",
    "一个项目、一些问题、一方面和另一方面",
    "第一时间联系第三方，万一不行再说",
    "十分满意，千万不要，零售与半导体",
    "数据、每周的例会、唯独没有答复",
    "someone, no one, one of us, one another, at first",
    "we may march on; a second look per second",
    "tone, often, weight, threesome, behalf, almost",
    "third-party tools for our B2B customers",
]


@pytest.mark.parametrize(("text", "value", "unit", "kind"), AMOUNTS)
def test_an_amount_is_read_as_it_is_meant(text: str, value: float | str, unit: str, kind: str) -> None:
    found = find_quantities(f"x {text}" if text[0] != "-" else text, "en")

    assert [(q.unit, q.kind) for q in found] == [(unit, kind)]
    assert found[0].value == pytest.approx(value) if isinstance(value, float) else found[0].value == value


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_are_no_amounts(text: str) -> None:
    assert find_quantities(text, "en") == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("37–48 %", [0.37, 0.48]),
        ("CNY 1.2–1.5 m", [1_200_000, 1_500_000]),
        ("30 至 50 万元", [300_000, 500_000]),
        ("between 3 and 5 days", [3, 5]),
    ],
)
def test_both_ends_of_a_range_share_unit_and_size(text: str, values: list[float]) -> None:
    found = find_quantities(text, "en")

    assert [quantity.value for quantity in found] == pytest.approx(values)
    assert len({quantity.unit for quantity in found}) == 1


@pytest.mark.parametrize("text", ["over 31 %", "超过 31 %", "+31 %", "近 31 %", "31 % more than before", "30 多人"])
def test_a_bound_is_a_claim_beside_its_number(text: str) -> None:
    assert {quantity.kind for quantity in find_quantities(text, "en")} >= {"vague"}


def test_month_and_day_with_a_slash_are_a_date_in_chinese_only() -> None:
    assert [quantity.value for quantity in find_quantities("11/3 前", "zh-CN")] == ["--11-03"]
    assert [quantity.kind for quantity in find_quantities("by 11/3", "en")] == ["number"]


def test_a_quantity_knows_its_place_in_the_text() -> None:
    text = "现金 CNY 1.28 m，可支撑 ９.4 个月"

    assert [text[q.start : q.end] for q in find_quantities(text, "zh-CN")] == ["CNY 1.28 m", "９.4 个月"]


@given(
    st.text(
        st.sampled_from("0123456789.,-–%％ 一二两三百万亿半成点分之第多近年月日周个名人¥CNYkmwQH/:٣²abdefonthu+"),
        max_size=30,
    )
)
def test_no_text_is_too_odd_to_read(text: str) -> None:
    for locale in ("en", "zh-CN"):
        spans = [(quantity.start, quantity.end) for quantity in find_quantities(text, locale)]

        assert spans == sorted(spans)


@given(st.integers(0, 10**12))
def test_no_digits_of_any_script_go_unnoticed(number: int) -> None:
    eastern = "".join(chr(0x660 + int(digit)) for digit in str(number))

    assert [quantity.value for quantity in find_quantities(f"x {eastern} y", "en")] == [float(number)]
