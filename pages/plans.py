"""What do I tell the team and the board?"""

import uuid

import streamlit as st

from core.i18n import LOCALES, format_moment, get_locale, t
from core.labels import AUDIENCES
from core.services.drafting import queue_draft
from core.services.drafts import get_draft, list_drafts
from pages.components.drafts import show_draft, show_stream
from pages.components.jobs import show_jobs
from pages.components.page import open_page
from pages.components.writer import show_writer

page = open_page(
    "plans", t("Plans"), t("A draft whose every number comes from your records. Click a sentence to see its source.")
)
active = show_jobs(page, "draft")
with page.database.read() as session:
    drafts = list_drafts(session, page.venture_id)
with st.container(horizontal=True, vertical_alignment="bottom"):
    language = st.selectbox(
        t("Language of the draft"),
        list(LOCALES),
        list(LOCALES).index(get_locale()),
        format_func=LOCALES.__getitem__,
        key="plans-language",
    )
    audience = st.selectbox(
        t("Who will read it?"), list(AUDIENCES), format_func=lambda code: t(AUDIENCES[code]), key="plans-audience"
    )
    if st.button(
        t("Write a draft"), key="plans-write", type="primary", icon=":material/edit_document:", disabled=bool(active)
    ):
        token = st.session_state.setdefault("plans-token", uuid.uuid4().hex)
        with page.database.write() as session:
            queue_draft(session, page.venture_id, language, audience, token)
        del st.session_state["plans-token"]
        page.runtime.worker.wake()
        st.rerun()
    if drafts:
        titles = {
            draft_id: t(
                "Draft {number} · {reader} · {language} · {time}",
                number=number,
                reader=t(AUDIENCES[reader]),
                language=LOCALES[code],
                time=format_moment(moment),
            )
            for draft_id, number, code, moment, reader in drafts
        }
        # A new draft makes a new box, which opens at its first line: the newest.
        chosen = st.selectbox(
            t("Version"), list(titles), format_func=titles.__getitem__, key=f"plans-draft-{drafts[0][0]}"
        )
show_writer(page)
if active:
    show_stream(page, active[0].id)
elif not drafts:
    st.info(
        t(
            "No draft yet. The planner gathers the facts, the writer words them, and a guard drops what no fact supports."
        )
    )
else:
    with page.database.read() as session:
        draft = get_draft(session, page.venture_id, chosen)
    show_draft(page, draft)
