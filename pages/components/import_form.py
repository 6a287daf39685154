"""The questions before an import: which column holds what, who speaks for us, what is hidden."""

from collections.abc import Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.feedback.speakers import Speakers
from core.i18n import t
from core.services.import_rows import COLUMNS
from core.tables.guessing import Guess, list_values
from core.tables.reading import Table

DATE_ORDERS = (None, True, False)


def ask_how_to_read(table: Table, guess: Guess, turn: int) -> dict[str, Any] | None:
    """Draw the form; return the settings of the import once it is sent off."""
    if guess.text is None:
        st.warning(t("No column looks like comments. Choose the column that holds them."))
    speaker = _choose_column(st.container(), table, guess, "speaker", turn)
    speakers = list_values(table, speaker) if speaker else []
    with st.form(f"import-columns-{turn}"):
        st.markdown(f"**{t('Which column holds what?')}**")
        chosen = _choose_columns(table, guess, COLUMNS, turn)
        chosen |= _choose_columns(table, guess, ("title", "ticket", "private"), turn) | {"speaker": speaker}
        own = _choose_own(speakers, f"import-own-{turn}-{table.columns.index(speaker)}") if speaker else []
        order = _choose_order(guess, turn)
        hide = st.toggle(t("Hide e-mail addresses, phone, ID and card numbers"), value=True, key=f"import-hide-{turn}")
        started = st.form_submit_button(t("Import"), key="import-start", type="primary", icon=":material/upload:")
    if not started:
        return None
    return {"columns": chosen, "day_first": order, "mask": hide, "own": own, "customers": _not_ours(speakers, own)}


def _choose_columns(table: Table, guess: Guess, keys: Sequence[str], turn: int) -> dict[str, str]:
    places = st.columns(len(keys))
    return {key: _choose_column(place, table, guess, key, turn) for place, key in zip(places, keys, strict=True)}


def _choose_column(place: DeltaGenerator, table: Table, guess: Guess, key: str, turn: int) -> str:
    title, hint = _words()[key]
    options = ["", *table.columns]
    guessed = getattr(guess, key)
    return place.selectbox(
        title,
        options,
        options.index(guessed) if guessed else 0,
        format_func=lambda column: column or t("none"),
        help=hint or None,
        key=f"import-column-{key}-{turn}",
    )


def _words() -> dict[str, tuple[str, str]]:
    return {
        "text": (t("Comment"), ""),
        "written_on": (t("Date"), ""),
        "rating": (t("Rating, 1 to 5"), ""),
        "customer": (t("Customer"), ""),
        "channel": (t("Channel"), ""),
        "title": (t("Title"), t("It is put before the comment.")),
        "ticket": (
            t("Ticket number"),
            t("The rows of one ticket become one comment. Imported again, a ticket that went on is updated."),
        ),
        "private": (t("Private or public"), t("Private notes are left out.")),
        "speaker": (
            t("Conversations: who speaks"),
            t("For exports with a row for each message. Our own people's lines are left out."),
        ),
    }


def _choose_own(speakers: list[str], key: str) -> list[str]:
    return st.multiselect(
        t("Who of these are we? Their lines are left out."),
        speakers,
        [name for name in speakers if Speakers().is_own(name)],
        accept_new_options=True,
        placeholder=t("Nobody: all lines are customers'"),
        key=key,
    )


def _not_ours(speakers: list[str], own: list[str]) -> list[str]:
    """Return whom the user left out although the words in the name say that it is one of ours."""
    return [name for name in speakers if name not in own and Speakers().is_own(name)]


def _choose_order(guess: Guess, turn: int) -> bool | None:
    orders = {None: t("found out by itself"), True: t("day before month"), False: t("month before day")}
    return st.selectbox(
        t("A date such as 3/4/2026 means"),
        DATE_ORDERS,
        DATE_ORDERS.index(guess.day_first),
        format_func=orders.__getitem__,
        key=f"import-order-{turn}",
    )
