"""Background tasks as rows: queued, claimed by a lease, kept alive, finished. Any process may take an orphan over."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel
from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from core.errors import NotFound, SextantError
from core.i18n import N_
from db.base import now
from db.models import Job
from db.repository import by_token
from db.session import Database

LEASE = timedelta(seconds=30)  # how long a task stays with a process that says nothing
MOST_ATTEMPTS = 5  # a task that has died with its process this often is given up
ACTIVE = ("queued", "running")


class StoredJob(BaseModel):
    """A background task as the user sees it."""

    model_config = {"from_attributes": True}

    id: int
    venture_id: int | None
    kind: str
    payload: dict[str, Any]
    state: str
    done: int
    total: int
    progress: dict[str, Any]
    result: dict[str, Any]
    error: dict[str, Any] | None
    lease_owner: str | None
    cancel_requested: bool
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    @property
    def active(self) -> bool:
        """Return whether the task is still to end."""
        return self.state in ACTIVE

    @property
    def seconds_left(self) -> float | None:
        """Return the time left at the speed so far, or None before anything is known."""
        if self.state != "running" or not self.started_at or not 0 < self.done < self.total:
            return None
        return (now() - self.started_at).total_seconds() / self.done * (self.total - self.done)


def add_job(
    session: Session, kind: str, venture_id: int | None, payload: dict[str, Any] | None = None, token: str | None = None
) -> StoredJob:
    """Queue a task; the same token a second time returns the first one."""
    if known := by_token(session, Job, token):
        return StoredJob.model_validate(known)
    row = Job(kind=kind, venture_id=venture_id, payload=payload or {}, token=token)
    session.add(row)
    session.flush()
    return StoredJob.model_validate(row)


def get_job(session: Session, job_id: int) -> StoredJob:
    """Return a task; raise NotFound if it is not there."""
    row = session.get(Job, job_id)
    if row is None:
        raise NotFound("This background task is not there any more.")
    return StoredJob.model_validate(row)


def list_jobs(session: Session, venture_id: int | None, *, active: bool = False, kind: str = "") -> list[StoredJob]:
    """Return the tasks of a venture (and those of none), newest first."""
    statement = select(Job).where(or_(Job.venture_id == venture_id, Job.venture_id.is_(None))).order_by(Job.id.desc())
    if active:
        statement = statement.where(Job.state.in_(ACTIVE))
    if kind:
        statement = statement.where(Job.kind == kind)
    return [StoredJob.model_validate(row) for row in session.scalars(statement.limit(50))]


def cancel_job(session: Session, job_id: int) -> None:
    """Ask a task to stop; one that has not begun is cancelled at once."""
    row = session.get(Job, job_id, with_for_update=True)
    if row is None or row.state not in ACTIVE:
        return
    row.cancel_requested = True
    if row.state == "queued":
        row.state, row.finished_at = "cancelled", now()


def claim_job(session: Session, owner: str, job_id: int | None = None, *, lease: timedelta = LEASE) -> StoredJob | None:
    """Take the oldest task that waits or whose lease has run out; None if there is none.

    A live lease is never touched.
    """
    free = or_(Job.state == "queued", and_(Job.state == "running", Job.lease_until < now()))
    statement = select(Job).where(free).order_by(Job.id).limit(1).with_for_update(skip_locked=True)
    row = session.scalar(statement.where(Job.id == job_id) if job_id else statement)
    if row is None:
        return None
    row.attempts += 1
    if row.attempts > MOST_ATTEMPTS:
        message = N_("The task was broken off {times} times. Start it again; what it had done is kept.")
        row.state, row.finished_at = "failed", now()
        row.error = {"message": message, "values": {"times": MOST_ATTEMPTS}}
        return None
    row.state, row.lease_owner, row.lease_until = "running", owner, now() + lease
    row.started_at = row.started_at or now()
    session.flush()
    return StoredJob.model_validate(row)


class Cancelled(Exception):
    """The user asked the task to stop; what it had done is kept."""


class Interrupted(Exception):
    """The process ends; the task goes back to the queue."""


class LostLease(Exception):
    """Another process has taken the task over."""


class JobContext:
    """What a running task uses: its payload, its progress, and the points at which it may end early."""

    def __init__(
        self,
        database: Database,
        job: StoredJob,
        owner: str,
        stop: Callable[[], bool] = lambda: False,
        lease: timedelta = LEASE,
    ) -> None:
        self.database = database
        self.job = job
        self.owner = owner
        self.cancelled = False
        self._stop = stop
        self._lease = lease

    def should_stop(self) -> bool:
        """Return whether the task shall end early."""
        return self.cancelled or self._stop()

    def check(self) -> None:
        """Raise Cancelled or Interrupted where the task shall end early; call it between two transactions."""
        if self.cancelled:
            raise Cancelled
        if self._stop():
            raise Interrupted

    def report(self, session: Session, done: int, total: int, **progress: Any) -> None:
        """Write progress and renew the lease inside the caller's transaction.

        Raises LostLease if another process holds the task: the caller's work is rolled back, so nothing is done twice.
        """
        values: dict[str, Any] = {"done": done, "total": total, "lease_until": now() + self._lease}
        if progress:
            values["progress"] = progress
        mine = and_(Job.id == self.job.id, Job.lease_owner == self.owner, Job.state == "running")
        asked = session.scalars(update(Job).where(mine).values(**values).returning(Job.cancel_requested)).all()
        if not asked:
            raise LostLease
        self.cancelled = asked[0]


def renew_lease(session: Session, job_id: int, owner: str, lease: timedelta = LEASE) -> bool:
    """Keep a task's lease alive; return False if it is no longer the owner's."""
    mine = and_(Job.id == job_id, Job.lease_owner == owner, Job.state == "running")
    kept = session.scalars(update(Job).where(mine).values(lease_until=now() + lease).returning(Job.id)).all()
    return bool(kept)


def release_job(session: Session, job_id: int, owner: str) -> None:
    """Give a task back to the queue, for the next process to go on with."""
    row = session.get(Job, job_id, with_for_update=True)
    if row and row.lease_owner == owner and row.state == "running":
        row.state, row.lease_owner, row.lease_until = "queued", None, None
        row.attempts -= 1


def finish_job(
    session: Session,
    job_id: int,
    owner: str,
    state: str,
    *,
    result: dict[str, Any] | None = None,
    error: SextantError | None = None,
) -> None:
    """End a task as done, failed or cancelled."""
    row = session.get(Job, job_id, with_for_update=True)
    if row is None or row.lease_owner != owner:
        return
    row.state, row.finished_at, row.lease_until = state, now(), None
    row.result = result or {}
    row.error = {"message": error.message, "values": {k: str(v) for k, v in error.values.items()}} if error else None
