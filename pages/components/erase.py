"""Erase one person or customer: look first, type the name, then it is done for good."""

from collections.abc import Mapping

import streamlit as st

from core.errors import SextantError
from core.i18n import N_, format_number, t
from core.labels import NOUNS
from core.services.erase import Preview, erase, preview
from pages.components.page import PageContext, flash
from pages.components.text import plain

PLACES = NOUNS | {
    "comment": N_("Feedback"),
    "prediction": N_("Reading of feedback"),
    "correction": N_("Correction"),
    "blind_label": N_("Blind check"),
    "import_batch": N_("Import"),
    "record_batch": N_("Import"),
    "draft_sentence": N_("Sentence of a draft"),
    "change": N_("Log of changes"),
    "external_id": N_("Number in another system"),
    "stage_change": N_("Stage"),
    "company_card": N_("Company card"),
    "job": N_("Background task"),
    "team_session": N_("Who is signed in"),
}


def show_erase(page: PageContext) -> None:
    """Draw the search, what it found, and the button that asks for the name again."""
    st.caption(
        t(
            "Comments and records of theirs are deleted, mentions are replaced. It cannot be undone, and no trash keeps it."
        )
    )
    turn = st.session_state.get("erase-turn", 0)
    with st.form(f"erase-find-{turn}", border=False):
        name = st.text_input(t("Person or customer"), key=f"erase-name-{turn}")
        others = st.text_input(t("Other names, separated by commas"), key=f"erase-others-{turn}")
        asked = st.form_submit_button(t("Look where they stand"), key="erase-find", icon=":material/person_search:")
    names = [name, *others.replace("，", ",").split(",")]
    if not name.strip() and not asked:
        return
    try:
        found = preview(page.database, page.venture_id, names, page.runtime.settings.home)
    except SextantError as error:
        st.error(t(error.message, **error.values))
        return
    if not found.total:
        st.info(t("Nobody of that name stands anywhere in this company."))
        return
    _show_found(found)
    _confirm(page, found, turn)


def _show_found(found: Preview) -> None:
    st.markdown(t("Searched for: {names}", names=plain(", ".join(found.names))))
    left, right = st.columns(2)
    left.markdown(f"**{t('Deleted')}**  \n{_counts(found.gone)}")
    right.markdown(f"**{t('Mentions replaced')}**  \n{_counts(found.mentions)}")
    if found.copies:
        listed = ", ".join(path.name for path in found.copies)
        st.warning(
            t("These copies keep the name and cannot be changed; delete them yourself: {files}", files=plain(listed))
        )


def _counts(counts: Mapping[str, int]) -> str:
    sums: dict[str, int] = {}
    for table, n in counts.items():
        word = t(PLACES.get(table, N_("Elsewhere")))
        sums[word] = sums.get(word, 0) + n
    return "  \n".join(f"{word}: {format_number(n, 0)}" for word, n in sums.items()) or "–"


def _confirm(page: PageContext, found: Preview, turn: int) -> None:
    with st.form(f"erase-confirm-{turn}", border=False):
        typed = st.text_input(t("Type the name again"), key=f"erase-again-{turn}")
        sure = st.form_submit_button(
            t("Erase for good"), key="erase-do", type="primary", icon=":material/delete_forever:"
        )
    if not sure:
        return
    try:
        done = erase(page.database, page.venture_id, found.names, typed, page.runtime.settings.home)
    except SextantError as error:
        st.error(t(error.message, **error.values))
        return
    st.session_state["erase-turn"] = turn + 1
    flash("Erased: {count} places. The log does not say who.", count=done.total)
    st.rerun()
