"""What is missing, the most pressing first, with when it bites and the way to its initiative."""

import streamlit as st

from core.i18n import format_date, format_money, format_number, t
from core.labels import RESOURCE_KINDS
from core.planning.coverage import LEAST_DAYS, NO_DATE_DAYS, Gap
from core.services.board import Board
from pages.components.records import open_editor
from pages.components.screens import level_words

ROWS = 500  # of the list on screen; `coverage --json` has them all


def show_gaps(board: Board, currency: str) -> None:
    """Draw the gaps; a row opens its initiative; costs are in the company's currency."""
    if not board.gaps:
        st.success(t("Nothing is missing: every need of the open initiatives is met, or none is recorded."))
        return
    rows = board.gaps[:ROWS]
    title = t("What is missing, the most pressing first")
    turn = st.session_state.get("grid-turn", 0)
    picked = st.dataframe(
        [_line(board, gap, currency) for gap in rows],
        column_config={
            t("Gap score"): st.column_config.ProgressColumn(
                format="%.2f", min_value=0, max_value=max(1e-9, *(gap.score for gap in rows), 0)
            )
        },
        on_select="rerun",
        selection_mode="single-row",
        hide_index=True,
        key=f"resources-gaps-{turn}",
        alt=title,
        placeholder="–",
    )
    _explain()
    if picked["selection"]["rows"]:
        # A fresh key drops the selection, so that coming back does not open it again.
        st.session_state["grid-turn"] = turn + 1
        open_editor("initiative", rows[picked["selection"]["rows"][0]].need.initiative_id)
        st.switch_page("initiatives.py")


def _explain() -> None:
    st.caption(
        t(
            "Gap score = expected value × missing share ÷ days left, {least} days at least; without a day {most} are taken. "
            "Click the box at the left of a row to open its initiative.",
            least=LEAST_DAYS,
            most=NO_DATE_DAYS,
        )
    )
    st.caption(
        t(
            "Filling costs = what is missing × the median price of a unit among our resources with that capability, "
            "for people without one among all our people. Levels and one-time costs are not counted."
        )
    )


def when_it_bites(gap: Gap) -> str:
    """Say how many days are left, or for how long it has been late."""
    if gap.days_left is None:
        return t("no day given")
    if gap.days_left < 0:
        return t("{days} days late", days=-gap.days_left)
    return t("in {days} days", days=gap.days_left)


def filling_words(board: Board, gap: Gap, currency: str) -> str:
    """Say what filling the gap costs a month, "" where no resource of ours tells."""
    filling = board.fillings.get(gap.need.id)
    if filling is None:
        return ""
    return t("about {amount} a month", amount=format_money(filling.cost, currency))


def _like(board: Board, gap: Gap) -> str | None:
    filling = board.fillings.get(gap.need.id)
    if filling is None:
        return None
    if not filling.same:
        return t("all our people, n = {count}", count=len(filling.like))
    names = {row.id: row.name for row in board.resources}
    return ", ".join(names[resource_id] for resource_id in filling.like)


def _line(board: Board, gap: Gap, currency: str) -> dict[str, object]:
    need = gap.need
    return {
        t("Capability"): need.capability,
        t("When it bites"): when_it_bites(gap),
        t("Gap score"): gap.score,
        t("Short of"): f"{format_number(gap.quantity)} / {format_number(need.quantity)}",
        t("Filling costs"): filling_words(board, gap, currency) or None,
        t("Initiative"): board.initiatives[need.initiative_id].name,
        t("Kind"): t(RESOURCE_KINDS[need.kind]),
        t("Level"): t(level_words(need.kind)[need.level]),
        t("Needed by"): format_date(gap.due_on) if gap.due_on else None,
        t("Priced like"): _like(board, gap),
    }
