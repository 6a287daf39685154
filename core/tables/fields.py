"""One field of a list that can be imported, and a list of such fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.tables.readers import Reader, choice, read_text


@dataclass(frozen=True)
class Field:
    """One field of a record: its name in our forms, the headings it goes by (the likeliest first), how a cell is read.

    `words` are the choices of a field that holds codes, for the box in which a person maps an unknown word. A heading
    with one of the words of `never` in it is another thing: opening cash is not cash at the end.
    """

    name: str
    headings: str
    read: Reader = read_text
    words: Mapping[str, Any] | None = None
    never: str = ""


@dataclass(frozen=True)
class RecordList:
    """A list that can be imported: the noun it makes, its fields, and what every row of it has in common."""

    key: str
    noun: str
    fields: tuple[Field, ...]
    required: tuple[str, ...]
    constants: Mapping[str, Any] = field(default_factory=dict)

    def field(self, name: str) -> Field | None:
        """Return a field by its name, None if the list has none such."""
        return next((found for found in self.fields if found.name == name), None)


def coded(name: str, headings: str, known: Mapping[str, Any]) -> Field:
    """Return a field that holds one of our codes."""
    return Field(name, headings, choice(known), known)
