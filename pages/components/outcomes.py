"""How the way with a partner ends, and how it begins again."""

from datetime import timedelta

import streamlit as st

from core.errors import SextantError
from core.i18n import N_, format_date, t
from core.labels import OUTCOMES, REASONS
from core.services.breaks import without_partner
from core.services.outcomes import is_back, set_outcome
from core.services.partners import StoredPartner
from core.services.snapshot import today_of
from pages.components.deleting import show_breaks
from pages.components.page import PageContext, flash
from pages.components.planning import board_of

ENDS = ("won", "lost", "paused")
PAUSE = timedelta(days=30)


def show_outcome(page: PageContext, partner: StoredPartner) -> None:
    """Draw the outcome with its reason and day, or the way to give one."""
    popover = f"partner-outcome-{partner.version}"  # another one once it is saved, so that it closes
    if partner.outcome == "open":
        with st.popover(t("Give an outcome"), icon=":material/flag:", key=popover):
            _form(page, partner)
        return
    if is_back(partner, today_of(page.company)):
        st.warning(t("The pause is over: go on, or pause it again."), icon=":material/play_circle:")
    st.markdown(f"**{t('Outcome')}**: {outcome_line(partner)}")
    with st.container(horizontal=True):
        st.button(
            t("Under way again"),
            key="partner-reopen",
            icon=":material/replay:",
            on_click=_reopen,
            args=(page, partner),
        )
        if partner.outcome == "paused":
            with st.popover(t("Another outcome"), icon=":material/flag:", key=popover):
                _form(page, partner)


def outcome_line(partner: StoredPartner) -> str:
    """Return the outcome with why, when, or until when, in words of ours only."""
    parts = [t(OUTCOMES[partner.outcome])]
    if partner.outcome == "paused" and partner.paused_until:
        parts = [t("Paused until {day}", day=format_date(partner.paused_until))]
    elif partner.outcome_on:
        parts.append(format_date(partner.outcome_on))
    if partner.outcome_reason:
        parts.append(t(REASONS[partner.outcome_reason]))
    return " · ".join(parts)


def _form(page: PageContext, partner: StoredPartner) -> None:
    key = f"outcome-{partner.id}-{partner.version}"
    if broken := without_partner(board_of(page), partner.id):
        show_breaks(t("Not agreed or paused, what they offer does not count any more:"), broken)
    with st.form(key, border=False):
        chosen = st.segmented_control(t("Outcome"), ENDS, format_func=lambda code: t(OUTCOMES[code]), key=f"{key}-what")
        reasons = {"": N_("none")} | REASONS
        reason = st.selectbox(
            t("Reason"), list(reasons), format_func=lambda code: t(reasons[code]), key=f"{key}-reason"
        )
        until = st.date_input(
            t("Paused until"),
            today_of(page.company) + PAUSE,
            key=f"{key}-until",
            format="YYYY-MM-DD",
            help=t("Only where it is paused; it is shown again on that day."),
        )
        saved = st.form_submit_button(t("Save"), key="outcome-save", type="primary", icon=":material/save:")
    if saved and _keep(page, partner, chosen or "", reason, until):
        st.rerun()


def _keep(page: PageContext, partner: StoredPartner, outcome: str, reason: str, until: object) -> bool:
    if outcome not in ENDS:
        st.error(t("Choose an outcome."))
        return False
    try:
        with page.database.write() as session:
            set_outcome(session, partner.id, page.venture_id, outcome, reason=reason, paused_until=until)  # type: ignore[arg-type]
    except SextantError as error:
        st.error(t(error.message, **error.values))
        return False
    flash("Saved.")
    return True


def _reopen(page: PageContext, partner: StoredPartner) -> None:
    try:
        with page.database.write() as session:
            set_outcome(session, partner.id, page.venture_id, "open")
    except SextantError as error:
        flash(error.message, kind="error", **error.values)
        return
    flash("Saved.")
