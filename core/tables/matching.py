"""Which column of a table is which field of a list, guessed from its heading and its cells."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from core.errors import SextantError
from core.tables.fields import Field, RecordList
from core.tables.headings import CHINESE
from core.tables.lists import LISTS
from core.tables.readers import Context, UnknownWord, is_blank

SAMPLE_ROWS = 50
READABLE = 0.5  # share of a typed column's cells that must be readable, unknown words included
IDS = re.compile(
    r"(?:record |deal |ticket |row |external |notion |opportunity |contact |company |response |review |comment )?id|"
    r"编号|序号|工单编号|工单号|记录id|商机编号|客户编号|答卷编号|员工编号|工号|uuid|key"
)
BEST, GOOD, SOME = 3.0, 2.0, 1.0
LATER = 0.001  # by so much a heading further back in a field's list fits less
WHOLE = BEST - 0.05
TELLING = 2  # so many columns of a list must be known before a table counts as that list
CLEAR = 0.5  # and by so much it must fit better than the next one
LIKELIER = {frozenset(("people", "candidates")): "people"}  # name, role and salary: candidates say that they are some


def guess_fields(
    chosen: RecordList, columns: Sequence[str], rows: Iterable[Sequence[str]] = (), context: Context | None = None
) -> dict[str, str]:
    """Return which column holds which field: {"name": "姓名", …}; what is not clear is left out.

    `rows` are tuples of cells; a column that only sounds like the field is taken where its cells can be read.
    """
    sample = list(islice(rows, SAMPLE_ROWS))
    scores = sorted(
        (
            (-_fit(column, field), place, order)
            for place, column in enumerate(columns)
            for order, field in enumerate(chosen.fields)
            if _fit(column, field)
        )
    )
    found: dict[str, str] = {}
    for fit, place, order in scores:
        field, column = chosen.fields[order], columns[place]
        if field.name in found or column in found.values():
            continue
        if context is None or -fit >= WHOLE or _readable(field, [row[place] for row in sample], context.under(column)):
            found[field.name] = column
    return found


def guess_list(columns: Sequence[str]) -> str | None:
    """Return the key of the list that a table's headings fit best, None where it is not clear."""
    scores = {key: _list_fit(chosen, columns) for key, chosen in LISTS.items()}
    first, second = sorted(scores, key=lambda key: scores[key], reverse=True)[:2]
    if scores[first] < TELLING * GOOD:
        return None
    if scores[first] - scores[second] < CLEAR:
        return LIKELIER.get(frozenset((first, second)))
    return first


def guess_key(columns: Sequence[str]) -> str | None:
    """Return the column that names each row in the system it comes from: Record ID, 编号."""
    return next((column for column in columns if IDS.fullmatch(plain_heading(column))), None)


def plain_heading(heading: str) -> str:
    """Return a heading in lower case without brackets, underscores and camelCase: "closeDate (UTC)" is "close date"."""
    spaced = re.sub(r"([a-z])([A-Z])", r"\1 \2", heading)
    plain = re.sub(r"[(（\[【].*?[)）\]】]", " ", spaced).lower()
    return " ".join(re.sub(r"[_*:：?？]", " ", plain).split())


def _list_fit(chosen: RecordList, columns: Sequence[str]) -> float:
    found = guess_fields(chosen, columns)
    if not set(chosen.required) & set(found):
        return 0.0
    return sum(_fit(column, chosen.field(name)) for name, column in found.items())


def _fit(column: str, field: Field | None) -> float:
    """Return how well a heading names a field: whole, or its last or first words, or somewhere inside."""
    plain = plain_heading(column)
    parts = [plain, *(part.strip() for part in plain.split(" / ")[-1:])]
    if field is None or any(word in plain for word in field.never.split("|") if word):
        return 0.0
    words = field.headings.split("|")
    fits = [(_word_fit(part, word), order) for part in parts for order, word in enumerate(words)]
    return max(fit - order * LATER if fit else 0.0 for fit, order in fits)


def _word_fit(plain: str, word: str) -> float:
    if plain == word:
        return BEST
    share = len(word) / max(1, len(plain))
    if CHINESE.search(word):
        if word not in plain or len(word) < 2:
            return 0.0
        return (GOOD if plain.endswith(word) else SOME) + share * 0.9
    if not re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", plain):
        return 0.0
    return (GOOD if plain.endswith(word) else SOME) + share * 0.9


def _readable(field: Field, cells: list[str], context: Context) -> bool:
    filled = [cell for cell in cells if not is_blank(cell)]
    return not filled or sum(_reads(field, cell, context) for cell in filled) >= READABLE * len(filled)


def _reads(field: Field, cell: str, context: Context) -> bool:
    try:
        field.read(cell, context)
    except UnknownWord:
        return True
    except SextantError:
        return False
    return True
