"""Values by month as one cell: "2026-01: 12; 2026-02: 13.5 (n 40)"."""

import re
from datetime import date
from typing import Any

from core.errors import SextantError
from core.tables.parsed import Parsed
from core.tables.readers import Context, read_count, read_month
from core.tables.values import shorten

POINT = re.compile(r"\s*([^:：;；]+?)\s*[:：]\s*([^;；(（]+?)\s*(?:[(（]\s*n\s*=?\s*(\d+)\s*[)）])?\s*")


def read_points(text: str, context: Context) -> Parsed[list[dict[str, Any]]]:
    """Return a measure's values by month, a line or semicolon apart, each as the form of a measure takes it."""
    found: dict[date, dict[str, Any]] = {}
    doubt = None
    for part in filter(str.strip, re.split(r"[;；\n]", text)):
        match = POINT.fullmatch(part)
        if not match:
            raise SextantError(
                "{value} is not a month with its value. Write it as 2026-01: 12.5; 2026-02: 13.", value=shorten(part)
            )
        month, value = read_month(match[1], context), read_count(match[2], context)
        doubt = doubt or month.doubt or value.doubt
        found[month.value] = {"month": month.value, "value": value.value, "n": int(match[3]) if match[3] else None}
    return Parsed(list(found.values()), doubt)
