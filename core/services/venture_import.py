"""A company's zip comes in as a new company: checked whole before anything is stored, then in one transaction."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any

from sqlalchemy import insert, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from core.errors import SextantError
from core.services.venture_export import FORMAT, MANIFEST, VERSION, entry
from core.services.venture_tables import CHUNK, TABLES, Ids, from_line, renumber
from core.services.ventures import StoredCompany, get_venture, list_ventures
from db.session import Database

MOST_BYTES = 4 * 1024**3  # of all lines, unpacked
MOST_OF_THE_MANIFEST = 1024**2
MOST_OF_A_LINE = 16 * 1024**2
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeDecodeError)
WRONG = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


def import_company(database: Database, source: Path | IO[bytes]) -> StoredCompany:
    """Add the company of a zip as a new one and return it; a name that is taken gets a number.

    Entries are read by the names we know and never unpacked to disk. Raises SextantError where the file is none of
    ours, damaged, too large or of a newer version; then nothing is stored.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            tables = _check(archive)
            with database.write() as session:
                return _store(session, archive, tables)
    except (*BROKEN, *WRONG, SQLAlchemyError) as error:
        raise _damaged(type(error).__name__) from error
    except OSError as error:
        raise SextantError("The file cannot be read: {why}.", why=error.strerror or error) from error


def _damaged(why: str) -> SextantError:
    return SextantError(
        "This file is damaged or was changed: {why}. Nothing was stored. Export the company again.", why=why
    )


def _check(archive: zipfile.ZipFile) -> dict[str, Any]:
    """Return what the manifest says of each table, after its lines were read once and added up."""
    tables = _manifest(archive)
    left = MOST_BYTES
    for name, said in tables.items():
        rows, digest = 0, hashlib.sha256()
        for line in _lines(archive, name, left):
            left -= len(line)
            digest.update(line)
            rows += 1
        if (rows, digest.hexdigest()) != (said["rows"], said["sha256"]):
            raise _damaged(entry(name))
    return tables


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    if MANIFEST not in archive.namelist():
        raise SextantError("This zip holds no company of Sextant. Choose a file that was exported on the page Data.")
    with archive.open(MANIFEST) as file:
        manifest = json.loads(file.read(MOST_OF_THE_MANIFEST))
    if manifest["format"] != FORMAT:
        raise SextantError("This zip holds no company of Sextant. Choose a file that was exported on the page Data.")
    tables: dict[str, Any] = manifest["tables"]
    if manifest["version"] > VERSION or not tables.keys() <= TABLES.keys():
        raise SextantError("This file was made by a newer Sextant. Bring this one up to date, then import it.")
    if tables["venture"]["rows"] != 1:
        raise _damaged(MANIFEST)
    return {name: tables[name] for name in TABLES if name in tables}


def _lines(archive: zipfile.ZipFile, table: str, most: int = MOST_BYTES) -> Iterator[bytes]:
    """Yield a table's lines; what a zip says of its own size is not believed, only what comes out is counted."""
    with archive.open(entry(table)) as file:
        while line := file.readline(MOST_OF_A_LINE):
            most -= len(line)
            if most < 0 or len(line) == MOST_OF_A_LINE:
                raise SextantError("This file unpacks to more than a company can hold. Nothing was stored.")
            yield line


def _store(session: Session, archive: zipfile.ZipFile, tables: dict[str, Any]) -> StoredCompany:
    ids: Ids = {}
    required: dict[int, list[int]] = {}
    for name in tables:
        table, known = TABLES[name], ids.setdefault(name, {})
        rows = (from_line(table, line) for line in _lines(archive, name))
        while part := list(islice(rows, CHUNK)):
            if name == "venture":
                part = [row | {"name": _free_name(session, row["name"]), "is_demo": False} for row in part]
            required |= {row["id"]: row["requires"] for row in part if row.get("requires")}
            new = [renumber(table, row, ids) for row in part]
            if "id" not in table.c:
                session.execute(insert(table), new)
                continue
            old = [row.pop("id") for row in new]
            keys = insert(table).returning(table.c.id, sort_by_parameter_order=True)
            known |= dict(zip(old, session.scalars(keys, new), strict=True))
    for initiative, needed in required.items():
        others = [ids["initiative"][one] for one in needed if one in ids["initiative"]]
        table = TABLES["initiative"]
        mine = table.c.id == ids["initiative"][initiative]
        # Its own moment is kept: coming here is no change of the record.
        session.execute(update(table).where(mine).values(requires=others, updated_at=table.c.updated_at))
    return get_venture(session, next(iter(ids["venture"].values())))


def _free_name(session: Session, name: str) -> str:
    taken = {company.name.casefold() for company in list_ventures(session)}
    wanted, number = name, 2
    while wanted.casefold() in taken:
        wanted, number = f"{name} ({number})", number + 1
    return wanted
