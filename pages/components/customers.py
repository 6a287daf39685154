"""One customer with its comments, the figures of all, and names in comments that belong to nobody yet."""

from datetime import date

import streamlit as st

from core.i18n import format_date, format_money, format_number, t
from core.labels import CUSTOMER_STATES
from core.services.customers import comment_names, comments_by_customer, sum_of_values, unknown_names
from core.services.market import StoredCustomer
from pages.components.comments import show_comments
from pages.components.counting import counts_of
from pages.components.figures import say_share
from pages.components.page import PageContext
from pages.components.records import open_editor
from pages.components.screens.market import choose_customer
from pages.components.text import plain

RENEWAL_DAYS = 60  # ahead of a renewal that shall be seen


def show_sums(page: PageContext, customers: list[StoredCustomer]) -> None:
    """Draw what paying customers and trials are worth a year, and how many there are."""
    with st.container(horizontal=True, key="customers-figures"):
        for state in ("paying", "trial", "lead"):
            value, known, total = sum_of_values(customers, state)
            if not total:
                continue
            money = format_money(value, page.company.currency) if known else t("unknown")
            words = t("{known} of {total} with a value", known=known, total=total)
            title = f"{t(CUSTOMER_STATES[state])} ({total})"
            st.metric(title, money, words, delta_color="off", delta_arrow="off", border=True)


def show_renewals(page: PageContext, customers: list[StoredCustomer], today: date) -> None:
    """Name the paying customers whose renewal is near or past."""
    due = [c for c in customers if c.state == "paying" and c.renewal_on and (c.renewal_on - today).days <= RENEWAL_DAYS]
    for customer in sorted(due, key=lambda c: (c.renewal_on, c.id)):
        assert customer.renewal_on
        past = customer.renewal_on < today
        words = t("{name}: the renewal of {day} is past.") if past else t("{name}: renewal on {day}.")
        st.warning(words.format(name=plain(customer.name), day=format_date(customer.renewal_on)))


def show_unknown(page: PageContext, customers: list[StoredCustomer]) -> None:
    """Offer the names in comments that no customer bears, each to be added with one click."""
    names = unknown_names(customers, counts_of(page).customers)
    if not names:
        return
    with st.expander(t("Names in comments that are no customer yet: {count}", count=len(names))):
        for number, (name, count) in enumerate(names):
            words = t("{name} ({count} comments)", name=plain(name), count=format_number(count, 0))
            st.button(
                words,
                key=f"customers-unknown-{number}",
                icon=":material/add:",
                type="tertiary",
                on_click=open_editor,
                args=("customer",),
                kwargs={"name": name},
            )


def show_customer(page: PageContext, customer: StoredCustomer) -> None:
    """Draw one customer: what is known, what it may be used for, and its comments."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.button(
            t("All customers"),
            key="customer-back",
            icon=":material/arrow_back:",
            on_click=choose_customer,
            args=(None,),
        )
        st.button(
            t("Edit"), key="customer-edit", icon=":material/edit:", on_click=open_editor, args=("customer", customer.id)
        )
    st.subheader(plain(customer.name), anchor=False)
    st.caption(" · ".join(_facts(page, customer)))
    if customer.note:
        st.text(customer.note)
    counts = counts_of(page).customers
    heard = comments_by_customer([customer], counts)[customer.id]
    names = comment_names([customer], counts)[customer.id]
    if not names:
        st.info(t("No comment carries this customer's name. Enter the names it goes by in comments as other names."))
        return
    share = say_share(heard.negative)
    words = t("Comments: {count}, negative: {share}", count=format_number(heard.comments, 0), share=share)
    st.markdown(f"**{plain(words)}**")
    show_comments(page, names)


def _facts(page: PageContext, customer: StoredCustomer) -> list[str]:
    parts = [t(CUSTOMER_STATES[customer.state])]
    parts += [plain(customer.segment)] if customer.segment else []
    if customer.yearly_value is not None:
        parts.append(t("{money} a year", money=plain(format_money(customer.yearly_value, page.company.currency))))
    if customer.renewal_on:
        parts.append(t("renewal on {day}", day=format_date(customer.renewal_on)))
    parts += [plain(customer.owner)] if customer.owner else []
    parts.append(t("may be named outside") if customer.may_be_named else t("must not be named outside"))
    parts.append(t("may be quoted outside") if customer.may_be_quoted else t("must not be quoted outside"))
    return parts
