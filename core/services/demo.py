"""The demo company: added and removed by one click or one command. Its days count from the day it is added."""

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from core.demo import FOLDER
from core.i18n import in_locale
from core.services.demo_records import LEVELS, add_assessments, add_decisions, add_exchange, add_market, add_money
from core.services.import_rows import COLUMNS as COMMENT_COLUMNS
from core.services.imports import queue_import, stage_file
from core.services.initiatives import ACTION, INITIATIVE, NEED
from core.services.partners import CONTACT, NOTE, PARTNER
from core.services.records import add_record
from core.services.resources import CANDIDATE, RESOURCE
from core.services.ventures import StoredCompany, add_venture, delete_venture, list_ventures
from db.models import StageChange

STATES = {"proposed": "idea", "planned": "chosen", "running": "chosen"}


def find_demo(session: Session) -> StoredCompany | None:
    """Return the demo company, or None while there is none."""
    return next((company for company in list_ventures(session) if company.is_demo), None)


def add_demo(session: Session, locale: str, uploads: Path, today: date | None = None) -> StoredCompany:
    """Add the demo company in a language, with the import of its comments queued, or return the one there is."""
    if known := find_demo(session):
        return known
    with in_locale(locale):
        return _Demo(session, locale, uploads, today or date.today()).add()


def remove_demo(session: Session) -> bool:
    """Remove the demo company with all that belongs to it; return whether there was one."""
    known = find_demo(session)
    if known:
        delete_venture(session, known.id)
    return known is not None


class _Demo:
    """Adds the records of company.json one after another, turning its ids into ours."""

    def __init__(self, session: Session, locale: str, uploads: Path, today: date) -> None:
        self.session, self.uploads, self.today = session, uploads, today
        self.suffix = "_zh" if locale == "zh-CN" else ""
        self.data: dict[str, Any] = json.loads((FOLDER / "company.json").read_text("utf-8"))
        self.names = {
            item["id"]: self.say(item, "name")
            for kind in ("capabilities", "resources", "customers")
            for item in self.data[kind]
        }

    def say(self, item: dict[str, Any], name: str) -> Any:
        """Return a text in the language of the demo."""
        return item.get(name + self.suffix) or item.get(name) or ""

    def day(self, item: dict[str, Any], name: str) -> date | None:
        """Return the day a number of days ago or ahead."""
        ago, ahead = item.get(f"{name}_days_ago"), item.get(f"{name}_in_days")
        if ago is None and ahead is None:
            return None
        return self.today + timedelta(days=-(ago or 0) if ahead is None else ahead)

    def add(self) -> StoredCompany:
        """Add everything and return the company."""
        card = self.data["card"]
        values = {
            name: self.say(card, name)
            for name in (
                *("offer", "customer", "difference", "price_model", "industry", "stage"),
                *("legal_name", "certificates"),
            )
        }
        values |= {name: card[name] for name in ("currency", "time_zone", "cash", "net_burn", "headcount")}
        names = {"name": self.say(self.data["venture"], "name"), "name_en": self.data["venture"]["name"]}
        company = add_venture(
            self.session, values | names | {"cash_on": self.today.replace(day=1) - timedelta(days=1)}, is_demo=True
        )
        self.venture_id = company.id
        self._add_resources()
        initiatives = self._add_initiatives()
        add_market(self)
        add_money(self)
        add_decisions(self, initiatives)
        partners = self._add_partners()
        add_exchange(self, partners)
        self._add_actions(initiatives, partners)
        self._queue_comments()
        return company

    def _add_resources(self) -> None:
        for item in self.data["resources"]:
            skills = {self.names[c["capability"]]: LEVELS[c["level"]] for c in item.get("capabilities", [])}
            values = {name: self.say(item, name) for name in ("kind", "name", "role", "unit", "note", "access")}
            values |= {name: self.say(item, name) for name in ("form", "personal", "permission")}
            numbers = ("monthly_cost", "use_share", "cards", "hours", "unit_price", "rows")
            values |= {name: item.get(name) for name in numbers}
            days = {"from_on": self.day(item, "from"), "until_on": self.day(item, "until")}
            values |= {"quantity": item.get("quantity", 1), "skills": skills} | days
            add_record(self.session, RESOURCE, self.venture_id, values)
        candidates = {}
        for item in self.data["candidates"]:
            values = {name: self.say(item, name) for name in ("name", "role", "note", "stage", "source")}
            values |= {"stage_since": self.day(item, "stage"), "from_on": self.day(item, "from")}
            values |= {"monthly_cost": item["expected_monthly_cost"]}
            candidates[item["id"]] = add_record(self.session, CANDIDATE, self.venture_id, values).id
        add_assessments(self, candidates)

    def _add_initiatives(self) -> dict[str, int]:
        ids: dict[str, int] = {}
        for item in self.data["initiatives"]:
            values = {name: self.say(item, name) for name in ("name", "goal", "stop_rule")}
            values |= {name: item[name] for name in ("impact", "cost", "effort")} | {"state": STATES[item["state"]]}
            values |= {name: item.get(name) for name in ("cost_spent", "effort_spent")}
            values |= {"owner": self.names[item["owner"]], "requires": [ids[before] for before in item["requires"]]}
            values |= {"starts_on": self.day(item, "starts"), "due_on": self.day(item, "due")}
            ids[item["id"]] = add_record(self.session, INITIATIVE, self.venture_id, values).id
            for need in item["needs"]:
                wanted = {"kind": need["kind"], "quantity": need["quantity"], "level": LEVELS[need["level"]]}
                wanted |= {"initiative_id": ids[item["id"]], "capability": self.names[need["capability"]]}
                add_record(self.session, NEED, self.venture_id, wanted | {"due_on": self.day(need, "due")})
        return ids

    def _add_partners(self) -> dict[str, int]:
        ids = {}
        for item in self.data["partners"]:
            values = {name: self.say(item, name) for name in ("name", "want", "next_step", "offers", "outcome_reason")}
            values |= {name: item[name] for name in ("kind", "stage", "outcome", "value", "probability")}
            history = [(h["stage"], self.today - timedelta(days=h["days_ago"])) for h in item["stage_history"]]
            values |= {"stage_since": history[-1][1], "owner": self.names[item["owner"]]}
            values |= {"next_step_on": self.day(item, "next_step"), "outcome_on": self.day(item, "outcome")}
            values |= {"paused_until": self.day(item, "resume")}
            ids[item["id"]] = partner = add_record(self.session, PARTNER, self.venture_id, values).id
            for before, (stage, day) in zip([None, *history], history, strict=False):
                self.session.add(
                    StageChange(
                        partner_id=partner, from_stage=before[0] if before else None, to_stage=stage, changed_on=day
                    )
                )
            self._add_people_and_notes(item, partner)
        return ids

    def _add_people_and_notes(self, item: dict[str, Any], partner: int) -> None:
        for contact in item["contacts"]:
            values = {name: self.say(contact, name) for name in ("name", "title", "email", "phone")}
            add_record(self.session, CONTACT, self.venture_id, values | {"partner_id": partner})
        for note in item["notes"]:
            day = self.today - timedelta(days=note["days_ago"])
            values = {"partner_id": partner, "text": self.say(note, "text"), "noted_on": day}
            add_record(self.session, NOTE, self.venture_id, values)

    def _add_actions(self, initiatives: dict[str, int], partners: dict[str, int]) -> None:
        for item in self.data["actions"]:
            links = {
                "initiative_id": initiatives.get(item.get("initiative") or ""),
                "partner_id": partners.get(item.get("partner") or ""),
            }
            values = {"title": self.say(item, "title"), "owner": self.names.get(item["owner"], "")}
            days = {"due_on": self.day(item, "due"), "done_on": self.day(item, "done")}
            add_record(self.session, ACTION, self.venture_id, values | links | days)

    def _queue_comments(self) -> None:
        file = io.StringIO()
        writer = csv.writer(file)
        writer.writerow(COMMENT_COLUMNS)
        with (FOLDER / "comments.csv").open(encoding="utf-8", newline="") as source:
            for row in csv.DictReader(source):
                day = self.today - timedelta(days=int(row["days_ago"]))
                customer = self.names.get(row["customer"], "")
                writer.writerow([row["text"], day, row["rating"], customer, row["channel"]])
        path = stage_file(self.uploads, "demo-comments.csv", file.getvalue().encode())
        columns = {name: name for name in COMMENT_COLUMNS}
        queue_import(self.session, self.venture_id, path, name="demo-comments.csv", columns=columns)
