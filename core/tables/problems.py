"""What was odd about a file, said so that its owner can find and mend the place."""

from collections import Counter
from typing import Any, SupportsIndex

LISTED = 1000  # a file that is wrong in every row must not fill the memory with sentences
COUNTED_LISTED = 20  # what is left out by rule is told as a number; a few show what was meant


class Problem:
    """One oddity: an English message id, the values that fill it, and whether the row was left out for it.

    `counted` names what was left out by rule and is no mistake of the file's: such problems are told as a number.
    `place` is the row's number where a reading goes on; in a reshaped table it is not the file's.
    """

    def __init__(self, message: str, *, kept_out: bool = False, counted: str = "", **values: Any) -> None:
        self.message = message
        self.values = values
        self.kept_out = kept_out
        self.counted = counted
        self.place: int = values.get("row") or 0

    @property
    def row(self) -> int | None:
        """Return the row as a person counts it (the heading is row 1), or None if the whole file is meant."""
        return self.values.get("row")

    def __str__(self) -> str:
        return self.message.format(**self.values)

    def __repr__(self) -> str:
        return f"Problem({str(self)!r})"


class Problems(list[Problem]):
    """The first problems of a reading; `total` counts all of them, `kept_out` the rows that were left out.

    `counts` tells how often each thing was left out by rule.
    """

    def __init__(self) -> None:
        super().__init__()
        self.total = 0
        self.kept_out = 0
        self.counts: Counter[str] = Counter()

    def append(self, problem: Problem, /) -> None:
        """Count a problem and keep it while the list is short."""
        self.total += 1
        self.kept_out += problem.kept_out
        if problem.counted:
            self.counts[problem.counted] += 1
        if len(self) < (COUNTED_LISTED if problem.counted else LISTED):
            super().append(problem)

    def __getitem__(self, index: SupportsIndex | slice) -> Any:
        return super().__getitem__(index)
