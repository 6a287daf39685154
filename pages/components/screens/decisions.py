"""How decisions are shown."""

from core import labels
from core.i18n import N_
from core.services.decisions import DECISION
from core.services.initiatives import INITIATIVE
from pages.components.forms import FormOptions
from pages.components.page import PageContext
from pages.components.records import Screen
from pages.components.screens.common import REACH, cell, names_of, people


def _decision_options(page: PageContext) -> FormOptions:
    known = people(page)
    return FormOptions(
        words={"reach": labels.REACHES},
        choices={"initiative_id": names_of(page, INITIATIVE, empty=True)},
        suggestions={"decided_by": known, "owner": known},
        folded=REACH,
    )


DECISIONS = Screen(
    DECISION,
    N_("Decision"),
    {
        N_("Decided on"): cell("decided_on"),
        N_("Decision"): cell("title"),
        N_("Why"): cell("why"),
        N_("Decided by"): cell("decided_by"),
        N_("Owner"): cell("owner"),
        N_("By when"): cell("due_on"),
        N_("Look at it again on"): cell("review_on"),
    },
    _decision_options,
)
