"""Beginning from the catalogue instead of an empty form: initiatives from templates, resources from roles and tools."""

import uuid
from datetime import date
from typing import Any

import streamlit as st

from core.errors import SextantError
from core.i18n import format_number, get_locale, t
from core.labels import RESOURCE_KINDS, TOOL_SORTS
from core.planning.templates import Role, Template, TemplateNeed, Tool, roles, templates, tools
from core.services.templates import add_from_template, role_values, tool_values
from pages.components.page import PageContext, flash
from pages.components.records import open_editor
from pages.components.screens import level_words

TOKEN = "template-token"


def template_button(page: PageContext) -> None:
    """Draw the button under which a template is chosen, looked at and added."""
    locale = get_locale()
    with st.popover(t("From a template"), icon=":material/library_add:", key="template-popover"):
        known = templates()
        key = st.selectbox(
            t("Template"), list(known), format_func=lambda k: known[k].name[locale], key="template-choice"
        )
        _template(known[key], locale)
        start = st.date_input(t("Start"), "today", key="template-start", format="YYYY-MM-DD")
        if st.button(t("Add with its needs"), key="template-add", type="primary", icon=":material/add:"):
            _add(page, key, locale, start)


def _template(template: Template, locale: str) -> None:
    st.markdown(template.goal[locale])
    st.markdown("\n".join(f"- {_need(need, locale)}" for need in template.needs))
    st.caption(f"{t('When do we stop?')} {template.stop_rule[locale]}")


def _need(need: TemplateNeed, locale: str) -> str:
    entry = need.capability
    unit = "" if need.quantity == 1 else entry.unit.get(locale, "")
    amount = f"{format_number(need.quantity)} {unit}".strip()
    parts = [t(RESOURCE_KINDS[entry.kind]), t(level_words(entry.kind)[need.level]), amount]
    return f"**{entry.name[locale]}** :small[:gray[{' · '.join(parts)}]]"


def _add(page: PageContext, key: str, locale: str, start: date) -> None:
    token = st.session_state.setdefault(TOKEN, uuid.uuid4().hex)
    try:
        with page.database.write() as session:
            added = add_from_template(session, page.venture_id, key, locale, start, token)
    except SextantError as error:
        st.error(t(error.message, **error.values))
        return
    del st.session_state[TOKEN]
    flash("Added with its needs: {name}. Change what does not fit.", name=added.name)
    st.rerun()


def catalogue_button(page: PageContext) -> None:
    """Draw the button under which a role or a tool is chosen; the form of a new resource opens filled with it."""
    locale = get_locale()
    entries: dict[str, Role | Tool] = {f"role-{k}": row for k, row in roles().items()}
    entries |= {f"tool-{k}": row for k, row in tools().items()}
    with st.popover(t("From the catalogue"), icon=":material/library_add:", key="catalogue-popover"):
        key = st.selectbox(
            t("Role, tool or cloud"), list(entries), format_func=lambda k: _title(entries[k], locale), key="catalogue"
        )
        _entry(entries[key], locale)
        if st.button(t("Fill the form with it"), key="catalogue-use", type="primary", icon=":material/edit:"):
            open_editor("resource", **_values(page, entries[key], locale))
            st.rerun()


def _title(entry: Role | Tool, locale: str) -> str:
    return f"{t('Role') if isinstance(entry, Role) else t(TOOL_SORTS[entry.sort])}: {entry.name[locale]}"


def _entry(entry: Role | Tool, locale: str) -> None:
    if isinstance(entry, Role):
        skills = ", ".join(f"{c.name[locale]} ({t(level_words(c.kind)[level])})" for c, level in entry.capabilities)
        st.markdown(f"{entry.does[locale]}\n\n{skills}")
        return
    rows = {t("Strength"): entry.strength, t("Weakness"): entry.weakness, t("Access or licence"): entry.access}
    st.markdown("\n".join(f"- **{title}**: {words[locale]}" for title, words in rows.items()))
    st.caption(t("Licences change: check before you rely on one."))


def _values(page: PageContext, entry: Role | Tool, locale: str) -> dict[str, Any]:
    fill: Any = role_values if isinstance(entry, Role) else tool_values
    with page.database.read() as session:
        values: dict[str, Any] = fill(session, page.venture_id, entry, locale)
    return values
