"""Deals exported from HubSpot become partners: company, deal, stage with its day, amount with currency, last activity."""

import re

from core.i18n import N_
from core.tables.derived import Cells, with_columns
from core.tables.mapping import Mapping
from core.tables.matching import plain_heading
from core.tables.presets.preset import Preset
from core.tables.problems import Problem
from core.tables.readers import Context
from core.tables.table import Note, Table
from core.tables.values import flatten

# HubSpot's own names of the stages, and the labels that its default pipeline shows.
STAGES = {
    **dict.fromkeys(("appointmentscheduled", "appointment scheduled"), 4),
    **dict.fromkeys(("qualifiedtobuy", "qualified to buy"), 4),
    **dict.fromkeys(("presentationscheduled", "presentation scheduled"), 5),
    **dict.fromkeys(("decisionmakerboughtin", "decision maker bought-in", "decision maker bought in"), 5),
    **dict.fromkeys(("contractsent", "contract sent"), 6),
    **dict.fromkeys(("closedwon", "closed won"), {"stage": 6, "outcome": "won"}),
    **dict.fromkeys(("closedlost", "closed lost"), {"outcome": "lost"}),
}
CLOSED = ("closedwon", "closed won", "closedlost", "closed lost")
COMPANY, VALUE, SINCE, CLOSED_ON = ADDED = ("Company or deal", "Amount with currency", "In stage since", "Closed on")
KNOWN_BY = ("deal name", "deal stage")
ONE_OF = ("record id", "deal owner", "close date", "pipeline", "hubspot owner id", "dealname")
PLAIN = {
    "want": ("deal name",),
    "kind": ("deal type",),
    "stage": ("deal stage",),
    "owner": ("deal owner", "hubspot owner"),
    "probability": ("deal probability",),
    "next_step": ("next step",),
    "next_step_on": ("next activity date",),
    "last_contact_on": ("last activity date", "last contacted"),
    "outcome_reason": ("closed lost reason",),
    "contact": ("associated contact", "associated contacts"),
    "note": ("deal description", "description"),
}
ENTERED = re.compile(r'date entered "?(?P<stage>.+?)"?')


def recognise(table: Table) -> bool:
    """Say whether the table is HubSpot's export of deals."""
    headings = {plain_heading(column) for column in table.columns}
    return headings.issuperset(KNOWN_BY) and bool(headings.intersection(ONE_OF))


def open_deals(table: Table) -> Table:
    """Add what HubSpot spreads over several columns: who it is, amount and currency, the days of stage and close."""
    named = {plain_heading(column): column for column in table.columns}
    entered = {match["stage"]: column for name, column in named.items() if (match := ENTERED.fullmatch(name))}

    def compute(cells: Cells, number: int, note: Note) -> list[str]:
        stage = flatten(_get(cells, named, "deal stage"))
        company = re.split(r";", _get(cells, named, "associated company", "associated companies", "company name"))[0]
        if not company.strip():
            note(Problem("Row {row} names no company; the deal's name was taken for it.", row=number))
        return [
            company.strip() or _get(cells, named, "deal name"),
            f"{_get(cells, named, 'amount')} {_get(cells, named, 'currency', 'deal currency code')}".strip(),
            _get(cells, named, "date entered current stage") or cells.get(entered.get(stage, ""), ""),
            _get(cells, named, "close date") if stage in CLOSED else "",
        ]

    return with_columns(table, ADDED, compute)


def _get(cells: Cells, named: Cells, *headings: str) -> str:
    return next((cells[named[heading]].strip() for heading in headings if heading in named), "")


def mapping(table: Table, context: Context) -> Mapping:
    """Return which column is which field of a partner."""
    named = {plain_heading(column): column for column in table.columns}
    columns = {}
    for field, headings in PLAIN.items():
        if heading := next((heading for heading in headings if heading in named), None):
            columns[field] = named[heading]
    columns |= {"name": COMPANY, "value": VALUE, "stage_since": SINCE, "outcome_on": CLOSED_ON}
    return Mapping("partners", columns, {"stage": STAGES}, key=named.get("record id"), source=PRESET.name)


PRESET = Preset("hubspot_deals", N_("HubSpot: deals"), recognise, mapping, open_deals)
