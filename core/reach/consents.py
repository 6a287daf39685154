"""Whom a comment's customer is, and whether that customer may be named or quoted."""

from collections.abc import Iterable
from typing import Any

from core.reach.rules import may_show, value_of


class Consents:
    """What customers allow for one audience, asked by the name a comment carries."""

    def __init__(self, customers: Iterable[Any], audience: str) -> None:
        self.audience = audience
        self._named: dict[str, bool] = {}
        self._quoted: dict[str, bool] = {}
        self._names: dict[str, str] = {}
        for customer in customers:
            named = may_show("customer", "name", customer, audience)
            quoted = may_show("customer", "quotes", customer, audience)
            for name in (value_of(customer, "name"), *(value_of(customer, "other_names") or ())):
                # Two customers of one name: both must have agreed.
                self._named[name_key(name)] = named and self._named.get(name_key(name), True)
                self._names.setdefault(name_key(name), value_of(customer, "name"))
                self._quoted[name_key(name)] = quoted and self._quoted.get(name_key(name), True)

    def may_name(self, customer: str) -> bool:
        """Tell whether a comment's customer may be named; one that is not recorded has agreed to nothing."""
        return self.audience == "team" or self._named.get(name_key(customer), False)

    def may_quote(self, customer: str) -> bool:
        """Tell whether a comment's own words may be shown."""
        return self.audience == "team" or self._quoted.get(name_key(customer), False)

    def name_of(self, customer: str) -> str:
        """Return what the customer behind a comment's name is called in our list, or that name."""
        return self._names.get(name_key(customer), customer)


def name_key(name: str | None) -> str:
    """Return a name so that two ways of writing it are the same: case and white space do not count."""
    return " ".join((name or "").split()).casefold()
