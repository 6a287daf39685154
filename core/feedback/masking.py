"""Hiding what points at one person: e-mail addresses, phone numbers, identity and card numbers.

phonenumberslite (Apache-2.0, 0.5 MB, Google's rules, monthly releases) tells phone numbers from dates, amounts and IP
addresses; what it cannot know stands here: extensions, and that the number after "order" is an order's.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple
from unicodedata import digit

from phonenumbers import Leniency, PhoneNumberMatcher

EMAIL, PHONE, ID_NUMBER, CARD = "email", "phone", "id_number", "card"
KINDS = (EMAIL, PHONE, ID_NUMBER, CARD)
# What stands instead, so that a reader still sees that something stood there: English, Chinese.
MARKS = {
    EMAIL: ("[email]", "[邮箱]"),
    PHONE: ("[phone]", "[电话]"),
    ID_NUMBER: ("[ID number]", "[证件号]"),
    CARD: ("[card number]", "[银行卡号]"),
}
HAN = re.compile("[\u4e00-\u9fff]")
WORTH_A_LOOK = re.compile(r"[@＠]|\d(?:[\s().-]{0,3}\d){6}")

_NOT_LOCAL = r"\s@＠<>()\[\]{},;:\"'，。；：、！？（）《》【】\u2e80-\u9fff\uac00-\ud7af"
# Not logo@2x.png, not react@18.2.0-beta.rc.
ADDRESS = re.compile(
    rf"[^{_NOT_LOCAL}]{{1,64}}[@＠](?!\d+\.\d|\dx\.)(?:[a-z\d](?:[a-z\d-]{{0,62}})\.){{1,6}}[a-z]{{2,24}}(?![a-z\d])",
    re.I,
)
_ALONE, _ENDS = r"(?<![0-9A-Za-z.])", r"(?![0-9A-Za-z]|\.\d)"
IDENTITY = re.compile(rf"{_ALONE}(?:\d{{17}}[\dXx]|\d{{6}}[ -]\d{{8}}[ -]\d{{3}}[\dXx]|\d{{15}}){_ENDS}")
ACCOUNT = re.compile(
    rf"{_ALONE}(?:\d{{15,19}}|\d{{4}}(?:[ -]\d{{4}}){{3}}(?:[ -]?\d{{1,3}})?|\d{{4}}[ -]\d{{6}}[ -]\d{{5}}){_ENDS}"
)
# Issuers' first digits with the lengths they give out; a 16-digit order number passes Luhn one time in ten.
ISSUERS = {
    re.compile("62|9558"): range(16, 20),
    re.compile("4|5[1-5]|35|6011|65"): range(16, 17),
    re.compile("3[47]"): range(15, 16),
}
PROVINCES = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
DAY = re.compile(r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643

LANDLINE = re.compile(r"(?<![\d-])0\d{2,3}[- ]?\d{7,8}[- ]\d{1,5}(?![\d-])")
AMERICAN = re.compile(r"\(?\d{3}\)?[-. ]{1,2}\d{3}[-. ]\d{4}")
EXTENSION = re.compile(r"\s*(?:转|分机|ext\.?|x)\s*\d{1,5}(?!\d)", re.I)
# After these words any number that is long enough is a phone's.
CALLED = re.compile(
    r"(?:电话|手机|座机|固话|联系方式|拨打|致电|\b(?:tele)?phone|\btel|\bmobile|\bcell|\bwhatsapp|\bfax|\bcall me(?: on| at)?)"
    r"(?:\s?(?:number|no\.?|号码|号))?(?:\s?(?:is|是|为))?\s?[:：]?\s?(\+?\(?\d(?:[ ().-]{0,2}\d){6,14})(?![\d.]\d|\d)",
    re.I,
)
NO_PHONE = re.compile(
    r"(?:19|20)\d{2}[-./]?(?:0?[1-9]|1[0-2])[-./]?(?:[0-2]?\d|3[01])(?!\d{3})|(?:\d{1,3}\.){3}\d{1,3}$"
)
# Directly before a number these words say that it counts things.
COUNTS_THINGS = re.compile(
    r"(?:单号|订单|工单|流水|运单|快递|物流|发票|合同|编号|序列号|金额|"
    r"\b(?:order|ticket|invoice|tracking|transaction|reference|ref|case|serial|sku|imei|build|version)s?)"
    r"(?:\s?(?:number|no\.?|id|号码|号))?(?:\s?(?:is|was|是|为))?[\s:：.#]*$",
    re.I,
)
BEFORE = 40  # characters looked at before a number


class Masked(NamedTuple):
    """A text without what points at one person, and how often each kind stood in it."""

    text: str
    counts: Counter[str]


def may_be_personal(text: str) -> bool:
    """Tell quickly whether anything in a text may have to be hidden; most comments hold nothing."""
    return bool(WORTH_A_LOOK.search(text))


def mask(text: str) -> Masked:
    """Return the text with addresses and numbers of persons replaced by marks, in the text's language.

    Order numbers, dates, amounts, versions and IP addresses stay.
    """
    if not WORTH_A_LOOK.search(text):
        return Masked(text, Counter())
    counts: Counter[str] = Counter()
    language = int(bool(HAN.search(text)))
    # What is hidden can set free what stood beside it, so it ends when nothing is found any more.
    while WORTH_A_LOOK.search(text):
        before = text
        for kind, find in FINDERS.items():
            text, found = _hide(text, find(text), MARKS[kind][language])
            counts[kind] += found
        if text == before:
            break
    return Masked(text, +counts)


def _hide(text: str, spans: Iterator[tuple[int, int]], mark: str) -> tuple[str, int]:
    parts, end, found = [], 0, 0
    for start, stop in sorted(spans):
        if start >= end:
            parts += [text[end:start], mark]
            end, found = stop, found + 1
    return "".join([*parts, text[end:]]), found


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in ADDRESS.finditer(text))


def _identities(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in IDENTITY.finditer(text) if _is_identity(match[0], _counted(text, match.start())))


def _is_identity(raw: str, counted: bool) -> bool:
    """Tell whether it has the form of a Chinese identity number: province, day of birth, and since 1999 a check."""
    number = _digits(raw)
    if not PROVINCES.match(number):
        return False
    if len(number) == 15:
        return not counted and bool(DAY.match(number, 8))
    if number[6:8] not in ("18", "19", "20") or not DAY.match(number, 10):
        return False
    total = sum(weight * int(figure) for weight, figure in zip(WEIGHTS, number, strict=False))
    return number[17] == "10X98765432"[total % 11]


def _cards(text: str) -> Iterator[tuple[int, int]]:
    for match in ACCOUNT.finditer(text):
        number = _digits(match[0])
        issued = any(start.match(number) and len(number) in lengths for start, lengths in ISSUERS.items())
        if issued and _passes_luhn(number) and not _counted(text, match.start()):
            yield match.span()


def _passes_luhn(number: str) -> bool:
    doubled = [int(figure) * (1 + place % 2) for place, figure in enumerate(reversed(number))]
    return sum(value - 9 * (value > 9) for value in doubled) % 10 == 0


def _phones(text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in LANDLINE.finditer(text) if not _counted(text, match.start()))
    for called in CALLED.finditer(text):
        if not NO_PHONE.match(called[1]):
            yield called.start(1), _with_extension(text, called.end())
    for match in PhoneNumberMatcher(text, "CN", leniency=Leniency.VALID):
        if _stands_alone(text, match.start, match.end) and not _counted(text, match.start):
            yield match.start, _with_extension(text, match.end)
    for match in PhoneNumberMatcher(text, "US", leniency=Leniency.EXACT_GROUPING) if AMERICAN.search(text) else ():
        if AMERICAN.fullmatch(match.raw_string) and not _counted(text, match.start):
            yield match.start, _with_extension(text, match.end)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether the number is no part of a longer one, as in 13812345678.50 and v2.3.13812345678."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return not (before[-1:] in "._-" and before[:1].isalnum() and len(before) == 2) and not re.match(r"\.\d", after)


def _with_extension(text: str, end: int) -> int:
    match = EXTENSION.match(text, end)
    return match.end() if match else end


def _counted(text: str, start: int) -> bool:
    return bool(COUNTS_THINGS.search(text, max(0, start - BEFORE), start))


def _digits(raw: str) -> str:
    return "".join("X" if figure in "Xx" else str(digit(figure)) for figure in raw if figure not in " -")


FINDERS: dict[str, Callable[[str], Iterator[tuple[int, int]]]] = {
    EMAIL: _addresses,
    ID_NUMBER: _identities,
    CARD: _cards,
    PHONE: _phones,
}
