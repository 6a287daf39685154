"""Finding columns of known exports by their headings."""

from collections.abc import Sequence

from core.tables.matching import plain_heading


def find_heading(columns: Sequence[str], names: str) -> str | None:
    """Return the first column whose heading is one of the names ("body|comment|内容"), the names tried in order."""
    plain = {plain_heading(column).replace(".", " "): column for column in reversed(columns)}
    return next((plain[name] for name in names.split("|") if name in plain), None)
