"""Initiatives, roles and tools to begin from, so that nobody invents kind, level and quantity from nothing.

All of it is a suggestion that a user changes: costs are rough, licences are from memory.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from core.errors import SextantError
from core.planning.catalogue import FOLDER

Words = Mapping[str, str]  # by locale


@dataclass(frozen=True)
class CapabilityEntry:
    """A capability that templates need and roles hold."""

    kind: str
    name: Words
    unit: Words


@dataclass(frozen=True)
class TemplateNeed:
    """A need of a template: due so many weeks after the start."""

    capability: CapabilityEntry
    level: int
    quantity: float
    weeks: int


@dataclass(frozen=True)
class Template:
    """An initiative to begin from; `cost` holds a figure for some currencies, `weeks` is how long it takes."""

    key: str
    name: Words
    goal: Words
    stop_rule: Words
    cost: Mapping[str, float]
    effort: float
    impact: float
    weeks: int
    needs: tuple[TemplateNeed, ...]


@dataclass(frozen=True)
class Role:
    """A role in the team with the level of the capabilities it commonly holds."""

    key: str
    name: Words
    does: Words
    capabilities: tuple[tuple[CapabilityEntry, int], ...]


@dataclass(frozen=True)
class Tool:
    """A framework, tool or cloud: what it is good at, what not, and under which licence or terms one gets it."""

    key: str
    name: Words
    sort: str
    strength: Words
    weakness: Words
    access: Words
    capabilities: tuple[tuple[CapabilityEntry, int], ...]


@cache
def capability_entries() -> dict[str, CapabilityEntry]:
    """Return the capabilities by key."""
    return {
        key: CapabilityEntry(row["kind"], {"en": row["en"], "zh-CN": row["zh-CN"]}, row.get("unit") or {})
        for key, row in _read("capabilities").items()
    }


@cache
def templates() -> dict[str, Template]:
    """Return the initiative templates by key."""
    return {
        row["key"]: Template(**row | {"needs": tuple(_need(need) for need in row["needs"])})
        for row in _read("templates")
    }


@cache
def roles() -> dict[str, Role]:
    """Return the roles by key, the five of a first team before the others."""
    return {row["key"]: Role(**row | {"capabilities": _held(row)}) for row in _read("roles")}


@cache
def tools() -> dict[str, Tool]:
    """Return frameworks, tools and clouds by key."""
    return {row["key"]: Tool(**row | {"capabilities": _held(row)}) for row in _read("tools")}


def get_template(key: str) -> Template:
    """Return a template; raise SextantError if there is none of that key."""
    if key not in templates():
        raise SextantError("There is no template {key}. Known are: {known}.", key=key, known=", ".join(templates()))
    return templates()[key]


def _read(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


def _need(row: Mapping[str, Any]) -> TemplateNeed:
    return TemplateNeed(**{**row, "capability": capability_entries()[row["capability"]]})


def _held(row: Mapping[str, Any]) -> tuple[tuple[CapabilityEntry, int], ...]:
    return tuple((capability_entries()[key], level) for key, level in row["capabilities"].items())
