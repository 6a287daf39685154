"""Who do I call next?"""

import streamlit as st

from core.i18n import t
from core.services.partners import PARTNER, going_cold
from core.services.records import all_records
from core.services.ventures import today_of
from pages.components.events import show_events
from pages.components.gate import show_gate
from pages.components.matches import show_matches
from pages.components.page import open_page
from pages.components.partners import show_partner
from pages.components.record_batches import import_button
from pages.components.records import choose_view, open_editor, show_editor, show_list
from pages.components.screens import CONTACTS, EVENTS, NOTES, OFFERS, PARTNERS
from pages.components.stages import show_stages

page = open_page("partners", t("Partners"), t("Seven stages from a need to lasting work; who goes cold stands first."))
VIEWS = {
    "stages": t("Stages"),
    "list": t("List"),
    "offers": t("Offers and wants"),
    "matches": t("Matches"),
    "events": t("Events"),
}
ADDS = dict.fromkeys(("offers", "matches"), ("offer", t("Add an offer or want"))) | {
    "events": ("event", t("Add an event"))
}
with page.database.read() as session:
    partners = all_records(session, PARTNER, page.venture_id)
    cold = going_cold(session, page.venture_id, today_of(page.company))
chosen = next((p for p in partners if p.id == st.session_state.get("partner")), None)
if chosen:
    show_partner(page, chosen, cold.get(chosen.id))
else:
    with choose_view("partners", VIEWS) as view:
        noun, words = ADDS.get(view, ("partner", t("Add a partner")))
        with st.container(horizontal=True, width="content"):
            if noun == "partner":
                import_button(page, "partners")
            st.button(
                words, key="partners-add", type="primary", icon=":material/add:", on_click=open_editor, args=(noun,)
            )
    if view == "list":
        show_list(page, PARTNERS)
    elif view == "offers":
        show_list(page, OFFERS)
    elif view == "matches":
        show_matches(page)
    elif view == "events":
        show_events(page)
    elif partners:
        show_stages(page, partners, cold)
    else:
        st.info(t("No partner yet. Add the first: an organisation, or in the first stages only what you look for."))
show_editor(page, PARTNERS, CONTACTS, NOTES, OFFERS, EVENTS)
show_gate(page)
