"""Everything the planner looks at, gathered from the tables at one moment."""

import logging
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.i18n import in_locale, t
from core.labels import CHANNELS
from core.planning.pipeline import COLD_DAYS
from core.reach.consents import Consents
from core.reach.fields import OUTSIDE
from core.services import feedback
from core.services.comments import CommentQuery, StoredComment, choices, list_comments
from core.services.initiatives import ACTION, INITIATIVE, NEED
from core.services.money import money_of_card
from core.services.offers import offers_of_partners
from core.services.partners import PARTNER, days_limit
from core.services.reach import customers_of, private_records
from core.services.records import Noun, all_records
from core.services.resources import CANDIDATE, RESOURCE
from core.services.ventures import StoredCompany, day_of, get_venture, today_of
from core.strategy.snapshot import Snapshot, from_mappings
from db.models import Comment, Draft
from db.repository import live

log = logging.getLogger(__name__)
WINDOW = timedelta(days=30)
QUOTES = 3
QUOTED_CUSTOMERS = 50
QUOTE_LENGTH = (8, 120)  # shorter says nothing, longer fills the page


def make_snapshot(session: Session, venture_id: int, locale: str, today: date | None = None) -> Snapshot:
    """Return the company's live records, counts and last draft, named in the language of the draft."""
    company = get_venture(session, venture_id)
    today = today or today_of(company)
    nouns: dict[str, Noun[Any]] = {
        "resources": RESOURCE,
        "candidates": CANDIDATE,
        "initiatives": INITIATIVE,
        "actions": ACTION,
    }
    lists = {name: [row.model_dump() for row in all_records(session, noun, venture_id)] for name, noun in nouns.items()}
    costs = {row.id: row.cost_a_month for row in all_records(session, RESOURCE, venture_id)}
    lists["resources"] = [row | {"monthly_cost": costs[row["id"]]} for row in lists["resources"]]
    lists["actions"] = [row for row in lists["actions"] if row["dropped_on"] is None]
    open_ids = {row["id"] for row in lists["initiatives"]}
    needs = [need.model_dump() for need in all_records(session, NEED, venture_id) if need.initiative_id in open_ids]
    limits = days_limit(session, venture_id)
    partners = [
        partner.model_dump() | {"days_limit": limits.get((partner.kind, partner.stage), COLD_DAYS)}
        for partner in all_records(session, PARTNER, venture_id)
    ]
    with in_locale(locale):
        summary = feedback_summary(session, venture_id, today)
    previous = _previous(session, company, today)
    card = company.model_dump() | {"name": company.name_in(locale)} | money_of_card(session, company, today)
    lists |= {"needs": needs, "partners": partners}
    private = private_records(session, venture_id) | {"offers": offers_of_partners(session, venture_id, today)}
    return from_mappings(card, today, feedback=summary, previous=previous, **lists, **private)


def feedback_summary(session: Session, venture_id: int, today: date) -> dict[str, Any]:
    """Return what was counted of the comments, as the planner reads it."""
    labels = feedback.count_labels(session, venture_id).get(None, {})
    end = today + timedelta(days=1)
    recent = feedback.count_labels(session, venture_id, since=end - WINDOW, until=end)
    before = feedback.count_labels(session, venture_id, since=end - 2 * WINDOW, until=end - WINDOW)
    ratings = select(
        func.avg(Comment.rating), func.count(Comment.rating), func.min(Comment.written_on), func.max(Comment.written_on)
    )
    mine = ratings.where(Comment.venture_id == venture_id, Comment.deleted_at.is_(None))
    rating, rating_n, first, last = session.execute(mine).one()
    return {
        "n": sum(labels.values()),
        "labels": {name: number for name, number in labels.items() if name != "unread"},
        "unread": labels.get("unread", 0),
        "recent": _group("", recent.get(None, {})),
        "before": _group("", before.get(None, {})),
        "rating": rating,
        "rating_n": rating_n,
        "first_day": first,
        "last_day": last,
        "channels": [
            _group(t(CHANNELS.get(name, name)), c)
            for name, c in feedback.by_channel(session, venture_id).items()
            if name
        ],
        "customers": [_group(name, c) for name, c in feedback.by_customer(session, venture_id).items() if name],
        "languages": feedback.by_language(session, venture_id),
        "quotes": _quotes(session, venture_id),
    }


def _group(name: str, counts: dict[str, int]) -> dict[str, Any]:
    share = feedback.share_of(counts, "negative")
    return {"name": name, "n": share.n, "negative": share.k}


def _quotes(session: Session, venture_id: int) -> list[dict[str, Any]]:
    query = CommentQuery(label="negative", sort="written_on", size=50)
    rows, _ = list_comments(session, venture_id, query)
    fitting = [row for row in rows if QUOTE_LENGTH[0] <= len(row.text) <= QUOTE_LENGTH[1]]
    surest = sorted(fitting, key=lambda row: row.probability if row.probability is not None else 1.0)[:QUOTES]
    allowed = [row for row in _consented(session, venture_id) if QUOTE_LENGTH[0] <= len(row.text) <= QUOTE_LENGTH[1]]
    known = {row.id for row in surest}
    return [
        {
            "comment_id": r.id,
            "text": r.text,
            "label": r.label,
            "probability": r.probability,
            "customer": r.customer,
            "day": r.written_on,
        }
        for r in [*surest, *(row for row in allowed if row.id not in known)]
    ]


def _consented(session: Session, venture_id: int) -> list[StoredComment]:
    """Return the surest complaints of customers who may be quoted, so that readers outside hear somebody too."""
    consents = Consents(customers_of(session, venture_id), OUTSIDE)
    names = [name for name in choices(session, venture_id, "customer") if consents.may_quote(name)]
    found = []
    for name in names[:QUOTED_CUSTOMERS]:
        query = CommentQuery(label="negative", customer=name, sort="written_on", size=QUOTES)
        found += list_comments(session, venture_id, query)[0]
    return sorted(found, key=lambda row: row.probability if row.probability is not None else 1.0)[:QUOTES]


def _previous(session: Session, company: StoredCompany, today: date) -> dict[str, Any] | None:
    statement = live(Draft, venture_id=company.id).order_by(Draft.number.desc())
    last = next((row for row in session.scalars(statement) if day_of(company, row.created_at) < today), None)
    if last is None:
        return None
    promised = {e.record for s in last.sentences for e in s.evidence if (e.record or "").startswith("action:")}
    actions = [a for a in all_records(session, ACTION, company.id) if f"action:{a.id}" in promised]
    return {
        "number": last.number,
        "made_on": day_of(company, last.created_at),
        "actions": [{"id": a.id, "title": a.title, "due": a.due_on, "done": a.done_on is not None} for a in actions],
    }
