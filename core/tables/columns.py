"""Names of columns: distinct, never blank, found by name or by place."""

from collections.abc import Iterable, Sequence

from core.errors import SextantError

NAME_CHARS = 200  # a longer "heading" is a cell of a file without headings


def name_columns(headings: Sequence[str]) -> list[str]:
    """Return one distinct name per heading: blanks become `column_3`, a second `text` becomes `text (2)`."""
    names: list[str] = []
    taken = {" ".join(heading.split())[:NAME_CHARS] for heading in headings}
    for place, heading in enumerate(headings, start=1):
        name = " ".join(heading.split())[:NAME_CHARS] or _free(f"column_{place}", taken)
        names.append(_free(name, names, taken) if name in names else name)
    return names


def number_columns(width: int) -> list[str]:
    """Return `column_1` to `column_<width>`, the names of a file without headings."""
    return [f"column_{place}" for place in range(1, width + 1)]


def with_added_columns(columns: Sequence[str], added: Sequence[str]) -> list[str]:
    """Return the input's columns followed by the added ones; an input column of the same name becomes `input_<name>`."""
    taken = {*columns, *added}
    kept = []
    for column in columns:
        name = _free(f"input_{column}", taken) if column in added else column
        taken.add(name)
        kept.append(name)
    return [*kept, *added]


def find_column(columns: Sequence[str], wanted: str) -> int:
    """Return the index (from 0) of a column given by its name, or by its place counted from 1.

    Raises SextantError when there is no such column.
    """
    if wanted in columns:
        return list(columns).index(wanted)
    if wanted.isdecimal() and 1 <= int(wanted) <= len(columns):
        return int(wanted) - 1
    raise SextantError(
        "There is no column {column}. Give a name or a place from 1 to {count}; the columns are: {columns}.",
        column=wanted,
        count=len(columns),
        columns=", ".join(columns),
    )


def _free(name: str, *taken: Iterable[str]) -> str:
    used = {word for words in taken for word in words}
    if name not in used:
        return name
    number = 2
    while f"{name} ({number})" in used:
        number += 1
    return f"{name} ({number})"
