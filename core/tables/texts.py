"""Where text comes from: a file, or what somebody pasted."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TextIO


class TextFile(Protocol):
    """What can be opened again and again to read text from its beginning."""

    def open_text(self, encoding: str) -> TextIO:
        """Open the text with its line ends as they are."""
        ...


@dataclass(frozen=True)
class StoredText:
    """A file on disk."""

    path: Path

    def open_text(self, encoding: str) -> TextIO:
        """Open the file."""
        return self.path.open(encoding=encoding, newline="")


@dataclass(frozen=True)
class PastedText:
    """Text that is in memory."""

    text: str

    def open_text(self, encoding: str) -> TextIO:
        """Open the text; it has no encoding any more."""
        return io.StringIO(self.text, newline="")
