import sys
from collections.abc import Callable, Sequence
from subprocess import run

from core.errors import SextantError
from core.strategy.model import Fact, Point
from core.strategy.wording import Worded, word_points

FACTS = (
    Fact("t.n", "count", "slow answers", 58, "comment", "58 comments"),
    Fact("t.share", "share", "slow answers", 0.62, "%", "62 %"),
)
PLAIN = "Slow answers: 58 comments, 62 % negative."
REWORDED = "Customers wrote 58 comments about slow answers, and 62 % of them are negative."
POINT = Point("customers_say", PLAIN, "computed", FACTS)


class SayingGenerator:
    """Says the given sentences in turn, whatever it is asked."""

    name = "saying"

    def __init__(self, *sentences: str) -> None:
        self.sentences = list(sentences)
        self.asked: list[str] = []

    def generate(
        self,
        prompts: Sequence[str],
        *,
        max_new_tokens: int = 64,
        stop: Sequence[str] = ("\n",),
        on_text: Callable[[int, str], None] | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> list[str]:
        self.asked += prompts
        texts = [" " + (self.sentences.pop(0) if self.sentences else "") for _ in prompts]
        for index, text in enumerate(texts):
            if on_text:
                on_text(index, text)
        return texts


class FailingGenerator(SayingGenerator):
    def generate(self, prompts: Sequence[str], **settings: object) -> list[str]:
        raise SextantError("The server at {host} is gone.", host="here")


def test_a_faithful_rewording_stands() -> None:
    assert word_points([POINT], SayingGenerator(REWORDED), "en") == [Worded(REWORDED, "generator")]


def test_without_a_generator_the_plan_stands() -> None:
    assert word_points([POINT], None, "en") == [Worded(PLAIN, "planner")]


def test_the_planners_own_sentence_counts_as_the_planners() -> None:
    assert word_points([POINT], SayingGenerator(PLAIN, PLAIN), "en") == [Worded(PLAIN, "planner")]


def test_a_wrong_figure_is_refused_and_tried_once_more() -> None:
    wrong = REWORDED.replace("62", "26")

    (twice,) = word_points([POINT], SayingGenerator(wrong, wrong), "en")
    (then_right,) = word_points([POINT], SayingGenerator(wrong, REWORDED), "en")

    assert twice == Worded(PLAIN, "planner", "It changed or moved a figure.")
    assert then_right == Worded(REWORDED, "generator")


def test_what_the_guard_refuses_does_not_stand() -> None:
    elsewhere = (Fact("t.n", "count", "slow answers", 57, "comment", "57 comments"), FACTS[1])

    (worded,) = word_points([Point("s", PLAIN, "computed", elsewhere)], SayingGenerator(REWORDED), "en")

    assert worded.worded_by == "planner"


def test_assumptions_and_quotes_are_not_asked_for() -> None:
    said = Fact("c.1", "quote", "Oak Bank", "too slow", "", "too slow")
    points = [Point("s", PLAIN, "assumption", FACTS), Point("s", "A customer wrote: “too slow”.", "record", (said,))]
    generator = SayingGenerator()

    worded = word_points(points, generator, "en")

    assert [one.text for one in worded] == [point.text for point in points]
    assert generator.asked == []


def test_the_same_sentence_does_not_stand_twice() -> None:
    worded = word_points([POINT, POINT], SayingGenerator(REWORDED, REWORDED, REWORDED), "en")

    assert [one.worded_by for one in worded] == ["generator", "planner"]
    assert worded[1].refused == "It repeats another sentence."


def test_long_names_are_hidden_from_the_generator_and_heard_in_full() -> None:
    title = "Write the manual for hotlines"
    fact = Fact("a.1", "text", title, title, "", title)
    point = Point("s", f"Due 2 Apr 2026: {title} (Wu Min).", "record", (fact,))
    generator, heard = SayingGenerator("Birchwood (Wu Min) is"), []

    word_points([point], generator, "en", on_text=lambda index, text: heard.append((index, text)))

    assert title not in generator.asked[0]
    assert heard[0] == (0, f"{title} (Wu Min) is")


def test_a_generator_that_fails_leaves_the_plan_and_says_why() -> None:
    assert word_points([POINT], FailingGenerator(), "en") == [Worded(PLAIN, "planner", "The server at here is gone.")]


def test_nothing_is_asked_after_a_stop() -> None:
    generator = SayingGenerator(REWORDED)

    assert word_points([POINT], generator, "en", should_stop=lambda: True) == [Worded(PLAIN, "planner")]
    assert generator.asked == []


def test_wording_does_not_import_torch() -> None:
    check = "import sys, core.strategy.wording, core.nlp.generator; sys.exit('torch' in sys.modules)"

    assert run([sys.executable, "-c", check], check=False).returncode == 0
