"""The seven stages as a board, and above it who should be called next."""

from datetime import date, timedelta
from math import fsum

import streamlit as st

from core.errors import SextantError
from core.i18n import format_date, format_money, format_percent, t
from core.labels import OUTCOMES, PARTNER_KINDS, STAGES
from core.services.partners import StoredPartner, move_partner
from pages.components.buttons import icon_button
from pages.components.page import PageContext, flash
from pages.components.text import plain, shorten

CARDS = 8  # in a stage; the list has them all
CALLS = 3  # next to each other above the board
SOON = timedelta(days=7)


def show_stages(page: PageContext, partners: list[StoredPartner], cold: dict[int, int]) -> None:
    """Draw whom to call next, the open partners by stage, those going cold first, then those with an outcome."""
    today = date.today()
    _calls(partners, cold, today)
    columns = [*st.columns(4), *st.columns(4)]
    for column, stage in zip(columns, STAGES, strict=False):
        with column:
            _stage(page, stage, [p for p in partners if p.stage == stage and p.outcome == "open"], cold, today)
    with columns[7]:
        _ended([p for p in partners if p.outcome != "open"])


def _calls(partners: list[StoredPartner], cold: dict[int, int], today: date) -> None:
    waiting = [
        p
        for p in partners
        if p.outcome == "open" and (p.id in cold or (p.next_step_on and p.next_step_on <= today + SOON))
    ]
    if not waiting:
        return
    worth = sorted(waiting, key=lambda p: (p.id not in cold, p.next_step_on or date.max, -(p.value or 0)))
    st.markdown(f"**{t('Call next')}**")
    for column, partner in zip(st.columns(CALLS), worth[:CALLS], strict=False):
        when = t("Going cold: {days} days here", days=cold[partner.id]) if partner.id in cold else _when(partner)
        colour = "red" if partner.id in cold else "gray"
        with column.container(border=True, horizontal=True, wrap=False, key=f"partner-call-{partner.id}"):
            step = plain(shorten(partner.next_step, 70))
            st.markdown(f"**{plain(shorten(partner.title, 40))}**  \n:small[:{colour}[{when}] {step}]", width="stretch")
            icon_button(f"partner-call-open-{partner.id}", t("Open"), ":material/call:", choose_partner, partner.id)


def _when(partner: StoredPartner) -> str:
    return format_date(partner.next_step_on) if partner.next_step_on else t("no date")


def _stage(page: PageContext, stage: int, here: list[StoredPartner], cold: dict[int, int], today: date) -> None:
    worth = fsum((p.value or 0) * (p.probability or 0) for p in here)
    money = f"  \n:small[:gray[{t('weighted value {money}', money=plain(format_money(worth, page.company.currency)))}]]"
    st.markdown(f"**{stage} · {t(STAGES[stage])}** ({len(here)}){money if worth else ''}")
    for partner in sorted(here, key=lambda p: -cold.get(p.id, 0))[:CARDS]:
        _card(page, partner, partner.id in cold, today)
    if len(here) > CARDS:
        st.caption(t("{count} more: see the list.", count=len(here) - CARDS))


def _card(page: PageContext, partner: StoredPartner, is_cold: bool, today: date) -> None:
    days = t("{days} days here", days=(today - partner.stage_since).days)
    lines = [f"**{plain(shorten(partner.title, 60))}**"]
    if is_cold:
        lines.append(f":red-badge[:material/ac_unit: {t('Going cold')}]")
    lines.append(f":small[:gray[{t(PARTNER_KINDS[partner.kind])} · {days}]]")
    if partner.next_step:
        lines.append(f":small[→ {plain(shorten(partner.next_step, 60))} · {_when(partner)}]")
    with st.container(border=True, horizontal=True, wrap=False, gap="xsmall", key=f"partner-{partner.id}"):
        st.markdown("  \n".join(lines), width="stretch")
        with st.container(width="content", gap=None):
            icon_button(f"partner-open-{partner.id}", t("Open"), ":material/open_in_full:", choose_partner, partner.id)
            if partner.stage < max(STAGES):
                icon_button(
                    f"partner-next-{partner.id}",
                    t("Next stage"),
                    ":material/arrow_forward:",
                    move,
                    page,
                    partner,
                    partner.stage + 1,
                )


def _ended(partners: list[StoredPartner]) -> None:
    won, lost = (sum(p.outcome == name for p in partners) for name in ("won", "lost"))
    share = t(
        "won {won} of {n} decided ({share})", won=won, n=won + lost, share=format_percent(won / max(won + lost, 1))
    )
    st.markdown(f"**{t('With an outcome')}** ({len(partners)})" + (f"  \n:small[:gray[{share}]]" if won + lost else ""))
    with st.container(gap=None):
        for partner in partners[:CARDS]:
            label = f"{plain(shorten(partner.title, 40))} · {t(OUTCOMES[partner.outcome])}"
            st.button(
                label,
                key=f"partner-open-{partner.id}",
                type="tertiary",
                on_click=choose_partner,
                args=(partner.id,),
                wrap=True,
            )


def choose_partner(partner_id: int | None) -> None:
    """Show one partner, or the board again."""
    st.session_state["partner"] = partner_id


def move(page: PageContext, partner: StoredPartner, stage: int) -> None:
    """Move a partner to another stage, or say why it cannot be."""
    try:
        with page.database.write() as session:
            move_partner(session, partner.id, page.venture_id, stage)
    except SextantError as error:
        flash(error.message, kind="error", **error.values)
        return
    flash("{name} is in stage {stage} now.", name=partner.title, stage=stage)
