"""Number words of both languages and the values they have."""

import unicodedata
from typing import Final

ZH_CHARS: Final = "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
ZH_NUMBER: Final = rf"[{ZH_CHARS}]+(?:点[零一二三四五六七八九]+)?"
DIGITS: Final = r"(?:(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|(?<!\d)\.\d+)"

_ONES_TEXT: Final = """
    zero one two three four five six seven eight nine ten
    eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
"""
_ONES: Final = _ONES_TEXT.split()
_TENS: Final = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
EN_VALUES: Final = (
    {"a": 1} | {word: i for i, word in enumerate(_ONES)} | {word: 10 * i for i, word in enumerate(_TENS, start=2)}
)
EN_SCALES: Final = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
# Longest first, so that "seventeen" is not read as "seven".
_ones = "|".join(sorted(_ONES, key=len, reverse=True))
_tens = "|".join(_TENS)
_scales = "|".join(EN_SCALES)
_group = rf"(?:(?:{_tens})(?:[ -](?:{_ones}))?|(?:{_ones}))"
EN_NUMBER: Final = (
    rf"(?<![A-Za-z])(?i:(?:a|{_group})(?:[ -](?:{_scales}))+(?:(?: and)? {_group}(?:[ -](?:{_scales}))*)*|{_group})"
    r"(?![A-Za-z])"
)
NUMBER: Final = rf"(?:{DIGITS}|{ZH_NUMBER}|{EN_NUMBER})"


def parse_number(text: str) -> float:
    """Return the value of digits, a Chinese numeral or English number words.

    Raises ValueError for anything that is none of them.
    """
    if text[:1].isdigit() or text[:1] == ".":
        return float(text.replace(",", ""))
    if text[:1].isascii():
        return _parse_english(text)
    whole, _, decimals = text.partition("点")
    return _parse_chinese(whole) + (_digits(decimals) / 10 ** len(decimals) if decimals else 0.0)


def _parse_english(text: str) -> float:
    total, current = 0.0, 0.0
    for word in text.lower().replace("-", " ").split():
        if word == "and":
            continue
        if word not in EN_SCALES:
            current += EN_VALUES[word]
        elif EN_SCALES[word] < 1_000:
            current = (current or 1) * EN_SCALES[word]
        else:
            total, current = total + (current or 1) * EN_SCALES[word], 0.0
    return total + current


def _numeral(char: str) -> float:
    return 2.0 if char == "两" else unicodedata.numeric(char)


def _digits(text: str) -> float:
    return float("".join(str(int(_numeral(char))) for char in text))


def _parse_chinese(text: str) -> float:
    values = [_numeral(char) for char in text]
    if max(values) < 10:
        return _digits(text)
    total, section, digit = 0.0, 0.0, 0.0
    for value in values:
        if value < 10:
            digit = value
        elif value < 10_000:
            section, digit = section + (digit or 1) * value, 0.0
        else:
            part = section + digit
            total = (total + part or 1) * value if value > 10_000 else total + (part or 1) * value
            section, digit = 0.0, 0.0
    # 一百二 is said for 120 and 三万五 for 35 000: a last digit counts tenths of the unit before it.
    if digit and len(values) > 1 and values[-2] >= 100:
        digit *= values[-2] / 10
    return total + section + digit
