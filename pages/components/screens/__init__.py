"""How each noun is shown: its columns, its form and its own way of saving; one module per family of nouns."""

from pages.components.screens.common import level_words, names_of, people
from pages.components.screens.decisions import DECISIONS
from pages.components.screens.initiatives import ACTIONS, INITIATIVES, NEEDS
from pages.components.screens.market import COMPETITORS, CUSTOMERS, MARKET_SEGMENTS
from pages.components.screens.money import FIGURES, MONEY_MONTHS
from pages.components.screens.partners import CONTACTS, EVENTS, NOTES, OFFERS, PARTNERS, stage_help
from pages.components.screens.resources import CANDIDATES, RESOURCES, TECHNOLOGIES

__all__ = [
    "ACTIONS",
    "CANDIDATES",
    "COMPETITORS",
    "CONTACTS",
    "CUSTOMERS",
    "DECISIONS",
    "EVENTS",
    "FIGURES",
    "INITIATIVES",
    "MARKET_SEGMENTS",
    "MONEY_MONTHS",
    "NEEDS",
    "NOTES",
    "OFFERS",
    "PARTNERS",
    "RESOURCES",
    "TECHNOLOGIES",
    "level_words",
    "names_of",
    "people",
    "stage_help",
]
