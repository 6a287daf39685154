from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.jobs.worker import Worker
from core.services.imports import queue_import, run_import, stage_file
from core.services.jobs import StoredJob, get_job
from core.services.ventures import StoredCompany
from db.models import Comment, ImportBatch, Prediction
from db.session import Database

AddComments = Callable[[Sequence[tuple[str, date | None, str]]], list[int]]

COMMENTS = [
    ("late again", date(2026, 11, 2), "Bank", "negative", 0.05),
    ("slow", date(2026, 11, 8), "Bank", "negative", 0.2),
    ("fine", date(2026, 11, 8), "Shop", "positive", 0.9),
    ("so-so", date(2026, 11, 9), "Shop", "unclear", 0.5),
    ("100% great_", date(2026, 11, 9), "", "positive", 0.99),
    ("?", date(2026, 11, 9), "Bank", "empty", None),
    ("not read", date(2026, 11, 2), "Bank", None, None),
    ("no day", None, "Bank", "negative", 0.1),
]

COMMENT_COLUMNS = {"text": "text", "written_on": "day", "rating": "stars", "customer": "who"}


@pytest.fixture
def import_file(database: Database, company: StoredCompany, home: Path) -> Callable[..., StoredJob]:
    """Return a function that imports a file's content and gives the finished task."""
    worker = Worker(database, {"import": run_import})

    def run(content: bytes, columns: dict[str, str] = COMMENT_COLUMNS, **options: Any) -> StoredJob:
        path = stage_file(home / "uploads", "comments.csv", content)
        with database.write() as session:
            job = queue_import(session, company.id, path, name="comments.csv", columns=columns, **options)
        assert worker.run_next(job.id)
        with database.read() as session:
            return get_job(session, job.id)

    return run


@pytest.fixture
def add_comments(database: Database, company: StoredCompany) -> AddComments:
    """Return a function that adds comments (text, day, customer) and gives their ids."""

    def add(comments: Sequence[tuple[str, date | None, str]]) -> list[int]:
        with database.write() as session:
            batch = ImportBatch(venture_id=company.id, file_name="x.csv")
            session.add(batch)
            session.flush()
            rows = [
                Comment(
                    venture_id=company.id,
                    batch_id=batch.id,
                    row_number=number,
                    text=text,
                    content_key=f"{batch.id}-{number}",
                    unique_key=f"{batch.id}-{number}",
                    written_on=day,
                    customer=customer,
                    channel="ticket" if number % 2 else "chat",
                )
                for number, (text, day, customer) in enumerate(comments)
            ]
            session.add_all(rows)
            session.flush()
            return [row.id for row in rows]

    return add


@pytest.fixture
def ids(database: Database, company: StoredCompany, add_comments: AddComments) -> list[int]:
    ids = add_comments([(text, day, customer) for text, day, customer, *_ in COMMENTS])
    with database.write() as session:
        for comment_id, (*_, label, probability) in zip(ids, COMMENTS, strict=True):
            if label:
                language = "zh" if label == "positive" else "en"
                session.add(
                    Prediction(
                        comment_id=comment_id,
                        encoder_version="v",
                        label=label,
                        probability=probability,
                        language=language,
                    )
                )
    return ids
