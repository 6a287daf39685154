"""Drafts as they are kept: versions, edits, exports, and marks where a record has changed since."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from pydantic import BaseModel
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.errors import NotFound, SextantError
from core.i18n import N_
from core.reach.fields import TEAM
from core.services.initiatives import INITIATIVE
from core.services.partners import PARTNER
from core.services.records import Noun, all_records
from core.services.resources import CANDIDATE, RESOURCE
from core.services.snapshot import day_of, make_snapshot
from core.services.ventures import get_venture
from core.strategy.audience import unsayable
from core.strategy.guard import check
from core.strategy.model import Fact, Plan, Question, Section, Sentence
from core.strategy.planner import plan_draft
from db.models import Draft, DraftSentence, Evidence, Venture
from db.repository import live, trash


class StoredSentence(BaseModel):
    """A sentence as it is kept; `evidence` are the facts as they stood when it was written."""

    id: int
    section: str
    text: str
    source: str
    worded_by: str
    refused: str
    evidence: list[Any]


class StoredDraft(BaseModel):
    """A draft as it is kept; an edited version was planned when the one it is based on was."""

    id: int
    number: int
    language: str
    audience: str
    generator: str
    missing: list[dict[str, Any]]
    titles: dict[str, str]
    withheld: dict[str, int]
    created_at: datetime
    planned_at: datetime
    sentences: list[StoredSentence]

    def sections(self) -> list[Section]:
        """Return the sections in their order, with their sentences."""
        return [
            Section(
                key,
                title,
                tuple(
                    Sentence(s.text, s.source, s.worded_by, tuple(s.evidence))
                    for s in self.sentences
                    if s.section == key
                ),
            )
            for key, title in self.titles.items()
        ]

    def questions(self) -> list[Question]:
        """Return what was missing."""
        return [Question(**item) for item in self.missing]


@dataclass(frozen=True)
class Change:
    """A fact that is no longer what the draft says."""

    subject: str
    before: str
    after: str | None


def keep_draft(
    session: Session,
    venture_id: int,
    plan: Plan,
    sentences: list[tuple[str, Sentence]],
    **values: Any,
) -> Draft:
    """Keep the sentences, each with its section, as the company's next draft."""
    # On a server, two drafts must not take the same number.
    session.execute(select(Venture.id).filter_by(id=venture_id).with_for_update())
    newest = session.scalar(select(func.max(Draft.number)).where(Draft.venture_id == venture_id)) or 0
    draft = Draft(venture_id=venture_id, number=newest + 1, titles=plan.titles, **values)
    draft.withheld = plan.withheld
    draft.missing = [asdict(question) for question in plan.missing]
    for position, (section, sentence) in enumerate(sentences):
        row = DraftSentence(section=section, position=position, text=sentence.text, source=sentence.source)
        row.worded_by, row.refused = sentence.worded_by, sentence.refused or ""
        row.evidence = [_evidence(fact) for fact in sentence.evidence]
        draft.sentences.append(row)
    session.add(draft)
    session.flush()
    return draft


def _evidence(fact: Fact) -> Evidence:
    values = {name: getattr(fact, name) for name in ("kind", "subject", "value", "unit", "text", "record")}
    return Evidence(fact_id=fact.id, forms=list(fact.forms), **values)


def _fact(row: Evidence) -> Fact:
    return Fact(row.fact_id, row.kind, row.subject, row.value, row.unit, row.text, tuple(row.forms), row.record)


def _stored(row: Draft) -> StoredDraft:
    sentences = [
        StoredSentence(
            **{name: getattr(s, name) for name in ("id", "section", "text", "source", "worded_by", "refused")},
            evidence=[_fact(e) for e in s.evidence],
        )
        for s in row.sentences
    ]
    names = ("id", "number", "language", "audience", "generator", "missing", "titles", "withheld", "created_at")
    values = {name: getattr(row, name) for name in names}
    return StoredDraft(**values, planned_at=_planned_at(row), sentences=sentences)


def _planned_at(row: Draft) -> datetime:
    while row.based_on is not None:
        row = row.based_on
    return row.created_at


def list_drafts(session: Session, venture_id: int) -> list[tuple[int, int, str, datetime, str]]:
    """Return id, number, language, time and audience of each draft, newest first."""
    columns = (Draft.id, Draft.number, Draft.language, Draft.created_at, Draft.audience)
    mine = select(*columns).where(Draft.venture_id == venture_id, Draft.deleted_at.is_(None))
    return [tuple(row) for row in session.execute(mine.order_by(Draft.number.desc()))]  # type: ignore[misc]


def get_draft(session: Session, venture_id: int, draft_id: int) -> StoredDraft:
    """Return a draft; raise NotFound if it is not there."""
    return _stored(_row(session, venture_id, draft_id))


def _row(session: Session, venture_id: int, draft_id: int) -> Draft:
    row = session.scalar(live(Draft, id=draft_id, venture_id=venture_id))
    if row is None:
        raise NotFound("This draft is not there any more.")
    return row


def delete_draft(session: Session, venture_id: int, draft_id: int) -> None:
    """Put a draft into the trash."""
    row = _row(session, venture_id, draft_id)
    trash(row)


def save_version(session: Session, venture_id: int, draft_id: int, edits: dict[int, str]) -> StoredDraft:
    """Keep a new version with some sentences in the user's words; an empty text drops the sentence.

    A sentence that says something its facts do not hold is kept as an assumption, with what the guard found. One that
    names somebody the reader may not learn of is refused whole: raises SextantError.
    """
    old = _stored(_row(session, venture_id, draft_id))
    changed = {s.id: edits[s.id].strip() for s in old.sentences if s.id in edits and edits[s.id].strip() != s.text}
    if not changed:
        raise SextantError("Nothing was changed, so there is no new version.")
    names, withheld = _record_names(session, venture_id), names_withheld(session, venture_id, old.audience)
    sentences = []
    for s in old.sentences:
        text = changed.get(s.id, s.text)
        if text:
            edited = _edited(s, text, old.language, names, withheld) if s.id in changed else _kept(s)
            sentences.append((s.section, edited))
    plan = Plan(missing=tuple(old.questions()), titles=old.titles, withheld=old.withheld)
    values = {"language": old.language, "audience": old.audience, "generator": old.generator, "based_on_id": old.id}
    return _stored(keep_draft(session, venture_id, plan, sentences, **values))


def _kept(s: StoredSentence) -> Sentence:
    return Sentence(s.text, s.source, s.worded_by, tuple(s.evidence), s.refused or None)


def _record_names(session: Session, venture_id: int) -> set[str]:
    nouns: tuple[Noun[Any], ...] = (RESOURCE, CANDIDATE, PARTNER, INITIATIVE)
    return {row.name for noun in nouns for row in all_records(session, noun, venture_id) if row.name}


def names_withheld(session: Session, venture_id: int, audience: str) -> frozenset[str]:
    """Return the names that a draft for an audience may not hold."""
    return frozenset() if audience == TEAM else unsayable(make_snapshot(session, venture_id, "en"), audience)


def _edited(s: StoredSentence, text: str, language: str, names: set[str], withheld: frozenset[str]) -> Sentence:
    found = check(text, s.evidence, language, known_names=names, withheld=withheld)
    refused = next((v for v in found if v.kind == "withheld"), None)
    if refused:
        message = N_("This draft leaves the team, and “{text}” may not be named in it. Say it without the name.")
        raise SextantError(message, text=refused.text)
    source = "assumption" if found else s.source
    return Sentence(text, source, "user", tuple(s.evidence), ", ".join(v.text for v in found) or None)


def changed_facts(session: Session, venture_id: int, draft: StoredDraft) -> dict[int, list[Change]]:
    """Return, by sentence, the facts that have changed since the draft was written.

    The records are read as of the day the draft was planned, so that a day going by changes nothing.
    """
    day = day_of(get_venture(session, venture_id), draft.planned_at)
    snapshot = make_snapshot(session, venture_id, draft.language, day)
    points = plan_draft(snapshot, draft.language, draft.audience, whole=True).points
    facts = {fact.id: fact for point in points for fact in point.facts}
    changes: dict[int, list[Change]] = {}
    for sentence in draft.sentences:
        for old in sentence.evidence:
            new = facts.get(old.id)
            if new is None or new.value != old.value:
                changes.setdefault(sentence.id, []).append(Change(old.subject, old.text, new.text if new else None))
    return changes
