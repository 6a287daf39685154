"""A company of the size that pages and planning are measured with: made up by chance, the same every time."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from bench.texts import make_comments
from core.labels import CANDIDATE_STAGES, FACTORS, PARTNER_KINDS, STAGES
from core.services.events import EVENT
from core.services.initiatives import ACTION, INITIATIVE, NEED
from core.services.market import CUSTOMER
from core.services.offers import OFFER
from core.services.partners import CONTACT, NOTE, add_partner, move_partner, update_partner
from core.services.records import Noun, add_record
from core.services.resources import ASSESSMENT, CANDIDATE, RESOURCE
from core.services.ventures import add_venture
from db.models import Comment, ImportBatch, Prediction

KINDS = ("talent", "technology", "market")
CAPABILITIES = 20  # of each kind
NEEDS, ACTIONS = 6, 5  # of an initiative
OUTCOMES = ("open", "open", "open", "open", "won", "lost", "paused")
LABELS = ("negative", "positive", "positive", "unclear")
SAID = ("complaint", "request", "question", "praise", "other")
CHANNELS = ("survey", "app_store", "ticket", "")
DISTINCT = 20_000  # comments; beyond them words repeat on other days


@dataclass(frozen=True)
class Size:
    """How many records of each sort a company has."""

    resources: int = 1000
    partners: int = 300
    initiatives: int = 60
    candidates: int = 60
    events: int = 30
    customers: int = 300
    comments: int = 0


@dataclass(frozen=True)
class Filler:
    """Adds records to a company through the same services as the pages."""

    session: Session
    venture_id: int
    chance: random.Random = field(default_factory=lambda: random.Random(42))
    today: date = field(default_factory=date.today)

    def add(self, noun: Noun[Any], **values: Any) -> int:
        """Add a record and return its id."""
        return add_record(self.session, noun, self.venture_id, values).id

    def day(self, first: int, last: int) -> date:
        """Return a day so many days from today."""
        return self.today + timedelta(days=self.chance.randint(first, last))

    def capability(self, kind: str) -> str:
        """Return one of a kind's capabilities."""
        return f"{kind} {self.chance.randrange(CAPABILITIES)}"

    def supply(self) -> dict[str, Any]:
        """Return a kind, one of its capabilities and a level, as needs, offers and wants have them."""
        kind = self.chance.choice(KINDS)
        return {"kind": kind, "capability": self.capability(kind), "level": self.chance.randint(1, 3)}


def fill_company(session: Session, size: Size, name: str = "Bench") -> int:
    """Add a company with that many records, and return its id."""
    fill = Filler(session, add_venture(session, {"name": name}).id)
    for number in range(size.resources):
        _resource(fill, number)
    known: list[int] = []
    for number in range(size.initiatives):
        known.append(_initiative(fill, number, known))
    partners = [_partner(fill, number) for number in range(size.partners)]
    for number in range(size.events):
        met = fill.chance.sample(partners, min(3, len(partners)))
        fill.add(EVENT, name=f"Event {number}", held_on=fill.day(-60, 90), partner_ids=met)
    for number in range(size.candidates):
        _candidate(fill, number)
    for number in range(size.customers):
        fill.add(CUSTOMER, name=f"customer {number}", other_names=[f"C{number}"], renewal_on=fill.day(0, 365))
    if size.comments:
        _comments(fill, size.comments)
    return fill.venture_id


def _resource(fill: Filler, number: int) -> None:
    chance, kind = fill.chance, fill.chance.choice(KINDS)
    names = [f"{kind} {n}" for n in chance.sample(range(CAPABILITIES), chance.randint(1, 4))]
    quantity = chance.choice([0.5, 1, 1.5, 1.5 * chance.random()])
    skills = {name: chance.randint(1, 3) for name in names}
    fill.add(RESOURCE, kind=kind, name=f"Resource {number}", skills=skills, quantity=quantity)


def _initiative(fill: Filler, number: int, known: list[int]) -> int:
    chance, begins = fill.chance, fill.day(-60, 120)
    requires = [chance.choice(known)] if known and chance.random() < 0.3 else []
    initiative = fill.add(
        INITIATIVE,
        name=f"Initiative {number}",
        impact=chance.randint(10, 100),
        cost=chance.randint(10, 500) * 1000.0,
        effort=chance.randint(1, 12) / 2,
        starts_on=begins,
        due_on=begins + timedelta(days=chance.randint(30, 180)),
        state=chance.choice(("idea", "chosen")),
        owner=f"Owner {number % 12}",
        requires=requires,
    )
    for _ in range(NEEDS):
        wanted = chance.choice([1, 2, 40, 100.0])
        fill.add(NEED, initiative_id=initiative, quantity=wanted, due_on=fill.day(-10, 180), **fill.supply())
    for turn in range(ACTIONS):
        done = fill.day(-90, -1) if turn == 0 else None
        action = {"title": f"Step {turn} of {number}", "owner": f"Owner {chance.randrange(12)}", "done_on": done}
        fill.add(ACTION, initiative_id=initiative, due_on=fill.day(-30, 90), **action)
    return initiative


def _partner(fill: Filler, number: int) -> int:
    chance, first = fill.chance, fill.day(-400, -200)
    partner = add_partner(fill.session, fill.venture_id, _partner_values(fill, number) | {"stage_since": first}).id
    for stage in range(2, 1 + number % len(STAGES) + 1):
        first += timedelta(days=chance.randint(3, 30))
        move_partner(fill.session, partner, fill.venture_id, stage, first)
    outcome = chance.choice(OUTCOMES)
    if outcome != "open":
        update_partner(fill.session, partner, fill.venture_id, {"outcome": outcome})
    for direction in ("offer", "want"):
        amount = {"direction": direction, "quantity": chance.choice([0.5, 1, 2])}
        fill.add(OFFER, partner_id=partner, text="As they put it.", **amount, **fill.supply())
    for turn in range(4):
        fill.add(NOTE, partner_id=partner, text=f"What was said, part {turn}", noted_on=fill.day(-200, 0))
    fill.add(CONTACT, partner_id=partner, name=f"Contact {number}", email=f"contact{number}@example.com")
    return partner


def _partner_values(fill: Filler, number: int) -> dict[str, Any]:
    return {
        "name": f"Partner {number}",
        "kind": list(PARTNER_KINDS)[number % len(PARTNER_KINDS)],
        "owner": f"Owner {number % 12}",
        "value": fill.chance.randint(1, 200) * 10_000.0,
        "probability": fill.chance.random(),
        "next_step": "Call them",
        "next_step_on": fill.day(-10, 60),
    }


def _candidate(fill: Filler, number: int) -> None:
    stages = list(CANDIDATE_STAGES)
    name = {"name": f"Candidate {number}", "role": "Engineer", "stage": stages[number % len(stages)]}
    candidate = fill.add(CANDIDATE, stage_since=fill.day(-60, 0), **name)
    for rater in range(3):
        marks = {factor: fill.chance.choice([None, 1, 2, 3, 4, 5]) for factor in FACTORS}
        fill.add(ASSESSMENT, candidate_id=candidate, rater=f"Rater {rater}", **marks)


def _comments(fill: Filler, count: int) -> None:
    """Add comments of two years, each with a reading, past the import and the reader: neither is measured here."""
    batch = ImportBatch(venture_id=fill.venture_id, file_name="bench.csv", imported=count, rows_read=count)
    fill.session.add(batch)
    fill.session.flush()
    texts, chance = make_comments(min(count, DISTINCT)), fill.chance
    comments = [
        {
            "id": n,
            "venture_id": fill.venture_id,
            "batch_id": batch.id,
            "row_number": n,
            "text": texts[n % len(texts)],
            "content_key": str(n),
            "unique_key": str(n),
            "written_on": fill.day(-730, 0),
            "customer": f"Customer {n % 500}",
            "channel": chance.choice(CHANNELS),
        }
        for n in range(1, count + 1)
    ]
    fill.session.execute(insert(Comment), comments)
    fill.session.execute(insert(Prediction), [_reading(chance, n) for n in range(1, count + 1)])


def _reading(chance: random.Random, number: int) -> dict[str, Any]:
    # Some customers are less content than others, so that the pages have somebody to name.
    label = "negative" if number % 500 < 50 and chance.random() < 0.5 else chance.choice(LABELS)
    said = {"label": label, "probability": chance.random(), "kind": chance.choice(SAID)}
    return {"comment_id": number, "encoder_version": "bench", "language": chance.choice(("en", "zh")), **said}
