"""What an import says of itself: how much came in, what was left out and why, what was hidden."""

from collections.abc import Callable, Mapping
from typing import Any

from core.i18n import t

Format = Callable[[int], str]


def tell_import(numbers: Mapping[str, Any], format_count: Format = str) -> list[str]:
    """Return one to three sentences; `numbers` holds a batch's counts by their names."""
    counts: Mapping[str, int] = numbers.get("counts") or {}
    names = ("rows_read", "imported", "updated", "duplicates", "empty")
    shown = {name: format_count(numbers[name]) for name in names}
    if tickets := counts.get("tickets"):
        first = t(
            "{rows_read} rows of {tickets} tickets read: {imported} tickets imported, {updated} updated, "
            "{duplicates} unchanged, {empty} without a customer's words.",
            tickets=format_count(tickets),
            **shown,
        )
    elif counts.get("entries"):
        first = t(
            "{rows_read} texts read: {imported} imported, {updated} updated, {duplicates} unchanged, "
            "{empty} without a customer's words.",
            **shown,
        )
    else:
        first = t("{rows_read} rows read: {imported} imported, {duplicates} duplicates, {empty} without text.", **shown)
    left_out = _listed(_left_out(), counts, format_count)
    hidden = _listed(_hidden(), counts, format_count)
    return [
        first,
        *([t("Left out: {list}.", list=left_out)] if left_out else []),
        *([t("Hidden: {list}.", list=hidden)] if hidden else []),
    ]


def _left_out() -> dict[str, str]:
    return {
        "own_lines": t("lines of our own"),
        "private": t("private notes"),
        "auto_replies": t("automatic replies"),
        "signatures": t("signatures"),
        "quotes": t("quoted mails"),
        "non_answers": t("answers that say nothing"),
        "answers": t("the developer's answers"),
        "superseded": t("earlier versions of a review"),
        "wordless": t("messages without words"),
    }


def _hidden() -> dict[str, str]:
    return {
        "masked_phone": t("phone numbers"),
        "masked_email": t("e-mail addresses"),
        "masked_id_number": t("ID numbers"),
        "masked_card": t("card numbers"),
    }


def _listed(titles: dict[str, str], counts: Mapping[str, int], format_count: Format) -> str:
    return " · ".join(f"{title} {format_count(counts[name])}" for name, title in titles.items() if counts.get(name))
