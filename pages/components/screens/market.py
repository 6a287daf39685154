"""How customers, competitors and parts of the market are shown."""

from typing import Any

import streamlit as st

from core import labels
from core.i18n import N_, t
from core.services.customers import comments_by_customer
from core.services.market import COMPETITOR, CUSTOMER, MARKET_SEGMENT, StoredCustomer
from pages.components.counting import counts_of
from pages.components.figures import say_share
from pages.components.forms import FormOptions
from pages.components.page import PageContext
from pages.components.records import Screen
from pages.components.screens.common import REACH, cell, people, word


def _customer_options(page: PageContext) -> FormOptions:
    helps = {"other_names": t("Names that comments carry for the same customer: short names, names of shops.")}
    return FormOptions(
        words={"state": labels.CUSTOMER_STATES, "reach": labels.REACHES},
        suggestions={"owner": people(page), "other_names": []},
        helps=helps,
        folded=REACH,
    )


def _segment_options(page: PageContext) -> FormOptions:
    helps = {"share": t("Between 0 and 1: 0.05 means five in a hundred."), "accounts": t("How many could buy.")}
    return FormOptions(words={"reach": labels.REACHES}, helps=helps, folded=REACH)


def choose_customer(customer_id: int | None) -> None:
    """Show one customer on the page of customers, or all of them again."""
    st.session_state["customer"] = customer_id
    st.session_state.pop("comments-page", None)


def _heard(page: PageContext, customers: list[StoredCustomer]) -> list[dict[str, Any]]:
    heard = comments_by_customer(customers, counts_of(page).customers)
    return [
        {t("Comments"): heard[row.id].comments, t("Negative share"): say_share(heard[row.id].negative)}
        for row in customers
    ]


CUSTOMERS = Screen(
    CUSTOMER,
    N_("Customer"),
    {
        N_("Name"): cell("name"),
        N_("Segment"): cell("segment"),
        N_("State"): word(labels.CUSTOMER_STATES, "state"),
        N_("Value a year"): cell("yearly_value"),
        N_("Renewal on"): cell("renewal_on"),
        N_("Owner"): cell("owner"),
        N_("May be named outside"): cell("may_be_named"),
        N_("May be quoted outside"): cell("may_be_quoted"),
        N_("Remark"): cell("note"),
    },
    _customer_options,
    filters={"state": labels.CUSTOMER_STATES},
    open=choose_customer,
    extra=_heard,
)
COMPETITORS = Screen(
    COMPETITOR,
    N_("Competitor"),
    {
        N_("Name"): cell("name"),
        N_("What they sell"): cell("offer"),
        N_("Their price"): cell("price"),
        N_("Their strength"): cell("strength"),
        N_("Their weakness"): cell("weakness"),
        N_("How we differ"): cell("difference"),
        N_("Looked up on"): cell("seen_on"),
        N_("Link"): cell("link"),
    },
    lambda page: FormOptions(words={"reach": labels.REACHES}, folded=REACH),
)
MARKET_SEGMENTS = Screen(
    MARKET_SEGMENT,
    N_("Part of the market"),
    {
        N_("Segment"): cell("name"),
        N_("Accounts"): cell("accounts"),
        N_("Price a year"): cell("yearly_price"),
        N_("Share we can win"): cell("share"),
        N_("Size a year"): cell("size"),
        N_("What we can win a year"): cell("winnable"),
        N_("Where the figures come from"): cell("source"),
    },
    _segment_options,
)
