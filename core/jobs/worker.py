"""One thread that claims background tasks and runs them, in this process, outside every page's script."""

import logging
import threading
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from core.errors import SextantError
from core.i18n import N_
from core.services.jobs import (
    LEASE,
    Cancelled,
    Interrupted,
    JobContext,
    LostLease,
    StoredJob,
    claim_job,
    finish_job,
    release_job,
    renew_lease,
)
from db.session import Database

log = logging.getLogger(__name__)
Handler = Callable[[JobContext], dict[str, Any] | None]
POLL_SECONDS = 0.5


class Worker:
    """Runs tasks one after another; stops cleanly, so that torch is never killed half-way."""

    def __init__(self, database: Database, handlers: dict[str, Handler], lease: timedelta = LEASE) -> None:
        self.database = database
        self.handlers = handlers
        self.lease = lease
        self.owner = uuid.uuid4().hex
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Start the thread."""
        self._thread = threading.Thread(target=self._loop, name="sextant-worker", daemon=True)
        self._thread.start()

    def stop(self, timeout: float = 10.0) -> None:
        """Ask the thread to stop and wait for it."""
        self._stop.set()
        self._wake.set()
        if self._thread:
            self._thread.join(timeout)

    def wake(self) -> None:
        """Look for work now."""
        self._wake.set()

    def _loop(self) -> None:
        while not self._stop.is_set():
            try:
                worked = self.run_next()
            except Exception:
                log.exception("the worker could not look for work")
                worked = False
            if not worked:
                self._wake.wait(POLL_SECONDS)
                self._wake.clear()

    def run_next(self, job_id: int | None = None) -> bool:
        """Claim one task and run it to its end; return whether there was one."""
        with self.database.write() as session:
            job = claim_job(session, self.owner, job_id, lease=self.lease)
        if job is None:
            return False
        self._run(job)
        return True

    def _run(self, job: StoredJob) -> None:
        context = JobContext(self.database, job, self.owner, self._stop.is_set, self.lease)
        beat = _Heartbeat(self.database, job.id, self.owner, self.lease)
        try:
            result = self.handlers[job.kind](context)
            self._end(job, "done", result=result)
        except Interrupted:
            with self.database.write() as session:
                release_job(session, job.id, self.owner)
        except Cancelled:
            self._end(job, "cancelled")
        except LostLease:
            log.warning("task %s was taken over by another process", job.id)
        except SextantError as error:
            self._end(job, "failed", error=error)
        except Exception:
            number = uuid.uuid4().hex[:8]
            log.exception("task %s failed, error %s", job.id, number)
            message = N_(
                "Something went wrong that we did not foresee. The log holds it under {number}; start the task again."
            )
            self._end(job, "failed", error=SextantError(message, number=number))
        finally:
            beat.stop()

    def _end(self, job: StoredJob, state: str, **outcome: Any) -> None:
        with self.database.write() as session:
            finish_job(session, job.id, self.owner, state, **outcome)


class _Heartbeat:
    """Renews a task's lease while one long step of it runs."""

    def __init__(self, database: Database, job_id: int, owner: str, lease: timedelta) -> None:
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat, args=(database, job_id, owner, lease), daemon=True)
        self._thread.start()

    def _beat(self, database: Database, job_id: int, owner: str, lease: timedelta) -> None:
        while not self._ended.wait(lease.total_seconds() / 3):
            try:
                with database.write() as session:
                    if not renew_lease(session, job_id, owner, lease):
                        return
            except Exception:
                log.exception("the lease of task %s could not be renewed; the next beat tries again", job_id)

    def stop(self) -> None:
        """End the renewing."""
        self._ended.set()
        self._thread.join(5)
