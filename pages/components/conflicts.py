"""What the second of two people at one record is shown: the other's values beside the own ones, and a choice."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st
from pydantic import BaseModel

from core import labels
from core.i18n import N_, format_date, format_number, t
from core.services.conflicts import Clash, differing
from core.services.validation import InvalidField
from pages.components.forms import FormOptions
from pages.components.text import plain


def show_clash(
    form: type[BaseModel],
    key: str,
    clash: Clash,
    opened: Mapping[str, Any],
    entered: Mapping[str, Any],
    how: FormOptions,
) -> None:
    """Draw what somebody else did to the open record, and for each field both changed whose value shall stand."""
    who = plain(clash.who) or t("Somebody else")
    gone = N_(
        "{who} deleted this record while you had it open. Your entries are kept here. "
        "Save again: the record comes back with them."
    )
    changed = N_(
        "{who} changed this record while you had it open. Your entries are kept here. "
        "Save again: what only they changed stays as it is now, what you changed is saved as you wrote it."
    )
    st.warning(t(gone if clash.is_gone else changed, who=who), icon=":material/group:")
    if not clash.is_gone:
        _compare(form, key, clash, _own(form, opened, entered), how)


def _compare(form: type[BaseModel], key: str, clash: Clash, own: Mapping[str, Any], how: FormOptions) -> None:
    rows = [
        {
            t("Field"): title_of(form, name),
            t("Now"): say_value(name, now, how),
            t("Yours"): say_value(name, own[name], how) if name in own else t("not changed"),
            t("When you opened it"): say_value(name, before, how),
        }
        for name, (before, now) in clash.theirs.items()
    ]
    st.dataframe(rows, hide_index=True, alt=t("What somebody else changed"))
    words = {"mine": t("My entry"), "theirs": t("As it is now")}
    for name in [n for n, (_, now) in clash.theirs.items() if n in own and own[n] != now]:
        st.segmented_control(
            t("{field}: which value shall stand?", field=plain(title_of(form, name))),
            list(words),
            default="mine",
            format_func=words.__getitem__,
            key=f"{key}-stands-{name}",
            required=True,
        )


def left_to_them(key: str, clash: Clash) -> list[str]:
    """Return the fields for which the other's value was chosen."""
    return [name for name in clash.theirs if st.session_state.get(f"{key}-stands-{name}") == "theirs"]


def title_of(form: type[BaseModel], name: str) -> str:
    """Return what a field is called on screen."""
    return t(form.model_fields[name].title or name)


def say_value(name: str, value: Any, how: FormOptions) -> str:
    """Return a field's value as text, codes and ids as their words."""
    if name in how.choices and not isinstance(value, list):
        return how.choices[name].get(value, "–")
    if name in how.words:
        return t(how.words[name].get(value, "") or "–")
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, bool):
        return t("Yes") if value else t("No")
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, int | float):
        return format_number(value, 3)
    if isinstance(value, dict):
        return ", ".join(f"{skill} ({t(labels.LEVELS[level])})" for skill, level in value.items())
    if isinstance(value, list):
        return ", ".join(_item(name, item, how) for item in value)
    return str(value)


def _item(name: str, item: Any, how: FormOptions) -> str:
    if isinstance(item, BaseModel):
        point = item.model_dump()
        return f"{point['month']:%Y-%m}: {format_number(point['value'], 3)}"
    return how.choices[name].get(item, "–") if name in how.choices else str(item)


def _own(form: type[BaseModel], opened: Mapping[str, Any], entered: Mapping[str, Any]) -> dict[str, Any]:
    try:
        changed = differing(form, opened, {**opened, **entered})
    except InvalidField:  # the form says so itself when it is saved
        return {}
    return {name: now for name, (_, now) in changed.items()}
