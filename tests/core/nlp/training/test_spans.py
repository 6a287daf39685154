import random

from hypothesis import given
from hypothesis import strategies as st

from core.nlp.training.spans import JOINS, LEAST, MOST, all_parts, join_parts, parts_of


def test_clauses_end_at_signs_and_before_turning_words() -> None:
    text = "it is slow to start, but the search is worth the wait"

    clauses = parts_of(text, random.Random(1), drawn=0)

    assert clauses == ["it is slow to start,", "but the search is worth the wait"]


def test_a_sentence_of_one_clause_is_no_part_of_itself() -> None:
    assert parts_of("the search is worth the wait", random.Random(1), drawn=0) == []


def test_a_few_words_are_not_cut() -> None:
    assert parts_of("good enough", random.Random(1)) == []


@given(st.lists(st.from_regex(r"[a-z]{1,6}[,.]?", fullmatch=True), max_size=40), st.integers(0, 99))
def test_a_part_drawn_is_a_run_of_the_sentence(words: list[str], seed: int) -> None:
    text = " ".join(words)

    parts = parts_of(text, random.Random(seed))

    assert all(part in text for part in parts)
    assert all(len(part.split()) >= LEAST for part in parts)
    assert all(len(part.split()) <= MOST for part in parts[-2:])


def test_parts_are_distinct_limited_and_repeat_with_the_seed() -> None:
    texts = [f"the first thing number {at} broke , and the second one worked" for at in range(30)]

    parts = all_parts(texts, 1, 40)

    assert len(parts) == len(set(parts)) == 40
    assert parts == all_parts(texts, 1, 40)


def test_what_is_held_back_is_no_part() -> None:
    texts = ["it is slow to start, but the search is worth the wait"]
    held = "but the search is worth the wait"

    assert held in all_parts(texts, 1, 40)
    assert held not in all_parts(texts, 1, 40, frozenset([held]))


def test_two_parts_make_one_sentence() -> None:
    parts = ["it is slow to start,", "but the search works ."]

    joined = join_parts(parts, 1, 60)

    pairs = [("it is slow to start", "the search works"), ("the search works", "it is slow to start")]
    assert set(joined) == {join.format(*pair) for join in JOINS for pair in pairs}
    assert joined == join_parts(parts, 1, 60)


def test_one_part_joins_with_nothing() -> None:
    assert join_parts(["the search works"], 1, 60) == []
