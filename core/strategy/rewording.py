"""Tell whether a reworded sentence still says what the planner's sentence says, and nothing more.

The guard asks whether figures and names match facts; this asks whether anything was lost, swapped or invented.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.i18n import N_
from core.strategy.model import Fact

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
HAN = re.compile(r"[\u4e00-\u9fff]")
WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
BANNED = re.compile(
    r"领先|首创|颠覆|赋能|闭环|世界级|一流|独一无二|industry-leading|world-class|unique|leading|disrupt|cutting-edge|best-in",
    re.IGNORECASE,
)
NEGATION = re.compile(
    r"\b(?:no|not|never|without|none|nobody|only|cannot)\b|n't\b|[不没无未缺非仅]|只(?!有)|只有", re.IGNORECASE
)
# What makes a task that is due sound as if it were done.
DONE = re.compile(r"\b(?:has|have|had)\s+\w+(?:ed|en|nt)\b|\bwas\b|[已了过]", re.IGNORECASE)
# "(15–21 %)" stays as it is.
INTERVAL = re.compile(r"[(（][^()（）]*\d\s*%?\s*[–~-]\s*\d[^()（）]*[)）]")
CLAUSE_END = re.compile(r"[,;:](?!\d)|\.(?!\d)|[，；：。]")
# Chinese between joining characters, a Latin word, a percent sign or a name's mark: what a number is said of.
PIECE = re.compile(r"(?:(?![的为是有占约达到在共和其中目前至需要已每])[\u4e00-\u9fff])+|[a-z]+|[%¥$€]|7\d{6}")
CURRENCY = re.compile(r"(?:cny|usd|eur|[¥$€])\s*$", re.IGNORECASE)
_SMALL = "a an the in on at by for with from to as is are was its our their and so it k m"
PASSED_OVER = frozenset(_SMALL.split())
# A sentence cut off before its last word.
HANGING = re.compile(r"\b(?:a|an|and|at|by|for|from|in|of|on|or|the|to|with)\.$")
NAMES = {"name", "text"}
MARK = 7_000_000  # no figure of a draft
LONGEST = {"en": 25, "zh-CN": 60}  # words, characters
# Words that join facts and claim nothing themselves; a rewording may bring these and no others.
_JOINING = (
    "a an the and or of in on at by for with from to as is are was were be been has have had we our us it its they "
    "their them this that these those which who there now so still currently all both each only one while where "
    "when then also over about out since until before after than just because stand stands come comes keep keeps "
    "cover covers covered consist consists include includes need needs read reads will would can must no not "
    "without if but whose remain remains what left get gets wrote write written customers among due why how at do "
    "does take takes so "
)
JOINING_EN = frozenset(_JOINING.split())
JOINING_ZH = frozenset(
    "我们目前现在已经共有其中分别为是的了在由将会需还仍并而且和与以及从占到达每只也都又则对于于来自按计算得"
    "中里内上以这那个后时间要应当所因此由于即之关向客户反馈补它他她作负责项一"
)


def find_fault(candidate: str, plain: str, facts: Sequence[Fact], locale: str) -> str | None:
    """Return what is wrong with a rewording as an English message id, or None if it may stand."""
    if not _is_sentence(candidate, locale):
        return N_("It is no whole sentence in the draft's language.")
    if length(candidate, locale) > _longest(plain, locale):
        return N_("It is too long.")
    if BANNED.search(candidate):
        return N_("It praises instead of stating.")
    return _find_change(candidate, plain, facts, locale)


def _find_change(candidate: str, plain: str, facts: Sequence[Fact], locale: str) -> str | None:
    if not _keeps_numbers(candidate, plain):
        return N_("It changed or moved a figure.")
    if not _keeps_names(candidate, plain, facts):
        return N_("It left out or moved a name.")
    if _signs(NEGATION, candidate) != _signs(NEGATION, plain):
        return N_("It changed what is denied or restricted.")
    if _signs(DONE, candidate) - _signs(DONE, plain) and _has_date(facts):
        return N_("It reports a task as done.")
    return None if _keeps_words(candidate, plain, facts, locale) else N_("It added or lost a statement.")


def is_same(candidate: str, plain: str) -> bool:
    """Tell whether two sentences differ in spaces and punctuation at most."""
    return _bare(candidate) == _bare(plain)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text.lower())


def _is_sentence(text: str, locale: str) -> bool:
    if locale == "en":
        return (
            text.endswith(".")
            and not HANGING.search(text)
            and not HAN.search(text)
            and text[:1].isascii()
            and not text[:1].islower()
        )
    return text.endswith("。") and text.count("。") == 1 and bool(HAN.search(text))


def _longest(plain: str, locale: str) -> int:
    return max(LONGEST[locale], length(plain, locale) + LONGEST[locale] // 8)


def length(text: str, locale: str) -> int:
    """Return a sentence's length: words in English, characters in Chinese."""
    return len(text.split()) if locale == "en" else len(text)


def _signs(pattern: re.Pattern[str], text: str) -> Counter[str]:
    return Counter(match.lower() for match in pattern.findall(text))


def _has_date(facts: Sequence[Fact]) -> bool:
    return any(isinstance(fact.value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", fact.value) for fact in facts)


def _keeps_numbers(candidate: str, plain: str) -> bool:
    """Each figure once, intervals word for word, and each figure still said of the same thing.

    That is: the word before it stays, or what it is counted in, if no other figure is counted so.
    """
    if Counter(INTERVAL.findall(candidate)) != Counter(INTERVAL.findall(plain)):
        return False
    old, new = _figures(plain), _figures(candidate)
    if Counter(figure.number for figure in old) != Counter(figure.number for figure in new):
        return False
    units = Counter(unit for figure in old for unit in {figure.unit, figure.counted})
    return all(any(_matches(figure, other, units) for other in old) for figure in new)


@dataclass(frozen=True)
class _Figure:
    """A number, the word before it in its clause, its unit, and the unit with the word after that."""

    number: str
    before: str
    unit: str
    counted: str


def _matches(figure: _Figure, other: _Figure, units: Counter[str]) -> bool:
    if figure.number != other.number:
        return False
    same_before = figure.before == other.before or _is_tail(figure.before, other.before)
    if same_before and (figure.before or figure.unit == other.unit):
        return True
    pairs = ((figure.unit, other.unit), (figure.counted, other.counted))
    return any(unit == own != "" and units[unit] == 1 for unit, own in pairs)


def _is_tail(one: str, two: str) -> bool:
    """Tell whether two Chinese stretches end alike; three characters tell 上季度 from 本季度."""
    if not (HAN.search(one) and HAN.search(two)):
        return False
    return one.endswith(two) or two.endswith(one) or one[-3:] == two[-3:]


def _figures(text: str) -> list[_Figure]:
    found = []
    for clause in CLAUSE_END.split(INTERVAL.sub("", text)):
        for match in NUMBER.finditer(clause):
            before, after = _pieces(clause[: match.start()]), _pieces(clause[match.end() :])
            if CURRENCY.search(clause[: match.start()]):
                after = [before.pop()]
            before = [word for word in before if word != "of"]
            unit = after[0][:1] if after and HAN.search(after[0]) else "".join(after[:1])
            found.append(_Figure(match[0], before[-1] if before else "", unit, "".join(after[:2])))
    return found


def _pieces(text: str) -> list[str]:
    return [word for word in PIECE.findall(text.lower()) if word not in PASSED_OVER]


def _keeps_names(candidate: str, plain: str, facts: Sequence[Fact]) -> bool:
    """Each subject and capitalised word is still there, each name as often, and names have not changed places.

    Where their order is another, a name keeps its place by the word before or after it; one may lose both, as it takes
    two to change places.
    """
    subjects = {fact.subject.lower() for fact in facts if fact.subject.lower() in plain.lower()}
    capitals = {word for word in WORD.findall(plain)[1:] if not word.islower()}
    if not all(name in candidate.lower() for name in subjects | {word.lower() for word in capitals}):
        return False
    names = {fact.text for fact in facts if fact.kind in NAMES and fact.text in plain}
    marks = {name.lower(): str(MARK + place) for place, name in enumerate(sorted(names, key=lambda n: (-len(n), n)))}
    old, new = _places(plain, marks), _places(candidate, marks)
    if Counter(place.number for place in old) != Counter(place.number for place in new):
        return False
    if [place.number for place in old] == [place.number for place in new]:
        return True
    after = Counter(unit for place in old for unit in {place.unit, place.counted})
    return sum(not any(_matches(place, other, after) for other in old) for place in new) <= 1


def _places(text: str, marks: dict[str, str]) -> list[_Figure]:
    """Return where each name stands, found like a figure: names are read as large numbers."""
    text = text.lower()
    for name, mark in marks.items():
        text = text.replace(name, f" {mark} ")
    return [figure for figure in _figures(text) if figure.number in marks.values()]


def _keeps_words(candidate: str, plain: str, facts: Sequence[Fact], locale: str) -> bool:
    """Every word but joining ones is of the plain sentence or its facts, none more often, and nearly none is lost."""
    known = " ".join(f"{fact.subject} {fact.text}" for fact in facts)
    said, meant, more = _words(candidate, locale), _words(plain, locale), _words(known, locale)
    if any(count > max(meant[word], min(more[word], 1)) for word, count in said.items()):
        return False
    # English may swap one word in six for a joining one (missing → still need); a Chinese character carries too much.
    return len(meant.keys() - said.keys()) <= (len(meant) // 6 if locale == "en" else 0)


def _words(text: str, locale: str) -> Counter[str]:
    """Count words, in Chinese characters too, that are no joining ones.

    A plural or third-person s is dropped; tenses stay apart, so that due is not done.
    """
    words = [word.lower() for word in WORD.findall(text)]
    found = Counter(re.sub(r"(?<=\w{3})s$", "", word) for word in words if word not in JOINING_EN)
    if locale != "en":
        found.update(character for character in HAN.findall(text) if character not in JOINING_ZH)
    return found
