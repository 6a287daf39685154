"""The company card: what we sell, to whom, and how long the cash lasts."""

import streamlit as st

from core.errors import Conflict, SextantError
from core.i18n import t
from core.labels import COMPANY_STAGES
from core.services.conflicts import find_company_clash, mine
from core.services.money import runway
from core.services.ventures import CompanyData, today_of, update_venture
from pages.components.cash import say_left, say_source
from pages.components.conflicts import left_to_them, show_clash
from pages.components.errors import say_error
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

key = f"company-{company.id}"
options = FormOptions(words={"stage": COMPANY_STAGES}, columns=4)
# The fields of a page one has left are gone, and it begins anew.
if f"{key}-edit" not in st.session_state or f"{key}-name" not in st.session_state:
    st.session_state[f"{key}-edit"] = {"opened": company.model_dump(), "version": company.version}
edit = st.session_state[f"{key}-edit"]
with st.form(key):
    values = form_fields(CompanyData, key, edit["opened"], options)
    saved = st.form_submit_button(t("Save"), key="company-save", type="primary", icon=":material/save:")
if saved:
    clash = edit.get("clash")
    try:
        changed = mine(CompanyData, edit["opened"], values, left_to_them(key, clash) if clash else ())
        with page.database.write() as session:
            update_venture(session, company.id, changed, clash.version if clash else edit["version"])
    except Conflict:
        with page.database.read() as session:
            edit["clash"] = find_company_clash(session, company.id, edit["opened"])
    except SextantError as error:
        st.error(say_error(error))
    else:
        del st.session_state[f"{key}-edit"]
        flash("Saved.")
        st.rerun()
if "clash" in edit:
    show_clash(CompanyData, key, edit["clash"], edit["opened"], values, options)
