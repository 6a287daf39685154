"""Which of the things that facts are about a place in a sentence speaks of."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from core.strategy.names import ORDINARY, occurrences

# Where one clause ends and the next begins: 李娜 5 年，张伟 3 年 is said of two people.
_SPLIT: Final = re.compile(
    r"[;；，。！？!?、]|,(?!\d)|\.(?=\s)|(?<![A-Za-z])(?:and|while|but|whereas|versus|vs)(?![A-Za-z])|而|和|与|及|但",
    re.IGNORECASE,
)
_IN_TURN: Final = re.compile(r"(?<![A-Za-z])respectively(?![A-Za-z])|分别|各为", re.IGNORECASE)
# "Cash is …; at a net burn of … it lasts 9 months": the pronoun goes back behind the nearest name.
_PRONOUN: Final = re.compile(r"(?<![A-Za-z])(?:it|they|this|which)(?![A-Za-z])|它|其", re.IGNORECASE)
_CJK: Final = re.compile(r"[\u4e00-\u9fff]{3,}")
_LATIN: Final = re.compile(r"[a-z]{4,}")
# Part of so many subjects that naming it says nothing.
_GENERIC: Final = frozenset(
    {"company", "team", "share", "rate", "number", "公司", "有限", "团队", "科技", "集团", "项目"}
)


@dataclass(frozen=True)
class Mention:
    """A place where a subject, or a part of its name no other cited subject has, is named."""

    start: int
    end: int
    subject: str


@dataclass(frozen=True)
class Reading:
    """Whom an amount is said of, and who was named `before`; `clause` says whether the amount's own clause names it."""

    subject: str | None
    clause: bool
    before: frozenset[str] = frozenset()


class Subjects:
    """The mentions of cited subjects in a sentence, and the clauses they stand in.

    `numbered` are the subjects with amounts of their own: only they are carried over from another clause.
    """

    def __init__(self, text: str, subjects: Collection[str], numbered: Collection[str], amounts: Sequence[int]) -> None:
        self._text = text
        self.mentions = _mentions(text.lower(), tuple(sorted(subjects)), frozenset(numbered))
        self.named = {mention.subject for mention in self.mentions}
        self._numbered = numbered
        self._splits = [
            m.start() for m in _SPLIT.finditer(text) if not any(a.start <= m.start() < a.end for a in self.mentions)
        ]
        chosen = [mention for mention in self.mentions if mention.subject in numbered]
        in_turn = _IN_TURN.search(text) and len(chosen) == len(amounts)
        self._in_turn = {at: mention.subject for at, mention in zip(amounts, chosen, strict=True)} if in_turn else {}

    def of(self, start: int, end: int) -> Reading:
        """Return what the words from `start` to `end` are said of."""
        before = [mention for mention in self.mentions if mention.end <= start]
        named = frozenset(mention.subject for mention in before)
        if start in self._in_turn:
            return Reading(self._in_turn[start], True)
        left, right = self._clause(start, end)
        inside = [mention for mention in self.mentions if left < mention.start and mention.end <= right]
        inside = [mention for mention in inside if mention.subject in self._numbered] or inside
        if inside:
            near = min(inside, key=lambda m: max(m.start - end, start - m.end))
            back = _PRONOUN.search(self._text[near.end : start])
            return Reading(near.subject, True, named if back else frozenset())
        carried = [mention.subject for mention in before if mention.subject in self._numbered]
        later = [mention.subject for mention in self.mentions if mention.subject in self._numbered]
        return Reading(carried[-1] if carried else later[0] if later else None, False, named)

    def clause(self, start: int, end: int) -> str:
        """Return the clause around a place."""
        left, right = self._clause(start, end)
        return self._text[left + 1 : right]

    def _clause(self, start: int, end: int) -> tuple[int, int]:
        left = max((split for split in self._splits if split < start), default=-1)
        return left, min((split for split in self._splits if split >= end), default=1 << 30)


def _mentions(lower: str, subjects: tuple[str, ...], numbered: frozenset[str]) -> list[Mention]:
    full = [Mention(*span, subject) for subject in subjects for span in occurrences(lower, subject)]
    full.sort(key=lambda mention: mention.start - mention.end)  # the longest first
    found: list[Mention] = []
    short = [(alias, subject) for alias, subject in _aliases(subjects) if subject in numbered]
    for mention in full + [Mention(*span, subject) for alias, subject in short for span in occurrences(lower, alias)]:
        if not any(mention.start < other.end and other.start < mention.end for other in found):
            found.append(mention)
    return sorted(found, key=lambda mention: mention.start)


@lru_cache(maxsize=512)
def _aliases(subjects: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the short names by which each of several subjects can be told from the others."""
    if len(subjects) < 2:
        return ()
    owners: dict[str, set[str]] = {}
    for subject in subjects:
        parts = {word.removesuffix("s") for word in _LATIN.findall(subject)}
        for run in _CJK.findall(subject):
            parts |= {run[:2], run[-2:]} | ({run[:3], run[:4]} if len(run) > 4 else set())
        for part in parts - _GENERIC - ORDINARY:
            owners.setdefault(part, set()).update(other for other in subjects if part in other)
    single = [(part, next(iter(subject))) for part, subject in owners.items() if len(subject) == 1]
    longest_first = sorted(single, key=lambda pair: -len(pair[0]))
    return tuple((form, subject) for part, subject in longest_first for form in _spellings(part))


def _spellings(part: str) -> tuple[str, ...]:
    return (part + "s", part) if part.isascii() else (part,)
