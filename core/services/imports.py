"""A file of comments comes in: staged, previewed, imported in chunks that a crash cannot double, undone whole."""

import hashlib
import time
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import NotFound, SextantError
from core.services.import_keeping import keep_comments
from core.services.import_rows import CommentReader, Reading
from core.services.import_sources import Source, open_as
from core.services.jobs import ACTIVE, Cancelled, JobContext, StoredJob, add_job
from core.tables.grouping import Group, group_rows, read_groups, single_rows
from core.tables.reading import Table
from db.models import ImportBatch, Job

CHUNK = 2000
UPLOAD_SECONDS = 24 * 3600  # a staged file older than this is swept away at a start
KEPT_PROBLEMS = 200  # shown one by one; beyond that they are counted


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
    named = {name for job in active for name in _names(job.id, Path(job.payload["path"]))}
    old = time.time() - UPLOAD_SECONDS
    files = list(folder.iterdir()) if folder.is_dir() else []
    gone = [file for file in files if file.name not in named and file.stat().st_mtime < old]
    for file in gone:
        file.unlink(missing_ok=True)
    return len(gone)


def _names(job_id: int, upload: Path) -> tuple[str, str]:
    return upload.name, _grouped(job_id, upload).name


def _grouped(job_id: int, upload: Path) -> Path:
    """Return where the rows of an upload lie that were brought together by ticket."""
    return upload.with_name(f"{upload.stem}-{job_id}.tickets")


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
    own: Iterable[str] = (),
    customers: Iterable[str] = (),
    drop_own: bool = True,
    mask: bool = True,
    preset: str = "",
    pasted: bool = False,
    token: str | None = None,
) -> StoredJob:
    """Queue the import of a staged file; `columns` maps text, written_on, rating, customer, channel to its headings.

    `preset` names the known export as which the file is read; `key` among the columns then tells a comment in every
    later export. `pasted` says that the file holds what somebody pasted. With `ticket` the rows of a ticket become one text; `speaker` and `private` say whose line it is, `title` stands
    before the text. `own` and `customers` name speakers whom the words in their roles would misplace. `mask` hides
    e-mail addresses, phone, identity and card numbers. `day_first` says how 3/4/2026 is meant; None leaves such a date
    out and says so.
    """
    if not columns.get("text"):
        raise SextantError("Choose the column that holds the comments.")
    payload: dict[str, Any] = {
        "path": str(path),
        "name": name,
        "columns": columns,
        "encoding": encoding,
        "header": header,
    }
    payload |= {"day_first": day_first, "own": list(own), "customers": list(customers)}
    payload |= {"drop_own": drop_own, "mask": mask, "preset": preset, "pasted": pasted}
    return add_job(session, "import", venture_id, payload, token)


def run_import(context: JobContext) -> dict[str, Any]:
    """Import the task's file from where its batch stands; each chunk is one transaction with the batch's counts."""
    payload, venture_id = context.job.payload, context.job.venture_id or 0
    path = Path(payload["path"])
    if not path.exists():
        raise NotFound("The file {file} is not there any more. Upload it again.", file=payload["name"])
    table = open_as(Source.of(payload).open(), payload.get("preset", ""))
    reader = CommentReader(table, Reading.of(payload))
    with context.database.write() as session:
        batch_id, done, last_row = _batch(session, venture_id, context.job)
        total = max(table.row_count_estimate, done)
        context.report(session, done, total)
    for groups in _chunks(_groups(context, table, reader, last_row)):
        context.check()
        done += sum(group.size for group in groups)
        with context.database.write() as session:
            context.report(session, done, max(total, done))
            _add_chunk(session, venture_id, batch_id, done, reader, groups)
    with context.database.write() as session:
        context.report(session, done, done)
        batch = session.get_one(ImportBatch, batch_id)
        _note(batch, reader)  # the problems of rows left out at the file's very end
        add_job(session, "analyse", venture_id, token=f"analyse-after-{context.job.id}")
        result = _result(batch)
    _grouped(context.job.id, path).unlink(missing_ok=True)
    return result


def _result(batch: ImportBatch) -> dict[str, Any]:
    counted = ("imported", "updated", "duplicates", "empty", "problem_count", "rows_read", "counts")
    return {"batch_id": batch.id} | {name: getattr(batch, name) for name in counted}


def _groups(context: JobContext, table: Table, reader: CommentReader, last_row: int) -> Iterator[Group]:
    """Return the rows after `last_row`, a ticket's brought together in a file beside the upload."""
    column = context.job.payload["columns"].get("ticket")
    if not column:
        return single_rows(table.rows(last_row))
    path = _grouped(context.job.id, Path(context.job.payload["path"]))
    if not last_row or not path.exists():  # made again, it is the same
        group_rows(table, column, path, context.check)
    if last_row:
        reader.skip_problems()  # noted with the first chunk
    return read_groups(path, last_row)


def _chunks(groups: Iterator[Group]) -> Iterator[list[Group]]:
    chunk, rows = [], 0
    for group in groups:
        chunk.append(group)
        rows += group.size
        if rows >= CHUNK:
            yield chunk
            chunk, rows = [], 0
    if chunk:
        yield chunk


def _batch(session: Session, venture_id: int, job: StoredJob) -> tuple[int, int, int]:
    batch = session.scalar(select(ImportBatch).filter_by(job_id=job.id))
    if batch is None:
        batch = ImportBatch(venture_id=venture_id, job_id=job.id, file_name=job.payload["name"])
        session.add(batch)
        session.flush()
    return batch.id, batch.rows_read, batch.last_row


def _add_chunk(
    session: Session, venture_id: int, batch_id: int, done: int, reader: CommentReader, groups: list[Group]
) -> None:
    batch = session.get_one(ImportBatch, batch_id, with_for_update=True)
    if batch.undone_at:
        raise Cancelled
    comments = [reader.read(group) for group in groups]
    for comment in comments:
        comment.update(venture_id=venture_id, batch_id=batch_id, unique_key=comment["content_key"])
    kept = keep_comments(session, comments)
    batch.rows_read, batch.last_row = done, groups[-1].number
    batch.imported += kept.added
    batch.updated += kept.updated
    batch.duplicates += kept.duplicates
    batch.empty += sum(not comment["text"] for comment in comments)
    _note(batch, reader)


def _note(batch: ImportBatch, reader: CommentReader) -> None:
    problems, problem_count = reader.take_problems()
    batch.problem_count += problem_count
    batch.problems = (batch.problems + problems)[:KEPT_PROBLEMS]
    batch.counts = dict(Counter(batch.counts) + reader.take_counts())
