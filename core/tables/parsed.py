"""What a cell was read as, and why a person should look at it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Parsed(Generic[T]):
    """A value read from a cell; `doubt` is a message id saying what was supposed, None where nothing was."""

    value: T
    doubt: str | None = None
