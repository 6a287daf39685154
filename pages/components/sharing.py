"""What the page Data does about sharing on one Wi-Fi: the switch, the PIN, the address, who is in, what was refused."""

from datetime import UTC, datetime

import streamlit as st

from core.errors import SextantError
from core.i18n import format_moment, t
from core.services.sharing import change_pin, has_pin, is_shared, switch_sharing
from core.services.team import end_all_sessions, list_members
from core.web.network import lan_addresses, qr_code
from core.web.refusals import WORDS, list_refusals
from core.web.restart import can_restart, restart
from pages.components.page import PageContext, flash
from pages.components.team import sits_at_machine

COMMAND = "python -m core serve"
SHOWN = 20
ADDRESS_WIDTH = 220  # pixels: beside the QR code on a laptop, below it on a telephone
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def show_sharing(page: PageContext) -> None:
    """Draw the section; the PIN and the switch only for whoever sits at the machine."""
    settings = page.runtime.settings
    shared, bound = is_shared(settings), st.get_option("server.address") not in LOOPBACK
    left, right = st.columns(2, gap="large")
    with left:
        _say_state(shared, bound)
        if sits_at_machine():
            _pin_form(page)
            _switch(page, shared)
        else:
            st.caption(t("The PIN and the switch can be changed only at the machine Sextant runs on."))
    with right:
        if shared and bound:
            _show_address()
    if shared or list_refusals(settings.home, 1):
        _show_members(page)
        _show_refusals(page)


def _say_state(shared: bool, bound: bool) -> None:
    if shared and bound:
        st.success(t("On: whoever is in this network and knows the team PIN can sign in."), icon=":material/wifi:")
    elif shared:
        st.warning(t("Switched on. Start Sextant again for it to take effect: `{command}`", command=COMMAND))
    elif bound:
        st.warning(t("Off: nobody else is let in. The port closes at the next start: `{command}`", command=COMMAND))
    else:
        st.markdown(f":material/wifi_off: {t('Off: only this machine can open Sextant.')}")
    st.caption(
        t(
            "Your co-founders then open Sextant on their own devices and see and change everything here. The connection is not encrypted: "
            "whoever listens in on the network can read along, the PIN too. Use it in a network you trust, not in a café."
        )
    )


def _pin_form(page: PageContext) -> None:
    known = has_pin(page.runtime.settings)
    with st.form("share-pin-form", clear_on_submit=True):
        pin = st.text_input(
            t("New team PIN") if known else t("Team PIN"),
            type="password",
            key="share-pin",
            max_chars=64,
            autocomplete="new-password",
            help=t("Six to 64 digits or characters. Only its scrypt hash is kept, so nobody can read it back."),
        )
        if not st.form_submit_button(t("Set the PIN"), key="share-pin-save", icon=":material/key:"):
            return
    try:
        change_pin(page.runtime.settings, page.database, pin)
    except SextantError as error:
        st.error(t(error.message, **error.values))
    else:
        flash("The team PIN is set. Whoever was signed in must sign in again with it.")
        st.rerun()


def _switch(page: PageContext, shared: bool) -> None:
    settings = page.runtime.settings
    if settings.share is not None:
        st.caption(t("The start decided this, by SEXTANT_SHARE or --share; the switch is at rest."))
        return
    words = t("Switch sharing off") if shared else t("Switch sharing on")
    icon = ":material/wifi_off:" if shared else ":material/wifi:"
    if st.button(words, key="share-switch", icon=icon, disabled=not has_pin(settings), help=_what_follows(page)):
        switch_sharing(settings, not shared)
        if can_restart():
            st.info(t("Sextant starts again and is back in a few seconds."), icon=":material/restart_alt:")
            restart()
        st.rerun()


def _what_follows(page: PageContext) -> str:
    if not has_pin(page.runtime.settings):
        return t("Set the team PIN first.")
    if can_restart():
        return t("Sextant starts again for it; the page is away for a few seconds.")
    return t("It takes effect when you start Sextant again: {command}", command=COMMAND)


def _show_address() -> None:
    addresses = [f"http://{found}:{st.get_option('server.port')}" for found in lan_addresses()]
    if not addresses:
        st.warning(t("This machine is in no network at the moment."))
        return
    with st.container(horizontal=True, vertical_alignment="center", key="share-address"):
        st.image(qr_code(addresses[0]), width=200, alt=t("QR code of {address}", address=addresses[0]))
        with st.container(width=ADDRESS_WIDTH):
            st.markdown(t("Scan this in the same network, or open:"))
            for address in addresses:
                st.code(address, language=None)


def _show_members(page: PageContext) -> None:
    with page.database.read() as session:
        members = list_members(session, datetime.now(UTC))
    rows = [
        {
            t("Name"): member.name or t("has not said who they are"),
            t("Device"): member.address,
            t("Signed in"): format_moment(member.created_at),
            t("Last seen"): format_moment(member.last_seen_at),
        }
        for member in members
    ]
    st.markdown(f"**{t('Signed in now')}**")
    if not rows:
        st.caption(t("Nobody is signed in."))
        return
    st.dataframe(rows, hide_index=True, key="share-members", alt=t("Signed in now"))
    if sits_at_machine() and st.button(t("Sign everybody out"), key="share-end-all", icon=":material/logout:"):
        with page.database.write() as session:
            count = end_all_sessions(session)
        flash("{count} devices were signed out.", count=count)
        st.rerun()


def _show_refusals(page: PageContext) -> None:
    rows = [
        {
            t("Time"): format_moment(refusal.at),
            t("Device"): refusal.address,
            t("Refused because"): t(WORDS.get(refusal.what, refusal.what)),
            t("Asked for"): refusal.request,
            t("Times"): refusal.times,
        }
        for refusal in list_refusals(page.runtime.settings.home, SHOWN)
    ]
    if rows:
        st.markdown(f"**{t('The last refusals')}**")
        st.dataframe(rows, hide_index=True, key="share-refusals", alt=t("The last refusals"))
        st.caption(t("All of them are in refusals.log in the home folder; a PIN is never written there."))
