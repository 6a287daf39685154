"""Initiatives as cards: state, readiness, and what each needs."""

import streamlit as st

from core.i18n import format_date, format_number, format_percent, t
from core.labels import INITIATIVE_STATES, RESOURCE_KINDS
from core.planning.coverage import Coverage, NeedCoverage
from core.planning.progress import money_of, people_of
from core.services.board import Board
from core.services.initiatives import StoredInitiative
from pages.components.board import ICONS
from pages.components.planned import show_over
from pages.components.records import edit_button, open_editor
from pages.components.screens import level_words
from pages.components.text import plain

CARDS = 50  # the list has them all


def show_initiatives(board: Board, initiatives: list[StoredInitiative], currency: str) -> None:
    """Draw a card for each, the most valuable first; money is in the company's currency."""
    for initiative in sorted(initiatives, key=lambda row: -row.impact)[:CARDS]:
        with st.container(border=True, key=f"initiative-{initiative.id}", gap="xsmall"):
            _head(initiative)
            show_over(money_of(initiative), people_of(initiative), currency)
            coverage = board.coverages.get(initiative.id)
            _readiness(coverage)
            _needs(initiative.id, coverage)


def _head(initiative: StoredInitiative) -> None:
    parts = [t(INITIATIVE_STATES[initiative.state]), t("value {impact}", impact=format_number(initiative.impact))]
    parts += [plain(initiative.owner)] if initiative.owner else []
    parts += [t("due {day}", day=format_date(initiative.due_on))] if initiative.due_on else []
    with st.container(horizontal=True, wrap=False, vertical_alignment="center"):
        st.markdown(f"**{plain(initiative.name)}**  \n:small[:gray[{' · '.join(parts)}]]", width="stretch")
        edit_button("initiative", initiative.id, f"initiative-edit-{initiative.id}")


def _readiness(coverage: Coverage | None) -> None:
    if coverage is None or coverage.readiness is None:
        st.caption(t("Readiness unknown: no needs are recorded."))
        return
    st.progress(coverage.readiness, t("Readiness {share}", share=format_percent(coverage.readiness)))
    if coverage.blockers:
        kinds = ", ".join(t(RESOURCE_KINDS[kind]) for kind in coverage.blockers)
        st.badge(t("Blocked: nothing of {kinds}", kinds=kinds), icon=":material/block:", color="red")


def _needs(initiative_id: int, coverage: Coverage | None) -> None:
    with st.container(horizontal=True, gap="small"):
        for row in coverage.needs if coverage else ():
            _need(row)
        st.button(
            t("Add a need"),
            key=f"need-add-{initiative_id}",
            type="tertiary",
            icon=":material/add:",
            on_click=open_editor,
            args=("need",),
            kwargs={"initiative_id": initiative_id},
        )


def _need(row: NeedCoverage) -> None:
    need, share = row.need, format_percent(row.share)
    words = [t(RESOURCE_KINDS[need.kind]), t(level_words(need.kind)[need.level]), format_number(need.quantity)]
    st.button(
        f"{plain(need.capability)} · {share if row.share == 1 else f':orange[**{share}**]'}",
        key=f"need-{need.id}",
        icon=ICONS[need.kind],
        help=t("{need}: {share} met", need=" · ".join(words), share=share),
        on_click=open_editor,
        args=("need", need.id),
    )
