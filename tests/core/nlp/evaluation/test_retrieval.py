import numpy as np

from core.nlp.evaluation.retrieval import read_pairs, recall_at_1


def test_each_pair_says_the_same_in_two_scripts() -> None:
    chinese, english = read_pairs()

    assert all(any("\u4e00" <= c <= "\u9fff" for c in text) for text in chinese)
    assert not any("\u4e00" <= c <= "\u9fff" for text in english for c in text)


def test_a_translation_counts_only_when_it_comes_first() -> None:
    queries = np.eye(3)
    answers = np.array([[1, 0, 0], [0, 0, 1], [0, 1, 0.5]])

    assert recall_at_1(queries, queries) == 1.0
    assert recall_at_1(queries, answers) == 1 / 3
