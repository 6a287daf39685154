"""How resources, candidates and assessments are shown."""

from typing import Any

import streamlit as st

from core import labels
from core.i18n import N_, format_percent, t
from core.services.capabilities import list_capabilities
from core.services.resources import CANDIDATE, RESOURCE, add_candidate, update_candidate
from pages.components.deleting import breaks_of
from pages.components.forms import FormOptions
from pages.components.page import PageContext
from pages.components.records import Screen
from pages.components.screens.common import REACH, Cell, cell, level_words, word

TECHNOLOGY = ("form", "cards", "hours", "unit_price", "rows", "permission", "personal")


def _skills(row: Any) -> str:
    return ", ".join(f"{name} ({t(level_words(row.kind)[level])})" for name, level in row.skills.items())


def _use(row: Any) -> str:
    return "–" if row.use_share is None else format_percent(row.use_share)


def _cost_source(row: Any) -> str:
    if row.cost_a_month is None:
        return t("unknown")
    return t("entered") if row.computed_cost is None else t("computed")


def _resource_options(page: PageContext) -> FormOptions:
    with page.database.read() as session:
        known = list_capabilities(session, page.venture_id)
    helps = {
        "quantity": t("People: 1 is full time, 0.5 is half time. Everything else in its own unit."),
        "use_share": t("0.8 means that 80 % is in use."),
        "unit_price": t("Of one card for one hour; of an API for one unit."),
        "hours": t("Without a cost a month, it is computed: cards × hours × price."),
    }
    return FormOptions(
        words={
            "kind": labels.RESOURCE_KINDS,
            "form": labels.TECHNOLOGY_FORMS,
            "personal": labels.PERSONAL,
            "reach": labels.REACHES,
        },
        suggestions={"skills": known},
        helps=helps,
        folded={N_("Compute, data and APIs"): TECHNOLOGY} | REACH,
    )


def choose_candidate(candidate_id: int | None) -> None:
    """Show one candidate on the page of resources, or all of them again."""
    st.session_state["candidate"] = candidate_id


def _candidate_options(page: PageContext) -> FormOptions:
    sources = [t("Job site"), t("Campus"), t("Referral"), t("Head-hunter")]
    return FormOptions(words={"stage": labels.CANDIDATE_STAGES}, suggestions={"source": sources})


RESOURCES = Screen(
    RESOURCE,
    N_("Resource"),
    {
        N_("Name"): cell("name"),
        N_("Kind"): word(labels.RESOURCE_KINDS, "kind"),
        N_("Role or type"): cell("role"),
        N_("Capabilities"): Cell("skills", _skills),
        N_("Quantity"): cell("quantity"),
        N_("Unit"): cell("unit"),
        N_("Cost a month"): cell("cost_a_month"),
        N_("Until"): cell("until_on"),
        N_("Remark"): cell("note"),
    },
    _resource_options,
    filters={"kind": labels.RESOURCE_KINDS},
    breaks=breaks_of("resource"),
)
CANDIDATES = Screen(
    CANDIDATE,
    N_("Candidate"),
    {
        N_("Name"): cell("name"),
        N_("Role"): cell("role"),
        N_("Hiring step"): word(labels.CANDIDATE_STAGES, "stage"),
        N_("In this step since"): cell("stage_since"),
        N_("Found through"): cell("source"),
        N_("Asked salary a month"): cell("monthly_cost"),
        N_("Can start on"): cell("from_on"),
        N_("Remark"): cell("note"),
    },
    _candidate_options,
    add=add_candidate,
    update=update_candidate,
    open=choose_candidate,
    filters={"stage": labels.CANDIDATE_STAGES},
)
TECHNOLOGIES = Screen(
    RESOURCE,
    N_("Resource"),
    {
        N_("Name"): cell("name"),
        N_("Sort of technology"): word(labels.TECHNOLOGY_FORMS, "form"),
        N_("Cards"): cell("cards"),
        N_("Hours a month and card"): cell("hours"),
        N_("Price of a unit"): cell("unit_price"),
        N_("Quantity"): cell("quantity"),
        N_("Unit"): cell("unit"),
        N_("Share in use"): Cell("use_share", _use),
        N_("Cost a month"): cell("cost_a_month"),
        N_("The cost is"): Cell("cost_a_month", _cost_source),
        N_("Until"): cell("until_on"),
        N_("Rows of data"): cell("rows"),
        N_("Permission to use it"): cell("permission"),
        N_("Personal data"): word(labels.PERSONAL, "personal"),
        N_("Access or licence"): cell("access"),
    },
    _resource_options,
    filters={"form": {form: words for form, words in labels.TECHNOLOGY_FORMS.items() if form}},
    breaks=breaks_of("resource"),
)
