"""The writing of a draft: planned from the records, worded by the generator where there is one, and kept."""

from time import monotonic
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import SextantError
from core.i18n import LOCALES
from core.reach.rules import AUDIENCES
from core.services.drafts import keep_draft
from core.services.jobs import JobContext, StoredJob, add_job
from core.services.snapshot import make_snapshot
from core.services.ventures import get_venture
from core.strategy.model import Plan, Sentence
from core.strategy.planner import UNKNOWN_AUDIENCE, plan_draft
from core.strategy.wording import word_points
from db.models import Draft, Run

PROGRESS_SECONDS = 0.7  # how often the words so far are shown


def queue_draft(
    session: Session, venture_id: int, language: str, audience: str = "team", token: str | None = None
) -> StoredJob:
    """Queue the writing of a draft."""
    if language not in LOCALES:
        raise SextantError("There is no language {language}. Choose en or zh-CN.", language=language)
    if audience not in AUDIENCES:
        raise SextantError(UNKNOWN_AUDIENCE, audience=audience)
    get_venture(session, venture_id)
    return add_job(session, "draft", venture_id, {"language": language, "audience": audience}, token)


def make_plan(session: Session, venture_id: int, language: str, audience: str = "team") -> Plan:
    """Return what a draft would say now, before any wording."""
    return plan_draft(make_snapshot(session, venture_id, language), language, audience)


def run_draft(context: JobContext, generator: Any | None) -> dict[str, Any]:
    """Plan, word and keep a draft; a task that is begun again starts over, and keeps one draft."""
    venture_id, began = context.job.venture_id or 0, monotonic()
    language, audience = context.job.payload["language"], context.job.payload.get("audience", "team")
    with context.database.read() as session:
        if known := session.scalar(select(Draft.id).filter_by(job_id=context.job.id)):
            return {"draft_id": known}
        plan = make_plan(session, venture_id, language, audience)
    stream = _Stream(context, plan)
    worded = word_points(
        plan.points,
        generator,
        language,
        on_text=stream.tell,
        should_stop=context.should_stop,
        withheld=plan.unsayable,
    )
    context.check()
    sentences = [
        (point.section, Sentence(words.text, point.source, words.worded_by, point.facts, words.refused))
        for point, words in zip(plan.points, worded, strict=True)
    ]
    name = generator.name if generator else "none"
    with context.database.write() as session:
        context.report(session, len(sentences), len(sentences))
        draft = keep_draft(session, venture_id, plan, sentences, language=language, audience=audience, generator=name)
        draft.job_id = context.job.id
        shares = {key: sum(s.worded_by == key for _, s in sentences) for key in ("generator", "planner")}
        run = Run(venture_id=venture_id, job_id=context.job.id, kind="draft", network=name, figures=shares)
        run.rows, run.seconds = len(sentences), monotonic() - began
        session.add(run)
        session.flush()
        return {"draft_id": draft.id} | shares


class _Stream:
    """Shows the words as they come: a few times a second the task's progress holds the sentences so far."""

    def __init__(self, context: JobContext, plan: Plan) -> None:
        self.context = context
        self.sections = [point.section for point in plan.points]
        self.texts: list[str] = [""] * len(plan.points)
        self.titles = plan.titles
        self.last = 0.0

    def tell(self, index: int, text: str) -> None:
        """Note a sentence's text so far."""
        self.texts[index] = text
        if monotonic() - self.last < PROGRESS_SECONDS:
            return
        self.last = monotonic()
        begun = sum(bool(text) for text in self.texts)
        lines = [[section, text] for section, text in zip(self.sections, self.texts, strict=True) if text]
        with self.context.database.write() as session:
            self.context.report(session, begun, len(self.texts), lines=lines, titles=self.titles)
