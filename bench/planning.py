"""Coverage, synergy and portfolio of a large company; for these there is no other system to compare with."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.planning.coverage import cover
from core.planning.options import Option
from core.planning.portfolio import choose
from core.planning.synergy import contributions, pair_effects, what_if_leaves

RESOURCES, INITIATIVES, NEEDS, CAPABILITIES = 1000, 60, 6, 20
KINDS = ("talent", "technology", "market")


@dataclass(frozen=True)
class _Resource:
    id: int
    kind: str
    skills: dict[str, int]
    quantity: float
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True)
class _Need:
    id: int
    initiative_id: int
    kind: str
    capability: str
    level: int
    quantity: float
    weight: float = 1.0
    due_on: date | None = None


def measure() -> dict[str, Any]:
    """Return the seconds of each step."""
    chance = random.Random(42)
    resources = [_resource(chance, number) for number in range(1, RESOURCES + 1)]
    needs = [_need(chance, number) for number in range(INITIATIVES * NEEDS)]
    covered = cover(needs, resources)
    options = [_option(chance, n, covered[n].readiness) for n in range(1, INITIATIVES + 1)]
    steps: dict[str, Callable[[], Any]] = {
        "coverage": lambda: cover(needs, resources),
        "contributions": lambda: contributions(options, needs, resources),
        "pair_effects": lambda: pair_effects(options, needs, resources),
        "what_if_leaves": lambda: what_if_leaves(1, options, needs, resources),
        "portfolio": lambda: choose(options, 4e6, 60),
    }
    sizes = {"resources": RESOURCES, "initiatives": INITIATIVES}
    return sizes | {f"{name}_seconds": _seconds(step) for name, step in steps.items()}


def _resource(chance: random.Random, number: int) -> _Resource:
    kind = chance.choice(KINDS)
    skills = {f"{kind} {n}": chance.randint(1, 3) for n in chance.sample(range(CAPABILITIES), chance.randint(1, 4))}
    return _Resource(number, kind, skills, chance.choice([0.5, 1, 1.5, 3 * chance.random()]))


def _need(chance: random.Random, number: int) -> _Need:
    kind = chance.choice(KINDS)
    capability = f"{kind} {chance.randrange(CAPABILITIES)}"
    wanted = chance.choice([1, 2, 40, 100.0])
    return _Need(number, number // NEEDS + 1, kind, capability, chance.randint(1, 3), wanted)


@dataclass(frozen=True)
class _Dated(Option):
    due_on: date | None = None


def _option(chance: random.Random, number: int, readiness: float | None) -> Option:
    cost, effort = chance.randint(10, 500) * 1000.0, chance.randint(1, 12) / 2
    requires = (chance.randrange(1, number),) if number > 1 and chance.random() < 0.3 else ()
    return _Dated(number, str(number), chance.randint(10, 100), readiness, cost, effort, requires)


def _seconds(step: Callable[[], Any]) -> float:
    began = time.perf_counter()
    step()
    return round(time.perf_counter() - began, 3)
