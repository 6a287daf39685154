"""The records a draft is planned from, as they stand at one moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, TypeVar

from core.planning.offers import Offer
from core.strategy.feedback_summary import FeedbackSummary, Group, Quote

R = TypeVar("R")


@dataclass(frozen=True)
class Company:
    """The company card; the money may be that of the months, and where figures are missing the net burn is a range."""

    name: str
    name_en: str = ""
    offer: str = ""
    customer: str = ""
    difference: str = ""
    price_model: str = ""
    industry: str = ""
    stage: str = ""
    currency: str = "CNY"
    cash: float | None = None
    cash_on: date | None = None
    net_burn: float | None = None
    net_burn_least: float | None = None
    money_record: str = "company"
    headcount: int | None = None


@dataclass(frozen=True)
class Resource:
    """A resource; `skills` maps a capability's name to the level 1..3."""

    id: int
    kind: str
    name: str
    role: str = ""
    skills: Mapping[str, int] = field(default_factory=dict)
    quantity: float = 1.0
    unit: str = ""
    monthly_cost: float | None = None
    use_share: float | None = None
    access: str = ""
    from_on: date | None = None
    until_on: date | None = None
    reach: str = ""


@dataclass(frozen=True)
class Candidate:
    """Somebody we may hire."""

    id: int
    name: str
    role: str = ""
    stage: str = "applied"
    from_on: date | None = None


@dataclass(frozen=True)
class Initiative:
    """A candidate project; open while it is an idea or chosen."""

    id: int
    name: str
    goal: str = ""
    impact: float = 50.0
    cost: float | None = None
    cost_spent: float | None = None
    starts_on: date | None = None
    due_on: date | None = None
    state: str = "idea"
    owner: str = ""
    stop_rule: str = ""
    reach: str = ""

    @property
    def is_open(self) -> bool:
        """Tell whether it may still be done."""
        return self.state in ("idea", "chosen")


@dataclass(frozen=True)
class Need:
    """What an initiative requires."""

    id: int
    initiative_id: int
    kind: str
    capability: str
    level: int = 2
    quantity: float = 1.0
    weight: float = 1.0
    due_on: date | None = None


@dataclass(frozen=True)
class Action:
    """A task with an owner and a due date."""

    id: int
    title: str
    owner: str = ""
    due_on: date | None = None
    done_on: date | None = None
    initiative_id: int | None = None
    partner_id: int | None = None


@dataclass(frozen=True)
class Partner:
    """A partner; it goes cold after `days_limit` days in its stage."""

    id: int
    stage_since: date
    name: str = ""
    want: str = ""
    kind: str = "other"
    stage: int = 1
    outcome: str = "open"
    outcome_reason: str = ""
    outcome_on: date | None = None
    owner: str = ""
    value: float | None = None
    probability: float | None = None
    offers: str = ""
    next_step: str = ""
    next_step_on: date | None = None
    days_limit: float = 21
    under_nda: bool = False
    reach: str = ""

    @property
    def title(self) -> str:
        """Return the name, or what is sought while there is none."""
        return self.name or self.want

    @property
    def weighted_value(self) -> float:
        """Return value × probability, 0 where either is missing."""
        return (self.value or 0) * (self.probability or 0)


@dataclass(frozen=True)
class Customer:
    """A customer, and whether it may be named or quoted outside."""

    name: str
    other_names: tuple[str, ...] = ()
    may_be_named: bool = False
    may_be_quoted: bool = False
    reach: str = ""


@dataclass(frozen=True)
class Promised:
    """An action the last draft promised."""

    id: int
    title: str
    due: date | None = None
    done: bool = False


@dataclass(frozen=True)
class Previous:
    """The last draft: its number, its day and what it promised."""

    number: int
    made_on: date
    actions: tuple[Promised, ...] = ()


@dataclass(frozen=True)
class Snapshot:
    """Everything the planner looks at; live records only.

    `names` are further names that only the team may read (contacts, raters, people in the trash), `assessments` how
    many sheets there are. For other readers than the team `core.strategy.audience` makes a narrower snapshot: `costs`
    are then the sums that may be told by kind, `unnamed` the partners that are counted and never named.
    """

    company: Company
    today: date
    resources: tuple[Resource, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    needs: tuple[Need, ...] = ()
    actions: tuple[Action, ...] = ()
    partners: tuple[Partner, ...] = ()
    feedback: FeedbackSummary = field(default_factory=FeedbackSummary)
    previous: Previous | None = None
    customers: tuple[Customer, ...] = ()
    names: frozenset[str] = frozenset()
    assessments: int = 0
    audience: str = "team"
    costs: Mapping[str, tuple[float, int]] | None = None
    unnamed: tuple[Partner, ...] = ()
    offers: tuple[Offer, ...] = ()


def from_mappings(company: Mapping[str, Any], today: date, **records: Any) -> Snapshot:
    """Build a snapshot of plain mappings, keys that are not known left out.

    `records` are resources, candidates, initiatives, needs, actions, partners and customers (lists of mappings),
    `feedback` and `previous` (mappings, theirs lists of mappings), `names`, `assessments`, `offers` (planning's own).
    """
    kinds = {
        "resources": Resource,
        "candidates": Candidate,
        "initiatives": Initiative,
        "needs": Need,
        "actions": Action,
        "partners": Partner,
        "customers": Customer,
    }
    previous = records.get("previous")
    return Snapshot(
        row(Company, company),
        today,
        **{name: rows(kind, records.get(name) or ()) for name, kind in kinds.items()},  # type: ignore[arg-type]
        feedback=_feedback(records.get("feedback") or {}),
        previous=row(Previous, {**previous, "actions": rows(Promised, previous.get("actions") or ())})
        if previous
        else None,
        names=frozenset(records.get("names") or ()),
        assessments=records.get("assessments") or 0,
        offers=tuple(records.get("offers") or ()),
    )


def row(kind: type[R], values: Mapping[str, Any]) -> R:
    """Build one record of the keys it knows."""
    return kind(**{f.name: values[f.name] for f in fields(kind) if f.name in values})  # type: ignore[arg-type]


def rows(kind: type[R], values: Iterable[Mapping[str, Any]]) -> tuple[R, ...]:
    """Build records, in the order given."""
    return tuple(row(kind, mapping) for mapping in values)


def _feedback(values: Mapping[str, Any]) -> FeedbackSummary:
    spans = {name: row(Group, values.get(name) or {}) for name in ("recent", "before")}
    groups = {name: rows(Group, values.get(name) or ()) for name in ("channels", "customers")}
    return row(FeedbackSummary, {**values, **spans, **groups, "quotes": rows(Quote, values.get("quotes") or ())})
