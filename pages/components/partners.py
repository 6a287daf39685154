"""One partner: what is known, the way through the stages, notes and contacts."""

from datetime import date

import streamlit as st

from core.i18n import format_date, format_money, format_percent, t
from core.labels import OUTCOMES, PARTNER_KINDS, STAGES
from core.services.partners import CONTACT, NOTE, StoredContact, StoredNote, StoredPartner, stage_history
from core.services.records import all_records
from pages.components.page import PageContext
from pages.components.records import edit_button, open_editor
from pages.components.stages import choose_partner, move
from pages.components.text import plain

NOTES = 20  # the newest; older ones are in the export


def show_partner(page: PageContext, partner: StoredPartner, cold_days: int | None) -> None:
    """Draw one partner with its notes, contacts and history."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.button(
            t("All partners"), key="partner-back", icon=":material/arrow_back:", on_click=choose_partner, args=(None,)
        )
        st.button(
            t("Edit"), key="partner-edit", icon=":material/edit:", on_click=open_editor, args=("partner", partner.id)
        )
    st.subheader(plain(partner.title), anchor=False)
    _facts(page, partner)
    if cold_days:
        st.warning(t("Going cold: {days} days in this stage.", days=cold_days))
    with page.database.read() as session:
        history = stage_history(session, partner.id)
        notes = all_records(session, NOTE, page.venture_id, partner_id=partner.id)
        contacts = all_records(session, CONTACT, page.venture_id, partner_id=partner.id)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _notes(partner, notes)
    with right:
        _stage_box(page, partner)
        _contacts(partner, contacts)
        _history(history)


def _facts(page: PageContext, partner: StoredPartner) -> None:
    parts = [t(PARTNER_KINDS[partner.kind]), t(OUTCOMES[partner.outcome])]
    if partner.value is not None:
        parts.append(format_money(partner.value, page.company.currency))
    if partner.probability is not None:
        parts.append(t("probability {share}", share=format_percent(partner.probability)))
    parts += [partner.owner] if partner.owner else []
    st.caption(" · ".join(plain(part) for part in parts))
    if partner.next_step:
        when = format_date(partner.next_step_on) if partner.next_step_on else t("no date")
        st.markdown(f"→ {plain(partner.next_step)} · {when}")
    if partner.name and partner.want:
        st.markdown(f"{t('What we look for')}: {plain(partner.want)}")
    if partner.offers:
        st.markdown(f"{t('What they offer')}: {plain(partner.offers)}")


def _stage_box(page: PageContext, partner: StoredPartner) -> None:
    # A stage that was refused must not stay in the box: each run of moves has its own key.
    key = f"partner-stage-{partner.id}-{partner.version}-{st.session_state.get('partner-turn', 0)}"

    def moved() -> None:
        st.session_state["partner-turn"] = st.session_state.get("partner-turn", 0) + 1
        move(page, partner, st.session_state[key])

    st.selectbox(
        t("Stage"),
        list(STAGES),
        partner.stage - 1,
        format_func=lambda stage: f"{stage} · {t(STAGES[stage])}",
        key=key,
        on_change=moved,
    )


def _title(words: str, count: int, key: str, icon: str, noun: str, partner_id: int, add: str) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(f"**{words}** ({count})")
        st.button(add, key=key, icon=icon, on_click=open_editor, args=(noun,), kwargs={"partner_id": partner_id})


def _notes(partner: StoredPartner, notes: list[StoredNote]) -> None:
    _title(t("Notes"), len(notes), "note-add", ":material/edit_note:", "note", partner.id, t("Add a note"))
    for note in sorted(notes, key=lambda n: (n.noted_on, n.id), reverse=True)[:NOTES]:
        with st.container(border=True, horizontal=True, wrap=False, key=f"note-box-{note.id}"):
            with st.container(gap=None):
                st.caption(format_date(note.noted_on))
                st.text(note.text)
            edit_button("note", note.id, f"note-{note.id}")


def _contacts(partner: StoredPartner, contacts: list[StoredContact]) -> None:
    _title(
        t("Contacts"), len(contacts), "contact-add", ":material/person_add:", "contact", partner.id, t("Add a contact")
    )
    for contact in contacts:
        text = " · ".join(part for part in (contact.name, contact.title, contact.email, contact.phone) if part)
        st.button(
            plain(text),
            key=f"contact-{contact.id}",
            type="tertiary",
            on_click=open_editor,
            args=("contact", contact.id),
        )


def _history(history: list[tuple[int | None, int, date]]) -> None:
    st.markdown(f"**{t('History')}**")
    lines = []
    for before, after, day in reversed(history):
        way = f"{t(STAGES[before])} → {t(STAGES[after])}" if before else t(STAGES[after])
        lines.append(f"{format_date(day)} · {way}")
    st.caption("  \n".join(lines))
