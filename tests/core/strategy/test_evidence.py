"""A fact bears out its value in every way of writing it, rounded as it is shown and no further."""

from hypothesis import given
from hypothesis import strategies as st

from core.strategy.guard import check
from core.strategy.model import Fact


@given(units=st.integers(1, 99_999))
def test_one_amount_stands_in_every_form_of_both_languages(units: int) -> None:
    amount = units * 10_000
    fact = Fact("m", "money", "Cash", float(amount), "CNY", f"¥{units} 万")

    forms = [f"CNY {amount:,}", f"{units} 万元", f"CNY {units / 100} m", f"¥{units / 10_000} 亿", f"RMB {units * 10} k"]

    assert [form for form in forms if check(form, [fact], "en")] == []


@given(amount=st.floats(1e5, 9e6), other=st.floats(1e5, 9e6))
def test_an_amount_is_rounded_only_as_its_fact_shows_it(amount: float, other: float) -> None:
    fact = Fact("m", "money", "Cash", amount, "CNY", f"CNY {amount / 1e6:.2f} m")
    said = f"CNY {other / 1e6:.2f} m"

    assert bool(check(said, [fact], "en")) == (said != fact.text)


def test_a_display_form_that_is_not_the_value_proves_nothing() -> None:
    fact = Fact("m", "money", "Cash", 1_280_000.0, "CNY", "CNY 1.5 m")

    assert [violation.kind for violation in check("Cash is CNY 1.5 m.", [fact], "en")] == ["quantity"]


def test_a_count_is_never_rounded() -> None:
    fact = Fact("n", "count", "Comments", 1_234.0, "comment", "1.2 k comments")

    assert [violation.kind for violation in check("1.2 k comments.", [fact], "en")] == ["quantity"]


def test_record_ids_prove_nothing() -> None:
    fact = Fact("resource.12.quantity", "count", "Team", 31.0, "person", "31 people", record="resource:12")

    assert [violation.text for violation in check("Team 12.", [fact], "en")] == ["12"]


def test_a_longer_span_of_time_may_be_said_in_its_parts() -> None:
    fact = Fact("p", "duration", "Trial", 2.0, "week", "2 weeks")

    assert check("The trial takes 14 days.", [fact], "en") == []
    assert check("The trial takes 14 weeks.", [fact], "en") != []


def test_the_ends_of_an_interval_are_shown_by_its_text_alone() -> None:
    fact = Fact("i", "interval", "late answers", "0.3700–0.4800", "share", "37–48 %")

    assert check("It is 37–48 %.", [fact], "en") == []
    assert check("It is 36–48 %.", [fact], "en") != []


def test_a_number_in_words_is_the_same_number() -> None:
    fact = Fact("n", "count", "Team", 12.0, "person", "12 people")

    assert [
        form for form in ("twelve people", "a dozen people", "十二人", "１２ 名同事") if check(form, [fact], "en")
    ] == []
