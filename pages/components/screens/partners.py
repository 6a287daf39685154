"""How partners, contacts and notes are shown."""

from core import labels
from core.i18n import N_, t
from core.services.partners import CONTACT, NOTE, PARTNER, add_partner, update_partner
from pages.components.forms import FormOptions
from pages.components.page import PageContext
from pages.components.records import Screen
from pages.components.screens.common import REACH, cell, names_of, people, word


def _partner_options(page: PageContext) -> FormOptions:
    words = {
        "kind": labels.PARTNER_KINDS,
        "stage": labels.STAGES,
        "outcome": labels.OUTCOMES,
        "outcome_reason": {"": N_("none")} | labels.REASONS,
        "reach": labels.REACHES,
    }
    helps = {
        "want": t("In stages 1 to 3 there may be no organisation yet: say what you look for."),
        "probability": t("Between 0 and 1: 0.3 means three in ten."),
    }
    hidden = frozenset({"done_checks"})
    return FormOptions(words=words, suggestions={"owner": people(page)}, helps=helps, hidden=hidden, folded=REACH)


PARTNERS = Screen(
    PARTNER,
    N_("Partner"),
    {
        N_("Organisation"): cell("name"),
        N_("What we look for"): cell("want"),
        N_("Type"): word(labels.PARTNER_KINDS, "kind"),
        N_("Stage"): word(labels.STAGES, "stage"),
        N_("In this stage since"): cell("stage_since"),
        N_("Outcome"): word(labels.OUTCOMES, "outcome"),
        N_("Value"): cell("value"),
        N_("Probability"): cell("probability"),
        N_("Next step"): cell("next_step"),
        N_("Next step on"): cell("next_step_on"),
        N_("Last contact"): cell("last_contact_on"),
        N_("Owner"): cell("owner"),
    },
    _partner_options,
    add=add_partner,
    update=update_partner,
    filters={"stage": labels.STAGES, "kind": labels.PARTNER_KINDS, "outcome": labels.OUTCOMES},
)
CONTACTS = Screen(
    CONTACT,
    N_("Contact"),
    {
        N_("Name"): cell("name"),
        N_("Position"): cell("title"),
        N_("E-mail"): cell("email"),
        N_("Phone"): cell("phone"),
    },
    lambda page: FormOptions(choices={"partner_id": names_of(page, PARTNER)}),
)
NOTES = Screen(
    NOTE,
    N_("Note"),
    {N_("On"): cell("noted_on"), N_("Note"): cell("text")},
    lambda page: FormOptions(choices={"partner_id": names_of(page, PARTNER)}),
)
