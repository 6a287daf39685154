"""How a table is read: which column holds what, and what its words mean; both can be changed."""

from dataclasses import replace
from typing import Any

import streamlit as st

from core.i18n import t
from core.services.record_imports.setups import Setup, Split
from core.services.record_imports.titles import field_title, field_words
from core.tables.values import flatten
from pages.components.text import shorten

DATE_ORDERS = (None, True, False)
MOST_WORDS = 30
# A word of a sales table may say how a deal ended instead of where it stands.
ENDINGS: dict[str, dict[str, Any]] = {
    "won": {"stage": 6, "outcome": "won"},
    "lost": {"outcome": "lost"},
    "paused": {"outcome": "paused"},
}


def choose_columns(setup: Setup, key: str) -> Setup:
    """Draw a box for each field with the column it is read from, and return the setup as chosen."""
    mapping, columns = setup.mapping, ["", *setup.sheet.columns]
    found: dict[str, str] = {}
    with st.expander(t("Which column holds what?"), expanded=not _names(setup)):
        places = st.columns(3)
        for number, field in enumerate(mapping.list.fields):
            found[field.name] = _column(
                places[number % 3],
                t(field_title(setup.list_key, field.name)),
                columns,
                mapping.columns.get(field.name),
                f"{key}-{field.name}",
            )
        left, middle, right = st.columns(3)
        own_id = _column(left, t("Its id in the other system"), columns, mapping.key, f"{key}-key")
        orders = {None: t("found out by itself"), True: t("day before month"), False: t("month before day")}
        order = middle.selectbox(
            t("A date such as 3/4/2026 means"),
            DATE_ORDERS,
            DATE_ORDERS.index(setup.context.day_first),
            format_func=orders.__getitem__,
            key=f"{key}-order",
        )
        split = _split(right, setup, key) if setup.list_key == "people" else None
    chosen = {name: column for name, column in found.items() if column}
    source = mapping.source or (f"column {own_id}" if own_id else "")
    return replace(
        setup,
        mapping=replace(mapping, columns=chosen, key=own_id or None, source=source),
        context=replace(setup.context, day_first=order),
        split=split,
    )


def _names(setup: Setup) -> bool:
    return bool(set(setup.mapping.list.required) & set(setup.mapping.columns))


def _column(place: Any, title: str, columns: list[str], chosen: str | None, key: str) -> str:
    index = columns.index(chosen) if chosen in columns else 0
    words = {column: shorten(column) or t("none") for column in columns}
    found: str = place.selectbox(title, columns, index, format_func=words.__getitem__, key=key)
    return found


def _split(place: Any, setup: Setup, key: str) -> Split | None:
    columns = ["", *setup.sheet.columns]
    column = _column(
        place, t("Tells candidates from people"), columns, setup.split.column if setup.split else None, f"{key}-split"
    )
    if not column:
        return None
    at = setup.sheet.columns.index(column)
    words = list(dict.fromkeys(word for row in setup.sheet.rows if (word := flatten(row.cells[at]))))[:MOST_WORDS]
    chosen = setup.split.words if setup.split and setup.split.column == column else frozenset()
    picked = place.multiselect(
        t("These are candidates"), words, [word for word in words if word in chosen], key=f"{key}-split-words-{at}"
    )
    return Split(column, frozenset(picked))


def choose_words(setup: Setup, key: str) -> Setup:
    """Draw a box for each word that stands for one of our codes, unknown ones first and open, and return the setup."""
    said = {name: dict(words) for name, words in setup.mapping.words.items()}
    found, unknown = setup.coded_words(), setup.unknown_words()
    if not found:
        return setup
    title = t("What do these words mean?") if unknown else t("What the words mean")
    with st.expander(title, expanded=bool(unknown)):
        if unknown:
            st.caption(t("Nobody has said yet what these words mean here. It is asked once and remembered."))
        for name, words in found.items():
            st.markdown(f"**{t(field_title(setup.list_key, name))}**")
            places = st.columns(3)
            for number, word in enumerate(words[:MOST_WORDS]):
                code = _meaning(places[number % 3], setup, name, word, f"{key}-word-{name}-{number}-{word[:20]}")
                if code is not None:
                    said.setdefault(name, {})[word] = code
    return replace(setup, mapping=replace(setup.mapping, words=said))


def _meaning(place: Any, setup: Setup, name: str, word: str, key: str) -> Any:
    words = field_words(setup.list_key, name)
    codes: list[Any] = [*words, *(ENDINGS.values() if (setup.list_key, name) == ("partners", "stage") else ())]
    known = setup.meaning(name, word)
    outcomes = field_words(setup.list_key, "outcome")
    said = {repr(code): t(outcomes[code["outcome"]] if isinstance(code, dict) else words[code]) for code in codes}
    return place.selectbox(
        shorten(word, 40),
        codes,
        codes.index(known) if known in codes else None,
        format_func=lambda code: said[repr(code)],
        key=key,
        placeholder=t("Choose its meaning"),
    )
