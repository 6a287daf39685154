"""What customers say now, and how long the money lasts."""

from datetime import date

import streamlit as st

from core.feedback.effect import say_points
from core.i18n import format_date, format_money, format_month, format_number, format_percent, t
from core.services.complaints import Compared, Complaint, compare_days, find_complaints
from core.services.feedback import Counts
from core.services.money import runway, spent_on_compute
from core.services.snapshot import today_of
from pages.components.cash import say_left, say_source
from pages.components.figures import say_share
from pages.components.page import PageContext
from pages.components.text import plain
from pages.components.today.section import section

SHOWN = 3


def show_customers(counts: Counts, since: date) -> None:
    """Draw the comments since a day against those before, and who raises the negative share most."""
    complaints = find_complaints(counts.customers, counts.channels)[:SHOWN]
    unsure = counts.labels.get("unclear", 0)
    with section("customers", t("What do customers say now?"), 3):
        if not counts.total:
            st.caption(t("No feedback yet. Import a CSV, TSV or Excel file: one row per comment."))
            return
        st.markdown(_say_change(compare_days(counts.days, since), since))
        for complaint in complaints:
            st.markdown(f"- {_say_complaint(complaint)}")
        if unsure and st.button(
            t("Not sure: {count}. Settle some", count=format_number(unsure, 0)),
            key="today-unsure",
            type="tertiary",
            icon=":material/help:",
        ):
            st.session_state.update({"feedback-view": "comments", "comments-label": "unclear"})
            st.switch_page("feedback.py")


def _say_change(found: Compared, since: date) -> str:
    day = plain(format_date(since))
    if not found.after.n:
        return t("No comments written since {day}.", day=day)
    words = t("Written since {day}: negative {share}.", day=day, share=plain(say_share(found.after)))
    if found.change is None:
        return words
    before = t("Before: {share}.", share=plain(say_share(found.before)))
    if not found.change.is_clear:
        return f"{words} {before} {t('No clear change.')}"
    number = say_points(abs(found.change.value))
    more = found.change.value > 0
    return f"{words} {before} " + t(
        "Clearly more, by {points} points." if more else "Clearly less, by {points} points.", points=number
    )


def _say_complaint(complaint: Complaint) -> str:
    return t(
        "{name}: negative {share}; raises the share of all by {points} points",
        name=plain(complaint.title),
        share=plain(say_share(complaint.negative)),
        points=say_points(complaint.effect.value),
    )


def show_money(page: PageContext) -> None:
    """Draw how long the cash lasts, and what compute and model APIs cost against plan."""
    today = today_of(page.company)
    with page.database.read() as session:
        found = runway(session, page.company, today)
        spent = spent_on_compute(session, page.venture_id)
    with section("money", t("Money and compute"), 2):
        st.markdown(plain(say_left(found, today)))
        st.caption(plain(say_source(found)))
        if spent is None:
            st.caption(t("No month with compute and API costs is recorded yet."))
        else:
            st.markdown(plain(_say_compute(*spent, page.company.currency)))


def _say_compute(month: date, actual: float, plan: float | None, currency: str) -> str:
    words = {"month": format_month(month), "actual": format_money(actual, currency)}
    if plan is None:
        return t("Compute and API in {month}: {actual}; no plan recorded.", **words)
    if plan == 0:
        return t("Compute and API in {month}: {actual}; the plan was nothing.", **words)
    words |= {"plan": format_money(plan, currency), "share": format_percent(actual / plan)}
    return t("Compute and API in {month}: {actual} of {plan} planned ({share}).", **words)
