"""How long does the money last, and does it go as planned?"""

import streamlit as st

from core.i18n import t
from core.services.market import MARKET_SEGMENT
from core.services.money import FIGURE, list_months, runway
from core.services.records import all_records
from core.services.snapshot import today_of
from pages.components.measures import show_market, show_measures
from pages.components.money import show_months, show_plan, show_questions, show_runway
from pages.components.page import open_page
from pages.components.record_batches import import_button
from pages.components.records import choose_view, export_buttons, open_editor, show_editor, show_list
from pages.components.screens import COMPETITORS, FIGURES, MARKET_SEGMENTS, MONEY_MONTHS

page = open_page(
    "money",
    t("Money"),
    t("How long the cash lasts, plan against actual, what we measure, and how large the market is."),
)
VIEWS = {"money": t("Runway"), "list": t("Months"), "measures": t("Measures"), "market": t("Market")}
ADD = {"measures": ("figure", t("Add a measure")), "market": ("market_segment", t("Add a part of the market"))}
with choose_view("money", VIEWS) as view:
    noun, words = ADD.get(view, ("money_month", t("Add a month")))
    with st.container(horizontal=True, width="content"):
        import_button(page, {"measures": "figures", "market": "segments"}.get(view, "months"))
        if view == "market":
            st.button(
                t("Add a competitor"),
                key="money-add-competitor",
                icon=":material/add:",
                on_click=open_editor,
                args=("competitor",),
            )
        st.button(words, key="money-add", type="primary", icon=":material/add:", on_click=open_editor, args=(noun,))

if view == "list":
    show_list(page, MONEY_MONTHS)
elif view == "measures":
    with page.database.read() as session:
        figures = all_records(session, FIGURE, page.venture_id)
    if figures:
        show_measures(figures)
        with st.container(horizontal=True):
            export_buttons(page, FIGURES)
    else:
        st.info(t("No measure yet. Add one with its unit, its target and a value a month."))
elif view == "market":
    with page.database.read() as session:
        segments = all_records(session, MARKET_SEGMENT, page.venture_id)
    st.markdown(f"**{t('Market size')}**")
    if segments:
        show_market(page, segments)
    else:
        st.info(
            t("No part of the market yet. Say how many accounts there are, what they pay, and which share we can win.")
        )
    st.markdown(f"**{t('Competitors')}**")
    show_list(page, COMPETITORS)
else:
    today = today_of(page.company)
    with page.database.read() as session:
        found = runway(session, page.company, today)
        months = list_months(session, page.venture_id)
    show_runway(page, found, months, today)
    if months:
        show_questions(page, found.questions)
        show_months(page, months)
        show_plan(page, months)
    else:
        st.info(t("No month yet. Add one: cash at the end, income and costs. What you do not know stays blank."))
show_editor(page, MONEY_MONTHS, FIGURES, MARKET_SEGMENTS, COMPETITORS)
