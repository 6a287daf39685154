"""The board of resources: a column per kind, cards for what is there, open seats for what is missing."""

import streamlit as st

from core.i18n import format_date, format_number, format_percent, t
from core.labels import RESOURCE_KINDS, STAGES, stage_words
from core.planning.coverage import Gap
from core.planning.offers import AGREEMENT, Offer
from core.services.board import Board
from core.services.resources import StoredResource
from pages.components.gaps import filling_words, when_it_bites
from pages.components.records import edit_button, open_editor
from pages.components.screens import level_words
from pages.components.technology import cost_line, technology_line
from pages.components.text import plain, shorten

COLUMNS = (("talent",), ("technology",), ("market", "funds", "network"))
ICONS = {
    "talent": ":material/person:",
    "technology": ":material/memory:",
    "market": ":material/storefront:",
    "funds": ":material/payments:",
    "network": ":material/hub:",
}
CARDS = 12  # in a column; the list has them all


def show_board(board: Board, currency: str) -> None:
    """Draw the three columns; costs are in the company's currency."""
    if not board.resources and not board.gaps and not board.offers:
        st.info(t("Nothing is recorded yet. Add the people first, then what you build with and whom you reach."))
        return
    if board.expected_gain > 0:
        gain = format_number(board.expected_gain)
        st.caption(
            t("If partners agree to all that is expected, the open initiatives are worth {gain} more.", gain=gain)
        )
    for column, kinds in zip(st.columns(3), COLUMNS, strict=True):
        with column:
            _column(board, kinds, currency)


def _column(board: Board, kinds: tuple[str, ...], currency: str) -> None:
    resources = [r for r in board.resources if r.kind in kinds]
    seats = [gap for gap in board.gaps if gap.need.kind in kinds]
    offers = [offer for offer in board.offers if offer.kind in kinds and (offer.counts or offer.expected)]
    title = " · ".join(t(RESOURCE_KINDS[k]) for k in kinds)
    st.markdown(f"##### {ICONS[kinds[0]]} {title} ({len(resources)})")
    shares = {kind: share for kind in kinds if (share := board.coverage_of(kind)) is not None}
    for kind, share in shares.items():
        words = t(
            "{kind}: {share} of what the initiatives need", kind=t(RESOURCE_KINDS[kind]), share=format_percent(share)
        )
        st.progress(share, words)
    if not shares:
        st.caption(t("No initiative asks for this kind yet."))
    for gap in seats[: CARDS // 2]:
        _seat(board, gap, currency)
    # Those that others hang on come first.
    resources.sort(key=lambda r: (-len(board.held_alone(r.id)), r.name))
    for resource in resources[:CARDS]:
        _card(resource, board.held_alone(resource.id), currency)
    # What is agreed comes first: it is there like our own.
    for offer in sorted(offers, key=lambda offer: not offer.counts)[: CARDS // 2]:
        _offer(board, offer)
    over = ((resources, CARDS), (seats, CARDS // 2), (offers, CARDS // 2))
    hidden = sum(max(0, len(rows) - most) for rows, most in over)
    if hidden:
        st.caption(t("{count} more: see the list.", count=hidden))


def _seat(board: Board, gap: Gap, currency: str) -> None:
    need, initiative = gap.need, board.initiatives[gap.need.initiative_id]
    parts = [t(level_words(need.kind)[need.level]), t("missing: {quantity}", quantity=format_number(gap.quantity))]
    if gap.due_on:
        parts += [t("by {day}", day=format_date(gap.due_on)), when_it_bites(gap)]
    if cost := filling_words(board, gap, currency):
        parts.append(plain(cost))
    lines = [
        f":orange-badge[:material/event_seat: {t('Open seat')}] **{plain(need.capability)}**",
        f":small[:gray[{' · '.join([*parts, plain(shorten(initiative.name, 40))])}]]",
    ]
    with _box(f"seat-{need.id}"):
        st.markdown("  \n".join(lines), width="stretch")
        st.button(
            t("Fill it"),
            key=f"fill-seat-{need.id}",
            type="tertiary",
            icon=":material/add:",
            on_click=_fill,
            args=(gap,),
        )


def _fill(gap: Gap) -> None:
    open_editor("resource", kind=gap.need.kind, skills={gap.need.capability: gap.need.level})


def _card(resource: StoredResource, alone: list[str], currency: str) -> None:
    unit = resource.unit or (t("full-time") if resource.kind == "talent" else "")
    amount = f"{format_number(resource.quantity, 2)} {unit}".strip()
    lines = [f"{ICONS[resource.kind]} **{plain(resource.name)}**"]
    lines.append(f":small[:gray[{' · '.join(plain(part) for part in (resource.role, amount) if part)}]]")
    lines += [
        f":small[{line}]" for line in (technology_line(resource, currency), cost_line(resource, currency)) if line
    ]
    if resource.skills:
        lines.append(f":small[{plain(shorten(', '.join(resource.skills), 90))}]")
    if alone:
        words = t("Only one holder: {capability}", capability=plain(shorten(", ".join(alone), 60)))
        lines.append(f":red-badge[:material/warning: {words}]")
    with _box(f"card-{'alone-' if alone else ''}{resource.id}"):
        st.markdown("  \n".join(lines), width="stretch")
        edit_button("resource", resource.id, f"card-edit-{resource.id}")


def _offer(board: Board, offer: Offer) -> None:
    badge = f":green-badge[:material/handshake: {t('From a partner')}]"
    if not offer.counts:
        badge = f":blue-badge[:material/hourglass_top: {t('Expected')}]"
    stage = t(stage_words(offer.partner_kind)[offer.stage])
    detail = t("counts in coverage") if offer.counts else t("counts from {stage} on", stage=t(STAGES[AGREEMENT]))
    lines = [
        f"{badge} **{plain(shorten(offer.name, 70))}**",
        f":small[:gray[{format_number(offer.quantity, 2)} · {stage} · {detail}]]",
    ]
    if alone := board.held_alone(offer.id):
        words = t("Only one holder: {capability}", capability=plain(shorten(", ".join(alone), 60)))
        lines.append(f":red-badge[:material/warning: {words}]")
    with _box(f"offer-{-offer.id}"):
        st.markdown("  \n".join(lines), width="stretch")
        if st.button(t("Open"), key=f"offer-open-{-offer.id}", type="tertiary", icon=":material/arrow_forward:"):
            st.session_state["partner"] = offer.partner_id
            st.switch_page("partners.py")


def _box(key: str) -> st.delta_generator.DeltaGenerator:
    return st.container(border=True, horizontal=True, wrap=False, key=key)
