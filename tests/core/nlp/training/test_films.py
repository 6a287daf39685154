import io
import tarfile
from pathlib import Path

import pytest

from core.nlp.training.data import Example, Parts
from core.nlp.training.films import Rated, add_ratings, blend_ratings, leave_out


def _tar(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        member = tarfile.TarInfo(name)
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


def _sentence(text: str, target: float) -> Example:
    return Example(text, target, "sst2", str(int(target)))


@pytest.mark.parametrize(
    "text",
    [
        "In short, a film that never wakes up, sadly",
        "A film that NEVER wakes up.",
        "You won't forget it: just dull",
        "too short",
    ],
)
def test_a_snippet_that_shares_words_with_a_test_sentence_is_left_out(text: str) -> None:
    held = ["a film that never wakes up", "just dull"]

    assert leave_out([Rated(text, -2.0)], held) == []


def test_a_snippet_of_its_own_stays() -> None:
    free = Rated("Two hours that felt like twenty minutes", 2.5)

    assert leave_out([free], ["a film that never wakes up", "just dull"]) == [free]


def test_a_rating_softens_the_label_of_the_same_sentence_however_it_is_spaced() -> None:
    labelled = [_sentence("it is n't bad , all in all", 1.0), _sentence("dull", 0.0)]
    rated = [Rated("It isn't bad, all in all.", 0.0), Rated("It was raining", 0.0)]

    blended, others = blend_ratings(labelled, rated)

    assert [example.target for example in blended] == [pytest.approx(0.6 + 0.4 * 0.5), 0.0]
    assert [(example.text, example.target, example.source) for example in others] == [("It was raining", 0.5, "rated")]


def test_ratings_come_from_the_sdist_and_touch_training_rows_only(tmp_path: Path) -> None:
    lines = b"1\t0\tA slow film about a slow river\n2\t3\tWe laughed &amp; cried all evening\n3\t-3\tThe plot is as thin as soup\n"
    inner = _tar("h/movieReviewSnippets_GroundTruth.txt", lines)
    (tmp_path / "vaderSentiment-3.3.2.tar.gz").write_bytes(_tar("v/hutto_ICWSM_2014.tar.gz", inner))
    parts: Parts = {
        "train": [_sentence("a slow film about a slow river", 1.0)],
        "validation": [_sentence("the plot is as thin as soup", 0.0)],
        "test": [_sentence("we laughed", 1.0)],
    }
    sources = {"sst2": parts}

    add_ratings(sources, tmp_path)

    assert sources["sst2"]["train"][0].target == pytest.approx(0.8)
    assert sources["sst2"]["validation"][0].target == 0.0
    assert sources["rated"] == {"train": [], "validation": [], "test": []}


def test_without_the_sdist_nothing_changes(tmp_path: Path) -> None:
    parts: Parts = {"train": [_sentence("fine", 1.0)], "validation": [], "test": []}
    sources = {"sst2": parts}

    add_ratings(sources, tmp_path)

    assert sources == {"sst2": {"train": [_sentence("fine", 1.0)], "validation": [], "test": []}}
