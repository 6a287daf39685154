"""The gate between two stages: a move at once if all is done, else a dialog that names what is missing."""

import streamlit as st

from core.errors import NotFound, SextantError
from core.i18n import t
from core.labels import stage_words
from core.planning.checklists import Check, missing_checks
from core.planning.offers import AGREEMENT
from core.services.breaks import without_partner
from core.services.gate import GateClosed, advance_partner, asks_for_name, tick
from core.services.partners import PARTNER, StoredPartner
from core.services.records import get_record
from pages.components.deleting import show_breaks
from pages.components.errors import say_error
from pages.components.page import PageContext, choose_language, flash
from pages.components.planning import board_of
from pages.components.text import plain

GATE = "gate"


def try_move(page: PageContext, partner: StoredPartner, stage: int) -> None:
    """Move a partner to another stage, or open the gate where something is missing; for a button's click."""
    if asks_for_name(partner, stage) or _broken(page, partner, stage):
        st.session_state[GATE] = {"partner": partner.id, "stage": stage, "back": stage < partner.stage}
        return
    try:
        with page.database.write() as session:
            moved = advance_partner(session, partner.id, page.venture_id, stage)
    except GateClosed:
        st.session_state[GATE] = {"partner": partner.id, "stage": stage}
    except SextantError as error:
        flash(error.message, kind="error", **error.values)
    else:
        _say(moved)


def show_gate(page: PageContext) -> None:
    """Draw the gate that is open."""
    state = st.session_state.get(GATE)
    if state and "editor" not in st.session_state:
        title = t("Before you go back") if state.get("back") else t("Before you move on")
        st.dialog(title, on_dismiss=_close)(_gate)(page, state["partner"], state["stage"])


def show_checks(page: PageContext, partner: StoredPartner, checks: list[Check] | tuple[Check, ...], key: str) -> None:
    """Draw a box for each thing to do; what the record shows by itself cannot be ticked."""
    for check in checks:
        shown = bool(check.fields)
        st.checkbox(
            t(check.words),
            check.is_done(partner),
            key=f"{key}-{check.key.replace('.', '-')}-{partner.version}",
            disabled=shown,
            help=t("Read from the record: fill it in there.") if shown else None,
            on_change=_tick,
            args=(page, partner, check),
        )


def _gate(page: PageContext, partner_id: int, stage: int) -> None:
    choose_language()  # what is clicked in a dialog runs it alone, in a thread that knows no language yet
    try:
        with page.database.read() as session:
            partner = get_record(session, PARTNER, partner_id, page.venture_id)
    except NotFound:
        _close()
        st.rerun()
    words = stage_words(partner.kind)
    st.markdown(f"**{plain(partner.title)}**: {t(words[partner.stage])} → {t(words[stage])}")
    missing = missing_checks(partner, stage)
    if broken := _broken(page, partner, stage):
        show_breaks(t("What they offer does not count any more then:"), broken)
    elif missing:
        said = t("{count} things are missing", count=len(missing)) if len(missing) > 1 else t("1 thing is missing")
        st.error(said, icon=":material/block:")
        show_checks(page, partner, missing, "gate-check")
    else:
        st.success(t("Nothing is missing."))
    nameless = asks_for_name(partner, stage)
    name = reason = ""
    if nameless:
        st.caption(t("From first contact on a partner needs the organisation's name."))
        name = st.text_input(t("Organisation"), key="gate-name")
    if missing:
        reason = st.text_input(t("Why move it anyway?"), key="gate-reason")
    label, icon = t("Move"), ":material/arrow_forward:"
    if missing or broken:
        label, icon = t("Go back anyway") if broken else t("Move anyway"), ":material/warning:"
    if st.button(label, key="gate-move", type="secondary" if missing or broken else "primary", icon=icon):
        _move(page, partner, stage, reason, name)


def _broken(page: PageContext, partner: StoredPartner, stage: int) -> list[str]:
    """Return what breaks because a partner's offers count from agreement on, and it goes back before it."""
    is_back = stage < AGREEMENT <= partner.stage
    return without_partner(board_of(page), partner.id) if is_back else []


def _move(page: PageContext, partner: StoredPartner, stage: int, reason: str, name: str) -> None:
    try:
        with page.database.write() as session:
            moved = advance_partner(session, partner.id, page.venture_id, stage, reason=reason, name=name)
    except SextantError as error:
        st.error(say_error(error))
        return
    _close()
    _say(moved)
    st.rerun()


def _say(partner: StoredPartner) -> None:
    flash("{name} is in stage {stage} now.", name=partner.title, stage=partner.stage)


def _tick(page: PageContext, partner: StoredPartner, check: Check) -> None:
    try:
        with page.database.write() as session:
            tick(session, partner.id, page.venture_id, check.key, not check.is_done(partner))
    except SextantError as error:
        flash(error.message, kind="error", **error.values)


def _close() -> None:
    st.session_state.pop(GATE, None)
