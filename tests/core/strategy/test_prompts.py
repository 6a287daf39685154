import pytest

from core.strategy.model import Fact
from core.strategy.prompts import (
    STAND_INS,
    build_prompt,
    find_nearest,
    has_example,
    hide_names,
    read_examples,
    show_names,
    vary,
)

LONG = Fact("i1", "name", "Voice assistant", "Voice assistant for hotlines", "", "Voice assistant for hotlines")
NUMBERED = Fact("i2", "text", "Routing", "Plan 30", "", "Plan 30")
COUNT = Fact("c1", "count", "team", 7, "person", "7 people for the hotline desk")


def test_long_names_and_names_with_figures_are_hidden_and_come_back() -> None:
    plain = "Voice assistant for hotlines is 64 % ready; Plan 30 holds it back."

    hidden, names = hide_names(plain, (LONG, NUMBERED, COUNT), "en")

    assert hidden == "Birchwood is 64 % ready; Kestrel holds it back."
    assert show_names(hidden, names) == plain


def test_a_name_within_a_longer_one_is_left_to_it() -> None:
    short = Fact("i3", "name", "assistant for hotlines", "assistant for hotlines", "", "assistant for hotlines")

    hidden, names = hide_names("Voice assistant for hotlines is late.", (short, LONG), "en")

    assert hidden == "Birchwood is late."
    assert list(names.values()) == ["Voice assistant for hotlines"]


def test_a_sentence_begins_with_a_capital_when_its_name_does_not() -> None:
    assert show_names("Opal is short by 5 rows.", {"Opal": "labelled data"}) == "Labelled data is short by 5 rows."


@pytest.mark.parametrize("locale", ["en", "zh-CN"])
def test_no_example_holds_a_stand_in(locale: str) -> None:
    text = " ".join(sentence for pair in read_examples(locale) for sentence in pair)

    assert not [word for word in STAND_INS[locale] if word in text]


@pytest.mark.parametrize("locale", ["en", "zh-CN"])
def test_a_variation_changes_both_sides_of_an_example_alike(locale: str) -> None:
    plain, reworded = read_examples(locale)[0]

    assert vary(plain, locale, 0) == plain
    assert vary(plain, locale, 1) != plain
    assert vary(reworded, locale, 2) != vary(reworded, locale, 1)


def test_years_stay_and_other_numbers_move_on() -> None:
    assert vary("Search Desk lacks 2 of 3, needed in 2026.", "en", 1) == "Mail Sorting lacks 4 of 5, needed in 2026."


def test_the_nearest_example_has_the_same_shape() -> None:
    plain, _ = find_nearest("Late by 6 days: Call Oak Bank (Wu Min, due 16 Nov 2026).", "en")[0]

    assert plain.startswith("Late by")


def test_a_sentence_of_another_shape_has_no_example() -> None:
    assert has_example("Late by 6 days: Call Oak Bank (Wu Min, due 16 Nov 2026).", "en")
    assert not has_example("Wu Min, candidate (Driver, Offer made), may relieve the only holder of Sailing.", "en")


def test_a_prompt_ends_where_the_sentence_begins() -> None:
    prompt = build_prompt("团队7人，\n合6.5 FTE，每月成本¥20 万。", "zh-CN")

    assert prompt.endswith("\n\n记录：团队7人， 合6.5 FTE，每月成本¥20 万。\n成句：")
    assert prompt.count("成句：") == 3
