"""One partner: what is known, the way through the stages, what it offers and seeks, notes and contacts."""

from datetime import date

import streamlit as st

from core.i18n import format_date, format_money, format_number, format_percent, t
from core.labels import DIRECTIONS, PARTNER_KINDS, stage_words
from core.planning.checklists import checks_of
from core.planning.offers import AGREEMENT, GONE
from core.services.offers import OFFER, StoredOffer
from core.services.partners import CONTACT, NOTE, StoredContact, StoredNote, StoredPartner, stage_history, stage_reasons
from core.services.records import all_records
from pages.components.gate import show_checks, try_move
from pages.components.outcomes import outcome_line, show_outcome
from pages.components.page import PageContext
from pages.components.records import edit_button, open_editor
from pages.components.screens import stage_help
from pages.components.stages import choose_partner
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
        history = list(zip(stage_history(session, partner.id), stage_reasons(session, partner.id), strict=True))
        notes = all_records(session, NOTE, page.venture_id, partner_id=partner.id)
        contacts = all_records(session, CONTACT, page.venture_id, partner_id=partner.id)
        offers = all_records(session, OFFER, page.venture_id, partner_id=partner.id)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _notes(partner, notes)
        _offers(partner, offers)
    with right:
        _stage_box(page, partner)
        _checklist(page, partner)
        show_outcome(page, partner)
        _contacts(partner, contacts)
        _history(partner, history)


def _facts(page: PageContext, partner: StoredPartner) -> None:
    parts = [t(PARTNER_KINDS[partner.kind]), outcome_line(partner)]
    if partner.value is not None:
        parts.append(format_money(partner.value, page.company.currency))
    if partner.probability is not None:
        parts.append(t("probability {share}", share=format_percent(partner.probability)))
    parts += [partner.owner] if partner.owner else []
    parts += [t("last contact {day}", day=format_date(partner.last_contact_on))] if partner.last_contact_on else []
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
        try_move(page, partner, st.session_state[key])

    words = stage_words(partner.kind)
    st.selectbox(
        t("Stage"),
        list(words),
        partner.stage - 1,
        format_func=lambda stage: f"{stage} · {t(words[stage])}",
        key=key,
        help=stage_help(),
        on_change=moved,
    )


def _checklist(page: PageContext, partner: StoredPartner) -> None:
    checks = checks_of(partner.kind, partner.stage)
    if not checks or partner.outcome in ("won", "lost"):
        return
    st.markdown(f"**{t('Before you move on')}** ({sum(c.is_done(partner) for c in checks)}/{len(checks)})")
    with st.container(gap=None, key="partner-checks"):
        show_checks(page, partner, checks, "partner-check")


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


def _offers(partner: StoredPartner, offers: list[StoredOffer]) -> None:
    words, add = t("Offers and wants"), t("Add an offer or want")
    _title(words, len(offers), "partner-offer-add", ":material/handshake:", "offer", partner.id, add)
    for offer in offers:
        parts = [offer.capability, format_number(offer.quantity)]
        parts += [t("until {day}", day=format_date(offer.until_on))] if offer.until_on else []
        if offer.direction == "offer" and partner.outcome not in GONE:
            parts.append(t("counts in coverage") if partner.stage >= AGREEMENT else t("expected"))
        st.button(
            f"{t(DIRECTIONS[offer.direction])}: {plain(' · '.join(parts))}",
            key=f"partner-offer-{offer.id}",
            type="tertiary",
            on_click=open_editor,
            args=("offer", offer.id),
        )


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


def _history(partner: StoredPartner, history: list[tuple[tuple[int | None, int, date], str]]) -> None:
    st.markdown(f"**{t('History')}**")
    words, lines = stage_words(partner.kind), []
    for (before, after, day), reason in reversed(history):
        way = f"{t(words[before])} → {t(words[after])}" if before else t(words[after])
        why = f" · {t('moved anyway: {reason}', reason=plain(reason))}" if reason else ""
        lines.append(f"{format_date(day)} · {way}{why}")
    st.caption("  \n".join(lines))
