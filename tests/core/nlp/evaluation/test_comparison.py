import csv

import numpy as np
import pytest

from core.errors import SextantError
from core.nlp.encoder import Encoder
from core.nlp.evaluation.comparison import can_read, compare
from core.nlp.evaluation.labelled import Labelled
from core.nlp.scoring import read_comments
from core.nlp.training.data import OWN

UNREAD = ["Guter Service, gerne wieder und jederzeit!", "12345"]
ODD = ["👍👍", "very good " * 10_000]


def own_sentences(count: int) -> list[tuple[str, int]]:
    with OWN.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["sentiment"] != "neutral"]
    chosen = [
        r for label in ("positive", "negative") for r in [r for r in rows if r["sentiment"] == label][: count // 2]
    ]
    return [(row["text"], int(row["sentiment"] == "positive")) for row in chosen]


def labelled(extra: list[str], count: int = 60) -> Labelled:
    rows = [*own_sentences(count), *((text, n % 2) for n, text in enumerate(extra))]
    return Labelled([text for text, _ in rows], np.array([label for _, label in rows]), [""] * len(rows), {})


def test_every_method_is_measured_on_the_same_rows(encoder: Encoder) -> None:
    found = compare({"encoder": encoder}, labelled([]))

    assert [*found["methods"]] == ["encoder", "ready_made", "majority", "tfidf"]
    assert {measure["n"] for measure in found["methods"].values()} == {12}
    assert all(np.sum(measure["confusion"]) == 12 for measure in found["methods"].values())


def test_what_cannot_be_read_counts_for_no_method_and_long_texts_are_said(encoder: Encoder) -> None:
    found = compare({"encoder": encoder}, labelled(UNREAD + ODD, 20), every_row=True)

    assert (found["unread"], found["windowed"]) == (2, 1)
    assert found["methods"]["encoder"]["n"] == found["methods"]["ready_made"]["n"] == 22


def test_with_every_row_tested_nothing_is_fitted_to_them(encoder: Encoder) -> None:
    found = compare({"encoder": encoder}, labelled([], 20), every_row=True)

    assert [*found["methods"]] == ["encoder", "ready_made"]
    assert found["not_fitted"] == ["majority", "tfidf"] and found["split"]["train"] == 0


def test_the_difference_is_to_the_best_other_method(encoder: Encoder) -> None:
    found = compare({"encoder": encoder}, labelled([]))

    others = {name: measure["accuracy"] for name, measure in found["methods"].items() if name != "encoder"}
    best = found["difference"]["against"]
    assert others[best] == max(others.values())
    assert found["difference"]["accuracy"]["difference"] == pytest.approx(
        found["methods"]["encoder"]["accuracy"] - others[best]
    )


def test_two_readers_are_compared_on_rows_both_can_read(encoder: Encoder) -> None:
    found = compare({"encoder": encoder, "shipped": encoder}, labelled(UNREAD, 20), every_row=True)

    assert found["methods"]["encoder"] == found["methods"]["shipped"]


def test_rows_none_of_which_can_be_read_are_refused(encoder: Encoder) -> None:
    data = Labelled(UNREAD, np.array([0, 1]), ["", ""], {})

    with pytest.raises(SextantError, match="None of the test rows can be read"):
        compare({"encoder": encoder}, data, every_row=True)


def test_what_can_be_read_is_what_gets_a_probability(encoder: Encoder) -> None:
    texts = [*UNREAD, *ODD[:1], "", "好用", "Отличный сервис, спасибо большое", "ok thanks"]

    readings = read_comments(encoder, texts)

    assert [can_read(encoder, text) for text in texts] == [r.probability is not None for r in readings]
