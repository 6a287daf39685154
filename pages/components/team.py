"""Who is at the page: known by the session behind the browser's cookie, never by what a browser says of itself."""

from datetime import UTC, datetime

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from core.i18n import t
from core.runtime import get_runtime
from core.services.changes import ask_for_actor
from core.services.team import find_member
from core.web.network import is_at_machine
from core.web.sign_in import COOKIE
from pages.components.text import plain


def current_user() -> str:
    """Return the signed-in user's name; "" for whoever sits at the machine itself, and outside a page."""
    token = st.context.cookies.get(COOKIE) if get_script_run_ctx(suppress_warning=True) else None
    if not token:
        return ""
    with get_runtime().database.read() as session:
        member = find_member(session, token, datetime.now(UTC))
    return member.name if member else ""


def sits_at_machine() -> bool:
    """Return whether the page is open on the machine Sextant runs on; only there the PIN and the switch can be set."""
    # Streamlit calls loopback None; a browser that has gone meanwhile has no headers, and so is not here.
    return is_at_machine(st.context.ip_address or "127.0.0.1", st.context.headers)


def require_user() -> None:
    """Lead a browser whose session has ended to the PIN; log what the others change under their names."""
    ask_for_actor(current_user)
    if not sits_at_machine() and not current_user():
        st.logout()
        st.stop()


def show_user() -> None:
    """Say in the sidebar who is signed in, with the way out."""
    user = current_user()
    if not user:
        return
    with st.sidebar.container(horizontal=True, vertical_alignment="center", key="team-user"):
        st.markdown(f":material/person: {t('Signed in as {name}', name=plain(user))}")
        if st.button(t("Sign out"), key="team-sign-out", icon=":material/logout:"):
            st.logout()
