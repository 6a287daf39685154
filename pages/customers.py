"""Who pays us, who may, and what does each of them say?"""

import streamlit as st

from core.i18n import t
from core.services.market import CUSTOMER
from core.services.records import all_records
from core.services.snapshot import today_of
from pages.components.customers import show_customer, show_renewals, show_sums, show_unknown
from pages.components.page import open_page
from pages.components.record_batches import import_button
from pages.components.records import open_editor, show_editor, show_list
from pages.components.screens import CUSTOMERS

page = open_page("customers", t("Customers"), t("Who pays, who tries us, what each says, and who agreed to be named."))
with page.database.read() as session:
    customers = all_records(session, CUSTOMER, page.venture_id)
chosen = next((row for row in customers if row.id == st.session_state.get("customer")), None)
if chosen:
    show_customer(page, chosen)
else:
    with st.container(horizontal=True, horizontal_alignment="right"):
        import_button(page, "customers")
        st.button(
            t("Add a customer"),
            key="customers-add",
            type="primary",
            icon=":material/add:",
            on_click=open_editor,
            args=("customer",),
        )
    if customers:
        show_sums(page, customers)
        show_renewals(page, customers, today_of(page.company))
        show_list(page, CUSTOMERS)
    else:
        st.info(t("No customer yet. Add those who pay or try your product; their comments join by name."))
    show_unknown(page, customers)
show_editor(page, CUSTOMERS)
