"""The plain data a draft is made of."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fact:
    """One thing that is known, with the ways it may be written.

    `value` is a number (a share as 0..1, money in whole currency units), an ISO date, a name or a text. `text` is how the
    draft shows it, `forms` are further spellings that mean the same. Ids are never evidence of a number.
    """

    id: str
    kind: str
    subject: str
    value: float | str | None
    unit: str
    text: str
    forms: tuple[str, ...] = ()
    record: str | None = None
    source: str = "record"


@dataclass(frozen=True)
class Point:
    """One thing a draft says: the planner's own plain sentence and the facts it rests on."""

    section: str
    text: str
    source: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Sentence:
    """A sentence of a finished draft; `worded_by` is generator, planner or user."""

    text: str
    source: str
    worded_by: str
    evidence: tuple[Fact, ...] = ()
    refused: str | None = None


@dataclass(frozen=True)
class Section:
    """A titled part of a draft."""

    id: str
    title: str
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class Question:
    """Something the records do not say, and how many sentences its answer unlocks."""

    id: str
    text: str
    unlocks: int
    page: str


@dataclass(frozen=True)
class Plan:
    """What the planner worked out from the facts, before anything is worded.

    `withheld` counts, by a reason of `core.reach.withheld`, what was left out for the audience; `unsayable` are the
    names it may not learn.
    """

    points: tuple[Point, ...] = ()
    missing: tuple[Question, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)
    withheld: dict[str, int] = field(default_factory=dict)
    unsayable: frozenset[str] = frozenset()
