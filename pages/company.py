"""The company card: what we sell, to whom, and how long the cash lasts."""

import streamlit as st

from core.errors import SextantError
from core.i18n import t
from core.labels import COMPANY_STAGES
from core.services.money import runway
from core.services.snapshot import today_of
from core.services.ventures import CompanyData, update_venture
from pages.components.cash import say_left, say_source
from pages.components.forms import FormOptions, form_fields
from pages.components.page import flash, open_page

page = open_page("company", t("Company card"), t("What every draft begins with. Only the name is required."))
company, today = page.company, today_of(page.company)
with page.database.read() as session:
    found = runway(session, company, today)
if found.source:
    st.success(say_left(found, today))
    st.caption(say_source(found))
    if found.source == "months":
        st.page_link("money.py", label=t("Open the months"), icon=":material/payments:")
else:
    st.info(t("Enter the cash today and the net burn a month, and see how long the cash lasts."))

version = st.session_state.setdefault(f"company-version-{company.id}", company.version)
with st.form(f"company-{company.id}"):
    options = FormOptions(words={"stage": COMPANY_STAGES}, columns=4)
    values = form_fields(CompanyData, f"company-{company.id}", company.model_dump(), options)
    saved = st.form_submit_button(t("Save"), key="company-save", type="primary", icon=":material/save:")
if saved:
    try:
        with page.database.write() as session:
            update_venture(session, company.id, values, version)
    except SextantError as error:
        st.error(t(error.message, **error.values))
    else:
        st.session_state.pop(f"company-version-{company.id}")
        flash("Saved.")
        st.rerun()
