"""Parts of sentences, alone and joined anew: what a teacher says of them shows its pupil which words turn a sentence."""

import random
import re
from collections.abc import Iterable, Sequence

LEAST, MOST = 3, 14  # words of a part
SHORTEST = 5  # words of a sentence that is worth cutting
# A part ends after these signs and before these words.
STOPS = frozenset(",;:.!?()") | {"--", "..."}
TURNS = frozenset(["but", "and", "while", "although", "though", "yet", "because", "which", "who", "even", "if"])
# How two parts of different sentences become one: which of the two wins is what a reader finds hardest.
JOINS = ("{}, but {}", "{} and {}", "{}. {}", "although {}, {}", "{}, yet {}", "{}, though {}")


def parts_of(text: str, rng: random.Random, drawn: int = 2) -> list[str]:
    """Return the clauses of an English sentence, if there are several, and so many runs of words drawn at random."""
    words = text.split()
    if len(words) < SHORTEST:
        return []
    clauses = [clause for clause in _clauses(words) if len(clause) >= LEAST]
    runs = [_draw(words, rng) for _ in range(drawn)]
    return [" ".join(part) for part in (clauses if len(clauses) > 1 else []) + runs]


def all_parts(texts: Iterable[str], seed: int, limit: int, without: frozenset[str] = frozenset()) -> list[str]:
    """Return at most so many distinct parts of the texts, those `without` left out; the same seed gives the same."""
    rng = random.Random(seed)
    parts = dict.fromkeys(part for text in texts for part in parts_of(text, rng) if part not in without)
    return rng.sample([*parts], min(limit, len(parts)))


def join_parts(parts: Sequence[str], seed: int, limit: int) -> list[str]:
    """Return at most so many distinct sentences joined of two parts each; the same seed gives the same."""
    rng = random.Random(seed)
    pairs = (rng.sample(parts, 2) for _ in range(limit if len(parts) > 1 else 0))
    joined = (rng.choice(JOINS).format(*(_bare(part) for part in pair)) for pair in pairs)
    return [*dict.fromkeys(joined)]


def _bare(part: str) -> str:
    words = part.strip("".join(STOPS)).split()
    return " ".join(words[1:] if words and words[0].lower() in TURNS else words)


def _clauses(words: list[str]) -> list[list[str]]:
    clauses: list[list[str]] = [[]]
    for word in words:
        if re.sub(r"\W", "", word.lower()) in TURNS:
            clauses.append([])
        if word not in STOPS:
            clauses[-1].append(word)
        if word[-1] in STOPS or word in STOPS:
            clauses.append([])
    return clauses


def _draw(words: list[str], rng: random.Random) -> list[str]:
    length = rng.randint(LEAST, min(MOST, len(words) - 1))
    start = rng.randint(0, len(words) - length)
    return words[start : start + length]
