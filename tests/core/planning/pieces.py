"""Small records that planning reads, and strategies that make many of them."""

from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st


@dataclass(frozen=True)
class Held:
    id: int
    skills: dict[str, int]
    kind: str = "talent"
    quantity: float = 1.0
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True)
class Wanted:
    id: int
    capability: str
    level: int = 2
    kind: str = "talent"
    quantity: float = 1.0
    weight: float = 1.0
    initiative_id: int = 1
    due_on: date | None = None


@dataclass(frozen=True)
class Project:
    id: int = 1
    impact: float = 50.0
    due_on: date | None = None


NAMES = ("retrieval", "speech", "sales")
KINDS = ("talent", "market")
AMOUNTS = (0.5, 1.0, 2.0, 3.3)


def by_id(made: st.SearchStrategy[list[dict[str, object]]], kind: type) -> st.SearchStrategy[list[object]]:
    """Number the records from 1."""
    return made.map(lambda rows: [kind(id=number, **row) for number, row in enumerate(rows, 1)])


resources = by_id(
    st.lists(
        st.fixed_dictionaries(
            {
                "skills": st.dictionaries(st.sampled_from(NAMES), st.integers(1, 3)),
                "kind": st.sampled_from(KINDS),
                "quantity": st.sampled_from(AMOUNTS),
            }
        ),
        max_size=6,
    ),
    Held,
)
needs = by_id(
    st.lists(
        st.fixed_dictionaries(
            {
                "capability": st.sampled_from(NAMES),
                "level": st.integers(1, 3),
                "kind": st.sampled_from(KINDS),
                "quantity": st.sampled_from(AMOUNTS),
                "weight": st.sampled_from([0.5, 1.0, 3.0]),
                "initiative_id": st.integers(1, 3),
            }
        ),
        min_size=1,
        max_size=7,
    ),
    Wanted,
)
initiatives = st.lists(st.integers(0, 100), min_size=3, max_size=3).map(
    lambda impacts: [Project(number, impact) for number, impact in enumerate(impacts, 1)]
)
