"""What planning reads of a record; stored rows, validated data and snapshots all fit."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol


class ResourceLike(Protocol):
    """A resource: `quantity` is FTE for talent, else in its unit."""

    @property
    def id(self) -> int:
        """Return the row's id."""

    @property
    def kind(self) -> str:
        """Return talent, technology, market, funds or network."""

    @property
    def skills(self) -> Mapping[str, int]:
        """Return the level 1..3 by the capability's name."""

    @property
    def quantity(self) -> float:
        """Return how much of it."""

    @property
    def from_on(self) -> date | None:
        """Return the day it is there from."""

    @property
    def until_on(self) -> date | None:
        """Return the last day it is there."""


class NeedLike(Protocol):
    """A need: `quantity` in the unit of the resources that can serve it."""

    @property
    def id(self) -> int:
        """Return the row's id."""

    @property
    def initiative_id(self) -> int:
        """Return whose need it is."""

    @property
    def kind(self) -> str:
        """Return talent, technology, market, funds or network."""

    @property
    def capability(self) -> str:
        """Return the capability's name."""

    @property
    def level(self) -> int:
        """Return the level needed, 1..3."""

    @property
    def quantity(self) -> float:
        """Return how much of it."""

    @property
    def weight(self) -> float:
        """Return how much it counts within its kind."""

    @property
    def due_on(self) -> date | None:
        """Return the day it is needed or due."""


class InitiativeLike(Protocol):
    """An initiative."""

    @property
    def id(self) -> int:
        """Return the row's id."""

    @property
    def impact(self) -> float:
        """Return the expected value, 0..100."""

    @property
    def due_on(self) -> date | None:
        """Return the day it is needed or due."""
