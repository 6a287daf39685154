"""The preparation of the generator: a background task after the first page is up."""

from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from core.services.jobs import ACTIVE, JobContext, StoredJob, add_job, list_jobs
from core.settings import Settings


def queue_preparation(session: Session, settings: Settings) -> StoredJob | None:
    """Queue the conversion of the default generator where it is wanted, not there yet and not already under way."""
    from core.nlp.gemma import is_converted

    if settings.generator != "auto" or is_converted(settings.cache):
        return None
    if any(job.state in ACTIVE for job in list_jobs(session, None, kind="prepare_generator")):
        return None
    return add_job(session, "prepare_generator", None)


def run_preparation(context: JobContext, cache: Path) -> dict[str, Any]:
    """Convert the default generator into the cache, reporting each step."""
    from core.nlp.gemma import ConversionStopped, convert_default

    def report(done: int, total: int, message: str) -> None:
        with context.database.write() as session:
            context.report(session, done, total, message=message)

    try:
        folder = convert_default(cache, progress=report, should_stop=context.should_stop)
    except ConversionStopped:
        context.check()
        raise
    return {"folder": folder.name}


def writer_state(settings: Settings) -> str:
    """Return off, missing or ready."""
    from core.nlp.gemma import is_converted

    if settings.generator == "none":
        return "off"
    return "ready" if settings.generator != "auto" or is_converted(settings.cache) else "missing"
