import pytest

from core.errors import SextantError
from core.i18n import LOCALES
from core.labels import RESOURCE_KINDS, TOOL_SORTS
from core.planning.templates import Template, Tool, capability_entries, get_template, roles, templates, tools


def test_there_are_enough_templates_and_the_five_roles_of_a_first_team_come_first() -> None:
    assert len(templates()) >= 10
    assert list(roles())[:5] == [
        "data_scientist",
        "ml_engineer",
        "software_engineer",
        "product_manager",
        "business_analyst",
    ]
    assert {tool.sort for tool in tools().values()} == set(TOOL_SORTS)


@pytest.mark.parametrize("template", templates().values(), ids=lambda template: template.key)
def test_a_template_needs_three_to_six_things_within_its_time(template: Template) -> None:
    assert 3 <= len(template.needs) <= 6
    assert {need.level for need in template.needs} <= {1, 2, 3}
    assert all(need.quantity > 0 and 0 < need.weeks <= template.weeks for need in template.needs)
    assert 0 < template.impact <= 100 and template.effort > 0
    assert set(template.cost) == {"CNY", "USD"} and min(template.cost.values()) > 0
    for words in (template.name, template.goal, template.stop_rule):
        assert all(words[locale] for locale in LOCALES)


@pytest.mark.parametrize("tool", tools().values(), ids=lambda tool: tool.key)
def test_a_tool_says_strength_weakness_and_terms_in_both_languages(tool: Tool) -> None:
    for words in (tool.name, tool.strength, tool.weakness, tool.access):
        assert all(words[locale] for locale in LOCALES)


def test_every_capability_is_used_and_has_a_kind_and_a_name_of_its_own() -> None:
    entries = capability_entries()
    needed = {id(need.capability) for template in templates().values() for need in template.needs}
    held = {id(entry) for row in (*roles().values(), *tools().values()) for entry, _ in row.capabilities}

    assert [key for key, entry in entries.items() if id(entry) not in needed | held] == []
    assert {entry.kind for entry in entries.values()} <= set(RESOURCE_KINDS)
    for locale in LOCALES:
        assert len({entry.name[locale].casefold() for entry in entries.values()}) == len(entries)


def test_what_templates_need_people_for_some_role_holds_but_for_the_new_language() -> None:
    held = {entry.name["en"] for role in roles().values() for entry, level in role.capabilities if level >= 2}
    needed = {n.capability.name["en"] for x in templates().values() for n in x.needs if n.capability.kind == "talent"}

    assert needed - held == {"The new language, native"}
    assert all(role.capabilities and all(role.does[locale] for locale in LOCALES) for role in roles().values())


def test_a_template_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(SextantError, match="no template moon.*bank_deployment"):
        get_template("moon")
