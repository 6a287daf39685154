import pytest

from core.nlp.encoder import Encoder
from core.nlp.scoring import content_of, read_comments, sentiment_of

GOOD = "这个功能太好用了，非常满意，推荐给大家！"
SPANISH = "El servicio fue excelente y la entrega llegó muy rápido, gracias por todo."


def test_readings_come_one_per_text_in_order(encoder: Encoder) -> None:
    readings = read_comments(encoder, ["", GOOD, "The update broke everything and support ignores us.", GOOD])

    assert [reading.label for reading in readings] == ["empty", "positive", "negative", "positive"]
    assert readings[1] == readings[3]


@pytest.mark.parametrize("text", ["", "   ", "…。！", "12345", "\x00"])
def test_a_text_without_words_is_empty_and_has_no_probability(encoder: Encoder, text: str) -> None:
    (reading,) = read_comments(encoder, [text])

    assert (reading.label, reading.probability, reading.reason) == ("empty", None, "no_text")


def test_emoji_alone_are_read_and_marked(encoder: Encoder) -> None:
    (reading,) = read_comments(encoder, ["👍👍👍"])

    assert reading.reason == "emoji_only"
    assert reading.probability is not None


def test_another_language_is_marked_and_not_guessed(encoder: Encoder) -> None:
    (reading,) = read_comments(encoder, [SPANISH])

    assert (reading.label, reading.probability, reading.reason) == ("unclear", None, "unknown_language")
    assert reading.language == "es"


def test_a_very_long_text_is_read_in_windows_and_says_so(encoder: Encoder) -> None:
    (reading,) = read_comments(encoder, [GOOD * 60])

    assert (reading.label, reading.reason) == ("positive", "windowed")


@pytest.mark.parametrize(
    ("probability", "label"), [(0.3, "negative"), (0.31, "unclear"), (0.69, "unclear"), (0.7, "positive")]
)
def test_only_what_lies_strictly_inside_the_band_is_unclear(probability: float, label: str) -> None:
    assert sentiment_of(probability, (0.3, 0.7)) == label


@pytest.mark.parametrize(("text", "kind"), [("ok 👍", "words"), ("👍 5", "emoji"), ("好", "words"), ("?!", "nothing")])
def test_words_win_over_emoji_and_emoji_over_nothing(text: str, kind: str) -> None:
    assert content_of(text) == kind
