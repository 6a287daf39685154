"""Numbers and ratings as people write them; what is not understood is refused with the value, never guessed."""

import re

from core.errors import SextantError

SHOWN = 60  # characters of a refused value that a message repeats
VALUE_CHARS = 100  # an amount, a share or a day is shorter
STARS = 5
HALF_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {0x3000: " "}
NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:e[+-]?\d{1,3})?")
UNIT = r"(?:颗?星|分|stars?|points?)?"
RATING = re.compile(rf"(\d+(?:\.\d+)?)\s*{UNIT}\s*(?:(?:/|out of|of)\s*(\d{{1,3}})\s*{UNIT})?")
SYMBOLS = re.compile(r"([★⭐🌟]+)(☆*)")
SCORE_WORDS = re.compile(
    r"(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|half|[零一二两三四五六七八九十半])"
    r"(?:\s*(?:颗?星|分|stars?|points?|out of.*))?(?:好评|差评)?"
)


def narrow(text: str) -> str:
    """Return the text in lower case, its full-width characters in ordinary width; 5² stays what it is, no 52."""
    return text.translate(HALF_WIDTH).strip().lower()


def flatten(text: str) -> str:
    """Return the narrow text with single spaces, "" where it is too long for a value: patterns must not run for ever."""
    plain = " ".join(narrow(text).split())
    return plain if len(plain) <= VALUE_CHARS else ""


def shorten(text: str) -> str:
    """Return the text in one line and short enough to stand in a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def parse_number(text: str) -> float:
    """Return the number a text is: 1234.5, 1,234.5, -3, 1e3, full-width digits too.

    Raises SextantError for anything else, such as 1,5 or 30万.
    """
    plain = narrow(text).replace("\N{MINUS SIGN}", "-")
    if not NUMBER.fullmatch(plain):
        raise SextantError("{value} is not a number that can be read. Write it as 1234.5.", value=shorten(text))
    return float(plain.replace(",", ""))


def parse_rating(text: str, *, scale: int | None = None) -> float:
    """Return a rating from 1 (worst) to 5 (best): 4, 4.5, 5星, ★★★★☆, 4/5, 3 stars.

    With `scale`, values run from 1 to `scale` and are spread over 1 to 5 in equal steps.
    Raises SextantError for words, for numbers out of range and for anything else.
    """
    top = scale or STARS
    value = _stars(text) or _digits(text, top)
    if not 1 <= value <= top:
        raise SextantError(
            "The rating {value} is not between 1 and {top}. Correct it, or say which scale it is on.",
            value=shorten(text),
            top=top,
        )
    return value if top == STARS else 1 + (value - 1) * (STARS - 1) / (top - 1)


def _stars(text: str) -> float | None:
    symbols = SYMBOLS.fullmatch(text.strip().replace("\ufe0f", ""))  # the mark that asks for the coloured star
    return float(len(symbols[1])) if symbols else None


def _digits(text: str, top: int) -> float:
    plain = narrow(text)
    match = RATING.fullmatch(plain)
    if match and int(match[2] or top) == top:
        return float(match[1])
    if match:
        raise SextantError(
            "The rating {value} is on another scale than 1 to {top}. Say which scale it is on.",
            value=shorten(text),
            top=top,
        )
    if SCORE_WORDS.fullmatch(plain):
        raise SextantError(
            "The rating {value} is written as a word. Write it as a number from 1 to {top}.",
            value=shorten(text),
            top=top,
        )
    raise SextantError("{value} is not a rating. Write a number from 1 to {top}.", value=shorten(text), top=top)
