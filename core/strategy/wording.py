"""Let the generator word a plan, sentence by sentence, and keep only what says exactly what the planner said."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.errors import SextantError
from core.i18n import N_, in_locale, t
from core.strategy import guard
from core.strategy.model import Point
from core.strategy.prompts import build_prompt, has_example, hide_names, read_examples, show_names
from core.strategy.rewording import LONGEST, find_fault, is_same, length

if TYPE_CHECKING:
    from core.nlp.generator import Generator

# Variations of the example each round shows, and the first of them: what one round did not settle is tried once more.
ROUNDS = ((2, 0), (3, 2))
MAX_NEW_TOKENS = 64
QUOTE_KINDS = {"quote", "comment"}

OnText = Callable[[int, str], None]


@dataclass(frozen=True)
class Worded:
    """A sentence that may stand; `refused` says why the generator's own was dropped, if it was."""

    text: str
    worded_by: str
    refused: str | None = None


def word_points(
    points: Sequence[Point],
    generator: Generator | None,
    locale: str,
    *,
    on_text: OnText | None = None,
    should_stop: Callable[[], bool] | None = None,
    withheld: Collection[str] = (),
) -> list[Worded]:
    """Return one sentence per point, in order: the generator's where it is faithful, else the planner's.

    `on_text(i, text)` hears what is being written for point i, before it is judged. Assumptions and quotes are never
    reworded, and none of the `withheld` names may come in. If the generator fails, the planner's sentences stand and say why.
    """
    worded = [Worded(point.text, "planner") for point in points]
    if generator is None:
        return worded
    masked = [hide_names(point.text, point.facts, locale) for point in points]
    left = [index for index, point in enumerate(points) if _may_be_reworded(point, masked[index][0], locale)]
    for shots, first in ROUNDS:
        if not left or (should_stop and should_stop()):
            break
        prompts = [build_prompt(masked[index][0], locale, shots=shots, first=first) for index in left]
        hear = _forward(on_text, [(index, masked[index][1]) for index in left])
        try:
            texts = generator.generate(prompts, max_new_tokens=MAX_NEW_TOKENS, on_text=hear, should_stop=should_stop)
        except SextantError as error:
            for index in left:
                worded[index] = _refuse(points[index], locale, error.message, **error.values)
            break
        for index, text in zip(left, texts, strict=True):
            said = show_names(text.strip(), masked[index][1])
            worded[index] = _judge(said, points[index], worded, points, locale, withheld)
        left = [index for index in left if worded[index].worded_by == "planner"]
    return worded


def _may_be_reworded(point: Point, masked: str, locale: str) -> bool:
    # A sentence at the limit has no room for other words, and a small network loses its thread in it.
    if point.source == "assumption" or length(masked, locale) > LONGEST[locale]:
        return False
    return not any(fact.kind in QUOTE_KINDS for fact in point.facts) and has_example(masked, locale)


def _forward(on_text: OnText | None, places: Sequence[tuple[int, dict[str, str]]]) -> OnText | None:
    """Return what tells `on_text` a row's text under its point's place, with the names put back."""
    if on_text is None:
        return None
    return lambda row, text: on_text(places[row][0], show_names(text.strip(), places[row][1]))


def _judge(
    text: str,
    point: Point,
    worded: Sequence[Worded],
    points: Sequence[Point],
    locale: str,
    withheld: Collection[str],
) -> Worded:
    if is_same(text, point.text):
        return Worded(point.text, "planner")
    if _is_repeated(text, worded, points, locale):
        return _refuse(point, locale, N_("It repeats another sentence."))
    fault = find_fault(text, point.text, point.facts, locale)
    if fault:
        return _refuse(point, locale, fault)
    violations = guard.check(text, point.facts, locale, withheld=withheld)
    if violations:
        return _refuse(point, locale, violations[0].message, text=violations[0].text)
    return Worded(text, "generator")


def _is_repeated(text: str, worded: Sequence[Worded], points: Sequence[Point], locale: str) -> bool:
    others = [one.text for one in worded] + [point.text for point in points]
    examples = [sentence for pair in read_examples(locale) for sentence in pair]
    return any(is_same(text, other) for other in (*others, *examples))


def _refuse(point: Point, locale: str, message: str, **values: Any) -> Worded:
    with in_locale(locale):
        return Worded(point.text, "planner", t(message, **values))
