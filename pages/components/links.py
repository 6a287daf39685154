"""From a fact to the rows it was taken from: the page, its view and its filters."""

from typing import Any

import streamlit as st

from core.labels import PARTNER_KINDS, RESOURCE_KINDS, SENTIMENTS
from core.strategy.model import Fact
from pages.components.records import open_editor

PAGES = {
    "resource": "resources.py",
    "resources": "resources.py",
    "candidate": "resources.py",
    "partner": "partners.py",
    "partners": "partners.py",
    "initiative": "initiatives.py",
    "need": "initiatives.py",
    "needs": "initiatives.py",
    "action": "initiatives.py",
    "comment": "feedback.py",
    "comments": "feedback.py",
    "customer": "customers.py",
    "company": "company.py",
    "money": "money.py",
}
DRAWERS = ("resource", "initiative", "need", "action")
FILTERS: dict[str, tuple[str, str, str, dict[str, Any]]] = {
    # rows: view key, view, prefix of the filters' keys, and the filters with what they may hold (empty: anything)
    "comments": (
        "feedback-view",
        "comments",
        "comments",
        {"label": SENTIMENTS, "customer": {}, "channel": {}, "language": {}},
    ),
    "resources": ("resources-view", "list", "resources-resource", {"kind": RESOURCE_KINDS}),
    "partners": ("partners-view", "list", "partners-partner", {"kind": PARTNER_KINDS, "outcome": {}}),
}


def page_of(fact: Fact) -> str | None:
    """Return the page file that holds the fact's rows, or None where there is none."""
    return PAGES.get((fact.record or "").split(":")[0])


def open_rows(fact: Fact) -> None:
    """Go to the rows a fact was taken from."""
    kind, _, rest = (fact.record or "").partition(":")
    if kind == "partner" and rest.isdigit():
        st.session_state["partner"] = int(rest)
    elif kind == "customer" and rest.isdigit():
        st.session_state["customer"] = int(rest)
    elif kind == "candidate" and rest.isdigit():
        st.session_state["resources-view"], st.session_state["candidate"] = "candidates", int(rest)
    elif kind in DRAWERS and rest.isdigit():
        open_editor(kind, int(rest))
    elif kind == "comment":
        st.session_state["feedback-view"] = "comments"
        st.session_state["comments-search"] = str(fact.text)[:60] if fact.kind == "quote" else fact.subject
    elif kind in FILTERS:
        _filter(kind, rest)
    st.switch_page(PAGES[kind])


def _filter(kind: str, conditions: str) -> None:
    view_key, view, prefix, filters = FILTERS[kind]
    st.session_state[view_key] = view
    st.session_state.pop("partner", None)
    for condition in conditions.split("&"):
        name, _, value = condition.partition("=")
        if name in filters and value and "," not in value and (not filters[name] or value in filters[name]):
            st.session_state[f"{prefix}-{name}"] = value
