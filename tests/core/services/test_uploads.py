"""Files that wait for their import."""

import os
from pathlib import Path

from core.services.imports import queue_import, stage_file, sweep_uploads
from core.services.ventures import StoredCompany
from db.session import Database


def test_a_staged_file_is_swept_away_once_no_import_needs_it(
    database: Database, company: StoredCompany, tmp_path: Path
) -> None:
    folder = tmp_path / "uploads"
    waiting, finished, fresh = (stage_file(folder, f"{n}.csv", f"text\n{n}\n".encode()) for n in "abc")
    for path in (waiting, finished):
        os.utime(path, (0, 0))

    with database.write() as session:
        queue_import(session, company.id, waiting, name="a.csv", columns={"text": "text"})
        gone = sweep_uploads(session, folder)

    assert gone == 1
    assert sorted(folder.iterdir()) == sorted([waiting, fresh])
