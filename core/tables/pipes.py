"""Tables drawn with pipes, as Markdown writes them and as chats and wikis give them out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.tables.table import Note
from core.tables.texts import TextFile

RULE = re.compile(r"\s*[|+]?\s*:?-{2,}:?\s*(?:[|+]\s*:?-{2,}:?\s*)*[|+]?\s*")
ROW = re.compile(r"\s*\|.*\|\s*")
SPLIT = re.compile(r"(?<!\\)\|")
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
HEAD_LINES = 20


@dataclass(frozen=True)
class PipeSource:
    """A text of rows such as `| 姓名 | 月薪 |`; the rules between them are no rows."""

    file: TextFile
    encoding: str

    def records(self, note: Note) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows with the numbers of their lines."""
        with self.file.open_text(self.encoding) as file:
            for number, line in enumerate(file, start=1):
                plain = line.strip("\ufeff \t\r\n")
                if plain and not RULE.fullmatch(plain):
                    yield number, _cells(plain)


def _cells(line: str) -> list[str]:
    inner = line.removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [BREAK.sub("\n", cell.replace("\\|", "|")).strip() for cell in SPLIT.split(inner)]


def is_pipe_table(file: TextFile, encoding: str) -> bool:
    """Say whether a text is such a table: a rule under its first row, or a pipe on both sides of every row."""
    with file.open_text(encoding) as opened:
        head = [line.strip("\ufeff \t\r\n") for _, line in zip(range(HEAD_LINES), opened, strict=False)]
    lines = [line for line in head if line and not line.startswith("+")]
    if len(lines) < 2 or "|" not in lines[0]:
        return False
    ruled = bool(RULE.fullmatch(lines[1])) and "|" in lines[1]
    return ruled or all(ROW.fullmatch(line) for line in lines)
