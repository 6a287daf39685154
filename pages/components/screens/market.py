"""How customers, competitors and parts of the market are shown."""

from core import labels
from core.i18n import N_, t
from core.services.market import COMPETITOR, CUSTOMER, MARKET_SEGMENT
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
