import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.feedback.masking import MARKS, mask

# The identity numbers are made by the rule of GB 11643; the cards are the issuers' test numbers.
HIDDEN = [
    ("Write to anna.li+shop@example.co.uk please", "Write to [email] please", "email"),
    ("我的邮箱abc_01@163.com谢谢", "我的邮箱[邮箱]谢谢", "email"),
    ("邮箱：zhang＠qq.com。", "邮箱：[邮箱]。", "email"),
    ("(josé@exemple.fr)", "([email])", "email"),
    ("电话13812345678谢谢", "电话[电话]谢谢", "phone"),
    ("请回电 138 1234 5678，急", "请回电 [电话]，急", "phone"),
    ("请回电 138-1234-5678", "请回电 [电话]", "phone"),
    ("+86 138-1234-5678", "[phone]", "phone"),
    ("+8613812345678 is mine", "[phone] is mine", "phone"),
    ("0086 13812345678", "[phone]", "phone"),
    ("１３８１２３４５６７８是我的", "[电话]是我的", "phone"),
    ("办公室 010-62345678", "办公室 [电话]", "phone"),
    ("办公室 (021)6234 5678 转 802", "办公室 [电话]", "phone"),
    ("座机0571-87654321-802", "座机[电话]", "phone"),
    ("电话：62345678", "电话：[电话]", "phone"),
    ("打 400-820-8820 没人接", "打 [电话] 没人接", "phone"),
    ("Call me at (415) 555-2671 ext 12", "Call me at [phone]", "phone"),
    ("reach us: 415-555-2671.", "reach us: [phone].", "phone"),
    ("my number: +44 (0)20 7946 0958", "my number: [phone]", "phone"),
    ("phone number is 020 7946 0958", "phone number is [phone]", "phone"),
    ("+49 30 901820", "[phone]", "phone"),
    ("+852 2123 4567 打不通", "[电话] 打不通", "phone"),
    ("身份证110101199003070038", "身份证[证件号]", "id_number"),
    ("ID 11010119900307002X.", "ID [ID number].", "id_number"),
    ("身份证 110101 19900307 0038", "身份证 [证件号]", "id_number"),
    ("老身份证110101900307003", "老身份证[证件号]", "id_number"),
    ("卡号 6222021234567890128 扣了两次", "卡号 [银行卡号] 扣了两次", "card"),
    ("card 4111 1111 1111 1111 was charged", "card [card number] was charged", "card"),
    ("5500-0000-0000-0004", "[card number]", "card"),
    ("378282246310005", "[card number]", "card"),
]
KEPT = [
    "订单号 20231103001 一直没发货",
    "订单号：13812345678，还没到",
    "order 12345678901 never came",
    "Order no. 4111111111111111 is late",
    "订单202311031234567890查不到",
    "运单号 6222021234567890128",
    "工单#1381234567 没人管",
    "快递单号 75312345678901",
    "2023-11-03 12:30:45 开始报错",
    "20231103123045",
    "from 2023-11-03 10:00 to 2023-11-04 18:00",
    "call me on 2023-11-03 10:00",
    "11/03/2023 and 03.11.2023",
    "付了1,234,567.89元，还差 12,345,678 元",
    "金额 13812345678.50",
    "¥13812345678",
    "It cost 1 234 567 dollars",
    "版本 10.15.7.1024 和 v2.3.13812345678 都闪退",
    "react@18.2.0-beta.rc breaks logo@2x.png",
    "192.168.1.100 与 114.114.114.114 都连不上",
    "server 10.0.0.1:8080 is down, 255.255.255.255",
    "550e8400-e29b-41d4-a716-446655440000",
    "3.14159265358979",
    "110101199003070039",  # a wrong last figure
    "110101199013070038",  # no such month
    "4111111111111112",  # a wrong last figure
    "打 95588 和 12345 都没人",
    "@support 没人回，@anna neither",
    "1000000 downloads, 10000000 rows, 100000000 tokens",
    "SN20231103ABC0001234567",
    "1699012345678",
]


@pytest.mark.parametrize(("text", "masked", "kind"), HIDDEN)
def test_what_points_at_a_person_is_hidden_and_counted(text: str, masked: str, kind: str) -> None:
    assert mask(text) == (masked, {kind: 1})


@pytest.mark.parametrize("text", KEPT)
def test_orders_dates_amounts_versions_and_addresses_of_machines_stay(text: str) -> None:
    assert mask(text) == (text, {})


def test_several_in_one_text_are_counted_by_kind() -> None:
    masked = mask("手机13812345678或13912345678，邮箱a@b.com，身份证110101199003070038，订单20231103001")

    assert masked.text == "手机[电话]或[电话]，邮箱[邮箱]，身份证[证件号]，订单20231103001"
    assert masked.counts == {"phone": 2, "email": 1, "id_number": 1}


PIECES = st.sampled_from(
    [*(text for text, _, _ in HIDDEN), *KEPT, "1", "138", "0", "@", ".", "-", " ", "a", "元", "\n", "+86", "(", "x"]
)


@given(st.lists(PIECES, max_size=6).map("".join) | st.text("0138-+ @.ax元() ", max_size=40))
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = mask(text)

    assert mask(once.text) == (once.text, {})


@given(st.text().map(lambda text: "".join(c for c in text if not c.isdigit() and c not in "@＠")))
def test_a_text_without_digits_and_at_signs_is_never_changed(text: str) -> None:
    assert mask(text) == (text, {})


def test_every_mark_is_free_of_what_is_looked_for() -> None:
    assert all(mask(mark) == (mark, {}) for marks in MARKS.values() for mark in marks)


@pytest.mark.parametrize("text", ["1" * 200_000, "a" * 200_000 + "@", "1 " * 100_000, "138-1234-" * 20_000])
@pytest.mark.timeout(20)
def test_a_long_odd_text_takes_no_time_without_end(text: str) -> None:
    assert mask(text).text
