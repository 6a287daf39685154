"""The one exception that pages and commands turn into a sentence for the user."""

from typing import Any


class SextantError(Exception):
    """A refusal the user can mend: an English message id and the values that fill it.

    `message` is the catalogue's id, so the caller can say it in the user's language; `str(error)` is the English text.
    """

    def __init__(self, message: str, **values: Any) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return self.message.format(**self.values)


class NotFound(SextantError):
    """The record asked for is not there (any more)."""


class Conflict(SextantError):
    """Somebody else changed the record since it was opened."""
