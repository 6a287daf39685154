"""The company card: what we sell, to whom, and how long the cash lasts."""

from math import isinf

import streamlit as st

from core.errors import SextantError
from core.i18n import format_month, format_number, t
from core.labels import COMPANY_STAGES
from core.planning.money import cash_end, runway_months
from core.services.snapshot import today_of
from core.services.ventures import CompanyData, update_venture
from pages.components.forms import FormOptions, form_fields
from pages.components.page import flash, open_page

page = open_page("company", t("Company card"), t("What every draft begins with. Only the name is required."))
company = page.company
months = runway_months(company.cash, company.net_burn)
if company.cash is None or company.net_burn is None:
    st.info(t("Enter the cash today and the net burn a month, and see how long the cash lasts."))
elif isinf(months or 0):
    st.success(t("The company does not burn cash: the net burn is zero or less."))
else:
    end = cash_end(company.cash, company.net_burn, company.cash_on or today_of(company))
    st.metric(
        t("Cash lasts"),
        t("{months} months", months=format_number(months or 0)),
        t("until {month}", month=format_month(end)) if end else None,
        delta_color="off",
        delta_arrow="off",
        help=t("Cash today ÷ net burn a month, counted from the day the cash was counted."),
        border=True,
        width="content",
    )

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
