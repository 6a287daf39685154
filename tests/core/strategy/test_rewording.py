import pytest

from core.strategy.model import Fact
from core.strategy.prompts import read_examples
from core.strategy.rewording import find_fault, is_same

PARTNER = Fact("p1", "name", "Oak Bank", "Oak Bank", "", "Oak Bank")
DUE = Fact("a1", "date", "Write the manual", "2026-05-12", "", "12 May 2026")


@pytest.mark.parametrize(
    ("plain", "reworded"),
    [
        (
            "Oak Bank: 58 comments, 62 % negative.",
            "Customers wrote 58 comments on Oak Bank, and 62 % of them are negative.",
        ),
        ("Cash is CNY 840 k; net burn is CNY 70 k a month.", "Net burn is CNY 70 k a month while cash is CNY 840 k."),
        ("Of 240 comments 31 % are negative (25–37 %).", "Among 240 comments, 31 % are negative (25–37 %)."),
    ],
)
def test_other_words_for_the_same_thing_may_stand(plain: str, reworded: str) -> None:
    assert find_fault(reworded, plain, (PARTNER,), "en") is None


@pytest.mark.parametrize(
    ("reworded", "fault"),
    [
        ("Customers wrote 58 comments on Oak Bank, and 26 % of them are negative.", "figure"),
        ("Customers wrote 62 comments on Oak Bank, and 58 % of them are negative.", "figure"),
        ("Customers wrote 58 comments, and 62 % of them are negative.", "name"),
        ("Customers wrote 58 comments on Oak Bank, and 62 % are not negative.", "denied"),
        ("Customers wrote 58 comments on Oak Bank, and 62 % of them are negative and angry.", "added or lost"),
        ("Customers wrote 58 comments on Oak Bank for Oak Bank, and 62 % are negative.", "name"),
        ("Negative customers wrote 58 comments on Oak Bank, and 62 % are negative.", "added or lost"),
        ("Customers wrote 58 comments on Oak Bank, and 62 % of them are", "no whole sentence"),
        ("Customers wrote 58 comments on Oak Bank, and 62 % are negative to.", "no whole sentence"),
        ("Customers wrote 58 comments on Oak Bank，其中 62 % negative.", "no whole sentence"),
        ("The world-class Oak Bank has 58 comments, 62 % negative.", "praises"),
        ("Oak Bank has 58 comments and so " + "and so " * 20 + "62 % are negative.", "too long"),
    ],
)
def test_a_change_of_meaning_is_found(reworded: str, fault: str) -> None:
    found = find_fault(reworded, "Oak Bank: 58 comments, 62 % negative.", (PARTNER,), "en")

    assert found is not None
    assert fault in found


@pytest.mark.parametrize(
    ("reworded", "fault"),
    [
        ("负面占比由本季度的36%到上季度的31%，变化不明显。", "figure"),
        ("负面占比由上季度的36%到本季度的31%，变化明显。", "denied"),
        ("负面占比由上季度的36%到本季度的31%，变化不明显，客户很满意。", "added or lost"),
        ("负面占比由上季度的36%到本季度的31%，变化不明显", "no whole sentence"),
    ],
)
def test_a_change_of_meaning_is_found_in_chinese(reworded: str, fault: str) -> None:
    found = find_fault(reworded, "负面占比由上季度的36%到本季度的31%，变化不明显。", (), "zh-CN")

    assert found is not None
    assert fault in found


def test_names_that_change_places_are_found() -> None:
    rival = Fact("c1", "name", "Elm Fund", "Elm Fund", "", "Elm Fund")
    plain = "Oak Bank waits for a reply; Elm Fund sends the contract."

    swapped = find_fault("Elm Fund waits for a reply while Oak Bank sends the contract.", plain, (PARTNER, rival), "en")
    moved = find_fault("Elm Fund sends the contract while Oak Bank waits for a reply.", plain, (PARTNER, rival), "en")

    assert swapped == "It left out or moved a name."
    assert moved is None


def test_a_task_that_is_due_is_not_reported_as_done() -> None:
    plain = "Zhou Qi finishes the manual by 12 May 2026."

    assert find_fault("By 12 May 2026, Zhou Qi finishes the manual.", plain, (DUE,), "en") is None
    assert find_fault("By 12 May 2026, Zhou Qi has finished the manual.", plain, (DUE,), "en") is not None


def test_spaces_and_punctuation_make_no_other_sentence() -> None:
    assert is_same("现金 128 万元，可支撑8个月。", "现金128万元可支撑8个月")
    assert not is_same("现金128万元。", "现金12万元。")


@pytest.mark.parametrize("locale", ["en", "zh-CN"])
def test_our_own_examples_are_faithful(locale: str) -> None:
    faults = [(pair, fault) for pair in read_examples(locale) if (fault := find_fault(pair[1], pair[0], (), locale))]

    assert faults == []
