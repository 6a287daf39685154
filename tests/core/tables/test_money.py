import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import SextantError
from core.tables.money import ABOUT_IS_EXACT, W_IS_TEN_THOUSAND, Money, parse_money, read_money

WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("300000", Money(300_000)),
        ("1,200.50", Money(1200.5)),
        ("30万", Money(300_000)),
        ("30 万", Money(300_000)),
        ("30萬", Money(300_000)),
        ("30万/年", Money(300_000, None, "year")),
        ("30万每年", Money(300_000, None, "year")),
        ("30万一年", Money(300_000, None, "year")),
        ("每年30万", Money(300_000, None, "year")),
        ("年薪：30万", Money(300_000, None, "year")),
        ("2.5w", Money(25_000)),
        ("2.5W元", Money(25_000, "CNY")),
        ("月薪 2.5w", Money(25_000, None, "month")),
        ("月薪2.5万元/月", Money(25_000, "CNY", "month")),
        ("25000/月", Money(25_000, None, "month")),
        ("25,000元/月", Money(25_000, "CNY", "month")),
        ("800元/天", Money(800, "CNY", "day")),
        ("时薪 120", Money(120, None, "hour")),
        ("12k", Money(12_000)),
        ("12K", Money(12_000)),
        ("3千", Money(3000)),
        ("5百", Money(500)),
        ("三百", None),
        ("1.2亿", Money(120_000_000)),
        ("1亿2000万", Money(120_000_000)),
        ("1万5千元", Money(15_000, "CNY")),
        ("3百万", Money(3_000_000)),
        ("2千万", Money(20_000_000)),
        ("30,000万", Money(300_000_000)),
        ("¥1,200.50", Money(1200.5, "CNY")),
        ("¥ 1,200", Money(1200, "CNY")),
        ("￥１２００", Money(1200, "CNY")),
        ("１２，０００元", Money(12_000, "CNY")),
        ("人民币30万元整", Money(300_000, "CNY")),
        ("人民币：30万", Money(300_000, "CNY")),
        ("30万人民币", Money(300_000, "CNY")),
        ("RMB 30万", Money(300_000, "CNY")),
        ("¥30万元", Money(300_000, "CNY")),
        ("$1.2m", Money(1_200_000, "USD")),
        ("US$1.2 million", Money(1_200_000, "USD")),
        ("USD 3,000", Money(3000, "USD")),
        ("3,000 USD", Money(3000, "USD")),
        ("3,000 USD per month", Money(3000, "USD", "month")),
        ("$120k/yr", Money(120_000, "USD", "year")),
        ("120k p.a.", Money(120_000, None, "year")),
        ("$40 an hour", Money(40, "USD", "hour")),
        ("€5k monthly", Money(5000, "EUR", "month")),
        ("2 bn", Money(2e9)),
        ("HK$500,000", Money(500_000, "HKD")),
        ("10万美元", Money(100_000, "USD")),
        ("(1,200)", Money(-1200)),
        ("（¥1,200.00）", Money(-1200, "CNY")),
        ("-1,200", Money(-1200)),
        ("−3万", Money(-30_000)),
        ("-¥300", Money(-300, "CNY")),
        ("¥-300", Money(-300, "CNY")),
        ("0", Money(0)),
        ("1.1万", Money(11_000)),
        ("约30万", Money(300_000)),
        ("1.2E5", Money(120_000)),
    ],
)
def test_an_amount_is_read_in_the_forms_founders_write_it(text: str, expected: Money | None) -> None:
    if expected is None:
        with pytest.raises(SextantError):
            parse_money(text)
    else:
        assert parse_money(text) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("15-20k", "two amounts"),
        ("15k-20k", "two amounts"),
        ("15~20万", "two amounts"),
        ("15到20万/年", "two amounts"),
        ("月薪15-20k", "two amounts"),
        ("$1m to $2m", "two amounts"),
        ("¥300 USD", "two currencies"),
        ("月薪30万/年", "two periods"),
        ("-", "names no amount"),
        ("——", "names no amount"),
        ("面议", "names no amount"),
        ("N/A", "names no amount"),
        ("", "not an amount"),
        ("2万5", "not an amount"),
        ("5千1万", "not an amount"),
        ("12,34", "not an amount"),
        ("1.200,50", "not an amount"),
        ("(1,200", "not an amount"),
        ("1,200)", "not an amount"),
        ("-¥-300", "not an amount"),
        ("万", "not an amount"),
        ("30万+", "not an amount"),
        ("15k*14薪", "not an amount"),
        ("30 apples", "not an amount"),
        ("30 20", "not an amount"),
        ("nan", "not an amount"),
        ("9" * 400, "not an amount"),
        ("1" + " " * 5000 + "x", "not an amount"),
    ],
)
def test_what_is_not_one_amount_is_refused_each_in_its_own_words(text: str, says: str) -> None:
    with pytest.raises(SextantError, match=says):
        parse_money(text)


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("2.5w", W_IS_TEN_THOUSAND),
        ("约30万", ABOUT_IS_EXACT),
        ("30万左右", ABOUT_IS_EXACT),
        ("30万", None),
        ("12k", None),
    ],
)
def test_a_reading_that_supposes_something_is_marked(text: str, doubt: str | None) -> None:
    assert read_money(text).doubt == doubt


@given(
    st.integers(-(10**9), 10**9),
    st.sampled_from([("", 1), ("千", 10**3), ("k", 10**3), ("w", 10**4), ("万", 10**4), ("m", 10**6), ("亿", 10**8)]),
    st.sampled_from([("", None), ("¥", "CNY"), ("USD ", "USD"), ("€", "EUR")]),
    st.sampled_from([("", None), ("/年", "year"), ("/月", "month"), (" per day", "day")]),
)
def test_an_amount_survives_being_written_and_read(
    number: int, unit: tuple[str, int], currency: tuple[str, str | None], per: tuple[str, str | None]
) -> None:
    written = f"{currency[0]}{number:,}{unit[0]}{per[0]}"

    money = parse_money(written)

    assert (money.amount, money.currency, money.per) == (number * unit[1], currency[1], per[1])
    assert parse_money(written.translate(WIDE)) == money


@given(st.one_of(st.text(max_size=40), st.text("0123456789.,-+()¥$万亿千wkm元/年月 e至到", max_size=20)))
def test_any_text_is_an_amount_or_a_refusal(text: str) -> None:
    try:
        money = parse_money(text)
    except SextantError as error:
        assert str(error)
    else:
        assert abs(money.amount) < float("inf")
