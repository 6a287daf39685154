"""Find the names and quotations a text holds."""

import re
from collections.abc import Collection, Iterator
from typing import Final

Span = tuple[int, int]

# Capitalised for other reasons than being a name: at the start, by spelling, or as a short form everybody uses.
_ORDINARY_WORDS: Final = """
    i we our ours us you your they their he she his her it its a an the this that these those there here and or
    but so if as at by for from in into of on to up with without no not all any each every both some other another
    such only also then than what when where which while who why how is are was were be been has have had do does
    did can may must should will would january february march april may june july august september october
    november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday
    saturday sunday mon tue wed thu fri sat sun q h ai api apis gpu gpus cpu cpus llm llms nlp ml it hr ui ux pr
    qa kpi kpis okr okrs roi npv irr fte ftes poc pocs sla slas ceo cto cfo coo saas faq faqs pdf csv crm erp sdk
    nda ts bp fa id ids vs n ci r&d ok cny rmb usd eur hkd gbp jpy english chinese excel wechat markdown
"""
ORDINARY: Final = frozenset(_ORDINARY_WORDS.split())
_WORD: Final = r"[A-Z][A-Za-z]*(?:['’&.-][A-Za-z]+)*"
_CAPITALISED: Final = re.compile(rf"(?<![A-Za-z0-9'’&.-]){_WORD}(?: {_WORD})*(?![A-Za-z0-9])")
_OPENS: Final = re.compile(r"(?:^|[.!?:;。！？：；]\s*|[\"“‘《「(（]|\n|- )\s*$")
_QUOTED: Final = re.compile(r"《([^《》]+)》|“([^“”]+)”|「([^「」]+)」|『([^『』]+)』|\"([^\"]+)\"")


def occurrences(text: str, needle: str) -> Iterator[Span]:
    """Yield where `needle` stands in `text` as whole words; both in lower case, for speed."""
    start = text.find(needle) if needle else -1
    while start >= 0:
        end = start + len(needle)
        if not (_joins(text, start - 1, start) or _joins(text, end - 1, end)):
            yield start, end
        start = text.find(needle, start + 1)


def known_names(text: str, names: Collection[str]) -> list[Span]:
    """Return where names of records stand in a text; a name of one character is too short to tell."""
    lower = text.lower()
    return [
        span for name in names if len(name) > 1 and name.lower() in lower for span in occurrences(lower, name.lower())
    ]


def capitalised_names(text: str, locale: str) -> list[Span]:
    """Return runs of capitalised Latin words that are no ordinary words.

    The first word of an English sentence is capitalised anyway, so it alone is no name; in a Chinese one it is.
    """
    spans = []
    for match in _CAPITALISED.finditer(text):
        words = list(re.finditer(r"\S+", match.group()))
        english = locale != "zh-CN" or re.match(r" [a-z\d]", text[match.end() :])
        if english and len(words) == 1 and words[0].group()[1:].islower() and opens_sentence(text, match.start()):
            words = []
        while words and _is_ordinary(words[0].group()):
            words = words[1:]
        while words and _is_ordinary(words[-1].group()):
            words = words[:-1]
        if words:
            spans.append((match.start() + words[0].start(), match.start() + words[-1].end()))
    return spans


def opens_sentence(text: str, start: int) -> bool:
    """Say whether a sentence, a quotation or what follows a colon begins at a place."""
    return bool(_OPENS.search(text[:start]))


def quotations(text: str) -> list[Span]:
    """Return what stands between quotation marks or title marks, without the marks."""
    return [match.span(match.lastindex or 0) for match in _QUOTED.finditer(text)]


def _is_ordinary(word: str) -> bool:
    return word.lower().removesuffix("'s").removesuffix("’s") in ORDINARY


def _joins(text: str, left: int, right: int) -> bool:
    """Say whether two neighbouring places belong to one Latin word or number."""
    if left < 0 or right >= len(text):
        return False
    a, b = text[left], text[right]
    return a.isascii() and b.isascii() and a.isalnum() and b.isalnum()
