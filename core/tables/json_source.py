"""JSON: one object a line, or one list of objects; nested objects are flattened with dots, lists joined."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from core.errors import SextantError
from core.tables.delimited import LINE_CHARS
from core.tables.problems import Problem
from core.tables.table import Note
from core.tables.texts import TextFile

Kind = Literal["lines", "list"]
LIST_CHARS = 64 * 1024 * 1024  # a list must be read whole; lines need not
DEEPEST = 6  # objects within objects; what lies deeper stays JSON
HEAD_CHARS = 4096


@dataclass(frozen=True)
class JsonSource:
    """Objects as records; the heading, which JSON repeats in every object, counts as row 0."""

    file: TextFile
    encoding: str
    kind: Kind

    def records(self, note: Note) -> Iterator[tuple[int, list[str]]]:
        """Yield the union of the objects' keys, then each object's values."""
        columns = self._columns
        yield 0, columns
        for number, found in self._objects(note):
            flat = flatten_object(found)
            yield number, [flat.get(column, "") for column in columns]

    @cached_property
    def _columns(self) -> list[str]:
        columns: dict[str, None] = {}
        for _, found in self._objects(lambda problem: None):
            columns.update(dict.fromkeys(flatten_object(found)))
        return list(columns)

    def _objects(self, note: Note) -> Iterator[tuple[int, dict[str, Any]]]:
        if self.kind == "list":
            yield from enumerate(_whole_list(self.file, self.encoding) or [], start=1)
            return
        with self.file.open_text(self.encoding) as file:
            for number, line in enumerate(_lines(file.readline), start=1):
                if not line.strip("\ufeff \t\r\n"):
                    continue
                found = _parse(line)
                if isinstance(found, dict):
                    yield number, found
                else:
                    note(Problem("Line {row} is not a JSON object and was left out.", kept_out=True, row=number))


def _lines(readline: Any) -> Iterator[str]:
    while line := readline(LINE_CHARS):
        yield line


def find_json(file: TextFile, encoding: str, *, name: str) -> Kind | None:
    """Return how a text is JSON, None where it is not.

    Raises SextantError when a file that is named as JSON is none.
    """
    with file.open_text(encoding) as opened:
        head = opened.read(HEAD_CHARS).lstrip("\ufeff \t\r\n")
        opened.seek(0)
        first = next((line for line in _lines(opened.readline) if line.strip("\ufeff \t\r\n")), "")
    is_named = name.lower().endswith((".json", ".jsonl", ".ndjson"))
    if not head.startswith(("{", "[")):
        found: Kind | None = None
    elif isinstance(_parse(first), dict) and not _is_wrapped_list(_parse(first)):
        found = "lines"
    else:
        found = "list" if _whole_list(file, encoding) else None
    if is_named and found is None:
        raise SextantError(
            "The file {file} is not JSON that holds a table: write one object a line, or one list of objects.",
            file=name,
        )
    return found


def _parse(text: str) -> Any:
    try:
        return json.loads(text.strip("\ufeff \t\r\n"))
    except (ValueError, RecursionError):
        return None


def _whole_list(file: TextFile, encoding: str) -> list[dict[str, Any]] | None:
    """Return the objects of a list, of an object that holds one list ({"tickets": […]}), or one object alone."""
    with file.open_text(encoding) as opened:
        text = opened.read(LIST_CHARS)
        if opened.read(1):
            return None
    found = _parse(text)
    if isinstance(found, dict):
        lists = [value for value in found.values() if _is_objects(value)]
        found = lists[0] if len(lists) == 1 else [found]
    return found if _is_objects(found) else None


def _is_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _is_wrapped_list(found: dict[str, Any]) -> bool:
    return sum(map(_is_objects, found.values())) == 1 and len(found) <= 4


def flatten_object(found: dict[str, Any], prefix: str = "", depth: int = 1) -> dict[str, str]:
    """Return an object's values as text under dotted names: {"a": {"b": 1}} is {"a.b": "1"}."""
    flat: dict[str, str] = {}
    for key, value in found.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and value and depth < DEEPEST:
            flat |= flatten_object(value, f"{name}.", depth + 1)
        else:
            flat[name] = value_text(value)
    return flat


def value_text(value: Any) -> str:
    """Return a JSON value as a person would write it; lists of plain values are joined by "; "."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, list) and _are_plain(value):
        return "; ".join(filter(None, map(value_text, value)))
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return str(value)


def _are_plain(values: Iterable[Any]) -> bool:
    return not any(isinstance(value, dict | list) for value in values)
