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
                self._named[_key(name)] = named and self._named.get(_key(name), True)
                self._names.setdefault(_key(name), value_of(customer, "name"))
                self._quoted[_key(name)] = quoted and self._quoted.get(_key(name), True)

    def may_name(self, customer: str) -> bool:
        """Tell whether a comment's customer may be named; one that is not recorded has agreed to nothing."""
        return self.audience == "team" or self._named.get(_key(customer), False)

    def may_quote(self, customer: str) -> bool:
        """Tell whether a comment's own words may be shown."""
        return self.audience == "team" or self._quoted.get(_key(customer), False)

    def name_of(self, customer: str) -> str:
        """Return what the customer behind a comment's name is called in our list, or that name."""
        return self._names.get(_key(customer), customer)


def _key(name: str | None) -> str:
    return " ".join((name or "").split()).casefold()
