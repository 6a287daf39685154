"""Compute, data and APIs in their units: what a card of the board says about them."""

from core.i18n import format_date, format_money, format_number, format_percent, t
from core.labels import PERSONAL, TECHNOLOGY_FORMS
from core.services.resources import StoredResource
from pages.components.text import plain, shorten


def technology_line(resource: StoredResource, currency: str) -> str:
    """Return what compute, a data set or an API is in its own units; "" for every other resource."""
    parts = [] if resource.form == "" else [t(TECHNOLOGY_FORMS[resource.form])]
    if resource.form == "compute":
        parts += _compute(resource)
    if resource.rows is not None:
        parts.append(t("{rows} rows", rows=format_number(resource.rows, 0)))
    if resource.form and resource.unit_price is not None:
        price = format_money(resource.unit_price, currency)
        parts.append(
            t("{price} an hour", price=price) if resource.form == "compute" else t("{price} a unit", price=price)
        )
    if resource.form and resource.use_share is not None:
        parts.append(t("{share} in use", share=format_percent(resource.use_share)))
    parts += [t(PERSONAL[resource.personal])] if resource.personal else []
    parts += [shorten(resource.permission, 60)] if resource.form and resource.permission else []
    if resource.form and resource.until_on:
        parts.append(t("until {day}", day=format_date(resource.until_on)))
    return plain(" · ".join(parts)) if parts else ""


def _compute(resource: StoredResource) -> list[str]:
    parts = []
    if resource.cards is not None:
        parts.append(t("{cards} cards", cards=format_number(resource.cards, 1)))
    if resource.hours is not None:
        parts.append(t("{hours} hours a month each", hours=format_number(resource.hours, 0)))
    return parts


def cost_line(resource: StoredResource, currency: str) -> str:
    """Return the cost a month of a technology, said to be computed where nobody wrote it; "" where it is not known."""
    if not resource.form or resource.cost_a_month is None:
        return ""
    money = plain(format_money(resource.cost_a_month, currency))
    if resource.computed_cost is None:
        return t("{money} a month", money=money)
    return t("{money} a month, computed: cards × hours × price", money=money)
