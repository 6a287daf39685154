"""Decide whether a sentence may stand beside the facts it cites."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from core.i18n import N_
from core.strategy.evidence import (
    VERBATIM,
    bears_out,
    evidence,
    has_value,
    holds,
    is_same,
    measure,
    measures,
    subject_of,
    words_of,
)
from core.strategy.lexicon import BANNED, FALLING, INJECTION, OPPOSITES, RISING, SUPERLATIVE
from core.strategy.mentions import mentions
from core.strategy.model import Fact
from core.strategy.names import Span, capitalised_names, occurrences, opens_sentence, quotations
from core.strategy.names import known_names as find_known
from core.strategy.quantities import Quantity, find_quantities, plain
from core.strategy.subjects import Reading, Subjects

ViolationKind = Literal["quantity", "unit", "name", "date", "vague", "adjective", "subject", "injection", "withheld"]

MESSAGES: Final[dict[ViolationKind, str]] = {
    "quantity": N_("“{text}” is not among the numbers this sentence cites."),
    "unit": N_("“{text}” has another unit than the record it comes from."),
    "name": N_("“{text}” is no name or quotation in the records this sentence cites."),
    "date": N_("“{text}” is not among the dates this sentence cites."),
    "vague": N_("“{text}” claims an amount or a trend that no cited record shows."),
    "adjective": N_("“{text}” praises without a number. Say what was measured."),
    "subject": N_("“{text}” is true of something else than what this sentence says it of."),
    "withheld": N_("“{text}” may not be named to this reader."),
    "injection": N_("“{text}” reads like an instruction, a link or code. Write a plain sentence."),
}


@dataclass(frozen=True)
class Violation:
    """Why a sentence may not stand: the words at fault and a message id for `t(message, text=text)`."""

    kind: ViolationKind
    text: str
    message: str


@dataclass(frozen=True)
class _Borrowed:
    """A stretch of a sentence that is word for word a fact's subject (`whole`), name or text."""

    span: Span
    fact: Fact
    whole: bool


def check(
    sentence: str,
    facts: Sequence[Fact],
    locale: str,
    *,
    known_names: Collection[str] = (),
    withheld: Collection[str] = (),
) -> list[Violation]:
    """Return what in a sentence its cited facts do not bear out; nothing means that it may stand.

    `withheld` are names the reader may not learn, whatever the facts say.
    """
    text = plain(sentence)
    borrowed = _borrowed(text, facts)
    amounts = find_quantities(text, locale)
    free = [amount for amount in amounts if not _covered((amount.start, amount.end), borrowed)]
    numbered = {subject_of(fact) for fact in facts if evidence(fact)}
    subjects = Subjects(text, {subject_of(fact) for fact in facts}, numbered, [amount.start for amount in free])
    found = [_violation("injection", match.span(), sentence) for match in INJECTION.finditer(sentence)]
    for amount in amounts:
        fault = _fault(amount, facts, subjects) if amount in free else _misplaced(amount, borrowed, subjects)
        if fault:
            found.append(_violation(fault, (amount.start, amount.end), text))
    found += _wording(text, facts, borrowed, subjects)
    names = [*capitalised_names(text, locale), *find_known(text, known_names), *quotations(text)]
    found += [_violation("name", span, text) for span in names if not _is_recorded(text, span, facts, borrowed)]
    found += [Violation("withheld", name, MESSAGES["withheld"]) for name in mentions(sentence, withheld)]
    return list(dict.fromkeys(found))


def same_quantities(a: str, b: str, locale: str) -> bool:
    """Say whether two wordings hold the same amounts, however they are written; order and repetition do not count."""
    left, right = find_quantities(a, locale), find_quantities(b, locale)
    return all(any(is_same(x, y) for y in right) for x in left) and all(any(is_same(x, y) for x in left) for y in right)


def _violation(kind: ViolationKind, span: Span, text: str) -> Violation:
    return Violation(kind, text[slice(*span)].strip(), MESSAGES[kind])


def _borrowed(text: str, facts: Sequence[Fact]) -> list[_Borrowed]:
    lower = text.lower()
    found = []
    for fact in facts:
        subject = subject_of(fact)
        for words in words_of(fact) if fact.kind in VERBATIM else (subject,):
            # A bare number is a figure even where a record calls it text.
            if any(char.isalpha() for char in words):
                found += [_Borrowed(span, fact, words == subject) for span in occurrences(lower, words)]
    for span in quotations(lower):
        found += [
            _Borrowed(span, fact, False) for fact in facts if fact.kind in VERBATIM and holds(fact, _bare(lower, span))
        ]
    return found


def _bare(text: str, span: Span) -> str:
    return text[slice(*span)].strip(" .,!?…。，！？")


def _covered(span: Span, borrowed: list[_Borrowed]) -> bool:
    return any(part.span[0] <= span[0] and span[1] <= part.span[1] for part in borrowed)


def _fault(amount: Quantity, facts: Sequence[Fact], subjects: Subjects) -> ViolationKind | None:
    proving = [fact for fact in facts if bears_out(fact, amount)]
    rivals = proving if amount.kind == "vague" else [fact for fact in facts if measure(amount) in measures(fact)]
    allowed = _said_of(subjects.of(amount.start, amount.end), facts, subjects, rivals)
    proofs = [fact for fact in proving if subject_of(fact) in allowed]
    if proofs:
        clause = subjects.clause(amount.start, amount.end)
        return "subject" if all(_is_opposite(clause, fact) for fact in proofs) else None
    if proving:
        return "subject"
    if amount.kind in ("date", "vague"):
        return "date" if amount.kind == "date" else "vague"
    return "unit" if any(has_value(fact, amount) for fact in facts) else "quantity"


def _said_of(reading: Reading, facts: Sequence[Fact], subjects: Subjects, rivals: Sequence[Fact]) -> set[str]:
    """Return the subjects whose facts may bear out an amount: of several cited, the one it is said of.

    Where no two subjects are `rivals` (have amounts it could be mixed up with), it may also be said of one named
    before, or, if its own clause names none, of one the sentence leaves unsaid.
    """
    cited = {subject_of(fact) for fact in facts}
    if len(cited) < 2:
        return cited
    owners = {subject_of(fact) for fact in rivals}
    others = reading.before if reading.clause else (owners - subjects.named) | reading.before
    return ({reading.subject} if reading.subject else set()) | (owners & others if len(owners) == 1 else set())


def _is_opposite(clause: str, fact: Fact) -> bool:
    own = " ".join(words_of(fact))
    for pair in OPPOSITES:
        for said, other in (pair, pair[::-1]):
            if said.search(clause) and not other.search(clause) and other.search(own) and not said.search(own):
                return True
    return False


def _misplaced(amount: Quantity, borrowed: list[_Borrowed], subjects: Subjects) -> ViolationKind | None:
    """Find fault with one subject's words said of another that has words of its own."""
    around = [part for part in borrowed if part.span[0] <= amount.start and amount.end <= part.span[1]]
    reading = subjects.of(amount.start, amount.end)
    peers = {subject_of(part.fact) for part in borrowed if part.fact.kind == "text"}
    if any(part.whole for part in around) or not reading.clause or reading.subject not in peers:
        return None
    return None if reading.subject in {subject_of(part.fact) for part in around} else "subject"


def _wording(text: str, facts: Sequence[Fact], borrowed: list[_Borrowed], subjects: Subjects) -> list[Violation]:
    """Find praise, superlatives and trends that no fact holds."""
    found = []
    praise: ViolationKind
    for praise, pattern in (("adjective", BANNED), ("vague", SUPERLATIVE)):
        for match in pattern.finditer(text):
            if not any(holds(fact, match.group()) for fact in facts):
                found.append((praise, match.span()))
    for pattern, sign in ((RISING, "+"), (FALLING, "-")):
        showing = [fact for fact in facts if _shows_trend(fact, pattern, sign)]
        for match in pattern.finditer(text):
            allowed = _said_of(subjects.of(*match.span()), facts, subjects, showing)
            if not any(subject_of(fact) in allowed for fact in showing):
                found.append(("vague", match.span()))
    return [_violation(kind, span, text) for kind, span in found if not _covered(span, borrowed)]


def _shows_trend(fact: Fact, pattern: re.Pattern[str], sign: str) -> bool:
    return plain(fact.text).startswith(sign) or any(pattern.search(words) for words in words_of(fact))


def _is_recorded(text: str, span: Span, facts: Sequence[Fact], borrowed: list[_Borrowed]) -> bool:
    name = _bare(text, span).removesuffix("'s").removesuffix("’s")
    if not name or _covered(span, borrowed) or any(holds(fact, name) for fact in facts):
        return True
    after_first = span[0] + name.find(" ") + 1
    return " " in name and opens_sentence(text, span[0]) and _covered((after_first, span[0] + len(name)), borrowed)
