"""A company full of what must not get out: each secret is a string that can be searched for in a file's bytes."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from core.services.decisions import DECISION
from core.services.events import EVENT
from core.services.initiatives import ACTION, INITIATIVE
from core.services.market import CUSTOMER
from core.services.offers import OFFER
from core.services.partners import CONTACT, NOTE, add_partner
from core.services.records import add_record
from core.services.resources import ASSESSMENT, CANDIDATE, RESOURCE
from core.services.ventures import add_venture
from db.models import Comment, ImportBatch, Prediction

SALARIES = (48_611, 39_722)
SPENT = (51_221, 57_733)  # what an initiative was to cost, and what it has cost so far
PEOPLE = ("Gu Lanxin", "Zhao Qiming")
SECRET_NAMES = (
    *PEOPLE,
    "Fang Shuyu",  # candidate
    "Ratercheng",  # rater
    "Dunmore Freight",  # customers without consent
    "DF Logistics",
    "Pellworm Bank",
    "Northgate Ventures",  # partners before agreement or under NDA
    "Quietstone Cloud",
    "Ingrid Solberg",  # contact
)
SECRETS = (
    *SECRET_NAMES,
    *(str(n) for n in (*SALARIES, *SPENT)),
    *(f"{n:,}" for n in (*SALARIES, *SPENT)),
    *("48.6", "39.7", "51.2", "57.7"),
    *("4.86 万", "3.97 万", "5.12 万", "5.77 万"),
    "strong on paper only",  # note of an assessment
    "they offer a cap of nine",  # note on a partner
    "racks at half the list price",  # what a partner under NDA offers, in its words
    "Night-time racks",
    "refunds never arrive here",  # a quote without consent
)
OPEN = ("Bright Harbour", "Oakline Compute")  # a customer that agreed to be named and quoted, a partner by agreement
CLASSES = ("salaries", "assessments", "candidates", "customers without consent", "partners before agreement")


@dataclass(frozen=True)
class Comments:
    """A customer's comments, of which each says the same."""

    customer: str
    text: str
    label: str
    n: int


COMMENTS = (
    Comments("Dunmore Freight", "refunds never arrive here", "negative", 30),
    Comments("DF Logistics", "slow at noon", "negative", 10),
    Comments("Bright Harbour", "the export stops at row 500", "negative", 25),
    Comments("Bright Harbour", "Gu Lanxin never calls back", "negative", 1),
    Comments("", "fine so far", "positive", 40),
)


def add_company(session: Session, language: str = "en") -> int:
    """Add the company and return its id."""
    values = {"name": "Lamplight", "offer": "calls answered by a machine", "customer": "shops with many callers"}
    values |= {"difference": "runs on the shop's own computer", "cash": 1_870_000.0, "net_burn": 230_000.0}
    venture_id = add_venture(session, values).id
    for name, salary in zip(PEOPLE, SALARIES, strict=True):
        skills = {"model serving": 3} if name == PEOPLE[0] else {"sales": 2}
        row = {"name": name, "role": "engineer", "monthly_cost": salary, "skills": skills}
        add_record(session, RESOURCE, venture_id, row)
    computing = {"kind": "technology", "name": "Card pool", "quantity": 4, "unit": "cards", "use_share": 0.5}
    add_record(session, RESOURCE, venture_id, computing | {"monthly_cost": 61_333})
    candidate = add_record(session, CANDIDATE, venture_id, {"name": "Fang Shuyu", "role": "engineer"})
    sheet = {"candidate_id": candidate.id, "rater": "Ratercheng", "technical": 4, "note": "strong on paper only"}
    add_record(session, ASSESSMENT, venture_id, sheet | {"rated_on": date(2026, 11, 2)})
    _add_market(session, venture_id)
    _add_work(session, venture_id)
    _add_comments(session, venture_id)
    return venture_id


def _add_market(session: Session, venture_id: int) -> None:
    for name, others, agreed in (
        ("Dunmore Freight", ["DF Logistics"], False),
        ("Pellworm Bank", [], False),
        ("Bright Harbour", [], True),
    ):
        consent = {"may_be_named": agreed, "may_be_quoted": agreed}
        add_record(session, CUSTOMER, venture_id, {"name": name, "other_names": others, "yearly_value": 5e5} | consent)
    partners = {}
    for name, kind, stage, nda in (
        ("Northgate Ventures", "investor", 5, False),
        ("Quietstone Cloud", "supplier", 7, True),
        ("Oakline Compute", "supplier", 6, False),
    ):
        row = {"name": name, "kind": kind, "stage": stage, "under_nda": nda, "value": 5e6, "probability": 0.4}
        step = {"next_step": f"send {name} the deck", "next_step_on": date.today(), "owner": PEOPLE[0]}
        partners[name] = partner = add_partner(session, venture_id, row | step)
    racks = {"partner_id": partners["Quietstone Cloud"].id, "text": "racks at half the list price"}
    dinner = {"name": "Dinner of the cloud makers", "held_on": date(2026, 12, 3), "partner_ids": [partner.id]}
    add_record(session, EVENT, venture_id, dinner)
    add_record(session, OFFER, venture_id, racks | {"kind": "technology", "capability": "Night-time racks"})
    add_record(session, CONTACT, venture_id, {"partner_id": partner.id, "name": "Ingrid Solberg"})
    add_record(session, NOTE, venture_id, {"partner_id": partner.id, "text": "they offer a cap of nine"})


def _add_work(session: Session, venture_id: int) -> None:
    chosen = {"state": "chosen", "owner": PEOPLE[1], "due_on": date.today()}
    for name, rule in (("Calls in two languages", "stop if Pellworm Bank says no"), ("Export for Dunmore Freight", "")):
        money = dict(zip(("cost", "cost_spent"), SPENT, strict=True)) if rule else {}
        add_record(session, INITIATIVE, venture_id, {"name": name, "stop_rule": rule} | chosen | money)
    add_record(session, ACTION, venture_id, {"title": "Hire Fang Shuyu", "owner": PEOPLE[0], "due_on": date.today()})
    decision = {"title": "Part with Northgate Ventures", "decided_by": PEOPLE[0], "decided_on": date(2026, 11, 1)}
    add_record(session, DECISION, venture_id, decision)


def _add_comments(session: Session, venture_id: int) -> None:
    batch = ImportBatch(venture_id=venture_id, file_name="tickets.csv")
    session.add(batch)
    session.flush()
    said = [part for part in COMMENTS for _ in range(part.n)]
    for number, part in enumerate(said):
        key = f"{venture_id}-{number}"
        values = {"text": part.text, "customer": part.customer, "content_key": key, "unique_key": key}
        row = Comment(venture_id=venture_id, batch_id=batch.id, row_number=number, **values)
        session.add(row)
        session.flush()
        reading = {"encoder_version": "v", "label": part.label, "language": "en", "probability": 0.1}
        session.add(Prediction(comment_id=row.id, **reading))
