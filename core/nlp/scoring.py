"""From comments to readings: what may be scored at all, how sure the encoder is, and why not."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.feedback.kinds import KINDS
from core.feedback.language import detect_language
from core.nlp.encoder import Encoder

READ_LANGUAGES = ("zh", "en")
HALF = 0.5
# Pictures: the emoji planes, technical and geometric symbols, dingbats, stars.
EMOJI = re.compile(r"[\U0001f000-\U0001faff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff]")


@dataclass(frozen=True)
class Reading:
    """One comment's result; `reason` is "" or why the label is not simply positive or negative.

    label: positive, negative, unclear or empty. reason: no_text, emoji_only, unknown_language, not_sure or windowed.
    kind: one of `KINDS`, "" where there are no words to tell it by or the network knows none.
    A text in another language is unclear and keeps no probability: the network never learned what it would mean.
    """

    label: str
    probability: float | None
    language: str
    reason: str
    kind: str = ""


EMPTY = Reading("empty", None, "und", "no_text")


def read_comments(encoder: Encoder, texts: Sequence[str]) -> list[Reading]:
    """Return one reading per text, in order; equal texts are read once."""
    distinct = list(dict.fromkeys(texts))
    contents = {text: content_of(text) for text in distinct}
    languages = {text: detect_language(text) if contents[text] == "words" else "und" for text in distinct}
    scored = [text for text in distinct if is_readable(encoder, text, contents[text], languages[text])]
    result = encoder.read(scored)
    readings = {text: _unscored(contents[text], languages[text]) for text in distinct}
    for index, text in enumerate(scored):
        probability, windows = float(result.probability[index]), int(result.windows[index])
        label, reason = _judge(probability, encoder.band, contents[text], windows)
        kind = kind_of(result.kinds[index]) if contents[text] == "words" else ""
        readings[text] = Reading(label, probability, languages[text], reason, kind)
    return [readings[text] for text in texts]


def kind_of(probabilities: np.ndarray) -> str:
    """Return the likeliest of `KINDS`, "" if the network knows none (kinds,)."""
    return "" if np.isnan(probabilities).any() else KINDS[int(probabilities.argmax())]


def content_of(text: str) -> str:
    """Return "words" if the text has a letter of any script, else "emoji" if it has a picture, else "nothing"."""
    if any(unicodedata.category(character)[0] == "L" for character in text):
        return "words"
    return "emoji" if EMOJI.search(text) else "nothing"


def is_readable(encoder: Encoder, text: str, content: str, language: str) -> bool:
    """Tell whether the encoder gives the text a probability: words of a language it learned, or pictures it knows."""
    return encoder.knows(text) if content == "emoji" else content == "words" and language in READ_LANGUAGES


def sentiment_of(probability: float, band: tuple[float, float]) -> str:
    """Return positive, negative or, strictly inside the band, unclear."""
    if band[0] < probability < band[1]:
        return "unclear"
    return "positive" if probability >= HALF else "negative"


def _unscored(content: str, language: str) -> Reading:
    if content == "nothing":
        return EMPTY
    return Reading("unclear", None, language, "emoji_only" if content == "emoji" else "unknown_language")


def _judge(probability: float, band: tuple[float, float], content: str, windows: int) -> tuple[str, str]:
    label = sentiment_of(probability, band)
    if content == "emoji":
        return label, "emoji_only"
    # That a text is too long to be read whole tells more than the label's own doubt.
    return label, "windowed" if windows > 1 else "not_sure" if label == "unclear" else ""
