"""How each noun is shown: its columns, its form and its own way of saving."""

from collections.abc import Callable, Mapping
from typing import Any

from core import labels
from core.i18n import N_, t
from core.services.capabilities import list_capabilities
from core.services.initiatives import ACTION, INITIATIVE, NEED
from core.services.partners import CONTACT, NOTE, PARTNER, add_partner, update_partner
from core.services.records import Noun, all_records
from core.services.resources import CANDIDATE, RESOURCE
from pages.components.forms import FormOptions
from pages.components.page import PageContext
from pages.components.records import Screen


def _word(words: Mapping[Any, str], name: str) -> Callable[[Any], str]:
    return lambda row: t(words[getattr(row, name)]) if getattr(row, name) in words else "–"


def _field(name: str) -> Callable[[Any], Any]:
    return lambda row: getattr(row, name)


def level_words(kind: str) -> Mapping[int, str]:
    """Return the words for the three levels: skill of people, maturity or reach of everything else."""
    return labels.LEVELS if kind == "talent" else labels.MATURITY


def _skills(row: Any) -> str:
    return ", ".join(f"{name} ({t(level_words(row.kind)[level])})" for name, level in row.skills.items())


def names_of(page: PageContext, noun: Noun[Any], empty: bool = False) -> dict[Any, str]:
    """Return the records' titles by id, for a choice; with `empty`, none is a choice too."""
    with page.database.read() as session:
        rows = all_records(session, noun, page.venture_id)
    found = {row.id: getattr(row, "title", "") or getattr(row, "name", "") for row in rows}
    return ({None: "–"} if empty else {}) | found


def people(page: PageContext) -> list[str]:
    """Return the names of the company's people, for the field owner."""
    with page.database.read() as session:
        return [row.name for row in all_records(session, RESOURCE, page.venture_id, kind="talent")]


def _resource_options(page: PageContext) -> FormOptions:
    with page.database.read() as session:
        known = list_capabilities(session, page.venture_id)
    helps = {
        "quantity": t("People: 1 is full time, 0.5 is half time. Everything else in its own unit."),
        "use_share": t("0.8 means that 80 % is in use."),
    }
    return FormOptions(words={"kind": labels.RESOURCE_KINDS}, suggestions={"skills": known}, helps=helps)


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
        "initiative_id": names_of(page, INITIATIVE, empty=True),
        "partner_id": names_of(page, PARTNER, empty=True),
    }
    return FormOptions(choices=choices, suggestions={"owner": people(page)})


def _partner_options(page: PageContext) -> FormOptions:
    words = {
        "kind": labels.PARTNER_KINDS,
        "stage": labels.STAGES,
        "outcome": labels.OUTCOMES,
        "outcome_reason": {"": N_("none")} | labels.REASONS,
    }
    helps = {
        "want": t("In stages 1 to 3 there may be no organisation yet: say what you look for."),
        "probability": t("Between 0 and 1: 0.3 means three in ten."),
    }
    return FormOptions(words=words, suggestions={"owner": people(page)}, helps=helps)


RESOURCES = Screen(
    RESOURCE,
    N_("Resource"),
    {
        N_("Name"): _field("name"),
        N_("Kind"): _word(labels.RESOURCE_KINDS, "kind"),
        N_("Role or type"): _field("role"),
        N_("Capabilities"): _skills,
        N_("Quantity"): _field("quantity"),
        N_("Unit"): _field("unit"),
        N_("Cost a month"): _field("monthly_cost"),
        N_("Until"): _field("until_on"),
        N_("Remark"): _field("note"),
    },
    _resource_options,
    filters={"kind": labels.RESOURCE_KINDS},
)
CANDIDATES = Screen(
    CANDIDATE,
    N_("Candidate"),
    {
        N_("Name"): _field("name"),
        N_("Role"): _field("role"),
        N_("Hiring step"): _word(labels.CANDIDATE_STAGES, "stage"),
        N_("Can start on"): _field("from_on"),
        N_("Remark"): _field("note"),
    },
    lambda page: FormOptions(words={"stage": labels.CANDIDATE_STAGES}),
    filters={"stage": labels.CANDIDATE_STAGES},
)
INITIATIVES = Screen(
    INITIATIVE,
    N_("Initiative"),
    {
        N_("Name"): _field("name"),
        N_("Goal"): _field("goal"),
        N_("Expected value, 0 to 100"): _field("impact"),
        N_("Cost"): _field("cost"),
        N_("Person-months"): _field("effort"),
        N_("Due"): _field("due_on"),
        N_("State"): _word(labels.INITIATIVE_STATES, "state"),
        N_("Owner"): _field("owner"),
    },
    lambda page: FormOptions(words={"state": labels.INITIATIVE_STATES}, suggestions={"owner": people(page)}),
    filters={"state": labels.INITIATIVE_STATES},
)
NEEDS = Screen(
    NEED,
    N_("Need"),
    {
        N_("Kind"): _word(labels.RESOURCE_KINDS, "kind"),
        N_("Capability"): _field("capability"),
        N_("Level"): lambda row: t(level_words(row.kind)[row.level]),
        N_("Quantity"): _field("quantity"),
        N_("Needed by"): _field("due_on"),
    },
    _need_options,
    filters={"kind": labels.RESOURCE_KINDS},
)
ACTIONS = Screen(
    ACTION,
    N_("Action"),
    {
        N_("Action"): _field("title"),
        N_("Owner"): _field("owner"),
        N_("Due"): _field("due_on"),
        N_("Done on"): _field("done_on"),
        N_("Remark"): _field("note"),
    },
    _action_options,
)
PARTNERS = Screen(
    PARTNER,
    N_("Partner"),
    {
        N_("Organisation"): _field("name"),
        N_("What we look for"): _field("want"),
        N_("Type"): _word(labels.PARTNER_KINDS, "kind"),
        N_("Stage"): _word(labels.STAGES, "stage"),
        N_("In this stage since"): _field("stage_since"),
        N_("Outcome"): _word(labels.OUTCOMES, "outcome"),
        N_("Value"): _field("value"),
        N_("Probability"): _field("probability"),
        N_("Next step"): _field("next_step"),
        N_("Next step on"): _field("next_step_on"),
        N_("Owner"): _field("owner"),
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
        N_("Name"): _field("name"),
        N_("Position"): _field("title"),
        N_("E-mail"): _field("email"),
        N_("Phone"): _field("phone"),
    },
    lambda page: FormOptions(choices={"partner_id": names_of(page, PARTNER)}),
)
NOTES = Screen(
    NOTE,
    N_("Note"),
    {N_("On"): _field("noted_on"), N_("Note"): _field("text")},
    lambda page: FormOptions(choices={"partner_id": names_of(page, PARTNER)}),
)
