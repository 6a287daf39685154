"""How initiatives, their needs and actions are shown."""

from core import labels
from core.i18n import N_, t
from core.services.capabilities import list_capabilities
from core.services.initiatives import ACTION, INITIATIVE, NEED
from core.services.money import FIGURE
from core.services.partners import PARTNER
from pages.components.deleting import breaks_of
from pages.components.forms import FormOptions
from pages.components.page import PageContext
from pages.components.records import Screen
from pages.components.screens.common import REACH, Cell, cell, level_words, names_of, people, word


def _need_options(page: PageContext) -> FormOptions:
    with page.database.read() as session:
        known = list_capabilities(session, page.venture_id)
    both = {level: f"{t(labels.LEVELS[level])} / {t(labels.MATURITY[level])}" for level in labels.LEVELS}
    return FormOptions(
        words={"kind": labels.RESOURCE_KINDS, "level": both},
        choices={"initiative_id": names_of(page, INITIATIVE)},
        suggestions={"capability": known},
    )


def _action_options(page: PageContext) -> FormOptions:
    choices = {
        "figure_id": names_of(page, FIGURE, empty=True),
        "initiative_id": names_of(page, INITIATIVE, empty=True),
        "partner_id": names_of(page, PARTNER, empty=True),
    }
    return FormOptions(choices=choices, suggestions={"owner": people(page)})


INITIATIVES = Screen(
    INITIATIVE,
    N_("Initiative"),
    {
        N_("Name"): cell("name"),
        N_("Goal"): cell("goal"),
        N_("Expected value, 0 to 100"): cell("impact"),
        N_("Cost"): cell("cost"),
        N_("Person-months"): cell("effort"),
        N_("Spent so far"): cell("cost_spent"),
        N_("Person-months so far"): cell("effort_spent"),
        N_("Due"): cell("due_on"),
        N_("State"): word(labels.INITIATIVE_STATES, "state"),
        N_("Owner"): cell("owner"),
    },
    lambda page: FormOptions(
        words={"state": labels.INITIATIVE_STATES, "reach": labels.REACHES},
        choices={"requires": names_of(page, INITIATIVE)},
        suggestions={"owner": people(page)},
        helps={
            "cost_spent": t(
                "All money spent on it until today, against the cost. Leave it blank while nobody knows it."
            ),
            "effort_spent": t("All work put into it until today. Leave it blank while nobody knows it."),
        },
        folded=REACH,
    ),
    filters={"state": labels.INITIATIVE_STATES},
    breaks=breaks_of("initiative"),
)
NEEDS = Screen(
    NEED,
    N_("Need"),
    {
        N_("Kind"): word(labels.RESOURCE_KINDS, "kind"),
        N_("Capability"): cell("capability"),
        N_("Level"): Cell("level", lambda row: t(level_words(row.kind)[row.level])),
        N_("Quantity"): cell("quantity"),
        N_("Needed by"): cell("due_on"),
    },
    _need_options,
    filters={"kind": labels.RESOURCE_KINDS},
)
ACTIONS = Screen(
    ACTION,
    N_("Action"),
    {
        N_("Action"): cell("title"),
        N_("Owner"): cell("owner"),
        N_("Due"): cell("due_on"),
        N_("Done on"): cell("done_on"),
        N_("Dropped on"): cell("dropped_on"),
        N_("Moved"): cell("moved"),
        N_("Remark"): cell("note"),
    },
    _action_options,
)
