"""Find names that must not be told, also where they are shortened, spaced or capitalised in another way."""

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from typing import Final

from core.strategy.names import ORDINARY, occurrences

_INVISIBLE: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
# They stand in front of many names and tell none.
_PLACES: Final = re.findall(
    "..", "中国北京上海天津重庆深圳广州杭州南京苏州成都武汉西安长沙青岛厦门宁波广东江苏浙江香港"
)
_GENERIC: Final = {"china", "beijing", "shanghai", "shenzhen", "hangzhou", "bank", "cloud", "data"} | {
    "first",
    "global",
    "great",
    "national",
    "private",
    "public",
    "united",
}
SHORTEST_WORD, SURNAME = 4, 3  # letters


def mentions(text: str, names: Collection[str]) -> list[str]:
    """Return which of some names a text holds.

    A single Latin word counts as it is written, so that May is not found in "it may"; everything else whatever its
    capitals and spaces.
    """
    line = " ".join(unicodedata.normalize("NFKC", text).translate(_INVISIBLE).split())
    lower, packed = line.lower(), "".join(line.lower().split())
    return [name for name in names if _stands_in(name, line, lower, packed)]


def _stands_in(name: str, line: str, lower: str, packed: str) -> bool:
    if not name.isascii():
        return _packed(name) in packed
    if " " not in name:
        return name in line and next(occurrences(line, name), None) is not None
    return name.lower() in lower and next(occurrences(lower, name.lower()), None) is not None


@lru_cache(maxsize=8192)
def _packed(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).lower().split())


def spellings(name: str) -> set[str]:
    """Return the ways in which a name itself is written."""
    line = " ".join(name.split())
    if len(line) < 2:
        return set()
    if not line.isascii() or " " in line:
        return {line}
    return {line, line.upper(), line.capitalize()} | (set() if line.lower() in ORDINARY else {line.lower()})


def short_forms(name: str) -> set[str]:
    """Return how people shorten a name: the first telling word, a given name, the first two characters."""
    words = name.split()
    if name.isascii():
        first = words[0] if words and len(words[0]) > SURNAME else words[-1] if words else ""
        telling = len(words) > 1 and len(first) >= SHORTEST_WORD and first.lower() not in _GENERIC | ORDINARY
        return {first, first.upper()} if telling else set()
    bare = _packed(name)
    place = next((place for place in _PLACES if bare.startswith(place)), "")
    bare = bare.removeprefix(place)
    if not bare.isascii() and len(bare) == 3:
        return {bare[1:]}
    return {bare[:2]} if len(bare) > 3 and not bare[:2].isascii() else set()
