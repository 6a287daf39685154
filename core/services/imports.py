"""A file of comments comes in: staged, previewed, imported in chunks that a crash cannot double, undone whole."""

import hashlib
import time
import uuid
from collections.abc import Iterator
from datetime import date
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, aliased

from core.errors import NotFound, SextantError
from core.feedback.duplicates import text_key
from core.services.jobs import ACTIVE, Cancelled, JobContext, StoredJob, add_job, cancel_job
from core.tables.dates import parse_date
from core.tables.reading import IMPORT_ROWS, Row, Table, open_table
from core.tables.values import parse_rating
from db.base import now
from db.models import Comment, ImportBatch, Job

CHUNK = 2000
UPLOAD_SECONDS = 24 * 3600  # a staged file older than this is swept away at a start
KEPT_PROBLEMS = 200  # shown one by one; beyond that they are counted
COLUMNS = ("text", "written_on", "rating", "customer", "channel")


def stage_file(folder: Path, name: str, content: bytes) -> Path:
    """Keep an uploaded file until its import is done; the name is ours, never the client's."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{hashlib.sha256(content).hexdigest()[:24]}{Path(name).suffix.lower()[:8]}"
    if not path.exists():
        part = path.with_name(f"{path.name}.{uuid.uuid4().hex[:8]}.part")
        part.write_bytes(content)
        part.replace(path)
    return path


def sweep_uploads(session: Session, folder: Path) -> int:
    """Delete the staged files that no waiting or running import names any more; return how many.

    Those of the last day are kept: their owner may be choosing columns.
    """
    active = session.scalars(select(Job).where(Job.kind == "import", Job.state.in_(ACTIVE)))
    named = {Path(job.payload["path"]).name for job in active}
    old = time.time() - UPLOAD_SECONDS
    files = list(folder.iterdir()) if folder.is_dir() else []
    gone = [file for file in files if file.name not in named and file.stat().st_mtime < old]
    for file in gone:
        file.unlink(missing_ok=True)
    return len(gone)


def queue_import(
    session: Session,
    venture_id: int,
    path: Path,
    *,
    name: str,
    columns: dict[str, str],
    encoding: str | None = None,
    header: bool = True,
    day_first: bool | None = None,
    token: str | None = None,
) -> StoredJob:
    """Queue the import of a staged file; `columns` maps text, written_on, rating, customer, channel to its headings.

    `day_first` says how 3/4/2026 is meant; None leaves such a date out and says so.
    """
    if not columns.get("text"):
        raise SextantError("Choose the column that holds the comments.")
    payload = {"path": str(path), "name": name, "columns": columns, "encoding": encoding, "header": header}
    payload["day_first"] = day_first
    return add_job(session, "import", venture_id, payload, token)


def run_import(context: JobContext) -> dict[str, Any]:
    """Import the task's file from where its batch stands; each chunk is one transaction with the batch's counts."""
    payload, venture_id = context.job.payload, context.job.venture_id or 0
    path = Path(payload["path"])
    if not path.exists():
        raise NotFound("The file {file} is not there any more. Upload it again.", file=payload["name"])
    table = open_table(
        path, name=payload["name"], encoding=payload["encoding"], header=payload["header"], row_limit=IMPORT_ROWS
    )
    reader = _Reader(table, payload["columns"], payload.get("day_first"))
    with context.database.write() as session:
        batch_id, done, last_row = _batch(session, venture_id, context.job)
        total = max(table.row_count_estimate, done)
        context.report(session, done, total)
    for rows in _chunks(table.rows(last_row)):
        context.check()
        done += len(rows)
        with context.database.write() as session:
            context.report(session, done, max(total, done))
            _add_chunk(session, venture_id, batch_id, done, reader, rows)
    with context.database.write() as session:
        context.report(session, done, done)
        batch = session.get_one(ImportBatch, batch_id)
        _note_problems(batch, reader)  # those of rows left out at the file's very end
        add_job(session, "analyse", venture_id, token=f"analyse-after-{context.job.id}")
        counted = ("imported", "duplicates", "empty", "problem_count", "rows_read")
        return {"batch_id": batch_id} | {name: getattr(batch, name) for name in counted}


def _chunks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _batch(session: Session, venture_id: int, job: StoredJob) -> tuple[int, int, int]:
    batch = session.scalar(select(ImportBatch).filter_by(job_id=job.id))
    if batch is None:
        batch = ImportBatch(venture_id=venture_id, job_id=job.id, file_name=job.payload["name"])
        session.add(batch)
        session.flush()
    return batch.id, batch.rows_read, batch.last_row


class _Reader:
    """Turns a file's rows into comments, and notes what it did not understand."""

    def __init__(self, table: Table, columns: dict[str, str], day_first: bool | None = None) -> None:
        missing = [name for name in columns.values() if name and name not in table.columns]
        if missing:
            raise SextantError("The file has no column {column}. Choose the columns again.", column=missing[0])
        self.table = table
        # Days and ratings repeat; a refused one is not kept, so each of its rows is told.
        self.parse_date = lru_cache(maxsize=10_000)(partial(parse_date, day_first=day_first))
        self.parse_rating = lru_cache(maxsize=1000)(parse_rating)
        self.at = {key: table.columns.index(name) for key, name in columns.items() if name}
        self.seen_problems = 0
        self.counted_problems = 0
        self.problems: list[dict[str, Any]] = []

    def read(self, row: Row) -> dict[str, Any]:
        """Return a row's comment; a date or rating that is none is left out and noted, the rest is kept."""
        cell = {key: row.cells[index].strip() for key, index in self.at.items()}
        written_on = self._parse(self.parse_date, cell.get("written_on", ""), row)
        values = {
            "row_number": row.number,
            "text": cell["text"],
            "written_on": written_on,
            "rating": self._parse(self.parse_rating, cell.get("rating", ""), row),
            "customer": cell.get("customer", "")[:200],
            "channel": cell.get("channel", "")[:60],
        }
        return values | {"content_key": _content_key(values["text"], values["customer"], written_on)}

    def _parse(self, parser: Any, text: str, row: Row) -> Any:
        if not text:
            return None
        try:
            return parser(text)
        except SextantError as error:
            self.problems.append(
                {"row": row.number, "message": error.message, "values": error.values | {"row": row.number}}
            )
            return None

    def take_problems(self) -> tuple[list[dict[str, Any]], int]:
        """Return the problems met since the last call, the file's own included, and how many they were."""
        fresh = self.table.problems[self.seen_problems :]
        noted = [{"row": p.row, "message": p.message, "values": p.values} for p in fresh] + self.problems
        number = self.table.problems.total - self.counted_problems + len(self.problems)
        self.seen_problems, self.counted_problems = len(self.table.problems), self.table.problems.total
        self.problems = []
        return noted, number


def _content_key(text: str, customer: str, written_on: date | None) -> str:
    # The same words by another customer or on another day are another comment; "good" is written often.
    return hashlib.sha256(f"{text_key(text)}|{customer}|{written_on or ''}".encode()).hexdigest()[:40]


def _add_chunk(session: Session, venture_id: int, batch_id: int, done: int, reader: _Reader, rows: list[Row]) -> None:
    batch = session.get_one(ImportBatch, batch_id, with_for_update=True)
    if batch.undone_at:
        raise Cancelled
    comments = [reader.read(row) for row in rows]
    kept = [
        c | {"venture_id": venture_id, "batch_id": batch_id, "unique_key": c["content_key"]}
        for c in comments
        if c["text"]
    ]
    added = _insert_new(session, kept)
    batch.rows_read, batch.last_row = done, rows[-1].number
    batch.imported += added
    batch.duplicates += len(kept) - added
    batch.empty += len(comments) - len(kept)
    _note_problems(batch, reader)


def _note_problems(batch: ImportBatch, reader: _Reader) -> None:
    problems, problem_count = reader.take_problems()
    batch.problem_count += problem_count
    batch.problems = (batch.problems + problems)[:KEPT_PROBLEMS]


def _insert_new(session: Session, comments: list[dict[str, Any]]) -> int:
    if not comments:
        return 0
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    before = session.scalar(select(Comment.id).order_by(Comment.id.desc()).limit(1)) or 0
    session.execute(dialect.insert(Comment.__table__).on_conflict_do_nothing(), comments)
    statement = select(Comment.id).where(Comment.id > before, Comment.batch_id == comments[0]["batch_id"])
    return len(session.scalars(statement).all())


def undo_batch(session: Session, venture_id: int, batch_id: int) -> int:
    """Put an import's comments into the trash; return how many. The same file can be imported again.

    An import that still runs is cancelled.
    """
    batch = _own_batch(session, venture_id, batch_id)
    batch.undone_at = now()
    if batch.job_id is not None:
        cancel_job(session, batch.job_id)
    live = (Comment.batch_id == batch_id) & Comment.deleted_at.is_(None)
    return _changed(session, update(Comment).where(live).values(deleted_at=now(), unique_key=None))


def restore_batch(session: Session, venture_id: int, batch_id: int) -> int:
    """Take an import's comments out of the trash, but for those that have come again since; return how many."""
    batch = _own_batch(session, venture_id, batch_id)
    batch.undone_at = None
    other = aliased(Comment)
    again = select(other.unique_key).where(other.venture_id == venture_id, other.unique_key.is_not(None))
    back = (Comment.batch_id == batch_id) & Comment.deleted_at.is_not(None) & Comment.content_key.not_in(again)
    return _changed(session, update(Comment).where(back).values(deleted_at=None, unique_key=Comment.content_key))


def _changed(session: Session, statement: Any) -> int:
    return len(session.scalars(statement.returning(Comment.id).execution_options(synchronize_session=False)).all())


def _own_batch(session: Session, venture_id: int, batch_id: int) -> ImportBatch:
    batch = session.scalar(select(ImportBatch).filter_by(id=batch_id, venture_id=venture_id).with_for_update())
    if batch is None:
        raise NotFound("This import is not there any more.")
    return batch
