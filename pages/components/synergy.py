"""Synergy as lists: what each resource adds, what breaks if it leaves, which ones need each other."""

import streamlit as st

from core.i18n import format_number, format_percent, t
from core.labels import RESOURCE_KINDS
from core.planning.synergy import Change, Contribution
from core.services.synergy import Synergy
from pages.components.page import PageContext
from pages.components.planning import changes_of
from pages.components.text import plain

ROWS = 500  # of a list on screen; the command has them all
GRID, CHOICE = "synergy-grid", "synergy-resource"


def choose_resource(found: Synergy) -> int:
    """Draw the ranked list and return the resource that was clicked, the first one before any click."""
    rows = found.contributions[:ROWS]
    names = {row.id: row for row in found.board.supplies}
    title = t("What each resource adds")
    st.markdown(f"**{title}**")
    st.dataframe(
        [
            {
                t("Name"): names[row.resource_id].name,
                t("Adds"): row.value,
                t("Stop without it"): len(row.stops),
                t("Initiatives"): len(row.initiative_ids),
                t("Kind"): t(RESOURCE_KINDS[names[row.resource_id].kind]),
            }
            for row in rows
        ],
        column_config={
            t("Adds"): st.column_config.ProgressColumn(
                format="%.1f", min_value=0, max_value=max(1e-9, *(row.value for row in rows), 0)
            )
        },
        on_select=lambda: _pick([row.resource_id for row in rows]),
        selection_mode="single-row",
        hide_index=True,
        height=min(420, 38 + 35 * len(rows)),
        key=GRID,
        alt=title,
    )
    st.caption(
        t(
            "Click the box at the left of a row to see what breaks without it. 0: others stand in for it, or nobody needs it."
        )
    )
    return rows[0].resource_id if st.session_state.get(CHOICE) not in names else int(st.session_state[CHOICE])


def _pick(ids: list[int]) -> None:
    picked = st.session_state[GRID]["selection"]["rows"]
    if picked and picked[0] < len(ids):
        st.session_state[CHOICE] = ids[picked[0]]


def show_leaving(page: PageContext, found: Synergy, chosen: int) -> None:
    """Draw what happens to the open initiatives if a resource leaves; the box names any other one."""
    names = {row.id: row.name for row in found.board.supplies}
    st.session_state[CHOICE] = chosen
    chosen = st.selectbox(t("What if this leaves?"), list(names), format_func=names.__getitem__, key=CHOICE)
    changes = changes_of(page, chosen)
    if not changes:
        st.success(t("Without {name} nothing changes.", name=plain(names[chosen])))
        return
    stops = [change for change in changes if change.stops]
    if stops:
        stopped = ", ".join(f"“{plain(found.board.initiatives[c.initiative_id].name)}”" for c in stops)
        st.warning(t("Stops: {names}", names=stopped), icon=":material/block:")
    for change in changes:
        _change(found, change)


def _change(found: Synergy, change: Change) -> None:
    before, after = format_percent(change.before), format_percent(change.after)
    name = plain(found.board.initiatives[change.initiative_id].name)
    lines = [f"**{name}**  \n{t('Readiness {before} → {after}', before=before, after=after)}"]
    if change.blockers:
        kinds = ", ".join(t(RESOURCE_KINDS[kind]) for kind in change.blockers)
        lines.append(f":red-badge[:material/block: {t('Blocked: nothing of {kinds}', kinds=kinds)}]")
    lines += [
        f":small[:gray[{plain(row.need.capability)}: {format_percent(row.before)} → {format_percent(row.after)}]]"
        for row in change.lost
    ]
    with st.container(border=True, key=f"synergy-change-{change.initiative_id}"):
        st.markdown("  \n".join(lines))


def show_formula(found: Synergy, chosen: int) -> None:
    """Draw how the figures come about, with their own numbers."""
    board, name = found.board, next(row.name for row in found.board.supplies if row.id == chosen)
    own = next((row for row in found.contributions if row.resource_id == chosen), Contribution(chosen, 0.0))
    with st.expander(t("How this is reckoned")):
        st.markdown(
            t(
                "Readiness = the geometric mean of the coverage of each kind an initiative needs. "
                "Value = the sum of expected value × readiness over the open initiatives. "
                "What a resource adds = the value with it less the value without it."
            )
        )
        without = found.value - own.value
        figures = [format_number(value, 2) for value in (own.value, found.value, without)]
        words = dict(zip(("adds", "value", "without"), figures, strict=True))
        st.markdown(t("{name}: {value} − {without} = {adds}", name=f"**{plain(name)}**", **words))
        lines = []
        for initiative in board.initiatives.values():
            coverage = board.coverages.get(initiative.id)
            if coverage is None or coverage.readiness is None:
                continue
            shares = coverage.kinds or {}
            kinds = " · ".join(f"{t(RESOURCE_KINDS[kind])} {format_percent(share)}" for kind, share in shares.items())
            lines.append(
                {
                    t("Initiative"): initiative.name,
                    t("Coverage by kind"): kinds,
                    t("Readiness"): format_percent(coverage.readiness),
                    t("Expected value"): format_number(initiative.impact),
                    t("Worth"): format_number(initiative.impact * coverage.readiness, 2),
                }
            )
        st.dataframe(lines, hide_index=True, alt=t("How this is reckoned"))


def show_pairs(found: Synergy) -> None:
    """Draw the pairs that have an effect together."""
    names = {row.id: row.name for row in found.board.supplies}
    title = t("Which ones need each other, which stand in for each other")
    st.markdown(f"**{title}**")
    if not found.pairs:
        st.caption(t("No two resources have an effect on each other."))
        return
    lines = [
        {
            t("First"): names[row.first_id],
            t("Second"): names[row.second_id],
            t("Effect"): row.value,
            t("Meaning"): t("need each other") if row.value > 0 else t("stand in for each other"),
        }
        for row in found.pairs[:ROWS]
    ]
    config = {t("Effect"): st.column_config.NumberColumn(format="%.2f")}
    height = min(320, 38 + 35 * len(lines))
    st.dataframe(lines, column_config=config, hide_index=True, height=height, alt=title)
    st.caption(t("Effect = value − value without the first − value without the second + value without both."))
