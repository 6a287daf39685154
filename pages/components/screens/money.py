"""How money by month and measures are shown."""

from core import labels
from core.i18n import N_, t
from core.services.money import FIGURE, MONEY_MONTH
from pages.components.forms import FormOptions
from pages.components.page import PageContext
from pages.components.records import Screen
from pages.components.screens.common import REACH, Cell, cell, people, word


def _month_options(page: PageContext) -> FormOptions:
    currency = page.company.currency
    helps = {
        "month": t("Any day of the month. Amounts are in {currency}.", currency=currency),
        "cash_end": t("What lay in the bank on the month's last day."),
    }
    return FormOptions(words={"basis": labels.BASES}, helps=helps, columns=4)


def _figure_options(page: PageContext) -> FormOptions:
    return FormOptions(
        words={"better": labels.BETTER, "reach": labels.REACHES}, suggestions={"owner": people(page)}, folded=REACH
    )


MONEY_MONTHS = Screen(
    MONEY_MONTH,
    N_("Month"),
    {
        N_("Month"): Cell("month", lambda row: f"{row.month:%Y-%m}"),
        N_("Actual or plan"): word(labels.BASES, "basis"),
        **{title: cell(name) for name, title in labels.MONEY_LINES.items()},
        N_("Remark"): cell("note"),
    },
    _month_options,
    filters={"basis": labels.BASES},
)
FIGURES = Screen(
    FIGURE,
    N_("Measure"),
    {
        N_("Measure"): cell("name"),
        N_("Unit"): cell("unit"),
        N_("Target"): cell("target"),
        N_("Target by"): cell("target_on"),
        N_("Last value"): Cell("last", lambda row: row.last.value if row.last else None),
        N_("Of month"): Cell("last", lambda row: f"{row.last.month:%Y-%m}" if row.last else None),
        N_("Cases (n)"): Cell("last", lambda row: row.last.n if row.last else None),
        N_("Owner"): cell("owner"),
    },
    _figure_options,
)
