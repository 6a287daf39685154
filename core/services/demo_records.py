"""The demo's market, money, assessments, decisions, and what is offered and sought."""

from datetime import date
from typing import Any, Protocol

from sqlalchemy.orm import Session

from core.labels import FACTORS, MONEY_LINES
from core.planning.months import shifted
from core.services.decisions import DECISION
from core.services.events import EVENT
from core.services.market import COMPETITOR, CUSTOMER, MARKET_SEGMENT
from core.services.money import FIGURE, MONEY_MONTH
from core.services.offers import OFFER
from core.services.records import add_record
from core.services.resources import ASSESSMENT

LEVELS = {"knows": 1, "works_alone": 2, "leads": 3}


class DemoLike(Protocol):
    """The demo that is being added: its company, its content and its language."""

    session: Session
    venture_id: int
    today: date
    data: dict[str, Any]
    names: dict[str, str]

    def say(self, item: dict[str, Any], name: str) -> Any:
        """Return a text in the language of the demo."""

    def day(self, item: dict[str, Any], name: str) -> date | None:
        """Return the day a number of days ago or ahead."""


def add_market(demo: DemoLike) -> None:
    """Add customers, competitors and the parts of the market."""
    for item in demo.data["customers"]:
        values = {name: demo.say(item, name) for name in ("name", "segment", "state", "note")}
        values |= {name: item.get(name, False) for name in ("may_be_named", "may_be_quoted")}
        values |= {
            "owner": demo.names.get(item.get("owner", ""), ""),
            "other_names": demo.say(item, "other_names") or [],
        }
        values |= {"yearly_value": item.get("yearly_value"), "renewal_on": demo.day(item, "renewal")}
        add_record(demo.session, CUSTOMER, demo.venture_id, values)
    for item in demo.data["competitors"]:
        texts = ("name", "offer", "price", "strength", "weakness", "difference")
        values = {name: demo.say(item, name) for name in texts} | {"seen_on": demo.day(item, "seen")}
        add_record(demo.session, COMPETITOR, demo.venture_id, values)
    for item in demo.data["segments"]:
        values = {name: demo.say(item, name) for name in ("name", "source")}
        values |= {name: item[name] for name in ("accounts", "yearly_price", "share")}
        add_record(demo.session, MARKET_SEGMENT, demo.venture_id, values)


def add_money(demo: DemoLike) -> None:
    """Add the months of money and the measures."""
    for item in demo.data["months"]:
        values = {"month": shifted(demo.today, -item["months_ago"]), "basis": item["basis"]}
        values |= {name: item.get(name) for name in MONEY_LINES}
        add_record(demo.session, MONEY_MONTH, demo.venture_id, values)
    for item in demo.data["figures"]:
        values = {name: demo.say(item, name) for name in ("name", "unit", "definition", "better")}
        values |= {"target": item["target"], "target_on": demo.day(item, "target"), "owner": demo.names[item["owner"]]}
        lines = [{"month": shifted(demo.today, -ago), "value": value, "n": n} for ago, value, n in item["values"]]
        add_record(demo.session, FIGURE, demo.venture_id, values | {"values": lines})


def add_assessments(demo: DemoLike, candidates: dict[str, int]) -> None:
    """Add the raters' sheets on the candidates."""
    for item in demo.data["assessments"]:
        values = {"candidate_id": candidates[item["candidate"]], "rater": demo.names[item["rater"]]}
        values |= {factor: item[factor] for factor in FACTORS}
        values |= {"rated_on": demo.day(item, "rated"), "note": demo.say(item, "note")}
        add_record(demo.session, ASSESSMENT, demo.venture_id, values)


def add_decisions(demo: DemoLike, initiatives: dict[str, int]) -> None:
    """Add the decisions."""
    for item in demo.data["decisions"]:
        values = {name: demo.say(item, name) for name in ("title", "why")}
        values |= {name: demo.names[item[name]] for name in ("decided_by", "owner")}
        values |= {f"{name}_on": demo.day(item, name) for name in ("decided", "due", "review")}
        values |= {"initiative_id": initiatives[item["initiative"]]}
        add_record(demo.session, DECISION, demo.venture_id, values)


def add_exchange(demo: DemoLike, partners: dict[str, int]) -> None:
    """Add what partners and the company offer and seek, and where they meet."""
    kinds = {item["id"]: item["kind"] for item in demo.data["capabilities"]}
    for item in demo.data["exchange"]:
        values = {name: item[name] for name in ("direction", "quantity")} | {"text": demo.say(item, "text")}
        values |= {"kind": kinds[item["capability"]], "capability": demo.names[item["capability"]]}
        values |= {"level": LEVELS[item["level"]], "partner_id": partners.get(item["partner"] or "")}
        add_record(demo.session, OFFER, demo.venture_id, values)
    for item in demo.data["events"]:
        values = {name: demo.say(item, name) for name in ("name", "place", "note", "at")}
        values |= {"held_on": demo.day(item, "held"), "partner_ids": [partners[one] for one in item["partners"]]}
        add_record(demo.session, EVENT, demo.venture_id, values)
