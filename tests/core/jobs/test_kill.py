"""A real process is killed in the middle of its work; another one goes on with it, and nothing is lost or doubled."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from core.jobs.worker import Handler, Worker
from core.runtime import Runtime
from core.services.analysis import run_analysis
from core.services.feedback import count_labels, list_batches
from core.services.imports import run_import
from core.services.jobs import StoredJob, get_job, list_jobs
from core.services.ventures import add_venture
from db.models import Comment, Prediction, Run
from db.session import Database

ROOT = Path(__file__).parents[3]
LEASE_SECONDS = 2.0
PATIENCE = 90.0
Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Return a function that starts one of our commands in a process of its own, on this test's home folder."""
    with runtime.database.write() as session:
        add_venture(session, {"name": "Tea"})
    environment = os.environ | {"SEXTANT_LEASE_SECONDS": str(LEASE_SECONDS), "OMP_NUM_THREADS": "1"}
    started: list[subprocess.Popen[bytes]] = []

    def run(*arguments: object) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "core", *map(str, arguments), "--venture", "Tea"]
        started.append(subprocess.Popen(command, cwd=ROOT, env=environment))
        return started[-1]

    yield run
    for process in started:
        process.kill()
        process.wait()


def write_file(path: Path, rows: int) -> Path:
    lines = [f"The answer to question {n} was {('good', 'bad')[n % 2]},2026-11-{n % 28 + 1:02}" for n in range(rows)]
    path.write_text("\n".join(["comment,date", *lines]), "utf-8")
    return path


def wait_until(seen: Callable[[], object], process: "subprocess.Popen[bytes] | None" = None) -> None:
    end = time.monotonic() + PATIENCE
    while not seen():
        assert time.monotonic() < end, "it took too long"
        assert process is None or process.poll() is None, "the process ended before it could be killed"
        time.sleep(0.01)


def kill_at(process: "subprocess.Popen[bytes]", database: Database, kind: str, done: int) -> StoredJob:
    """Kill the process once its task has got so far, while no other process gets the task."""

    def task() -> StoredJob | None:
        with database.read() as session:
            return next(iter(list_jobs(session, 1, kind=kind)), None)

    wait_until(lambda: (found := task()) is not None and found.done >= done, process)
    running = task()
    assert running is not None
    assert Worker(database, {}).run_next(running.id) is False
    process.send_signal(signal.SIGKILL)
    process.wait()
    with database.read() as session:
        return get_job(session, running.id)


def go_on(database: Database, job: StoredJob, handlers: dict[str, Handler]) -> StoredJob:
    """Start a worker, as the app does, and wait until the task has ended."""
    worker = Worker(database, handlers)
    worker.start()
    try:
        wait_until(lambda: not _read(database, job).active)
    finally:
        worker.stop()
    return _read(database, job)


def _read(database: Database, job: StoredJob) -> StoredJob:
    with database.read() as session:
        return get_job(session, job.id)


@pytest.mark.slow
def test_an_import_that_was_killed_goes_on_and_every_row_is_there_once(
    runtime: Runtime, start: Start, tmp_path: Path
) -> None:
    rows, database = 40_000, runtime.database
    file = write_file(tmp_path / "big.csv", rows)

    killed = kill_at(start("import-comments", file), database, "import", 6000)
    assert killed.state == "running" and 6000 <= killed.done < rows
    ended = go_on(database, killed, {"import": run_import, "analyse": lambda context: None})

    assert (ended.state, ended.result["imported"], ended.result["duplicates"]) == ("done", rows, 0)
    with database.read() as session:
        numbers = session.scalars(select(Comment.row_number).order_by(Comment.id)).all()
        [batch] = list_batches(session, 1)
    assert numbers == list(range(2, rows + 2))
    assert (batch.rows_read, batch.imported) == (rows, rows)


@pytest.mark.slow
def test_a_reading_that_was_killed_goes_on_and_every_comment_is_read_once(
    runtime: Runtime, start: Start, tmp_path: Path
) -> None:
    from core.nlp.scoring import read_comments

    rows, database, encoder = 800, runtime.database, runtime.networks.encoder()
    importing = start("import-comments", write_file(tmp_path / "comments.csv", rows))
    assert importing.wait(PATIENCE) == 0
    read_again: list[str] = []

    def read(texts: list[str]) -> object:
        read_again.extend(texts)
        return read_comments(encoder, texts)

    killed = kill_at(start("analyse"), database, "analyse", 256)
    assert killed.state == "running" and 0 < killed.done < rows
    ended = go_on(database, killed, {"analyse": lambda context: run_analysis(context, encoder, read)})  # type: ignore[arg-type]

    assert (ended.state, ended.done, ended.total) == ("done", rows, rows)
    assert len(read_again) == rows - killed.done
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Prediction)) == rows
        assert "unread" not in count_labels(session, 1)[None]
        assert len(session.scalars(select(Run)).all()) == 1
