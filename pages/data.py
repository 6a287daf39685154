"""Is my data safe, and where does it lie?"""

from datetime import datetime

import streamlit as st

from core.errors import SextantError
from core.i18n import format_moment, format_number, t
from core.services.data import back_up, check_integrity, data_state
from core.services.demo import remove_demo
from pages.components.doors import company_form
from pages.components.erase import show_erase
from pages.components.page import flash, open_page
from pages.components.sharing import show_sharing
from pages.components.transfer import show_transfer
from pages.components.trash import DEMO_BUTTON, add_demo_here, show_trash

page = open_page(
    "data", t("Data"), t("Everything lies in one place on this machine: here you see where, and make copies.")
)
folder = page.runtime.settings.home / "backups"
state = data_state(page.database, folder)
left, middle, right = st.columns([1, 1, 2])
left.metric(t("Size"), f"{format_number((state.bytes or 0) / 1e6)} MB" if state.bytes else "–", border=True)
middle.metric(t("Backups kept"), format_number(len(state.backups), 0), border=True)
last = format_moment(state.backups[0][1]) if state.backups else t("never")
right.metric(t("Last backup"), last, border=True)
st.text(t("The data lies here: {place}", place=state.place))
with st.container(horizontal=True):
    if st.button(t("Back up now"), key="data-backup", type="primary", icon=":material/save:"):
        try:
            target = back_up(page.database, folder / f"sextant-{datetime.now():%Y%m%d-%H%M%S}.db")
        except SextantError as error:
            st.error(t(error.message, **error.values))
        else:
            flash("Backed up to {file}.", file=target.name)
            st.rerun()
    if st.button(t("Check the database"), key="data-check", icon=":material/verified:"):
        verdict = check_integrity(page.database)
        (st.success if verdict == "ok" else st.error)(t("Integrity: {verdict}", verdict=verdict))

left, right = st.columns(2, gap="large")
with left:
    st.subheader(t("Demo company"), anchor=False)
    if page.company.is_demo:
        if st.button(t("Remove the demo company"), key="data-demo-remove", icon=":material/delete:"):
            with page.database.write() as session:
                remove_demo(session)
            flash("The demo company is gone. Your own records were not touched.")
            st.rerun()
    else:
        st.button(
            t(DEMO_BUTTON), key="data-demo-add", icon=":material/play_circle:", on_click=add_demo_here, args=(page,)
        )
with right:
    st.subheader(t("Another company"), anchor=False)
    company_form()
st.subheader(t("Share on one Wi-Fi"), anchor=False)
show_sharing(page)
left, right = st.columns(2, gap="large")
with left:
    st.subheader(t("Company as one file"), anchor=False)
    show_transfer(page)
with right:
    st.subheader(t("Erase a person or customer"), anchor=False)
    show_erase(page)
st.subheader(t("Trash"), anchor=False)
show_trash(page)
