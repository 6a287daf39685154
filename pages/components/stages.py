"""The seven stages as a board, and above it who should be called next."""

from datetime import date, timedelta
from math import fsum

import streamlit as st

from core.i18n import format_date, format_money, format_number, t
from core.labels import PARTNER_KINDS, STAGE_NAMES, stage_words
from core.planning.pipeline import LAST_STAGE, MedianStay
from core.services.outcomes import is_back
from core.services.partners import StoredPartner
from core.services.pipeline import get_pipeline
from core.services.snapshot import today_of
from pages.components.buttons import icon_button
from pages.components.gate import try_move
from pages.components.outcomes import outcome_line
from pages.components.page import PageContext
from pages.components.pipeline import show_pipeline
from pages.components.text import plain, shorten

CARDS = 8  # in a stage; the list has them all
CALLS = 3  # next to each other above the board
SOON = timedelta(days=7)
KIND = "partners-kind"


def show_stages(page: PageContext, partners: list[StoredPartner], cold: dict[int, int]) -> None:
    """Draw whom to call next, the open partners by stage, those going cold first, then those with an outcome."""
    today = today_of(page.company)
    kind = _choose_kind(partners)
    partners = [p for p in partners if kind is None or p.kind == kind]
    _calls(partners, cold, today)
    with page.database.read() as session:
        figures = get_pipeline(session, page.venture_id, kind)
    show_pipeline(page, figures)
    words = stage_words(kind)
    columns = [*st.columns(4), *st.columns(4)]
    for column, stage in zip(columns, words, strict=False):
        here = [p for p in partners if p.stage == stage and (p.outcome == "open" or is_back(p, today))]
        with column:
            _head(page, stage, words[stage], here, figures.days.get(stage))
            for partner in sorted(here, key=lambda p: (-cold.get(p.id, 0), p.outcome == "open"))[:CARDS]:
                _card(page, partner, partner.id in cold, today)
            if len(here) > CARDS:
                st.caption(t("{count} more: see the list.", count=len(here) - CARDS))
    with columns[7]:
        _ended([p for p in partners if p.outcome != "open" and not is_back(p, today)])


def _choose_kind(partners: list[StoredPartner]) -> str | None:
    """Draw the types there are, and return the chosen one: the stages then have its words."""
    kinds = [kind for kind in PARTNER_KINDS if any(p.kind == kind for p in partners)]
    if len(kinds) < 2:
        return kinds[0] if kinds else None
    if st.session_state.get(KIND) not in kinds:
        st.session_state.pop(KIND, None)
    return st.pills(
        t("Type"),
        kinds,
        format_func=lambda kind: t(PARTNER_KINDS[kind]),
        key=KIND,
        label_visibility="collapsed",
        persist_state="session",
    )


def _calls(partners: list[StoredPartner], cold: dict[int, int], today: date) -> None:
    waiting = [
        p
        for p in partners
        if is_back(p, today)
        or p.outcome == "open"
        and (p.id in cold or (p.next_step_on and p.next_step_on <= today + SOON))
    ]
    if not waiting:
        return
    worth = sorted(waiting, key=lambda p: (p.id not in cold, p.next_step_on or date.max, -(p.value or 0)))
    st.markdown(f"**{t('Call next')}**")
    for column, partner in zip(st.columns(CALLS), worth[:CALLS], strict=False):
        when, colour = _why(partner, cold)
        with column.container(border=True, horizontal=True, wrap=False, key=f"partner-call-{partner.id}"):
            step = plain(shorten(partner.next_step, 70))
            st.markdown(f"**{plain(shorten(partner.title, 40))}**  \n:small[:{colour}[{when}] {step}]", width="stretch")
            icon_button(f"partner-call-open-{partner.id}", t("Open"), ":material/call:", choose_partner, partner.id)


def _why(partner: StoredPartner, cold: dict[int, int]) -> tuple[str, str]:
    if partner.outcome == "paused":
        return t("The pause is over"), "orange"
    if partner.id in cold:
        return t("Going cold: {days} days here", days=cold[partner.id]), "red"
    return _when(partner), "gray"


def _when(partner: StoredPartner) -> str:
    return format_date(partner.next_step_on) if partner.next_step_on else t("no date")


def _head(page: PageContext, stage: int, word: str, here: list[StoredPartner], stay: MedianStay | None) -> None:
    worth = fsum((p.value or 0) * (p.probability or 0) for p in here)
    parts = []
    if worth:
        parts.append(t("weighted value {money}", money=plain(format_money(worth, page.company.currency))))
    if stay:
        parts.append(t("median {days} days (n = {n})", days=format_number(stay.days), n=stay.n))
    below = f"  \n:small[:gray[{' · '.join(parts)}]]" if parts else ""
    st.markdown(
        f"**{stage} · {t(word)}** ({len(here)}){below}", help=t("In textbooks: {names}.", names=t(STAGE_NAMES[stage]))
    )


def _card(page: PageContext, partner: StoredPartner, is_cold: bool, today: date) -> None:
    days = t("{days} days here", days=(today - partner.stage_since).days)
    lines = [f"**{plain(shorten(partner.title, 60))}**"]
    if not partner.name:
        lines.append(f":blue-badge[:material/person_search: {t('Sought, no organisation yet')}]")
    if is_cold:
        lines.append(f":red-badge[:material/ac_unit: {t('Going cold')}]")
    if partner.outcome == "paused":
        lines.append(f":orange-badge[:material/play_circle: {t('The pause is over')}]")
    stage = t(stage_words(partner.kind)[partner.stage])
    lines.append(f":small[:gray[{t(PARTNER_KINDS[partner.kind])} · {stage} · {days}]]")
    if partner.next_step:
        lines.append(f":small[→ {plain(shorten(partner.next_step, 60))} · {_when(partner)}]")
    with st.container(border=True, horizontal=True, wrap=False, gap="xsmall", key=f"partner-{partner.id}"):
        st.markdown("  \n".join(lines), width="stretch")
        with st.container(width="content", gap=None):
            icon_button(f"partner-open-{partner.id}", t("Open"), ":material/open_in_full:", choose_partner, partner.id)
            if partner.stage < LAST_STAGE and partner.outcome == "open":
                icon_button(
                    f"partner-next-{partner.id}",
                    t("Next stage"),
                    ":material/arrow_forward:",
                    try_move,
                    page,
                    partner,
                    partner.stage + 1,
                )


def _ended(partners: list[StoredPartner]) -> None:
    st.markdown(f"**{t('With an outcome')}** ({len(partners)})")
    with st.container(gap=None):
        for partner in partners[:CARDS]:
            st.button(
                f"{plain(shorten(partner.title, 40))} · {outcome_line(partner)}",
                key=f"partner-open-{partner.id}",
                type="tertiary",
                on_click=choose_partner,
                args=(partner.id,),
                wrap=True,
            )


def choose_partner(partner_id: int | None) -> None:
    """Show one partner, or the board again."""
    st.session_state["partner"] = partner_id
