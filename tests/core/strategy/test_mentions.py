"""A name is found however it is written, and an everyday word is not taken for one."""

import pytest

from core.strategy.mentions import mentions, short_forms, spellings


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Gu Lanxin", "we thank GU  LANXIN for it"),
        ("Gu Lanxin", "we thank Gu\u200b Lanxin"),
        ("Dunmore", "dunmore pays"),
        ("Yunpu Consumer Finance", "Answer Yunpu's 46 questions"),
        ("云浦消费金融", "答复云浦的安全问卷"),
        ("上海青木港创投", "给青木发数据"),
        ("何砚舟", "由 砚舟 评审"),
        ("何砚舟", "何 砚 舟"),
        ("Ｄｕｎｍｏｒｅ Freight", "Dunmore Freight"),
    ],
)
def test_a_name_is_found_in_each_of_its_forms(name: str, text: str) -> None:
    assert mentions(text, spellings(name) | short_forms(name))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("May", "it may help"),
        ("Lin", "a linear plan"),
        ("Private Bank", "Private deployment"),
        ("上海银行", "上海的客户"),
        ("X", "X cards"),
    ],
)
def test_an_everyday_word_is_not_taken_for_a_name(name: str, text: str) -> None:
    assert not mentions(text, spellings(name) | short_forms(name))
