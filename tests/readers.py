"""A small reader for tests about storing: it knows a few words and signs and needs no network."""

from collections.abc import Sequence

from core.nlp.scoring import Reading

WORDS = {"good": 0.9, "bad": 0.1, "maybe": 0.5}
# The first that is found says the kind, so that "how bad?" is a question.
KIND_SIGNS = {"?": "question", "please": "request", "good": "praise", "bad": "complaint"}


class WordReader:
    """Reads by the first known word; `version` is what a network would carry, `tells_kinds` whether it has that head."""

    def __init__(self, version: str = "words-1", flipped: bool = False, tells_kinds: bool = True) -> None:
        self.version = version
        self.flipped, self.tells_kinds = flipped, tells_kinds
        self.texts: list[str] = []

    def read(self, texts: Sequence[str]) -> list[Reading]:
        self.texts += texts
        return [self._read(text) for text in texts]

    def _read(self, text: str) -> Reading:
        found = next((value for word, value in WORDS.items() if word in text), None)
        if found is None:
            return Reading("empty", None, "und", "no_text")
        probability = 1 - found if self.flipped else found
        label = {0.9: "positive", 0.1: "negative"}.get(round(probability, 1), "unclear")
        kind = next((kind for sign, kind in KIND_SIGNS.items() if sign in text), "other")
        return Reading(
            label, probability, "en", "not_sure" if label == "unclear" else "", kind if self.tells_kinds else ""
        )
