"""Importing comments, against pandas.read_csv and to_sql of the same file."""

import tempfile
import time
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import create_engine

from bench.texts import write_csv
from core.jobs.worker import Worker
from core.services.imports import queue_import, run_import
from core.services.ventures import add_venture
from db.session import Database
from db.upgrade import upgrade

ROWS = 100_000


def measure(rows: int = ROWS) -> dict[str, Any]:
    """Return the seconds of both and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_csv(Path(folder) / "comments.csv", rows)
        ours = _ours(path, Path(folder))
        began = time.perf_counter()
        engine = create_engine(f"sqlite:///{folder}/pandas.db")
        pd.read_csv(path).to_sql("comment", engine, index=False)
        theirs = time.perf_counter() - began
        engine.dispose()
    return {
        "rows": rows,
        "seconds": {"ours": round(ours, 2), "pandas": round(theirs, 2)},
        "ratio": round(ours / theirs, 2),
        "aim": "ratio <= 2",
    }


def _ours(path: Path, folder: Path) -> float:
    database = Database(f"sqlite:///{folder}/ours.db")
    upgrade(database)
    columns = {"text": "text", "written_on": "date", "rating": "rating", "customer": "customer"}
    with database.write() as session:
        company = add_venture(session, {"name": "Bench"})
        job = queue_import(session, company.id, path, name=path.name, columns=columns)
    began = time.perf_counter()
    Worker(database, {"import": run_import}).run_next(job.id)
    seconds = time.perf_counter() - began
    database.close()
    return seconds
