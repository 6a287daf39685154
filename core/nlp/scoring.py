"""From comments to readings: what may be scored at all, how sure the encoder is, and why not."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

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
    A text in another language is unclear and keeps no probability: the network never learned what it would mean.
    """

    label: str
    probability: float | None
    language: str
    reason: str


EMPTY = Reading("empty", None, "und", "no_text")


def read_comments(encoder: Encoder, texts: Sequence[str]) -> list[Reading]:
    """Return one reading per text, in order; equal texts are read once."""
    distinct = list(dict.fromkeys(texts))
    kinds = {text: kind_of_text(text) for text in distinct}
    languages = {text: detect_language(text) if kinds[text] == "words" else "und" for text in distinct}
    scored = [text for text in distinct if _is_scored(encoder, text, kinds[text], languages[text])]
    result = encoder.read(scored)
    readings = {text: _unscored(kinds[text], languages[text]) for text in distinct}
    for text, probability, windows in zip(scored, result.probability, result.windows, strict=True):
        label, reason = _judge(float(probability), encoder.band, kinds[text], int(windows))
        readings[text] = Reading(label, float(probability), languages[text], reason)
    return [readings[text] for text in texts]


def kind_of_text(text: str) -> str:
    """Return "words" if the text has a letter of any script, else "emoji" if it has a picture, else "nothing"."""
    if any(unicodedata.category(character)[0] == "L" for character in text):
        return "words"
    return "emoji" if EMOJI.search(text) else "nothing"


def sentiment_of(probability: float, band: tuple[float, float]) -> str:
    """Return positive, negative or, strictly inside the band, unclear."""
    if band[0] < probability < band[1]:
        return "unclear"
    return "positive" if probability >= HALF else "negative"


def _is_scored(encoder: Encoder, text: str, kind: str, language: str) -> bool:
    if kind == "emoji":
        return encoder.knows(text)
    return kind == "words" and language in READ_LANGUAGES


def _unscored(kind: str, language: str) -> Reading:
    if kind == "nothing":
        return EMPTY
    return Reading("unclear", None, language, "emoji_only" if kind == "emoji" else "unknown_language")


def _judge(probability: float, band: tuple[float, float], kind: str, windows: int) -> tuple[str, str]:
    label = sentiment_of(probability, band)
    if kind == "emoji":
        return label, "emoji_only"
    if label == "unclear":
        return label, "not_sure"
    return label, "windowed" if windows > 1 else ""
