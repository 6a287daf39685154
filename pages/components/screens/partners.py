"""How partners, contacts, notes, and what is offered and sought are shown."""

from core import labels
from core.i18n import N_, get_locale, t
from core.planning.templates import capability_entries
from core.services.capabilities import list_capabilities
from core.services.events import EVENT
from core.services.gate import edit_partner
from core.services.notes import add_note, update_note
from core.services.offers import OFFER
from core.services.partners import CONTACT, NOTE, PARTNER, add_partner
from pages.components.deleting import breaks_of
from pages.components.forms import FormOptions
from pages.components.page import PageContext
from pages.components.records import Screen
from pages.components.screens.common import REACH, Cell, cell, level_words, names_of, people, word


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
        "stage": stage_help(),
        "probability": t("Between 0 and 1: 0.3 means three in ten."),
    }
    hidden = frozenset({"done_checks"})
    return FormOptions(words=words, suggestions={"owner": people(page)}, helps=helps, hidden=hidden, folded=REACH)


def stage_help() -> str:
    """Return what the textbooks call the seven stages."""
    names = " → ".join(f"{stage} {t(name)}" for stage, name in labels.STAGE_NAMES.items())
    return t("In textbooks: {names}.", names=names)


def _offer_options(page: PageContext) -> FormOptions:
    with page.database.read() as session:
        known = list_capabilities(session, page.venture_id)
    usual = [entry.name[get_locale()] for entry in capability_entries().values()]
    both = {level: f"{t(labels.LEVELS[level])} / {t(labels.MATURITY[level])}" for level in labels.LEVELS}
    return FormOptions(
        words={"direction": labels.DIRECTIONS, "kind": labels.RESOURCE_KINDS, "level": both},
        choices={"partner_id": {None: t("We ourselves")} | names_of(page, PARTNER)},
        suggestions={"capability": list(dict.fromkeys([*known, *usual]))},
        helps={"capability": t("Called as in the needs of the initiatives, it counts for them from agreement on.")},
    )


PARTNERS = Screen(
    PARTNER,
    N_("Partner"),
    {
        N_("Organisation"): cell("name"),
        N_("What we look for"): cell("want"),
        N_("Type"): word(labels.PARTNER_KINDS, "kind"),
        N_("Stage"): Cell("stage", lambda row: t(labels.stage_words(row.kind)[row.stage])),
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
    update=edit_partner,
    filters={"stage": labels.STAGES, "kind": labels.PARTNER_KINDS, "outcome": labels.OUTCOMES},
    breaks=breaks_of("partner"),
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
    add=add_note,
    update=update_note,
)
OFFERS = Screen(
    OFFER,
    N_("Offer or want"),
    {
        N_("Whose"): Cell("partner", lambda row: row.whose or t("We ourselves")),
        N_("Offers or seeks"): word(labels.DIRECTIONS, "direction"),
        N_("Capability"): cell("capability"),
        N_("Quantity"): cell("quantity"),
        N_("Kind"): word(labels.RESOURCE_KINDS, "kind"),
        N_("Level"): Cell("level", lambda row: t(level_words(row.kind)[row.level])),
        N_("Until"): cell("until_on"),
        N_("In their own words"): cell("text"),
    },
    _offer_options,
    filters={"direction": labels.DIRECTIONS, "kind": labels.RESOURCE_KINDS},
    breaks=breaks_of("offer"),
)
EVENTS = Screen(
    EVENT,
    N_("Event"),
    {
        N_("Name"): cell("name"),
        N_("On"): cell("held_on"),
        N_("Time"): cell("at"),
        N_("Place"): cell("place"),
        N_("Partners"): Cell("partner_ids", lambda row: ", ".join(row.partner_names)),
        N_("Remark"): cell("note"),
    },
    lambda page: FormOptions(
        choices={"partner_ids": names_of(page, PARTNER)},
        helps={"at": t("For example 14:30; without it the event takes the whole day.")},
    ),
)
