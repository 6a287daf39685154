"""Whom to call: next steps of the week and cards going cold, and a note that takes twenty seconds."""

import uuid
from datetime import date, timedelta

import streamlit as st

from core.days import say_days, say_late
from core.errors import SextantError
from core.i18n import t
from core.services.outcomes import is_back
from core.services.partners import PARTNER, StoredPartner, going_cold
from core.services.quick_note import add_quick_note
from core.services.records import all_records
from core.services.snapshot import today_of
from pages.components.page import PageContext, flash
from pages.components.text import plain, shorten
from pages.components.today.section import section

SHOWN = 6
A_WEEK = timedelta(days=7)


def show_calls(page: PageContext, owner: str = "") -> None:
    """Draw whom to call this week on the left, and the quick note on the right."""
    today = today_of(page.company)
    with page.database.read() as session:
        everybody = all_records(session, PARTNER, page.venture_id)
        cold = going_cold(session, page.venture_id, today)
    partners = [row for row in everybody if row.outcome == "open" or is_back(row, today)]
    with section("calls", t("Whom do we call?"), 3):
        left, right = st.columns(2, gap="large")
        with left:
            _waiting(partners, cold, today, owner)
        with right:
            _note(page, {partner.id: partner.title for partner in partners}, today)


def _waiting(partners: list[StoredPartner], cold: dict[int, int], today: date, owner: str) -> None:
    def worth(partner: StoredPartner) -> tuple[float, date]:
        return -(partner.value or 0) * (partner.probability or 0), partner.next_step_on or date.max

    waiting = [
        p
        for p in partners
        if p.id in cold or p.outcome == "paused" or (p.next_step_on and p.next_step_on <= today + A_WEEK)
    ]
    if owner:
        waiting = [p for p in waiting if p.owner.casefold() == owner.strip().casefold()]
    if not waiting:
        st.caption(t("No next step this week, and nobody goes cold."))
    for partner in sorted(waiting, key=worth)[:SHOWN]:
        with st.container(horizontal=True, wrap=False, vertical_alignment="center", key=f"today-call-{partner.id}"):
            step = plain(shorten(partner.next_step, 70)) or t("no next step")
            when = _when(partner, cold, today)
            words = f"**{plain(shorten(partner.title, 40))}**  \n:small[{step} · {when}]"
            st.markdown(words, width="stretch")
            if st.button(t("Open"), key=f"today-call-open-{partner.id}", type="tertiary"):
                st.session_state["partner"] = partner.id
                st.switch_page("partners.py")


def _when(partner: StoredPartner, cold: dict[int, int], today: date) -> str:
    if partner.outcome == "paused":
        return f":orange[{t('The pause is over')}]"
    if partner.id in cold:
        return f":red[{t('Going cold: {days} days here', days=cold[partner.id])}]"
    days = ((partner.next_step_on or today) - today).days
    return f":red[{say_late(-days)}]" if days < 0 else say_days(days)


def _note(page: PageContext, names: dict[int, str], today: date) -> None:
    st.markdown(f"**{t('A note in 20 seconds')}**")
    if not names:
        st.caption(t("Add a partner first; notes belong to one."))
        return
    turn = st.session_state.setdefault("today-note", uuid.uuid4().hex)
    with st.form(f"today-note-{turn[:8]}", border=False):
        text = st.text_area(
            t("Text"),
            key=f"note-text-{turn[:8]}",
            height=80,
            placeholder=t("Paste what they wrote, from WeChat or a mail"),
        )
        partner = st.selectbox(
            t("Partner"),
            list(names),
            None,
            format_func=names.__getitem__,
            key=f"note-partner-{turn[:8]}",
            placeholder=t("Choose one"),
        )
        step, day = st.columns([2, 1])
        next_step = step.text_input(t("Next step"), key=f"note-step-{turn[:8]}")
        next_on = day.date_input(t("Next step on"), today + A_WEEK, key=f"note-day-{turn[:8]}", format="YYYY-MM-DD")
        if st.form_submit_button(t("Save the note"), key="today-note-save", icon=":material/save:"):
            _keep(page, partner, text, next_step, next_on, today, turn)


def _keep(
    page: PageContext, partner: int | None, text: str, next_step: str, next_on: date | None, today: date, turn: str
) -> None:
    try:
        with page.database.write() as session:
            add_quick_note(
                session,
                page.venture_id,
                partner,
                text,
                today=today,
                next_step=next_step,
                next_step_on=next_on,
                token=turn,
            )
    except SextantError as error:
        st.error(t(error.message, **error.values))
        return
    del st.session_state["today-note"]
    flash("The note is kept, with the next step." if next_step.strip() else "The note is kept.")
    st.rerun()
