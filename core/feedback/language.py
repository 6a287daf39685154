"""Which language a comment is written in: by its script, and where scripts are shared by words and py3langid.

py3langid (BSD-3, 4.6 MB, numpy only, loaded without pickle) is reliable on sentences but not on comments of two or three
words ("UI laggy" looks Italian to it), so everyday words decide first and it must beat English clearly to count.
"""

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from core.feedback.language_words import ENGLISH, LANGUAGE_OF

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

UNKNOWN = "und"
HAN_WEIGHT = 4  # one Chinese character says about as much as four Latin letters
KANA_SHARE = 0.2  # Japanese sentences have far more; a lone の is fashion in Chinese, ノ a part of faces
CLUES = 200  # characters looked at; more does not change the answer
ENGLISH_SHARE = 0.3  # of the words; prose has far more
SHORT = 3  # words; below, py3langid guesses
SURE = 0.4  # the probability it must give to a short text's language
AHEAD = 4.0  # how many times likelier than English a text in plain ASCII must be

NOT_WORDS = re.compile(r"(?:https?://|www\.)[!-~]+|[\w.+-]+@[\w-]+\.\w+|@\w+|&\w+;|<[^>]*>", re.ASCII)
LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

# Scripts written in one language, or in several of which py3langid picks one.
SCRIPTS = {
    "kana": "\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d",
    "han": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f",
    "ko": "\uac00-\ud7af\u1100-\u11ff\u3131-\u318e",
    "th": "\u0e01-\u0e3a\u0e40-\u0e4e",
    "he": "\u05d0-\u05ea",
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "hy": "\u0531-\u058f",
    "ka": "\u10a0-\u10ff",
    "ta": "\u0b80-\u0bff",
    "te": "\u0c00-\u0c7f",
    "kn": "\u0c80-\u0cff",
    "ml": "\u0d00-\u0d7f",
    "gu": "\u0a80-\u0aff",
    "pa": "\u0a00-\u0a7f",
    "bn": "\u0980-\u09ff",
    "si": "\u0d80-\u0dff",
    "my": "\u1000-\u109f",
    "km": "\u1780-\u17ff",
    "lo": "\u0e80-\u0eff",
    "cyrillic": "\u0400-\u052f",
    "arabic": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
    "devanagari": "\u0900-\u097f",
}
LETTERS = {script: re.compile(f"[{span}]") for script, span in SCRIPTS.items()}
NOT_HAN = re.compile("[" + "".join(span for script, span in SCRIPTS.items() if script != "han") + "]")
SHARED = {
    "cyrillic": ("ru", "uk", "bg"),
    "arabic": ("ar", "fa", "ur"),
    "devanagari": ("hi", "mr", "ne"),
}
# Letters that settle which Cyrillic language it is.
TELLING = {
    re.compile("[ђјљњћџѓќѕ]"): ("sr", "mk"),
    re.compile("[әғқңөұүһ]"): ("kk",),
    re.compile("ў"): ("be",),
    re.compile("[іїєґ]"): ("uk",),
    re.compile("[ыэё]"): ("ru",),
}
CYRILLIC = ("ru", "uk", "bg", "sr", "mk")
RUSSIAN_FIRST = 1.7  # how many times likelier than Russian, the commonest, the others must be
LATIN_LANGUAGES = (
    *("en", "es", "fr", "de", "pt", "it", "nl", "id", "vi", "tr", "pl", "sv", "da", "no", "fi"),
    *("cs", "sk", "ro", "hu", "hr", "sl", "tl", "et", "lv", "lt", "ca"),
)


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the language most of the text is in, or "und" when it holds no words."""
    clues = NOT_WORDS.sub(" ", text[: 2 * CLUES])[:CLUES]
    if clues.isascii():
        return _latin_language(clues)
    counts = _count_scripts(clues)
    latin = len(LATIN.findall(clues))
    if not counts:
        return _latin_language(clues) if latin else UNKNOWN
    script = max(counts, key=lambda name: counts[name])
    weight = HAN_WEIGHT if script in ("han", "kana", "ko") else 1
    if latin > weight * counts[script]:
        return _latin_language(clues)
    if script in ("han", "kana"):
        return _han_or_kana(counts)
    if script == "cyrillic":
        return _cyrillic_language(clues.lower())
    return _likeliest(clues, SHARED[script]) if script in SHARED else script


def _count_scripts(text: str) -> Counter[str]:
    """Return letters per script, Latin left out; Chinese, the common case, takes two passes and no more."""
    scripts = LETTERS if NOT_HAN.search(text) else ("han",)
    return Counter({script: found for script in scripts if (found := len(LETTERS[script].findall(text)))})


def _han_or_kana(counts: Counter[str]) -> str:
    return "ja" if counts["kana"] > KANA_SHARE * (counts["kana"] + counts["han"]) else "zh"


def _latin_language(text: str) -> str:
    words = [word.replace("’", "'") for word in WORD.findall(text.lower())]
    if sum(map(len, words)) < 2:
        return UNKNOWN
    english = sum(word in ENGLISH for word in words)
    marks = Counter(LANGUAGE_OF[word] for word in words if word in LANGUAGE_OF)
    language, marked = marks.most_common(1)[0] if marks else ("en", 0)
    if max(english, marked) >= ENGLISH_SHARE * len(words) and english != marked:
        return "en" if english > marked else language
    scores = dict(_identifier().rank(" ".join(words)))
    language = max(LATIN_LANGUAGES, key=lambda code: scores.get(code, 0.0))
    needed = SURE if len(words) <= SHORT and text.isascii() else 0.0
    ahead = AHEAD if text.isascii() else 1.0
    return language if scores[language] >= max(needed, ahead * scores["en"]) else "en"


def _cyrillic_language(text: str) -> str:
    for letters, languages in TELLING.items():
        if letters.search(text):
            return _likeliest(text, languages)
    return _likeliest(text, SHARED["cyrillic"])


def _likeliest(text: str, languages: tuple[str, ...]) -> str:
    if len(languages) == 1:
        return languages[0]
    scores = dict(_identifier().rank(text))
    scores["ru"] = RUSSIAN_FIRST * scores.get("ru", 0.0)
    return max(languages, key=lambda code: scores.get(code, 0.0))


@cache
def _identifier() -> "LanguageIdentifier":
    """Load py3langid once, on the first comment that needs it (about half a second)."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([*LATIN_LANGUAGES, *CYRILLIC, *SHARED["arabic"], *SHARED["devanagari"]])
    return identifier
