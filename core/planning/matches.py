"""Who could give whom what: offers held against wants, by rules and by closeness of meaning, each with its reasons."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import numpy as np

from core.planning.templates import capability_entries

Embed = Callable[[Sequence[str]], np.ndarray]  # texts -> (n, hidden), unit norm

# Cosine after the mean of the catalogue's capabilities in the same language is taken away. With the shipped reader 88 %
# of the catalogue's names find themselves in the other language above it, and 3 % of the other pairs of a kind lie there.
CLOSE = 0.3
SAME, SYNONYM = 1.0, 1.0
CHINESE = re.compile("[一-鿿]")
WEAK, LATE = 0.5, 0.5  # what a level that is too low, or an end that comes too early, leaves of a match


@dataclass(frozen=True)
class Side:
    """Something offered or sought; `partner_id` None where it is our own, `need_id` where an initiative seeks it.

    `due_on` is the day a want must be met by, or the last day of an offer.
    """

    key: str
    title: str
    kind: str
    capability: str
    level: int = 2
    quantity: float = 1.0
    text: str = ""
    due_on: date | None = None
    partner_id: int | None = None
    need_id: int | None = None


@dataclass(frozen=True)
class Match:
    """A want and the offer that may meet it: how well, from 0 to 1, and why."""

    want: Side
    offer: Side
    score: float
    how: str
    closeness: float = 1.0
    doubts: tuple[str, ...] = field(default_factory=tuple)

    @property
    def partner_id(self) -> int | None:
        """Return whose partner it is about."""
        return self.offer.partner_id or self.want.partner_id

    @property
    def share(self) -> float:
        """Return how much of what is sought the offer holds, at most all."""
        return min(1.0, self.offer.quantity / self.want.quantity)


def match_sides(wants: Iterable[Side], offers: Iterable[Side], embed: Embed | None = None) -> list[Match]:
    """Return which offers may meet which wants, the best first: score = closeness × share × doubts.

    Kinds must be equal, and one side must be ours. Capabilities are the same word, two words for one thing of the
    catalogue, or, where `embed` is given, close in meaning.
    """
    pairs = [(want, offer) for want in wants for offer in offers if _may_meet(want, offer)]
    close = _closeness(pairs, embed) if embed else {}
    found = [match for want, offer in pairs if (match := _match(want, offer, close))]
    return sorted(found, key=lambda match: (-match.score, match.want.key, match.offer.key))


def _may_meet(want: Side, offer: Side) -> bool:
    return want.kind == offer.kind and (want.partner_id is None) != (offer.partner_id is None)


def _match(want: Side, offer: Side, close: Mapping[tuple[str, str], float]) -> Match | None:
    if _plain(want.capability) == _plain(offer.capability):
        how, closeness = "same", SAME
    elif _entry(want.capability) == _entry(offer.capability) != "":
        how, closeness = "synonym", SYNONYM
    else:
        how, closeness = "meaning", close.get((_words(want), _words(offer)), 0.0)
        if closeness < CLOSE:
            return None
    doubts = tuple(_doubts(want, offer))
    share = min(1.0, offer.quantity / want.quantity)
    score = closeness * share * (WEAK if "level" in doubts else 1.0) * (LATE if "until" in doubts else 1.0)
    return Match(want, offer, score, how, closeness, doubts)


def _doubts(want: Side, offer: Side) -> Iterable[str]:
    if offer.level < want.level:
        yield "level"
    if offer.quantity < want.quantity:
        yield "quantity"
    if want.due_on and offer.due_on and offer.due_on < want.due_on:
        yield "until"


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _entry(name: str) -> str:
    return _entries().get(_plain(name), "")


@cache
def _entries() -> dict[str, str]:
    """Return the catalogue's key of a capability by each of its names."""
    return {_plain(name): key for key, entry in capability_entries().items() for name in entry.name.values()}


def _words(side: Side) -> str:
    return f"{side.capability}. {side.text}" if side.text else side.capability


def _closeness(pairs: Sequence[tuple[Side, Side]], embed: Embed) -> dict[tuple[str, str], float]:
    """Return the cosine of the words of each pair, the catalogue's mean in their language taken away.

    Without that, short texts are all alike, and those of one language most of all.
    """
    wanted = [(_words(want), _words(offer)) for want, offer in pairs]
    texts = list(dict.fromkeys(text for pair in wanted for text in pair))
    if not texts:
        return {}
    usual = [name for entry in capability_entries().values() for name in entry.name.values()]
    vectors = np.asarray(embed([*texts, *usual]), np.float64)  # (texts + usual, hidden)
    chinese = np.array([bool(CHINESE.search(text)) for text in (*texts, *usual)])
    known = np.arange(len(chinese)) >= len(texts)
    for language in (True, False):
        vectors[chinese == language] -= vectors[known & (chinese == language)].mean(0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True).clip(1e-12)
    place = {text: n for n, text in enumerate(texts)}
    return {(one, other): float(vectors[place[one]] @ vectors[place[other]]) for one, other in wanted}
